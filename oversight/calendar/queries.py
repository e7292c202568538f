"""读日历: days off of a place, what a day is, when a period ends, and which meetings are planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from oversight.audit.scoping import Scope
from oversight.calendar import shipped
from oversight.calendar.models import CalendarYear, PlannedMeeting, SpecialDay
from oversight.calendar.rules import deadlines, workdays
from oversight.calendar.rules.workdays import DaysOff
from oversight.calendar.shipped import Arranged
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today


@dataclass(frozen=True)
class YearTable:
    """一年的安排: ``source`` is shipped, copied or entered, and empty where the year is not known."""

    year: int
    source: str
    days: tuple[Arranged, ...]
    record: CalendarYear | None = None

    @property
    def known(self) -> bool:
        return bool(self.source)

    @property
    def by_day(self) -> dict[date, Arranged]:
        return {arranged.day: arranged for arranged in self.days}


def years_of(place: Jurisdiction) -> models.QuerySet[CalendarYear]:
    """The years that the place holds itself."""
    return CalendarYear.objects.in_scope(Scope.of(place))


def special_days(place: Jurisdiction) -> models.QuerySet[SpecialDay]:
    """The days of the years that the place holds itself."""
    return SpecialDay.objects.in_scope(Scope.of(place)).select_related("year")


def year_table(place: Jurisdiction, year: int) -> YearTable:
    """The year as it counts for the place: its own, else the shipped one, else unknown."""
    record = years_of(place).filter(year=year).first()
    if record is not None:
        rows = record.days.order_by("day")
        days = tuple(Arranged(row.day, row.kind, row.name) for row in rows)
        return YearTable(year, record.source, days, record)
    days = shipped.years().get(year, ())
    return YearTable(year, "shipped" if days else "", days)


def known_years(place: Jurisdiction) -> list[int]:
    """The years whose arrangement is known here, newest first."""
    own = years_of(place).values_list("year", flat=True)
    return sorted({*own, *shipped.years()}, reverse=True)


def days_off(place: Jurisdiction) -> DaysOff:
    """All days off and adjusted working days that count for the place."""
    own = set(years_of(place).values_list("year", flat=True))
    rows = special_days(place).values_list("day", "kind", "name")
    days = [Arranged(*row) for row in rows]
    for year, arranged in shipped.years().items():
        if year not in own:
            days += arranged
    return days_off_of(days, own | set(shipped.years()))


def days_off_of(days: Iterable[Arranged], years: Iterable[int]) -> DaysOff:
    """The value that the rules take."""
    found = list(days)
    return DaysOff(
        off=frozenset(one.day for one in found if one.kind == "off"),
        on=frozenset(one.day for one in found if one.kind == "on"),
        years=frozenset(years),
        names={one.day: one.name for one in found if one.name},
    )


def is_working_day(place: Jurisdiction, day: date) -> bool:
    """Whether the place's offices work on the day."""
    return workdays.is_working_day(day, days_off(place))


def due_day(place: Jurisdiction, start: date, amount: int, unit: str) -> date:
    """The last day of a period that began with an event on ``start`` (民法典 art. 201–203)."""
    return deadlines.due_day(start, amount, unit, days_off(place))


def counted(place: Jurisdiction, start: date, amount: int, unit: str) -> deadlines.Counted:
    """The same with its reasons."""
    return deadlines.count(start, amount, unit, days_off(place))


def meetings_of(place: Jurisdiction) -> models.QuerySet[PlannedMeeting]:
    """All meetings ever planned in the place, cancelled ones included."""
    rows = PlannedMeeting.objects.in_scope(Scope.of(place))
    return rows.select_related("body__jurisdiction")


def meeting_by_id(place: Jurisdiction, key: str) -> PlannedMeeting | None:
    """The planned meeting with this public id."""
    return meetings_of(place).filter(public_id=key).first()


def next_meetings(
    place: Jurisdiction, body_kind: str = "", after: date | None = None
) -> models.QuerySet[PlannedMeeting]:
    """The meetings still to come, from ``after`` (default today, that day included), soonest first."""
    found = meetings_of(place).filter(state="planned", on__gte=after or today())
    if body_kind:
        found = found.filter(body__kind=body_kind)
    return found.order_by("on", "pk")
