"""读补选: how many places of a year are free, what may take one with its votes, the applications."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.queries import ballots
from oversight.projects.queries.candidates import frame_of
from oversight.projects.queries.changes import changes_in
from oversight.projects.queries.years import projects_of
from oversight.projects.rules.project_steps import STEPS
from oversight.projects.rules.reserve import ACT, Vacancy
from oversight.projects.rules.stages import DONE, UNDER_WAY


@dataclass(frozen=True)
class Waiting:
    """备选或者未入选的一项, with the votes for it in each round that was announced."""

    project: LivelihoodProject
    votes: tuple[int, ...]


def vacancy_of(year: ProjectYear) -> Vacancy:
    """How the places of the year stand."""
    result = ballots.standing_result(year)
    later = result is not None and result.next in ballots.LATER
    return Vacancy(
        places=frame_of(year).places,
        filled=projects_of(year).filter(state__in=DONE | UNDER_WAY).count(),
        to_vote=result.open_places if result is not None and later else 0,
        asked=applications(year).filter(state="asked").count(),
    )


def applications(year: ProjectYear) -> QuerySet[ProjectChange]:
    """Every application to take one from the reserve, oldest first."""
    rows = changes_in(year.jurisdiction).filter(kind=ACT, project__project_year=year)
    return rows.select_related("replaces").order_by("pk")


def may_take(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """What a decision of the congress can take, by number: no order of votes."""
    rows = projects_of(year).filter(state__in=STEPS[ACT].sources)
    return rows.select_related("unit").order_by("number")


def to_replace(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """Ended projects whose place nobody took or asked for."""
    taken = applications(year).filter(state__in=["asked", "decided"]).exclude(replaces=None)
    rows = projects_of(year).filter(state="terminated")
    return rows.exclude(pk__in=taken.values("replaces")).order_by("number")


def with_votes(year: ProjectYear) -> list[Waiting]:
    """What may be taken with its yes votes, round by round."""
    rounds = [one for one in ballots.ballots_of(year) if one.status == "valid"]
    found = []
    for project in may_take(year):
        votes = [
            row["yes"]
            for one in rounds
            for row in one.figures["rows"]
            if "yes" in row and ballots.titles_of(one.list).get(project.public_id) == row["name"]
        ]
        found.append(Waiting(project, tuple(votes)))
    return found
