"""监督、现场反映、测评的表单: one per act; what may be chosen belongs to the year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.followups.forms import FilesField, FilesInput
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    DayField,
    LinesField,
    PersonField,
    PlaceForm,
    RecordField,
    RecordsField,
)
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.projects.forms.building import PHOTOS
from oversight.projects.forms.collecting import text_area
from oversight.projects.forms.voting import register_first
from oversight.projects.models import LivelihoodProject, ProjectYear, SupervisionRecord
from oversight.projects.queries import supervising
from oversight.projects.queries.inherited import among, code_in, now_at
from oversight.projects.rules.supervising import permits

AHEAD = ("planned", "notified", "convened", "in_session")


def photos_field() -> FilesField:
    return FilesField(
        label=_("照片"),
        required=False,
        widget=FilesInput(attrs={"accept": PHOTOS}),
        help_text=_("手机可以直接拍；最多 5 张，照片里的拍摄位置会去除。"),
    )


class MeetingForm(PlaceForm):
    """列入大会议程."""

    meeting = RecordField(label=_("在哪次会议"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = meetings.meetings_of(now_at(self.place)).filter(
            body__kind="congress", state__in=AHEAD
        )
        rows = rows.order_by("starts_on")
        self.fields["meeting"].among(rows)  # type: ignore[attr-defined]
        self.fields["meeting"].initial = rows.first()
        self.fields["meeting"].help_text = register_first(now_at(self.place))


def named(place: Jurisdiction, project: LivelihoodProject) -> str:
    """A work by number and title; one taken over says whose it was."""
    return f"{code_in(place, project)} {project.title}"


class WatchedField(RecordsField):
    """Works of the year's list, those taken over among them."""

    def of_year(self, year: ProjectYear) -> None:
        self.place = year.jurisdiction
        self.among(among(year))

    def label_from_instance(self, project: LivelihoodProject) -> str:
        return named(self.place, project)


class GroupForm(PlaceForm):
    """成立监督小组."""

    name = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=80)
    formed_on = DayField(label=_("成立日期"))
    projects = WatchedField(label=_("跟踪哪些项目"), required=False)

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].of_year(year)  # type: ignore[attr-defined]


class WatchedForm(PlaceForm):
    """更改跟踪的项目."""

    projects = WatchedField(label=_("跟踪哪些项目"), required=False)

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].of_year(year)  # type: ignore[attr-defined]


class SupervisorForm(PlaceForm):
    """增加监督员."""

    person = PersonField(
        label=pgettext_lazy("field", "人员"),
        required=False,
        empty_label=_("不在名册里，写姓名"),
        help_text=_("本地名册里的代表从这里选，用自己的账号核实和登记。"),
    )
    name = forms.CharField(
        label=pgettext_lazy("field", "姓名"),
        max_length=60,
        required=False,
        help_text=_("市、区代表和群众监督员写姓名。"),
    )
    capacity = forms.CharField(
        label=_("身份"), max_length=100, help_text=_("例如：镇人大代表、区人大代表、监督员。")
    )
    leads = forms.BooleanField(label=_("担任组长"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = institutions.people_of(now_at(self.place))
        self.fields["person"].among(people)  # type: ignore[attr-defined]


class LeaveForm(PlaceForm):
    """监督员退出."""

    on = DayField(label=_("最后一天"))


class RecordForm(PlaceForm):
    """登记监督情况, made for the telephone."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=SupervisionRecord.KINDS)
    group = RecordField(
        label=_("监督小组"), required=False, empty_label=_("不是某个小组（集中视察、上级指导）")
    )
    project = RecordField(label=_("哪个项目"), required=False, empty_label=_("不止一个项目"))
    on = DayField(label=pgettext_lazy("field", "日期"))
    people = forms.CharField(label=_("参加人员"), max_length=300)
    text = forms.CharField(label=_("看到的情况"), max_length=4000, widget=text_area(5))
    findings = LinesField(
        label=_("发现的问题"), required=False, help_text=_("一行一个，登记后逐个交办。")
    )
    photos = photos_field()

    def __init__(self, *args: Any, year: ProjectYear, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_kinds(year.state)
        self.fields["group"].among(groups)  # type: ignore[attr-defined]
        self.fields["project"].among(among(year))  # type: ignore[attr-defined]
        self.fields["project"].label_from_instance = lambda one: named(self.place, one)  # type: ignore[attr-defined]

    def offer_kinds(self, state: str) -> None:
        """The kinds that the year allows now; of the others why not."""
        told = [(kind, word, permits(kind, state)) for kind, word in SupervisionRecord.KINDS]
        field = self.fields["kind"]
        field.choices = [(kind, word) for kind, word, one in told if one.allowed]  # type: ignore[attr-defined]
        refused = [gettext(one.text) for _kind, _word, one in told if not one.allowed]
        field.help_text = "".join(dict.fromkeys(refused))


class HandForm(PlaceForm):
    """交办发现的问题."""

    unit = RecordField(label=_("交给哪个单位"), help_text=_("需要政府统筹的，交给人民政府。"))
    due = DayField(label=_("答复期限"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = institutions.units_of(self.place).on(institutions.today()).order_by("name")
        self.fields["unit"].among(units)  # type: ignore[attr-defined]


class AnswerForm(PlaceForm):
    """答复."""

    answer = forms.CharField(
        label=pgettext_lazy("field", "答复"), max_length=2000, widget=text_area(5)
    )


class JudgeForm(PlaceForm):
    """确认是否解决."""

    solved = forms.TypedChoiceField(
        label=_("解决了吗"),
        choices=[("yes", _("已解决")), ("no", _("没有解决，继续督办"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("确认意见"), max_length=500, widget=text_area(3))


class HandSiteForm(PlaceForm):
    """转监督小组."""

    group = RecordField(label=_("监督小组"))

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].among(supervising.groups_of(year))  # type: ignore[attr-defined]


class SiteAnswerForm(PlaceForm):
    """答复反映的人."""

    answer = forms.CharField(
        label=pgettext_lazy("field", "答复"), max_length=500, widget=text_area(4),
        help_text=_("反映的人凭回执码看到。"),
    )  # fmt: skip


class CompletionForm(PlaceForm):
    """报送完成情况报告."""

    submitted_on = DayField(label=_("报送日期"))
    submitted_label = forms.CharField(label=_("签发人"), max_length=100, required=False)
    text = forms.CharField(
        label=_("报告内容"), max_length=12000, required=False, widget=text_area(10)
    )
    file = forms.FileField(label=_("报告文件"), required=False, help_text=_("PDF、OFD 或 Word。"))
