"""项目在图上: where one proposal or project lies, and all projects of a year as numbered marks by how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import map_of, middles_of
from oversight.projects.pages.promise import Group, Promise
from oversight.projects.pages.works import WorkRow
from oversight.ui.place_map import Mark, PlaceMap


def pin_map(
    place: Jurisdiction, latitude: Decimal | None, longitude: Decimal | None, village: Any
) -> PlaceMap | None:
    """The map with one pin: at the point, else in the village; None without boundaries or anything to show."""
    found = map_of(place)
    if found is None:
        return None
    if latitude is not None and longitude is not None:
        return found.with_pin(float(longitude), float(latitude))
    middle = middles_of(place).get(village.pk) if village else None
    return found.with_pin(*middle, loose=True) if middle else None


def map_of_record(place: Jurisdiction, record: Any) -> PlaceMap | None:
    """The map of a proposal or project."""
    return pin_map(place, record.latitude, record.longitude, record.village)


@dataclass(frozen=True)
class Listed:
    """一项: its number on the map and in the list beside it, and whether it stands on the map."""

    row: WorkRow
    number: str
    where: str
    shown: bool
    loose: bool


@dataclass(frozen=True)
class TownMap:
    """一年的项目地图: the map, the list as its table, how many of each kind, what is chosen."""

    promise: Promise
    map: PlaceMap | None
    rows: Sequence[Listed]
    counts: Sequence[Group]
    group: str

    @property
    def left(self) -> int:
        """How many of the list stand nowhere on the map."""
        return sum(not one.shown for one in self.rows)


def number_of(row: WorkRow, year: int) -> str:
    """Its number of this year; one carried over, or taken over, says so."""
    if row.year == year and not row.origin:
        return str(row.project.number)
    return _("结%(n)d") % {"n": row.project.number}


def town_map(place: Jurisdiction, promise: Promise) -> TownMap:
    """The projects that the address asks for, on the map and in the list."""
    found, middles = map_of(place), middles_of(place)
    rows, marks = [], []
    for row in promise.rows:
        if not promise.wanted.takes(row):
            continue
        number = number_of(row, promise.year.year)
        mark = mark_of(row, number, middles)
        if mark is not None and found is not None and found.frame.shows(*found.frame.xy(mark.longitude, mark.latitude)):  # fmt: skip
            marks.append(mark)
        else:
            mark = None
        rows.append(
            Listed(row, number, where_of(row), mark is not None, mark is not None and mark.loose)
        )
    drawn = found.with_marks(marks) if found else None
    return TownMap(promise, drawn, rows, promise.counts, promise.wanted.group)


def mark_of(row: WorkRow, number: str, middles: Mapping[int, tuple[float, float]]) -> Mark | None:
    """A project's mark: at its point, else in its village."""
    project = row.project
    at = middles.get(project.village_id) if project.village_id else None
    loose = project.latitude is None or project.longitude is None
    if not loose:
        at = (float(project.longitude), float(project.latitude))
    if at is None:
        return None
    url = reverse("projects:public_work", args=[project.jurisdiction.code, project.public_id])
    label = _("%(n)s %(title)s，%(state)s") % {
        "n": number, "title": project.title, "state": state_of(row),
    }  # fmt: skip
    return Mark(number, *at, kind=row.group, label=label, url=url, loose=loose)


def state_of(row: WorkRow) -> str:
    """How it stands, in words."""
    return row.late_words if row.group == "late" and row.late_days else row.colour_word or _("按期")


def where_of(row: WorkRow) -> str:
    """Village and place in words."""
    project = row.project
    village = project.village.name if project.village else ""
    parts = [village, project.where if project.where != village else ""]
    return "　".join(part for part in parts if part)
