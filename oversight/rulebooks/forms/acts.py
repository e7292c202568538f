"""规则簿的行为表单: draft, copy, withdraw, adopt, end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Body
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.pages.words import title_of
from oversight.rulebooks.sections import SECTIONS


class BodyPlaceForm(PlaceForm):
    """A form that names a deciding body of the place."""

    body = RecordField(label=_("拟由哪个机构通过"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).filter(kind__in=Body.DECIDING)
        self.fields["body"].among(rows.on(institutions.today()))  # type: ignore[attr-defined]


class DraftForm(BodyPlaceForm):
    """起草规则簿."""

    start = forms.ChoiceField(
        label=_("底稿"),
        choices=[("in_force", _("现行规则")), ("template", _("随系统提供的样本"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("起草说明"), max_length=300, required=False)


class VersionField(forms.ModelChoiceField):
    """A choice among versions that places above adopted."""

    def label_from_instance(self, version: Rulebook) -> str:
        return f"{version.jurisdiction.name} {version.label}"


class CopyForm(BodyPlaceForm):
    """参照上级起草."""

    source = VersionField(label=_("参照哪一版"), queryset=None, to_field_name="public_id")
    sections = forms.MultipleChoiceField(
        label=_("照抄哪几章"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("没有选的章，用本地现行的。上级以后再改，不影响本地。"),
    )
    note = forms.CharField(label=_("起草说明"), max_length=300, required=False)
    field_order = ["source", "sections", "body", "note"]

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["sections"].choices = [  # type: ignore[attr-defined]
            (name, title_of(name)) for name in SECTIONS
        ]


class WithdrawForm(PlaceForm):
    """撤回草稿."""

    reason = forms.CharField(label=_("为什么撤回"), max_length=300)


class AdoptForm(BodyPlaceForm):
    """登记通过施行: what the meeting's paper says."""

    term_no = forms.IntegerField(label=_("第几届"), min_value=1, max_value=200)
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    on = DayField(label=_("通过日期"))
    paper_number = forms.CharField(
        label=_("文号"), max_length=60, help_text=_("例如：云人常发〔2026〕3号")
    )
    valid_from = DayField(label=_("施行日期"), help_text=_("不早于通过日期；前一版到前一天为止。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("由哪个机构通过")


class EndForm(PlaceForm):
    """登记废止."""

    on = DayField(
        label=_("最后一天"), help_text=_("这一天仍然有效；以后用样本，直到通过新的一版。")
    )
    basis = forms.CharField(label=_("依据"), max_length=300, help_text=_("会议和文号"))
