"""论证的表单: task groups, arguments begun for several projects, checks, visits, conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.followups.forms import FilesField, ScanField
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    DayField,
    PersonField,
    PlaceForm,
    RecordField,
    RecordsField,
)
from oversight.projects.actions.arguing import Checked
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import (
    Argument,
    ArgumentCheck,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
)
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of

PICTURES = "image/jpeg,image/png,image/webp"


class GroupForm(PlaceForm):
    """成立工作专班。"""

    name = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=80)
    formed_on = DayField(label=_("成立日期"))
    note = forms.CharField(label=pgettext_lazy("field", "说明"), max_length=300, required=False)


class MemberForm(PlaceForm):
    """增加专班成员。"""

    capacity = forms.ChoiceField(
        label=pgettext_lazy("field", "身份"), choices=GroupMember.CAPACITIES
    )
    person = PersonField(label=_("代表"), required=False, help_text=_("代表从名册里选。"))
    name = forms.CharField(
        label=pgettext_lazy("field", "姓名"),
        max_length=60,
        required=False,
        help_text=_("专家和工作人员写姓名。"),
    )
    field = forms.CharField(label=_("专业或单位"), max_length=100, required=False)
    leads = forms.BooleanField(label=_("任组长"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deputies = read.mandated(self.place, institutions.today())
        people = institutions.people_of(self.place).filter(pk__in=deputies).order_by("name", "pk")
        self.fields["person"].among(people)


class LeaveForm(PlaceForm):
    """成员退出。"""

    on = DayField(label=_("退出日期"))


class ProjectsField(RecordsField):
    """Several projects, each with its number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, project: LivelihoodProject) -> str:
        return f"{project.code} {project.title}"


class StartForm(PlaceForm):
    """开始论证: one group, several projects."""

    group = RecordField(label=_("工作专班"))
    projects = ProjectsField(label=_("论证哪些项目"))
    started_on = DayField(label=_("开始日期"))

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].among(read.groups_of(year))
        self.fields["group"].label_from_instance = lambda group: group.name
        waiting = projects_of(year).filter(state__in=["proposed", "returned"])
        self.fields["projects"].among(waiting.exclude(arguments__in=read.running_in(year)))


@dataclass(frozen=True)
class CheckRow:
    """核查表的一行: a kind with its fields."""

    label: str
    result: BoundField
    on: BoundField
    note: BoundField
    paper: BoundField


