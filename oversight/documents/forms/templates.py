"""模板的表单: an upload for one kind of paper and issuer; a preview with a real paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents.kinds import choices
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import PlaceForm, RecordField


class TemplateForm(PlaceForm):
    """上传模板."""

    kind = forms.ChoiceField(label=_("哪一种公文"), choices=())
    issuer = RecordField(
        label=_("发文机关"), required=False, empty_label=_("本地所有发文机关"),
        help_text=_("某个机关有自己的模板时，先用它自己的。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("模板文件"),
        help_text=_("Word 文档（DOCX），不超过 5 MB，不带宏。可以先下载随附的模板，改好再传。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    note = forms.CharField(label=pgettext_lazy("field", "说明"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices()  # type: ignore[attr-defined]
        bodies = institutions.bodies_of(self.place).on(institutions.today())
        self.fields["issuer"].among(bodies.order_by("kind", "name"))  # type: ignore[attr-defined]
