"""年度计划的表单."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Body
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.models import PlanItem
from oversight.meetings.rules.plan_text import read_written


class PlanFileForm(PlaceForm):
    """工作要点的文件。"""

    file = forms.FileField(
        label=_("工作要点"),
        help_text=_("Word（.docx）按“一、”“1.”编号的段落读；Excel（.xlsx）要有“内容”一列。"),
    )


class PlanForm(PlaceForm):
    """导入年度计划: the lines as they were read, to be looked over."""

    body = RecordField(label=_("制定机构"), empty_label=None)
    year = forms.IntegerField(label=pgettext_lazy("field", "年份"), min_value=1990, max_value=2100)
    title = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=200)
    lines = forms.CharField(
        label=_("计划事项"),
        widget=forms.Textarea(attrs={"rows": 18, "wrap": "off"}),
        help_text=_("一行一项：部分|内容|责任委室|时间安排。读错的在这里改，不要的整行删去。"),
    )
    source_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    source_sha256 = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        deciding = rows.filter(kind__in=[*Body.DECIDING, "street_committee"]).order_by("pk")
        self.fields["body"].among(deciding)  # type: ignore[attr-defined]

    def clean_lines(self) -> Any:
        found, wrong = read_written(self.cleaned_data["lines"])
        if wrong:
            text = gettext("第 %(lines)s 行读不懂：一行写一项，最多三个“|”，内容不能空。")
            numbers = "、".join(str(one) for one in wrong[:10])
            raise forms.ValidationError(text % {"lines": numbers})
        return found


class AdoptForm(PlaceForm):
    """登记年度计划通过。"""

    on = DayField(label=_("通过日期"))
    adopted_by = forms.CharField(
        label=_("通过的会议"), max_length=200, help_text=_("一般是主任会议；乡镇是主席团会议。")
    )


class AddItemForm(PlaceForm):
    """增加计划事项。"""

    section = forms.CharField(label=pgettext_lazy("field", "部分"), max_length=200, required=False)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"), max_length=1000, widget=text_area(3)
    )
    office = RecordField(label=_("责任委室"), required=False)
    when = forms.CharField(label=_("时间安排"), max_length=100, required=False)
    reason = forms.CharField(
        label=_("调整的原因和依据"),
        max_length=300,
        required=False,
        widget=text_area(2),
        help_text=_("已通过的计划必写（监督法第六十三条：计划可以调整）。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        offices = rows.filter(kind__in=Body.OFFICES).order_by("name")
        self.fields["office"].among(offices)  # type: ignore[attr-defined]


class ItemStateForm(PlaceForm):
    """登记计划事项的进展。"""

    state = forms.ChoiceField(
        label=pgettext_lazy("field", "状态"), choices=PlanItem.STATES, widget=forms.RadioSelect
    )
    on = DayField(label=pgettext_lazy("field", "日期"), required=False)
    note = forms.CharField(
        label=_("完成情况"),
        max_length=1000,
        required=False,
        widget=text_area(3),
        help_text=_("完成的写做了什么，调整或不再进行的写原因。"),
    )
