"""导出: a year's announced ballot as the rules of the export take it – the first round that counts, and what all chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.projects.models import ProjectBallot, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.rules.exporting import ExportedProject, ExportedYear
from oversight.projects.rules.stages import WITH_RESULT

ANY_PLACE = Scope.everywhere("the result of an announced ballot is public in every place")


def year_by_id(key: str) -> ProjectYear | None:
    """A year of any place by its public id, or by place and number as its address has them: qingshi/2026."""
    rows = ProjectYear.objects.in_scope(ANY_PLACE).select_related("jurisdiction")
    code, slash, number = key.partition("/")
    if slash:
        isyear = number.isascii() and number.isdigit()
        return rows.filter(jurisdiction__code=code, year=number).first() if isyear else None
    return rows.filter(public_id=key).first()


def exported(year: ProjectYear) -> ExportedYear:
    """What is written of a year; refused before its result was announced to the public."""
    rounds = [one for one in read.ballots_of(year) if one.status == "valid"]
    if year.state not in WITH_RESULT or not rounds:
        raise Refused("no_result", _("公告结果以后才能导出。"))
    first, last = rounds[0], rounds[-1]
    chosen = set(last.result["whole"]["chosen"])
    counts = {row["name"]: row for row in first.figures["rows"]}
    return ExportedYear(
        place=year.jurisdiction.name,
        year=year.year,
        voted_on=first.announced_on or last.announced_on,  # type: ignore[arg-type]
        ballot_type=first.measure.ballot,  # type: ignore[arg-type]
        places=first.measure.places,
        valid=ballots_in(first),
        projects=tuple(
            project(row, counts[read.plain(row["title"])], selected=row["project"] in chosen)
            for row in on_ballot(first.list)
        ),
        frame=year.frame_yuan,
    )


def ballots_in(ballot: ProjectBallot) -> int:
    """Valid ballots on paper; who was present at keypads."""
    valid = ballot.figures.get("valid")
    return int(ballot.figures["present"] if valid is None else valid)


def project(row: Mapping[str, Any], count: Mapping[str, Any], *, selected: bool) -> ExportedProject:
    """One row of the frozen list with its count."""
    places = [name for name in count if name[0] == "p" and name[1:].isdigit()]
    given = tuple(int(count[f"p{number}"]) for number in range(1, len(places) + 1))
    return ExportedProject(
        id=row["project"],
        name=row["title"],
        cost=int(row["cost_yuan"] or 0),
        yes=int(count.get("yes", 0)),
        selected=selected,
        places_given=given,
    )
