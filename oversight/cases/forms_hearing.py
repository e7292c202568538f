"""会前、听取、会后的表单: one per act; meetings and methods offered are those of the place and its rulebook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.cases import queries_deputies
from oversight.cases.forms import method_choices, text_area
from oversight.cases.models import Case, ReviewOpinions
from oversight.cases.models.closing import VIEWS
from oversight.cases.publishing import WHATS
from oversight.cases.standing import Standing
from oversight.institutions.forms.base import DayField, LinesField, PlaceForm, RecordField
from oversight.institutions.models import Jurisdiction, Person
from oversight.meetings import queries as meetings
from oversight.meetings.models import Meeting
from oversight.ui import formats


class MeetingField(RecordField):
    """A meeting to come, with its day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        values = {"name": str(meeting), "day": formats.day(meeting.starts_on)}
        return gettext("%(name)s，%(day)s") % values


class ReportForm(PlaceForm):
    """起草报告: text, a file, or both."""

    text = forms.CharField(
        label=_("报告内容"), max_length=20_000, required=False, widget=text_area(12)
    )
    file = forms.FileField(
        label=_("报告文件"), required=False, help_text=_("PDF、OFD 或 Word；已有文件、不换的不选。")
    )


class EnterReportForm(PlaceForm):
    """登记收到的纸质报告。"""

    received_on = DayField(label=_("收到日期"), help_text=_("按收到的那天算是否按期。"))
    submitted_label = forms.CharField(label=_("签发人"), max_length=100)
    file = forms.FileField(label=_("签字盖章的扫描件"))
    text = forms.CharField(
        label=_("内容摘要"), max_length=20_000, required=False, widget=text_area(5)
    )


class FindingForm(PlaceForm):
    """记录调研发现。"""

    title = forms.CharField(label=pgettext_lazy("field", "问题"), max_length=200)
    text = forms.CharField(label=_("情况和意见"), max_length=4000, widget=text_area(5))
    where = forms.CharField(
        label=_("在哪里看到"),
        max_length=200,
        required=False,
        help_text=_("写到小区、路段，不写住户姓名和门牌。"),
    )
    on = DayField(label=pgettext_lazy("field", "日期"))
    file = forms.FileField(
        label=pgettext_lazy("field", "证据"),
        required=False,
        help_text=_("照片、PDF 或表格；列入案卷，照片里的拍摄位置会去除。"),
    )


class AnswerForm(PlaceForm):
    """回应一条调研发现。"""

    text = forms.CharField(label=_("回应"), max_length=4000, widget=text_area(6))


def meetings_to_hear(place: Jurisdiction) -> QuerySet[Meeting]:
    """The meetings to come on whose agenda a case may still be placed, soonest first."""
    rows = meetings.meetings_of(place).filter(state__in=["planned", "notified", "convened"])
    bodies = ["standing_committee", "presidium", "congress"]
    return rows.filter(body__kind__in=bodies).order_by("starts_on")


class PlaceHearingForm(PlaceForm):
    """提请列入议程; after a failed vote with another method, its signers, why not at the next meeting."""

    meeting = MeetingField(label=_("在哪次会议"))
    method = forms.ChoiceField(
        label=_("听取的方式"),
        required=False,
        help_text=_("可以改用询问、专题询问或者质询；只列有依据的方式。"),
    )
    signers = LinesField(
        label=_("质询案的联名人"),
        required=False,
        help_text=_("只有质询才填，每行一个姓名；人数按法律规定。"),
    )
    later_reason = forms.CharField(
        label=_("不在下一次会议的理由"), max_length=300, required=False, widget=text_area(2)
    )

    def __init__(self, *args: Any, case: Case, rules: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].among(meetings_to_hear(self.place))  # type: ignore[attr-defined]
        if case.state != "failed":
            for name in ("method", "signers", "later_reason"):
                del self.fields[name]
            return
        heard = {one.code for one in rules.offers if one.heard}
        offered = [one for one in method_choices(rules) if one[0] in heard]
        self.fields["method"].choices = [("", gettext("与会议决定的相同")), *offered]  # type: ignore[attr-defined]


class OpinionsForm(PlaceForm):
    """起草审议意见。"""

    items = forms.CharField(
        label=_("逐条审议意见"),
        max_length=20_000,
        widget=text_area(8),
        help_text=_("每行一条，不写序号；单位逐条研究处理并报告。"),
    )

    def clean_items(self) -> list[str]:
        return str(self.cleaned_data["items"]).splitlines()


