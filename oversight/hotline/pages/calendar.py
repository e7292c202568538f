"""日历影响: working days, Spring Festival, and January and February taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotline_analytics.periods import Periods, change, covers, number_of
from hotline_analytics.workdays import UnknownYear

from oversight.hotline.holidays import holidays_of
from oversight.hotline.pages import words
from oversight.hotline.pages.basis import Basis

FEBRUARY = 2


@dataclass(frozen=True)
class TwoMonths:
    """一月、二月合计: a row's two months this year and last."""

    name: str
    count: int
    last_year: int | None
    yoy: float | None


@dataclass(frozen=True)
class Calendar:
    """日历影响: sentences, and the two months together where the month is February."""

    notes: Sequence[str]
    february: int | None
    total: TwoMonths | None
    rows: Sequence[TwoMonths]


def calendar(basis: Basis, names: Sequence[str | None]) -> Calendar:
    """What the calendar does to this month's comparison."""
    month = basis.address.month
    try:
        notes = [one.text for one in holidays_of(basis.place).reasons(Periods(month, "month"))]
    except UnknownYear as unknown:
        notes = [unknown.text]
    if number_of(month) != FEBRUARY:
        return Calendar(notes, None, None, ())
    rows = [two_months(basis, name) for name in names]
    return Calendar(notes, month, total(basis), rows)


def covered(basis: Basis, month: int) -> bool:
    """Whether the data hold both January and this February."""
    coverage = basis.analysis.coverage
    return covers(coverage, month) and covers(coverage, month - 1)


def both(series: Mapping[int, int], february: int) -> int:
    """January and February of a year."""
    return series.get(february - 1, 0) + series.get(february, 0)


def two_months(basis: Basis, name: str | None) -> TwoMonths:
    """One row's January and February."""
    month, series = basis.address.month, basis.analysis.series.get(name, {})
    count = both(series, month)
    base = both(series, month - 12) if covered(basis, month - 12) else None
    return TwoMonths(words.group(name, basis.address.by), count, base, change(count, base))


def total(basis: Basis) -> TwoMonths:
    """All rows together."""
    month, series = basis.address.month, basis.analysis.series.values()
    count = sum(both(one, month) for one in series)
    base = sum(both(one, month - 12) for one in series) if covered(basis, month - 12) else None
    return TwoMonths("", count, base, change(count, base))
