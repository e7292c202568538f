"""工作日: whether offices work on a day, given the days off and the adjusted working days of each year.

A year whose notice (国务院办公厅关于节假日安排的通知) is not in the table is counted by its weekends only;
whoever shows a result says so with ``unknown_years``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class DaysOff:
    """放假和调休: days off, weekend days worked, names of both; ``years`` are those that are known."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)


WEEKENDS_ONLY = DaysOff()


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_working_day(day: date, days_off: DaysOff) -> bool:
    """Whether offices work on the day."""
    if day in days_off.on:
        return True
    return not is_weekend(day) and day not in days_off.off


def add_working_days(start: date, amount: int, days_off: DaysOff) -> date:
    """The ``amount``-th working day after ``start`` (which is not counted); before it where negative."""
    step, left, day = (DAY if amount > 0 else -DAY), abs(amount), start
    while left:
        day += step
        left -= is_working_day(day, days_off)
    return day


def next_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself or the first working day after it."""
    while not is_working_day(day, days_off):
        day += DAY
    return day


def previous_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself or the last working day before it."""
    while not is_working_day(day, days_off):
        day -= DAY
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    day = first
    while day <= last:
        yield day
        day += DAY


def working_days_between(first: date, last: date, days_off: DaysOff) -> int:
    """How many working days lie from ``first`` to ``last``, both included."""
    return sum(is_working_day(day, days_off) for day in days_between(first, last))


def unknown_years(first: date, last: date, days_off: DaysOff) -> tuple[int, ...]:
    """The years between two days whose notice is not in the table."""
    return tuple(year for year in range(first.year, last.year + 1) if year not in days_off.years)