class VerifyReplyForm(PlaceForm):
    """核实研究处理情况, opinion by opinion."""

    text = forms.CharField(
        label=_("核实情况"),
        max_length=4000,
        widget=text_area(5),
        help_text=_("怎样核实、看到什么。"),
    )

    def __init__(self, *args: Any, items: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, text in enumerate(items, 1):
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=f"{number}. {text}",
                choices=ReviewOpinions.OUTCOMES,
                widget=forms.RadioSelect,
            )
        self.fields["text"] = self.fields.pop("text")

    def outcomes(self) -> list[str]:
        """The outcomes in the order of the opinions."""
        found = [name for name in self.fields if name.startswith("outcome_")]
        return [self.cleaned_data[name] for name in found]


class PassOpinionsForm(PlaceForm):
    """登记审议意见通过: the meeting of the deciding body."""

    term_no = forms.IntegerField(label=_("第几届"), min_value=1, max_value=99)
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    on = DayField(label=_("会议日期"))
    reason = forms.CharField(label=_("更正的原因"), max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]


class ViewForm(PlaceForm):
    """代表说看法。"""

    view = forms.ChoiceField(label=_("问题解决得怎样"), choices=VIEWS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("想说的话"),
        max_length=1000,
        required=False,
        widget=text_area(4),
        help_text=_("可以不写。不写群众的姓名和电话。"),
    )


class EnterViewForm(PlaceForm):
    """代录代表的书面意见: who handed in a sheet, the sheets as counts, what was written."""

    people = LinesField(
        label=_("交来意见的人"),
        max_length=8000,
        help_text=_("每行一个姓名；有同名的，写人员编号。"),
    )
    solved = forms.IntegerField(label=_("说解决了"), min_value=0, max_value=9999)
    partly = forms.IntegerField(label=_("说部分解决"), min_value=0, max_value=9999)
    unsolved = forms.IntegerField(label=_("说没有解决"), min_value=0, max_value=9999)
    remarks = forms.CharField(
        label=_("写下的话"),
        required=False,
        max_length=20_000,
        widget=text_area(4),
        help_text=_("每行一条，不写是谁写的，不写群众的姓名和电话。"),
    )
    file = forms.FileField(
        label=_("签名的交表名单扫描件"),
        help_text=_("意见表不署名；交表的人在名单上签名，只扫描名单。"),
    )

    def clean_people(self) -> list[Person]:
        """The persons of the lines; says which line names nobody or more than one."""
        lines = list(dict.fromkeys(self.cleaned_data["people"]))
        asked = list(queries_deputies.people_asked(self.place))
        found = [[one for one in asked if line in (one.name, one.public_id)] for line in lines]
        wrong = [line for line, people in zip(lines, found, strict=True) if len(people) != 1]
        if wrong:
            text = gettext("%(names)s：没有这位代表或者组成人员，或者有同名的。")
            raise forms.ValidationError(text % {"names": "、".join(wrong)})
        return [people[0] for people in found]

    def clean_remarks(self) -> list[str]:
        """One remark a line."""
        return [line for line in self.cleaned_data["remarks"].splitlines() if line.strip()]


class CallsForm(PlaceForm):
    """登记回访: counts alone."""

    on = DayField(label=_("回访日期"))
    called = forms.IntegerField(label=_("拨打"), min_value=0, max_value=99_999)
    reached = forms.IntegerField(label=_("接通"), min_value=0, max_value=99_999)
    solved = forms.IntegerField(label=_("说解决了"), min_value=0, max_value=99_999)
    partly = forms.IntegerField(label=_("说部分解决"), min_value=0, max_value=99_999)
    unsolved = forms.IntegerField(label=_("说没有解决"), min_value=0, max_value=99_999)
    text = forms.CharField(
        label=_("回答摘要"),
        max_length=4000,
        required=False,
        widget=text_area(4),
        help_text=_("不写姓名、电话、住址；只写说了什么。"),
    )


class ClosingForm(PlaceForm):
    """提出结案。"""

    text = forms.CharField(label=_("结案理由"), max_length=4000, widget=text_area(4))


class VerifyClosingForm(PlaceForm):
    """核实结案。"""

    text = forms.CharField(label=_("核实情况"), max_length=4000, widget=text_area(3))


class PublicationForm(PlaceForm):
    """拟公开。"""

    what = forms.ChoiceField(label=_("公开什么"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("更正说明"),
        max_length=300,
        required=False,
        help_text=_("已经公开过的，写明更正了什么。"),
    )

    def __init__(self, *args: Any, ready: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(code, WHATS[code].label) for code in ready]  # type: ignore[attr-defined]
