"""读实施中的项目: what was chosen and carried over, its plan, its reports, how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.calendar import queries as calendar
from oversight.followups.owners import lineage_of
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects.models import (
    ImplementationPlan,
    LivelihoodProject,
    PlanNode,
    ProgressReport,
    ProjectChange,
    ProjectVerification,
    ProjectYear,
)
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import deadlines, finishing, progress
from oversight.projects.rules.stages import DONE, UNDER_WAY

WAN = 10_000
CHOSEN = DONE | UNDER_WAY | {"terminated"}
REPORTING = frozenset({"implementing", "unfinished_tracking"})
"""The states in which a month's report is owed."""


def chosen_in(place: Jurisdiction) -> QuerySet[LivelihoodProject]:
    """Every project that was ever chosen here, with all that its pages read."""
    rows = LivelihoodProject.objects.in_scope(Scope.of(place)).filter(state__in=CHOSEN)
    nodes = PlanNode.objects.in_scope(Scope.of(place))
    plans = ImplementationPlan.objects.in_scope(Scope.of(place)).select_related("unit")
    reports = ProgressReport.objects.in_scope(Scope.of(place))
    changes = ProjectChange.objects.in_scope(Scope.of(place))
    return rows.select_related("project_year", "unit", "village", "jurisdiction").prefetch_related(
        Prefetch("plans", plans.prefetch_related(Prefetch("nodes", nodes))),
        Prefetch("reports", reports.prefetch_related("evidence__file")),
        "verifications",
        Prefetch("changes", changes.select_related("replaces")),
    )


