"""Periods (本期、上月、上年同期): which months a figure covers and which it is compared with.

Months are integers, ``year * 12 + (month - 1)``. Nothing here knows a ticket.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Window = Literal["month", "ytd"]
WINDOWS: tuple[Window, ...] = ("month", "ytd")
Coverage = tuple[int, int]


def year_of(month: int) -> int:
    """The calendar year of a month index."""
    return month // 12


def number_of(month: int) -> int:
    """The number 1–12 of a month index within its year."""
    return month % 12 + 1


def month_words(month: int) -> str:
    """A month index in Chinese words: 2026年6月."""
    return f"{year_of(month)}年{number_of(month)}月"


@dataclass(frozen=True)
class Periods:
    """The months of one comparison (对比期间)."""

    month: int
    window: Window

    @property
    def current(self) -> range:
        """The months of the window: the month alone, or January to the month (累计)."""
        start = self.month if self.window == "month" else self.month - self.month % 12
        return range(start, self.month + 1)

    @property
    def previous(self) -> int:
        """The month before (环比基期); a single month in either window."""
        return self.month - 1

    @property
    def last_year(self) -> range:
        """The same months a year before (同比基期)."""
        return range(self.current.start - 12, self.current.stop - 12)


def covers(coverage: Coverage | None, month: int) -> bool:
    """Whether the data cover a month: between the first and the last month with any ticket."""
    return coverage is not None and coverage[0] <= month <= coverage[1]


def change(value: int, base: int | None) -> float | None:
    """The change against a base (增幅); undefined, not infinite, where the base is 0 or unknown."""
    return None if not base else (value - base) / base


def double_rise(
    *, count: int, month_count: int, previous: int | None, last_year: int | None
) -> Literal["yes", "no", "manual"]:
    """Whether a group rose on both counts (双升); ``manual`` where a base is 0 or unknown."""
    pairs = ((month_count, previous), (count, last_year))
    if count == 0 or any(base is not None and value <= base for value, base in pairs):
        return "no"
    return "yes" if previous and last_year else "manual"
