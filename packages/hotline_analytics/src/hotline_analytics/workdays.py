"""Working days (工作日) and the Spring Festival (春节): what a calendar does to a comparison.

Pure: a table of holidays is passed in; `shipped()` is the one that comes with the package.
A year the table does not hold raises `UnknownYear`, never a guess.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from .periods import Periods, month_words, number_of, year_of
from .reasons import Reason, gettext_noop

FESTIVAL_DAYS_BEFORE, FESTIVAL_DAYS_AFTER = 1, 6
"""The festival as counted here: New Year's Eve to the seventh day (除夕至初七)."""


class UnknownYear(ValueError):
    """The table has no such year (节假日表没有这一年)."""

    code = "unknown_year"

    def __init__(self, year: int) -> None:
        self.year = year
        self.text = _UNKNOWN_YEAR % {"year": year}
        super().__init__(self.text)


@dataclass(frozen=True)
class CalendarNote:
    """How the calendars of a month and its bases differ (日历影响); None where a year is unknown."""

    working_days: int | None
    working_days_previous: int | None
    working_days_last_year: int | None
    festival_shifts_previous: bool
    festival_shifts_last_year: bool


@dataclass(frozen=True)
class Holidays:
    """A table of holidays (节假日表): weekdays off, weekend days worked, Spring Festival dates."""

    off: frozenset[date]
    on: frozenset[date]
    years: frozenset[int]
    festivals: Mapping[int, date]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Holidays:
        """The table as written in TOML: ``[years.2026] off, on`` and ``[spring_festival]``."""
        days: dict[str, set[date]] = {"off": set(), "on": set()}
        years = table.get("years", {})
        for year, lists in years.items():
            for kind, found in days.items():
                found |= {date.fromisoformat(f"{year}-{day}") for day in lists.get(kind, ())}
        festivals = {int(year): day for year, day in table.get("spring_festival", {}).items()}
        known = frozenset(int(year) for year in years)
        return cls(frozenset(days["off"]), frozenset(days["on"]), known, festivals)

    def is_working_day(self, day: date) -> bool:
        """Whether offices worked on a day."""
        if day.year not in self.years:
            raise UnknownYear(day.year)
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def working_days(self, month: int) -> int:
        """The working days of a month."""
        return sum(self.is_working_day(day) for day in _days(month))

    def festival_days(self, month: int) -> int:
        """How many days of the Spring Festival lie in a month."""
        year = year_of(month)
        if year not in self.festivals:
            raise UnknownYear(year)
        first = self.festivals[year] - timedelta(FESTIVAL_DAYS_BEFORE)
        last = self.festivals[year] + timedelta(FESTIVAL_DAYS_AFTER)
        return sum(first <= day <= last for day in _days(month))

    def festival_shifts(self, month: int, base: int) -> bool:
        """Whether the festival falls differently in a month and in its base."""
        if number_of(month) > 3 and number_of(base) > 3:
            return False
        return self.festival_days(month) != self.festival_days(base)

    def note(self, periods: Periods) -> CalendarNote:
        """What the calendar does to a month's comparison with both bases."""
        month, previous, last_year = periods.month, periods.previous, periods.month - 12
        return CalendarNote(
            self._or_none(month),
            self._or_none(previous),
            self._or_none(last_year),
            self._shifts(month, previous),
            periods.window == "month" and self._shifts(month, last_year),
        )

    def _or_none(self, month: int) -> int | None:
        return self.working_days(month) if year_of(month) in self.years else None

    def _shifts(self, month: int, base: int) -> bool:
        known = {year_of(month), year_of(base)} <= set(self.festivals)
        return known and self.festival_shifts(month, base)

    def reasons(self, periods: Periods) -> list[Reason]:
        """What a reader of the month must be told about the calendar."""
        note, result = self.note(periods), []
        if note.festival_shifts_previous or note.festival_shifts_last_year:
            month = {"month": month_words(periods.month)}
            result.append(Reason("spring_festival", _FESTIVAL, month))
        bases = (
            ("working_days_previous", note.working_days_previous, periods.previous),
            ("working_days_last_year", note.working_days_last_year, periods.month - 12),
        )
        for code, days, base in bases:
            if note.working_days is None or days is None or days == note.working_days:
                continue
            values: dict[str, object] = {
                "month": month_words(periods.month),
                "days": note.working_days,
                "base": month_words(base),
                "base_days": days,
            }
            result.append(Reason(code, _WORKING_DAYS, values))
        return result


def _days(month: int) -> list[date]:
    first = date(year_of(month), number_of(month), 1)
    count = (date(year_of(month + 1), number_of(month + 1), 1) - first).days
    return [first + timedelta(i) for i in range(count)]


@cache
def shipped() -> Holidays:
    """The table that comes with the package."""
    with (Path(__file__).parent / "calendar_cn.toml").open("rb") as file:
        return Holidays.from_table(tomllib.load(file))


_UNKNOWN_YEAR = gettext_noop("节假日表没有 %(year)d 年，请先补录这一年的放假和调休安排。")
_FESTIVAL = gettext_noop(
    "春节前后（除夕至初七）在%(month)s与对比月份中的天数不同，同比、环比受影响，"
    "另列一月、二月合计。"
)
_WORKING_DAYS = gettext_noop("%(month)s有 %(days)d 个工作日，%(base)s有 %(base_days)d 个。")
