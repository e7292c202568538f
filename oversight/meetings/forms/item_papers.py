"""议题材料的表单."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.files.kinds import ACCEPT
from oversight.institutions.forms.base import DayField, LinesField, RecordField
from oversight.meetings.forms.questions import UnitForm, long_text
from oversight.meetings.models import ItemPaper, Meeting
from oversight.meetings.queries import item_papers as queries


def lead_choices(meeting: Meeting) -> list[tuple[str, str]]:
    """The steps of the rulebook in words."""
    steps = [
        (
            lead.code,
            gettext("会前 %(days)d 天：%(text)s") % {"days": lead.days, "text": gettext(lead.text)},
        )
        for lead in queries.leads_of(meeting)
    ]
    return [("", gettext("没有规定时限")), *steps]


class FileInput(forms.FileInput):
    """One file of the kinds that may be kept."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPT})


class ItemPaperForm(UnitForm):
    """登记材料."""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "种类"), choices=ItemPaper.KINDS)
    title = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=200)
    unit = RecordField(label=_("报送单位"), required=False, empty_label=_("没有"))
    file = forms.FileField(label=pgettext_lazy("field", "文件"), widget=FileInput())
    received_on = DayField(label=_("收到日期"))
    lead_code = forms.ChoiceField(
        label=_("会前时限"),
        required=False,
        help_text=_("按规则簿的会前时限判断是否迟到。"),
    )
    to_return = forms.BooleanField(
        label=_("用后收回"),
        required=False,
        help_text=_("纸质份编号发放，会后逐份收回；电子文件只有办公室看得到。"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_code"].choices = lead_choices(meeting)  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """登记新稿."""

    file = forms.FileField(label=pgettext_lazy("field", "文件"), widget=FileInput())
    received_on = DayField(label=_("收到日期"))
    lead_code = forms.ChoiceField(label=_("会前时限"), required=False)
    note = forms.CharField(label=_("改动说明"), max_length=300, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_code"].choices = lead_choices(meeting)  # type: ignore[attr-defined]


class DropForm(forms.Form):
    """不再使用."""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), widget=long_text(2), max_length=300
    )


class HandOutForm(forms.Form):
    """发放."""

    holders = LinesField(
        label=_("领取人"), help_text=_("每行一人，依次编份号。已填与会人员，可以增减。")
    )


class LostForm(forms.Form):
    """没有收回的说明."""

    lost_note = forms.CharField(label=_("没有收回的说明"), widget=long_text(2), max_length=300)