class CheckTable(PlaceForm):
    """核查表: some or all of the five kinds; what is left open is not recorded."""

    def __init__(
        self, *args: Any, known: Mapping[str, ArgumentCheck | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [(kind, word) for kind, word in ArgumentCheck.KINDS if kind in known]
        for kind, word in self.kinds:
            self.add_row(kind, str(word), known[kind])

    def add_row(self, kind: str, word: str, kept: ArgumentCheck | None) -> None:
        """The fields of one kind, filled with what is on record."""
        results = [("", pgettext("choice", "没有核查")), *ArgumentCheck.RESULTS]
        fields: dict[str, forms.Field] = {
            "result": forms.ChoiceField(choices=results, required=False),
            "on": DayField(required=False),
            "note": forms.CharField(max_length=500, required=False, widget=text_area(2)),
            "paper": forms.CharField(max_length=200, required=False),
        }
        labels = {
            "result": gettext("结果"),
            "on": pgettext("field", "日期"),
            "note": pgettext("field", "说明"),
            "paper": gettext("依据的文件"),
        }
        for name, field in fields.items():
            field.label = f"{word}　{labels[name]}"
            field.widget.attrs["class"] = "input"
            field.initial = getattr(kept, name) if kept else None
            self.fields[f"{kind}_{name}"] = field
        if kept is None:
            fields["on"].initial = institutions.today()

    @property
    def rows(self) -> list[CheckRow]:
        """The table, kind by kind."""
        names = ("result", "on", "note", "paper")
        return [
            CheckRow(str(word), *(self[f"{kind}_{name}"] for name in names))
            for kind, word in self.kinds
        ]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        checks = [one for kind, _word in self.kinds if (one := self.checked(kind, data))]
        if not checks and not self.errors:
            self.add_error(None, gettext("没有登记。至少选一种核查的结果。"))
        return {"checks": checks}

    def checked(self, kind: str, data: Mapping[str, Any]) -> Checked | None:
        """One kind as it was filled in; None where it was left open."""
        result, on = data.get(f"{kind}_result"), data.get(f"{kind}_on")
        note, paper = data.get(f"{kind}_note", ""), data.get(f"{kind}_paper", "")
        if not result:
            if note or paper:
                self.add_error(f"{kind}_result", gettext("写了说明或者文件的，选一个结果。"))
            return None
        if on is None:
            if f"{kind}_on" not in self.errors:
                self.add_error(f"{kind}_on", gettext("写明哪一天核查的。"))
            return None
        if result != "met" and not note:
            self.add_error(f"{kind}_note", gettext("有问题或者不涉及的，写明说明。"))
        return Checked(kind, result, on, note, paper)


class ChecksForm(CheckTable):
    """登记核查: all five kinds, for one or several projects; for an expert with the sheet the expert signed."""

    projects = ProjectsField(label=_("哪些项目"))

    def __init__(
        self,
        *args: Any,
        running: QuerySet[LivelihoodProject],
        known: Mapping[str, ArgumentCheck],
        experts: QuerySet[GroupMember] | None = None,
        **kwargs: Any,
    ) -> None:
        kinds = {kind: known.get(kind) for kind, _word in ArgumentCheck.KINDS}
        super().__init__(*args, known=kinds, **kwargs)
        self.fields["projects"].among(running)  # type: ignore[attr-defined]
        on_behalf(self, experts)

    def clean(self) -> dict[str, Any]:
        checks = super().clean()
        named = {name: self.cleaned_data.get(name) for name in ("projects", "expert", "sheet")}
        return {**checks, **{name: value for name, value in named.items() if name in self.fields}}


def on_behalf(form: forms.Form, experts: QuerySet[GroupMember] | None) -> None:
    """The fields by which the office enters for an expert; none where nobody may or there is no expert."""
    if experts is None or not experts.exists():
        return
    expert = RecordField(
        label=gettext("代哪位专家录入"), required=False, help_text=gettext("自己核查的，不选。")
    )
    expert.among(experts)
    expert.label_from_instance = lambda one: f"{one.name}（{one.field}）"  # type: ignore[method-assign]
    sheet = ScanField(
        label=gettext("专家签字的核查表"),
        required=False,
        help_text=gettext("代录的要附：专家签了字的核查表，PDF、OFD 或照片。"),
    )
    form.fields |= {"expert": expert, "sheet": sheet}


class VisitForm(PlaceForm):
    """登记实地踏看: filled in on the spot, on a telephone."""

    on = DayField(label=pgettext_lazy("field", "日期"))
    people = forms.CharField(label=_("参加人员"), max_length=300, help_text=_("姓名用“、”隔开。"))
    found = forms.CharField(label=_("看到的情况"), max_length=4000, widget=text_area(6))
    photos = FilesField(
        label=_("现场照片"), required=False, help_text=_("可以直接拍照，一次最多 12 张。")
    )

    def __init__(
        self, *args: Any, experts: QuerySet[GroupMember] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].widget.attrs["accept"] = PICTURES
        on_behalf(self, experts)


class FinishForm(PlaceForm):
    """完成论证。"""

    conclusion = forms.ChoiceField(
        label=pgettext_lazy("field", "结论"), choices=Argument.CONCLUSIONS, widget=forms.RadioSelect
    )
    finished_on = DayField(label=_("完成日期"))
    text = forms.CharField(
        label=_("论证意见"), max_length=8000, required=False, widget=text_area(6),
        help_text=_("可行的，可以只附报告；有条件可行写明条件，不可行写明原因。"),
    )  # fmt: skip
    file = forms.FileField(label=_("论证报告（文件）"), required=False)
