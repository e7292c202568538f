"""各镇汇总: what the towns have published, added up; a town puts its own forward."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Schema, Status

from oversight.institutions.api.access import place_for
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects.actions.rollup import propose_rollup
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import year_for
from oversight.projects.pages.rollup import rows_of
from oversight.projects.queries import rollup as read
from oversight.projects.rules import rollup as rules


class RollupIn(Schema):
    """``note``: what is new since the version before; not asked for the first one."""

    note: str = ""


class TownOut(Schema):
    """一个镇: the roll-up as published (null where there is none), and where its rules differ from the county's.

    Of an ended town without the projects that its successor has published: each counts once.
    """

    place: str
    name: str
    version: int | None
    rollup: dict[str, Any] | None
    deviations: list[dict[str, str]]


class TownsOut(Schema):
    """各镇汇总: sums, towns, needs of several towns and works that may be counted twice, by project keys."""

    year: int
    sums: dict[str, int]
    towns: list[TownOut]
    same_needs: list[dict[str, Any]]
    counted_twice: list[dict[str, Any]]


class ProposedOut(Schema):
    """拟公开的一稿."""

    id: str
    version: int


@router.get("/{slug:place}/town-projects/{int:year}", response=TownsOut)
def towns(request: HttpRequest, place: str, year: int) -> Any:
    """各镇汇总, from published roll-ups only."""
    found = place_for(request, place, permissions.can_see_towns)
    rows = rows_of(found, read.rollups_of(found, year))
    lines = [line for row in rows for line in row.found.lines]
    return {
        "year": year,
        "sums": asdict(rules.total(row.content for row in rows if row.published)),
        "towns": [
            {
                "place": row.place.code,
                "name": row.place.name,
                "version": row.version.version if row.version else None,
                "rollup": dict(row.content) or None,
                "deviations": [asdict(one) for one in row.deviations],
            }
            for row in rows
        ],
        "same_needs": [
            {"projects": [line.id for line in need.lines], "shared": list(need.shared)}
            for need in rules.same_needs(lines)
        ],
        "counted_twice": [
            {"projects": [one.first.id, one.second.id], "score": one.score}
            for one in rules.counted_twice(read.own_lines(found, year), lines)
        ],
    }


@router.post("/{slug:place}/{int:year}/rollup", response={201: ProposedOut})
def propose(request: HttpRequest, place: str, year: int, body: RollupIn) -> Any:
    """拟公开本年汇总."""
    found, project_year = year_for(request, place, year, permissions.can_publish)
    made = propose_rollup(actor_of(request), found, project_year, note=body.note)
    return Status(201, {"id": made.public_id, "version": made.version})
