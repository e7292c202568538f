"""走势与冷热: the trend of one row over 36 months, and rows by month beside what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_analytics.trends import Range

from oversight.hotline.pages import words
from oversight.hotline.pages.basis import Basis
from oversight.ui import formats
from oversight.ui.charts import Trend, TrendPoint

TREND_MONTHS = 36
HEAT_MONTHS = 12
STEPS = {"low": 1, "slightly_low": 2, "normal": 3, "slightly_high": 4, "high": 5, "very_high": 6}


@dataclass(frozen=True)
class HeatCell:
    """一格: a month's count, its step of six, the tickets behind it."""

    month: int
    seen: int | None
    step: int
    url: str
    words: str


@dataclass(frozen=True)
class HeatRow:
    """一行: one unit over the months; ``key`` chooses it for the trend."""

    key: str
    name: str
    cells: Sequence[HeatCell]


@dataclass(frozen=True)
class Heat:
    """单位与月份: months as column headings, oldest first."""

    months: Sequence[int]
    rows: Sequence[HeatRow]


def trend(basis: Basis, name: str | None) -> Trend:
    """The course of one row up to the month."""
    points = [point(basis, name, one) for one in basis.expectations.trend(name, TREND_MONTHS)]
    return Trend(points, title=words.group(name, basis.address.by))


def point(basis: Basis, name: str | None, one: Range) -> TrendPoint:
    """One month of a trend with the tickets behind it."""
    known = one.low is not None and one.high is not None
    narrow = basis.address.group_filter(name)
    return TrendPoint(
        label=formats.month(one.month),
        value=one.seen,
        low=round(one.low or 0) if known else None,
        high=round(one.high or 0) if known else None,
        url=basis.tickets(first=one.month, last=one.month, **narrow),
    )


def heat(basis: Basis, names: Sequence[str | None]) -> Heat:
    """The rows shown in the ranking, by month."""
    last = basis.address.month
    coverage = basis.analysis.coverage
    first = max(last - HEAT_MONTHS + 1, coverage[0] if coverage else last)
    months = list(range(first, last + 1))
    return Heat(months, [heat_row(basis, name, months) for name in names])


def heat_row(basis: Basis, name: str | None, months: Sequence[int]) -> HeatRow:
    """One row of the heat table."""
    narrow = basis.address.group_filter(name)
    cells = [heat_cell(basis, basis.expectations.at(name, month), narrow) for month in months]
    return HeatRow(name or "", words.group(name, basis.address.by), cells)


def heat_cell(basis: Basis, one: Range, narrow: dict[str, str]) -> HeatCell:
    """One cell; without an expectation it is of the middle colour and says so."""
    return HeatCell(
        month=one.month,
        seen=one.seen,
        step=STEPS[one.band] if one.band else 0,
        url=basis.tickets(first=one.month, last=one.month, **narrow) if one.seen else "",
        words=formats.month(one.month),
    )