def works_of(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """本年清单: chosen this year, and of earlier years whatever was not verified or ended before (``finishing.visible``)."""
    return visible_in(year.jurisdiction, year.year)


def visible_in(place: Jurisdiction, year: int) -> QuerySet[LivelihoodProject]:
    """The same of a year that the place itself may not have set up."""
    first = timezone.make_aware(timezone.datetime(year, 1, 1))
    scope = Scope.of(place)
    verified = ProjectVerification.objects.in_scope(scope).filter(
        project=OuterRef("pk"), outcome="verified", at__gte=first
    )
    ended = ProjectChange.objects.in_scope(scope).filter(
        project=OuterRef("pk"), kind="terminate", state="decided", decided_on__gte=first.date()
    )
    open_then = Q(state__in=UNDER_WAY) | Q(Exists(verified)) | Q(Exists(ended))
    mine = Q(project_year__year=year) | (Q(project_year__year__lt=year) & open_then)
    return chosen_in(place).filter(mine).order_by("project_year__year", "number")


def work_by_id(place: Jurisdiction, key: str) -> LivelihoodProject | None:
    """The chosen project with this id."""
    return chosen_in(place).filter(public_id=key).first()


@dataclass
class Built:
    """一个实施中的项目 on a day: its newest plan, its reports, its colour; reads what ``chosen_in`` fetched."""

    project: LivelihoodProject
    today: date
    limits: progress.Limits

    @cached_property
    def plans(self) -> list[ImplementationPlan]:
        return list(self.project.plans.all())

    @property
    def plan(self) -> ImplementationPlan | None:
        """The plan in force: the newest version, which only the congress may have changed."""
        return self.plans[-1] if self.plans else None

    @cached_property
    def reports(self) -> list[ProgressReport]:
        return list(self.project.reports.all())

    @property
    def last(self) -> ProgressReport | None:
        """The newest report of how far it is."""
        return next((one for one in reversed(self.reports) if one.kind != "accepted"), None)

    @property
    def done_percent(self) -> int:
        """How far it is by the newest report; a report that it is done counts while it waits or holds."""
        if self.project.state in DONE | {"self_reported_done"}:
            return 100
        rows = [one for one in self.reports if one.kind in {"progress", "unfinished"}]
        return rows[-1].percent if rows else 0

    @property
    def spent_yuan(self) -> int | None:
        """The newest sum of spending that was reported."""
        return next((one.yuan for one in reversed(self.reports) if one.yuan is not None), None)

    @cached_property
    def progress(self) -> progress.Progress:
        return progress.progress(self.standing(), self.limits)

    def standing(
        self, *, percent: int | None = None, yuan: int | None = None, late: str = "", cost: str = ""
    ) -> progress.Standing:
        """How it stands; with a report that is being written, as it would stand."""
        plan, spent = self.plan, self.spent_yuan if yuan is None else yuan
        nodes = list(plan.nodes.all()) if plan else []
        return progress.Standing(
            state=self.project.state,
            done_percent=self.done_percent if percent is None else percent,
            nodes=tuple(progress.Node(one.by, one.percent, one.title) for one in nodes),
            due=plan.due if plan else None,
            today=self.today,
            budget=in_wan(plan.budget_yuan) if plan else None,
            spent=None if spent is None else in_wan(spent),
            late_reason=late or self.late_reason,
            cost_reason=cost or self.cost_reason,
        )

    @property
    def late_reason(self) -> str:
        """Why it is late, as last said; the explanation of an unfinished project counts."""
        for one in reversed(self.reports):
            if one.late_reason:
                return str(one.late_reason)
        return ""

    @property
    def cost_reason(self) -> str:
        return next((str(one.cost_reason) for one in reversed(self.reports) if one.cost_reason), "")

    @property
    def explanation(self) -> ProgressReport | None:
        """The written explanation of an unfinished project, with its new day."""
        return next((one for one in reversed(self.reports) if one.kind == "unfinished"), None)

    @property
    def waiting_change(self) -> ProjectChange | None:
        return next((one for one in self.project.changes.all() if one.state == "asked"), None)

    @property
    def taken_from_reserve(self) -> bool:
        """Whether the congress took it from the reserve after the ballot."""
        rows = self.project.changes.all()
        return any(one.kind == "take_from_reserve" and one.state == "decided" for one in rows)

    def owes(self, month: tuple[int, int]) -> bool:
        """Whether the report of a month is still to come: work was to be under way in it."""
        if self.project.state not in REPORTING or self.plan is None:
            return False
        if (self.plan.starts_on.year, self.plan.starts_on.month) > month:
            return False
        return all(one.month != month_code(*month) for one in self.reports)

    @property
    def settled(self) -> int | None:
        """The year in which it was verified or ended."""
        if self.project.state in DONE:
            days = [one.at for one in self.project.verifications.all() if one.outcome == "verified"]
            return timezone.localtime(max(days)).year if days else None
        rows = self.project.changes.all()
        ended = [one.decided_on for one in rows if one.kind == "terminate" and one.decided_on]
        return max(ended).year if self.project.state == "terminated" and ended else None

    @property
    def work(self) -> finishing.Work:
        """As the rules of finishing see it."""
        project = self.project
        return finishing.Work(
            project.public_id,
            project.project_year.year,
            project.state,
            self.explanation is not None,
            self.settled,
        )


def in_wan(yuan: int) -> Decimal:
    """万元, exactly."""
    return Decimal(yuan) / WAN


def month_code(year: int, month: int) -> str:
    """2026-06."""
    return f"{year}-{month:02d}"


def built(
    place: Jurisdiction, projects: Iterable[LivelihoodProject], today: date | None = None
) -> list[Built]:
    """The projects as they stand on a day, by the limits of the rulebook in force."""
    found = projects_rules(place)[1]
    limits = progress.Limits(found.red_below, found.orange_below, found.yellow_below)
    return [Built(one, today or institutions.today(), limits) for one in projects]


def built_one(place: Jurisdiction, project: LivelihoodProject) -> Built:
    """One project as it stands today, read anew."""
    return built(place, [chosen_in(place).get(pk=project.pk)])[0]


def days_of(place: Jurisdiction) -> deadlines.Days:
    """The days that the rulebook sets."""
    found = projects_rules(place)[1]
    return deadlines.Days(
        found.collecting_days,
        found.notice_days,
        found.candidate_days,
        found.filing_days,
        found.progress_day,
    )


def report_due(place: Jurisdiction, month: tuple[int, int]) -> date:
    """The day by which the report of a month is in."""
    return deadlines.progress_due(*month, days_of(place), calendar.days_off(place))


def unit_today(place: Jurisdiction, project: LivelihoodProject) -> Unit | None:
    """Who answers for the project today, through renaming and merging."""
    if project.unit_id is None:
        return None
    key = lineage_of(place).today(project.unit_id) or project.unit_id
    return institutions.units_of(place).filter(pk=key).first()


def of_unit(place: Jurisdiction, unit_id: int | None) -> QuerySet[LivelihoodProject]:
    """What a unit builds, itself or as the successor of another."""
    return chosen_in(place).filter(unit__in=lineage_of(place).carried_by(unit_id))


def speaks_for(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    """Whether the actor speaks for the unit that answers for the project today."""
    if actor.unit_id is None or project.unit_id is None:
        return False
    return project.unit_id in lineage_of(place).carried_by(actor.unit_id)


def unplanned(year: ProjectYear) -> list[LivelihoodProject]:
    """Chosen projects of the year that have no plan yet."""
    rows = chosen_in(year.jurisdiction).filter(project_year=year).exclude(state="terminated")
    return [one for one in rows if not one.plans.all()]


def totals_of(works: Sequence[Built]) -> finishing.Totals:
    """完成情况: the numbers of a list."""
    return finishing.totals(one.work for one in works)


def owed_month(today: date) -> tuple[int, int]:
    """The month whose report is due now."""
    return deadlines.month_owed(today)
