"""处置的表单。"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.hotline.models import FindingDisposition
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import PlaceForm, RecordField
from oversight.institutions.models import Body


class DisposeForm(PlaceForm):
    """处置一个单位: one of three; a case needs its subject, anything else its reason."""

    disposition = forms.ChoiceField(
        label=pgettext_lazy("field", "处置"),
        choices=FindingDisposition.DISPOSITIONS,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=pgettext_lazy("field", "理由"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("继续观察和不列入的必写，列入会议纪要；须人工研判而立案的也写明为什么。"),
    )
    subject = forms.CharField(
        label=pgettext_lazy("field", "案由"),
        max_length=200,
        required=False,
        help_text=_("立案时用；不写的，按单位名称生成。"),
    )
    lead_office = RecordField(
        label=_("牵头委室"),
        required=False,
        empty_label=_("对口联系该单位的委室"),
        help_text=_("立案时用。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        offices = rows.filter(kind__in=Body.OFFICES).order_by("name")
        self.fields["lead_office"].among(offices)  # type: ignore[attr-defined]
