"""实施的表单: plan, monthly report, done, verified, accepted, unfinished, what the congress shall change."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.followups.forms import FilesField
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.queries import reserve
from oversight.projects.queries.building import Built
from oversight.projects.rules import plans
from oversight.ui import formats

WAN = Decimal(10_000)
PHOTOS = "image/jpeg,image/png,image/webp"


class MoneyField(forms.DecimalField):
    """万元 on the form, whole yuan in the act."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(found * WAN)

    def prepare_value(self, value: Any) -> Any:
        return (
            (Decimal(value) / WAN).normalize().__format__("f") if isinstance(value, int) else value
        )


def percent_field(**kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=100, **kwargs)


class PlanForm(PlaceForm):
    """编制实施计划: the days, the money, and a node for each month that has one."""

    unit = RecordField(label=_("责任单位"))
    leader = forms.CharField(label=_("分管领导"), max_length=60)
    contact = forms.CharField(label=_("现场负责人"), max_length=60, required=False)
    starts_on = DayField(label=_("开工日期"))
    due = DayField(label=_("完工日期"))
    budget_yuan = MoneyField(label=_("预算（万元）"))
    guarantee = forms.CharField(
        label=_("保障措施"), max_length=500, required=False, widget=text_area(3)
    )

    def __init__(
        self, *args: Any, project: LivelihoodProject, by_clerk: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.months = months_of(project)
        units = institutions.units_of(self.place).on(institutions.today()).order_by("name")
        self.fields["unit"].among(units)  # type: ignore[attr-defined]
        if not by_clerk:
            del self.fields["unit"]
        for code in self.months:
            self.fields[f"percent_{code}"] = percent_field(required=False)
            self.fields[f"money_{code}"] = MoneyField(required=False)
            self.fields[f"what_{code}"] = forms.CharField(max_length=120, required=False)
            for name, word in (
                ("percent", _("累计进度")),
                ("money", _("累计支出（万元）")),
                ("what", _("节点内容")),
            ):
                field = self.fields[f"{name}_{code}"]
                field.label = f"{code} {word}"
                field.widget.attrs["aria-label"] = field.label

    def heads(self) -> Iterator[Any]:
        """The fields above the table of months."""
        return (self[name] for name in self.fields if "_2" not in name)

    def rows(self) -> Iterator[tuple[str, Any, Any, Any]]:
        """The table: month, percent, money, what is done by then."""
        for code in self.months:
            cells = (self[f"{name}_{code}"] for name in ("percent", "money", "what"))
            yield (code, *cells)

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        nodes, due = [], data.get("due")
        for code in self.months:
            percent, money = data.pop(f"percent_{code}", None), data.pop(f"money_{code}", None)
            what = data.pop(f"what_{code}", "")
            if percent is None:
                if money is not None or what:
                    self.add_error(f"percent_{code}", gettext("写了节点的，也写累计进度。"))
                continue
            last = month_end(code)
            by = due if due and due < last and due.replace(day=1) == last.replace(day=1) else last
            nodes.append(plans.Node(by, percent, money, what))
        data["nodes"] = nodes
        return data


def month_end(code: str) -> date:
    """The last day of 2026-06."""
    year, month = (int(part) for part in code.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def months_of(project: LivelihoodProject) -> list[str]:
    """The months of the project's year; two years for one that was allowed to run on."""
    first = project.project_year.year
    years = (first, first + 1) if project.multi_year else (first,)
    return [f"{year}-{month:02d}" for year in years for month in range(1, 13)]


def plan_initial(project: LivelihoodProject) -> dict[str, Any]:
    """What the form begins with: the last version, else what the candidate list said."""
    last = project.plans.last()
    if last is None:
        first = date(project.project_year.year, 1, 1)
        return {
            "unit": project.unit.public_id if project.unit else None,
            "leader": project.leader,
            "starts_on": first.replace(month=3),
            "due": project.due or first.replace(month=12, day=20),
            "budget_yuan": project.cost_yuan,
        }
    names = ("leader", "contact", "starts_on", "due", "budget_yuan", "guarantee")
    found = {name: getattr(last, name) for name in names} | {"unit": last.unit.public_id}
    for node in last.nodes.all():
        code = f"{node.by.year}-{node.by.month:02d}"
        found |= {f"percent_{code}": node.percent, f"what_{code}": node.title}
        found[f"money_{code}"] = node.yuan
    return found


class ProgressForm(PlaceForm):
    """报月进展: few fields, the photos by the telephone's camera."""

    month = forms.ChoiceField(label=_("报告月份"))
    percent = percent_field(
        label=_("累计进度（%）"), help_text=_("到这个月底，整个项目完成百分之几。")
    )
    yuan = MoneyField(label=_("累计支出（万元）"), required=False)
    text = forms.CharField(
        label=_("做了什么"),
        max_length=2000,
        widget=text_area(4),
        help_text=_("写看得见的数：多少米、多少户、多少处。"),
    )
    late_reason = forms.CharField(
        label=_("晚于节点的原因"), max_length=500, required=False, widget=text_area(2),
        help_text=_("晚于节点的必须写，写了就公开。"),
    )  # fmt: skip
    cost_reason = forms.CharField(
        label=_("超出预算的原因"), max_length=500, required=False, widget=text_area(2)
    )
    files = FilesField(label=_("照片和材料"), required=False)

    def __init__(self, *args: Any, work: Built, month: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = report_months(work)
        self.fields["month"].choices = [(code, formats.month(code)) for code in codes]  # type: ignore[attr-defined]
        self.initial.setdefault("month", month if month in codes else codes[-1])
        self.initial.setdefault("percent", work.done_percent)
        self.initial.setdefault("yuan", work.spent_yuan)


def report_months(work: Built) -> list[str]:
    """The months that may be reported: from the beginning of the work to this one."""
    today, plan = work.today, work.plan
    year, month = (plan.starts_on.year, plan.starts_on.month) if plan else (today.year, today.month)
    found = []
    while (year, month) <= (today.year, today.month):
        found.append(f"{year}-{month:02d}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found or [f"{today.year}-{today.month:02d}"]


class DoneForm(PlaceForm):
    """自报完成, with evidence."""

    text = forms.CharField(label=_("完成了什么"), max_length=2000, widget=text_area(5))
    yuan = MoneyField(label=_("实际支出（万元）"), required=False)
    cost_reason = forms.CharField(
        label=_("超出预算的原因"), max_length=500, required=False, widget=text_area(2)
    )
    files = FilesField(label=_("佐证材料"), help_text=_("照片、文件或者数据，至少一份。"))


class VerifyForm(PlaceForm):
    """核实: how it was looked at and what was seen."""

    text = forms.CharField(label=_("怎样核实、看到什么"), max_length=2000, widget=text_area(5))


class SendBackForm(PlaceForm):
    """退回继续实施: the reason."""

    reason = forms.CharField(label=_("退回的原因"), max_length=500, widget=text_area(3))


class AcceptForm(PlaceForm):
    """登记验收, by its certificate."""

    certificate = forms.CharField(label=_("验收报告文号"), max_length=80)
    on = DayField(label=_("验收日期"))
    text = forms.CharField(label=_("验收结论"), max_length=2000, widget=text_area(3))
    files = FilesField(label=_("验收报告"), required=False)


class UnfinishedForm(PlaceForm):
    """未完成说明: the reason and the new day."""

    text = forms.CharField(label=_("未完成的原因和下一步"), max_length=2000, widget=text_area(5))
    percent = percent_field(label=_("累计进度（%）"))
    new_due = DayField(
        label=_("新的时限"), help_text=_("今天以后的日期；项目继续跟踪，列入下一年度清单。")
    )


class ChangeForm(PlaceForm):
    """申请调整、暂停、恢复、终止."""

    kind = forms.ChoiceField(
        label=_("申请什么"), choices=ProjectChange.KINDS, widget=forms.RadioSelect
    )
    cause = forms.ChoiceField(
        label=pgettext_lazy("field", "原因"),
        choices=[("", pgettext_lazy("choice", "选一个")), *ProjectChange.CAUSES],
        help_text=_("作为决定的依据写进议题，大会决定以后公开。"),
    )
    text = forms.CharField(
        label=pgettext_lazy("field", "理由"),
        max_length=2000,
        widget=text_area(5),
        help_text=_("大会决定以后公开。"),
    )
    due = DayField(
        label=_("调整后的完工日期"),
        required=False,
        help_text=_("这一项和下面两项只在申请调整时写，变哪项写哪项。"),
    )
    budget_yuan = MoneyField(label=_("调整后的预算（万元）"), required=False)
    content = forms.CharField(
        label=_("调整后的建设内容"), max_length=2000, required=False, widget=text_area(3)
    )

    def __init__(self, *args: Any, kinds: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, word) for code, word in ProjectChange.KINDS if code in kinds]
        offered.sort(key=lambda one: one[0] != "resume")  # what a suspended work waits for
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]
        self.fields["kind"].initial = offered[0][0] if offered else ""
        if "adjust" not in kinds:
            for name in ("due", "budget_yuan", "content"):
                del self.fields[name]


class ProjectField(RecordField):
    """A choice among projects, by number and name."""

    def label_from_instance(self, project: LivelihoodProject) -> str:
        return f"{project.code} {project.title}"


class ReserveForm(PlaceForm):
    """提请补选: which one, in whose place, why."""

    project = ProjectField(label=_("补哪一项"))
    replaces = ProjectField(
        label=_("补哪个项目的名额"), required=False,
        help_text=_("大会终止的项目；按票决办法少选而空缺的不填。"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("为什么补这一项"), max_length=2000, widget=text_area(5),
        help_text=_("写群众需求、资金、当年能不能完工；得票多少只是参考。"),
    )  # fmt: skip

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].among(reserve.may_take(year))  # type: ignore[attr-defined]
        ended = reserve.to_replace(year)
        self.fields["replaces"].among(ended)  # type: ignore[attr-defined]
        self.fields["replaces"].initial = ended.first()


class SheetForm(PlaceForm):
    """导入填好的表."""

    file = forms.FileField(
        label=pgettext_lazy("field", "文件"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("从系统导出、填好的 XLSX。对的行导入，有错的行另存成一张表，改好再传。"),
    )
