"""读测评: the government's reports of a year, what is rated, the results as announced."""

from __future__ import annotations

from django.db.models import QuerySet

from oversight.audit.scoping import Scope
from oversight.meetings import queries as meetings
from oversight.meetings.models import AgendaItem
from oversight.projects.models import (
    CompletionReport,
    LivelihoodProject,
    ProjectRating,
    ProjectYear,
    RatedProject,
)
from oversight.projects.queries import building as read
from oversight.projects.queries.inherited import listed_in
from oversight.projects.rules import finishing

GONE = frozenset({"withdrawn", "not_put"})


def reports_of(year: ProjectYear) -> QuerySet[CompletionReport]:
    """完成情况报告, every version."""
    rows = CompletionReport.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).select_related("file")


def item_of(year: ProjectYear) -> AgendaItem | None:
    """The agenda item on which the year is rated; one that was withdrawn or put off does not count."""
    rows = meetings.items_about(year.jurisdiction, "project_rating", year.public_id)
    return rows.exclude(state__in=GONE).select_related("meeting__body").last()


def to_rate(year: ProjectYear) -> list[LivelihoodProject]:
    """Every project of the year and what was carried into it, unfinished and ended ones too."""
    works = read.built(year.jurisdiction, listed_in(year))
    wanted = {one.id for one in finishing.to_rate((work.work for work in works), year.year)}
    return [work.project for work in works if work.project.public_id in wanted]


def ratings_of(year: ProjectYear) -> QuerySet[ProjectRating]:
    rows = ProjectRating.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year)


def announced_rating(year: ProjectYear) -> ProjectRating | None:
    """The rating that the chair announced."""
    return ratings_of(year).exclude(announced_on=None).last()


def ratings_about(project: LivelihoodProject) -> QuerySet[RatedProject]:
    """How the deputies rated one project, as announced, newest first; one carried over is rated each year."""
    rows = RatedProject.objects.in_scope(Scope.of(project.jurisdiction_id)).filter(project=project)
    rows = rows.exclude(rating__announced_on=None).select_related("rating__project_year")
    return rows.order_by("-rating__announced_on", "-pk")


def rows_of(rating: ProjectRating) -> QuerySet[RatedProject]:
    """Each project with grade and counts, in the order of the ballot."""
    return rating.rows.select_related(
        "project__unit", "project__project_year", "project__jurisdiction"
    ).order_by("pk")
