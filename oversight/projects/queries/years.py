"""读项目年: the years of a place, and what belongs to one."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal
from oversight.projects.rules.collecting import Window


def years_of(place: Jurisdiction) -> QuerySet[ProjectYear]:
    """Every year of a place, newest first."""
    return ProjectYear.objects.in_scope(Scope.of(place)).select_related("jurisdiction")


def year_of(place: Jurisdiction, year: int) -> ProjectYear | None:
    """The year by its number."""
    return years_of(place).filter(year=year).first()


def newest_year(place: Jurisdiction) -> ProjectYear | None:
    """The year that was set up last."""
    return years_of(place).first()


def proposals_of(year: ProjectYear) -> QuerySet[Proposal]:
    """What was proposed for a year, newest first."""
    rows = Proposal.objects.in_scope(Scope.of(year.jurisdiction_id)).filter(project_year=year)
    return rows.select_related("project_year", "village")


def projects_of(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """The projects of a year by number."""
    rows = LivelihoodProject.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).select_related("project_year", "unit", "village")


def window_of(year: ProjectYear) -> Window:
    """The collecting of a year as its rules see it."""
    return Window(
        year.state,
        year.collecting_from,
        year.collecting_to,
        year.collecting_ended_at is not None,
    )


def collecting_years(place: Jurisdiction, day: date) -> QuerySet[ProjectYear]:
    """The years for which anybody may propose today, the nearest deadline first; none where the place has ended."""
    rows = years_of(place).filter(
        state="collecting",
        collecting_ended_at=None,
        collecting_from__lte=day,
        collecting_to__gte=day,
    )
    return rows.filter(jurisdiction__succession=None).order_by("collecting_to", "year")


def collecting_year(place: Jurisdiction, day: date) -> ProjectYear | None:
    """The one of them whose deadline is nearest."""
    return collecting_years(place, day).first()
