"""读各镇汇总: the newest roll-up that each town has published of a year; never a town's own rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.projects.publishing_rollup import ROLLUP
from oversight.projects.rules.rollup import Line, without
from oversight.projects.rules.stages import WITH_RESULT
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion


@dataclass(frozen=True)
class TownRollup:
    """一个镇公布的汇总; ``version`` is None where it has published none of the year.

    ``taken`` are the projects that the successor of an ended town has published of the same year.
    """

    place: Jurisdiction
    version: PublicationVersion | None
    taken: frozenset[str] = frozenset()

    @property
    def published(self) -> dict[str, Any]:
        """What was published; empty where nothing was, or where it was taken down."""
        found = self.version.content if self.version is not None else None
        return found if isinstance(found, dict) else {}

    @property
    def content(self) -> dict[str, Any]:
        """What counts of it: no project is counted twice (procedures §4 e)."""
        return without(self.published, self.taken) if self.taken else self.published

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.content)


def lines_of(content: dict[str, Any]) -> list[Line]:
    """The projects of a roll-up."""
    return [
        Line(
            place=content["place"],
            place_name=content["place_name"],
            key=row["key"],
            title=row["title"],
            category=row.get("category", ""),
            where=row.get("where", ""),
            cost_yuan=row.get("budget_yuan") or 0,
            state=row.get("state", ""),
            late_days=row.get("late_days") or 0,
            carried=bool(row.get("carried")),
            url=row.get("url", ""),
        )
        for row in content.get("projects", ())
    ]


def towns_below(place: Jurisdiction) -> list[Jurisdiction]:
    """The places below with a congress of their own, by code."""
    rows = institutions.all_places().filter(parent=place).order_by("code")
    return [one for one in rows if one.has_congress]


def rollups_of(place: Jurisdiction, year: int) -> list[TownRollup]:
    """Every town below with its newest published roll-up of the year."""
    return each_once(
        TownRollup(one, publications.published_under(one, ROLLUP, str(year)))
        for one in towns_below(place)
    )


def each_once(found: Iterable[TownRollup]) -> list[TownRollup]:
    """The roll-ups of one year, those of ended towns less what their successors have published."""
    rows = list(found)
    by_place = {one.place.pk: one for one in rows}
    heirs = {
        one.predecessor_id: one.successor_id
        for one in institutions.place_successions().filter(predecessor__in=by_place)
    }

    def taken(key: int) -> frozenset[str]:
        keys: set[str] = set()
        while key in heirs:
            key = heirs[key]
            content = by_place[key].published if key in by_place else {}
            keys |= {row["key"] for row in content.get("projects", ())}
        return frozenset(keys)

    return [
        replace(one, taken=taken(one.place.pk)) if one.place.pk in heirs else one for one in rows
    ]


def own_lines(place: Jurisdiction, year: int) -> list[Line]:
    """The place's own projects, as far as it has published them itself."""
    return TownRollup(place, publications.published_under(place, ROLLUP, str(year))).lines


def years_published(places: Sequence[Jurisdiction]) -> list[int]:
    """The years of which at least one of the places has published a roll-up, newest first."""
    keys = {
        key
        for one in places
        for key in publications.latest_public(one)
        .filter(publication__kind=ROLLUP)
        .order_by()
        .values_list("publication__key", flat=True)
    }
    return sorted((int(key) for key in keys if key.isdigit()), reverse=True)


def year_to_show(place: Jurisdiction, years: Sequence[int]) -> int | None:
    """The newest year with chosen projects in a town; one that only collects has nothing to add up yet."""
    told = (
        year
        for year in years
        if any(one.content.get("stage") in WITH_RESULT for one in rollups_of(place, year))
    )
    return next(told, years[0] if years else None)
