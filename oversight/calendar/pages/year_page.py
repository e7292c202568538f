"""年历页: the twelve months of a year, its holidays in words, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.calendar import queries, shipped, words
from oversight.calendar.actions.years import FIRST_YEAR, LAST_YEAR
from oversight.calendar.pages.grids import MonthGrid, month_grid
from oversight.calendar.queries import YearTable
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.ui.page import Act

SEASON = 11  # the notice for the next year usually comes in November


@dataclass(frozen=True)
class HolidayRow:
    """一个节日: when it is off, which weekend days are worked for it."""

    name: str
    off: str
    on: str
    count: int


@dataclass(frozen=True)
class YearPage:
    """年历页的内容。"""

    table: YearTable
    months: tuple[MonthGrid, ...]
    holidays: tuple[HolidayRow, ...]
    working_days: int
    days_off: int
    source: str
    missing: (
        int | None
    )  # the year whose notice is wanted: this one, or the coming one late in the year
    incomplete: str  # the holidays for which no day off is written, in words
    differs: str  # how the year differs from the upper place, in words
    earlier: int | None
    later: int | None
    acts: tuple[Act, ...]


def year_page(place: Jurisdiction, year: int, may_change: bool) -> YearPage:
    """Everything about one year."""
    table, now = queries.year_table(place, year), today()
    firsts = [date(year, month, 1) for month in range(1, 13)]
    months = tuple(month_grid(first, table.by_day, now) for first in firsts)
    working = sum(month.working_days for month in months)
    return YearPage(
        table=table,
        months=months,
        holidays=holiday_rows(table),
        working_days=working,
        days_off=(date(year, 12, 31) - date(year, 1, 1)).days + 1 - working,
        source=source_words(place, table),
        missing=missing_year(place, table, now),
        incomplete=words.missing_text(year, table.days) if table.known else "",
        differs=differences(place, table),
        earlier=year - 1 if year > FIRST_YEAR else None,
        later=year + 1 if year < LAST_YEAR else None,
        acts=year_acts(place, table) if may_change else (),
    )


def holiday_rows(table: YearTable) -> tuple[HolidayRow, ...]:
    """The holidays in the order of the year."""
    off: dict[str, list[date]] = defaultdict(list)
    on: dict[str, list[date]] = defaultdict(list)
    for one in table.days:
        (off if one.kind == "off" else on)[one.name].append(one.day)
    names = sorted({*off, *on}, key=lambda name: min(off[name] or on[name]))
    return tuple(
        HolidayRow(
            name or _("没有写名称"),
            words.spans_text(off[name]),
            words.spans_text(on[name]),
            len(off[name]),
        )
        for name in names
    )


def source_words(place: Jurisdiction, table: YearTable) -> str:
    """Where the year comes from."""
    if table.record is None:
        return _("随系统提供的国务院办公厅通知安排") if table.known else _("还没有录入")
    source = str(table.record.get_source_display())
    if table.source == "shipped" and table.days != shipped.years().get(table.year):
        source = _("随系统提供的表，本地有改动")
    if table.source == "copied" and place.parent:
        source = _("照%(place)s的登记") % {"place": place.parent.name}
    return f"{source}，{table.record.notice}" if table.record.notice else source


def missing_year(place: Jurisdiction, table: YearTable, now: date) -> int | None:
    """This year where its notice is not entered; from November on, next year where it is not."""
    if not table.known:
        return table.year
    following = table.year + 1
    if (
        table.year == now.year
        and now.month >= SEASON
        and following not in queries.known_years(place)
    ):
        return following
    return None


def differences(place: Jurisdiction, table: YearTable) -> str:
    """The days on which the year is not that of the upper place; only where it was entered here."""
    if table.record is None or place.parent is None:
        return ""
    upper = queries.year_table(place.parent, table.year)
    if not upper.known:
        return ""
    here = {one.day: one.kind for one in table.days}
    there = {one.day: one.kind for one in upper.days}
    days = [day for day in here.keys() | there.keys() if here.get(day) != there.get(day)]
    if not days:
        return ""
    values = {"place": place.parent.name, "count": len(days), "days": words.spans_text(days)}
    return _("与%(place)s有 %(count)d 天不同：%(days)s。") % values


def year_acts(place: Jurisdiction, table: YearTable) -> tuple[Act, ...]:
    """What the clerk may do with the year."""
    args = [place.code, table.year]
    enter = reverse("calendar:year_enter", args=args)
    found = [Act(_("录入整年安排"), enter, "file-earmark-arrow-up", main=not table.known)]
    if place.parent is not None and queries.year_table(place.parent, table.year).known:
        label = _("照%(place)s登记") % {"place": place.parent.name}
        found.append(Act(label, reverse("calendar:year_copy", args=args), "layers"))
    if table.record is not None and table.year in shipped.years():
        label = _("改用随系统提供的表")
        found.append(Act(label, reverse("calendar:year_shipped", args=args), "arrow-repeat"))
    return tuple(found)


def tabs(place: Jurisdiction, here: str) -> Sequence[tuple[str, str, bool]]:
    """The three pages of the calendar: word, address, whether the reader is there."""
    wanted = (
        (_("年历"), "calendar:calendar", "year"),
        (_("会期"), "calendar:meetings", "meetings"),
        (_("期限计算"), "calendar:deadline", "deadline"),
    )
    return [(label, reverse(name, args=[place.code]), key == here) for label, name, key in wanted]
