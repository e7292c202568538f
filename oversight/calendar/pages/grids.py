"""月历: a month as weeks of days, each with its mark and its words; used by the year and by a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.calendar.queries import days_off_of
from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.workdays import is_weekend, is_working_day


@dataclass(frozen=True)
class DayCell:
    """一天: its look (work, weekend, off, on), the mark in the cell, the words for who does not see it."""

    day: date
    look: str
    mark: str = ""
    words: str = ""
    today: bool = False
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True)
class MonthGrid:
    """一个月: weeks from Monday, with empty cells around, and how many working days it has."""

    first: date
    weeks: tuple[tuple[DayCell | None, ...], ...]
    working_days: int


def month_grid(
    first: date,
    arranged: Mapping[date, Arranged],
    today: date,
    notes: Mapping[date, str] | None = None,
    chosen: date | None = None,
) -> MonthGrid:
    """The month of ``first``; ``notes`` stand under the number of a day."""
    next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    days = [first + timedelta(days=n) for n in range((next_month - first).days)]
    cells: list[DayCell | None] = [None] * first.weekday()
    cells += [day_cell(day, arranged.get(day), today, notes or {}, chosen) for day in days]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    off = days_off_of(arranged.values(), ())
    return MonthGrid(first, weeks, sum(is_working_day(day, off) for day in days))


def day_cell(
    day: date,
    one: Arranged | None,
    today: date,
    notes: Mapping[date, str],
    chosen: date | None,
) -> DayCell:
    """How a day looks and is read."""
    look, mark, words = "work", "", ""
    if one is not None and one.kind == "off":
        look, mark = "off", pgettext("day", "休")
        words = _("放假：%(name)s") % {"name": one.name} if one.name else _("放假")
    elif one is not None:
        look, mark = "on", pgettext("day", "班")
        words = _("调休上班：%(name)s") % {"name": one.name} if one.name else _("调休上班")
    elif is_weekend(day):
        look, words = "weekend", _("双休日")
    return DayCell(day, look, mark, words, day == today, day == chosen, notes.get(day, ""))
