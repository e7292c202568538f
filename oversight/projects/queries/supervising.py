"""读监督: groups and who is in them, records and findings, what passers-by sent."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.followups.owners import lineage_of
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import (
    LivelihoodProject,
    ProjectYear,
    SiteReport,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionRecord,
    Supervisor,
)
from oversight.projects.queries.inherited import now_at

OPEN = frozenset({"found", "handed", "answered", "open"})
WITH_UNIT = frozenset({"handed", "open"})


def groups_of(year: ProjectYear) -> QuerySet[SupervisionGroup]:
    """The groups of a year with people and projects."""
    rows = SupervisionGroup.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).prefetch_related(
        "supervisors", "projects__jurisdiction", "records"
    )


def group_by_id(place: Jurisdiction, key: str) -> SupervisionGroup | None:
    rows = SupervisionGroup.objects.in_scope(Scope.of(place)).select_related("project_year")
    return rows.filter(public_id=key).first()


def supervisors_in(place: Jurisdiction) -> QuerySet[Supervisor]:
    """Who is in a group and has not left it."""
    return Supervisor.objects.in_scope(Scope.of(place)).filter(left_on=None)


def carried(place: Jurisdiction) -> Scope:
    """Where the works of a place are supervised: there, and where they are carried on once it has ended."""
    return Scope.of(place, now_at(place))


def groups_with(actor: Actor, place: Jurisdiction) -> QuerySet[SupervisionGroup]:
    """The groups in which the person of the account is."""
    rows = SupervisionGroup.objects.in_scope(carried(place))
    mine = Supervisor.objects.in_scope(carried(place)).filter(left_on=None)
    mine = mine.filter(person__account_id=actor.account_id)
    if actor.account_id is None:
        return rows.none()
    return rows.filter(pk__in=mine.values("group_id")).select_related("project_year")


def group_of(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject
) -> SupervisionGroup | None:
    """The group through which the actor watches this project."""
    return groups_with(actor, place).filter(watched__project=project).first()


def groups_watching(project: LivelihoodProject) -> QuerySet[SupervisionGroup]:
    """The groups that watch a project."""
    rows = SupervisionGroup.objects.in_scope(carried(project.jurisdiction))
    return (
        rows.select_related("jurisdiction")
        .filter(watched__project=project)
        .prefetch_related("supervisors")
    )


def records_of(year: ProjectYear) -> QuerySet[SupervisionRecord]:
    """What was seen in a year, newest first."""
    rows = SupervisionRecord.objects.in_scope(Scope.of(year.jurisdiction_id))
    rows = rows.filter(project_year=year).select_related("group", "project__jurisdiction")
    return rows.prefetch_related("photos__file", "findings__unit").order_by("-on", "-pk")


def record_by_id(place: Jurisdiction, key: str) -> SupervisionRecord | None:
    rows = SupervisionRecord.objects.in_scope(Scope.of(place))
    rows = rows.select_related("group", "project__jurisdiction", "project_year")
    return rows.prefetch_related("photos__file", "findings__unit").filter(public_id=key).first()


def records_about(project: LivelihoodProject) -> QuerySet[SupervisionRecord]:
    """What was seen of a project: its own records, and those of its groups that name none."""
    rows = SupervisionRecord.objects.in_scope(carried(project.jurisdiction))
    watched = Q(project=None, group__watched__project=project)
    rows = (
        rows.filter(Q(project=project) | watched).distinct().select_related("group", "jurisdiction")
    )
    return rows.prefetch_related("photos__file", "findings").order_by("-on", "-pk")


def findings_in(place: Jurisdiction) -> QuerySet[SupervisionFinding]:
    """Every finding of the place."""
    rows = SupervisionFinding.objects.in_scope(Scope.of(place))
    return rows.select_related(
        "record__group", "record__project_year", "project__jurisdiction", "unit"
    )


def findings_about(project: LivelihoodProject) -> QuerySet[SupervisionFinding]:
    """Every finding about a project, newest first."""
    rows = SupervisionFinding.objects.in_scope(carried(project.jurisdiction))
    rows = rows.select_related("record__group", "unit", "jurisdiction")
    return rows.filter(project=project).order_by("-pk")


def finding_by_id(place: Jurisdiction, key: str) -> SupervisionFinding | None:
    return findings_in(place).filter(public_id=key).first()


def findings_of_unit(place: Jurisdiction, unit_id: int | None) -> QuerySet[SupervisionFinding]:
    """What was handed to a unit, or to one whose duties it carries."""
    if unit_id is None:
        return findings_in(place).none()
    return findings_in(place).filter(unit__in=lineage_of(place).carried_by(unit_id))


def site_reports_in(place: Jurisdiction) -> QuerySet[SiteReport]:
    """What passers-by sent, newest first."""
    rows = SiteReport.objects.in_scope(Scope.of(place))
    rows = rows.select_related("project__project_year", "group")
    return rows.prefetch_related("photos__file").order_by("-at", "-pk")


def site_report_by_id(place: Jurisdiction, key: str) -> SiteReport | None:
    return site_reports_in(place).filter(public_id=key).first()


def site_report_with(place: Jurisdiction, digest: str) -> SiteReport | None:
    """The report that a receipt belongs to."""
    return site_reports_in(place).filter(receipt=digest).first()
