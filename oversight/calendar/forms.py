"""日历的表单: one day, a whole year, meetings, and the period to compute."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.calendar import words
from oversight.calendar.rules.workdays import is_weekend
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Body

LONGEST_TEXT = 20_000


class DayForm(PlaceForm):
    """改一天的安排; a working day is not offered 上班."""

    kind = forms.ChoiceField(label=_("这一天"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("节日名称"),
        max_length=60,
        required=False,
        help_text=_("例如：国庆节、县庆。"),
    )
    reason = forms.CharField(
        label=_("依据或原因"), max_length=200, help_text=_("通知的文号，或者为什么更改。")
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = _("照平常：双休日，不上班") if is_weekend(day) else _("照平常：工作日")
        kinds = [("", plain), ("off", pgettext_lazy("choice", "放假"))]
        if is_weekend(day):
            kinds.append(("on", _("调休上班")))
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class YearForm(PlaceForm):
    """录入一年的安排: pasted, or as a file; the file's text comes back to be mended."""

    text = forms.CharField(
        label=_("放假和上班的日期"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "可以把国务院办公厅通知的全文粘贴进来，也可以一行一天：2027-01-01 放假 元旦。"
            "写了星期的，会核对。"
        ),
    )
    file = forms.FileField(
        label=_("或者上传表格"),
        required=False,
        help_text=_("表格（XLSX 或 CSV），三列：日期、安排（放假、上班）、名称。不超过 1 MB。"),
    )
    notice = forms.CharField(
        label=_("通知的文号或名称"),
        max_length=200,
        required=False,
        help_text=_("例如：国办发明电〔2026〕7号。"),
    )


class MeetingForm(PlaceForm):
    """登记会期。"""

    body = RecordField(label=_("机构"))
    on = DayField(label=_("会议日期"))
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    term_no = forms.IntegerField(
        label=_("第几届"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("不填的，按会议日期那天的届次。"),
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        help_text=_("例如：听取专项工作报告，专题询问。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        self.fields["body"].among(rows.filter(kind__in=Body.DECIDING))  # type: ignore[attr-defined]


class MoveForm(PlaceForm):
    """会议改期。"""

    on = DayField(label=_("改到哪一天"))
    reason = forms.CharField(label=_("改期的原因"), max_length=300)


class CancelForm(PlaceForm):
    """会议不再召开。"""

    reason = forms.CharField(label=_("不再召开的原因"), max_length=300)


class PeriodForm(forms.Form):
    """期限计算: when it began, how long it is."""

    start = DayField(label=_("起算的事情发生在"), help_text=_("例如收到建议、交办的那一天。"))
    amount = forms.IntegerField(label=_("期限"), min_value=1)
    unit = forms.ChoiceField(label=pgettext_lazy("period", "单位"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = words.unit_words()  # type: ignore[attr-defined]
