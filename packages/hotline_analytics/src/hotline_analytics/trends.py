"""Trend and expectation (走势与预期): where a group's monthly count would lie without a real change.

Expectation of a month = level × season. Level: the mean of the twelve months before it. Season:
the group's own share of each calendar month, drawn towards that of all groups the more its
counts scatter. The 95 % range is the group's own, with its dispersion (docs/hotline-grading.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Literal

from .figures import Z95
from .periods import Coverage

if TYPE_CHECKING:
    from .monthly import Analysis

Band = Literal["low", "slightly_low", "normal", "slightly_high", "high", "very_high"]
BAND_LIMITS: tuple[tuple[float, Band], ...] = (
    (-Z95, "low"),
    (-1.0, "slightly_low"),
    (1.0, "normal"),
    (Z95, "slightly_high"),
    (3.29, "high"),
)
"""Upper limits of the bands in deviations of the group's own fluctuation."""
LEVEL_MONTHS = 12
LEAST_MONTHS = 6
SEASON_VARIANCE = 0.02
"""How much groups differ in season (variance of the factor): about 14 % either way."""


@dataclass(frozen=True)
class Range:
    """A month's count beside what was expected (预期范围): low and high bound 95 %."""

    month: int
    seen: int
    expected: float | None
    low: float | None
    high: float | None
    band: Band | None

    @property
    def ratio(self) -> float | None:
        """Seen against expected (件数与预期之比)."""
        return self.seen / self.expected if self.expected else None

    @property
    def low_ratio(self) -> float | None:
        return self.low / self.expected if self.expected and self.low is not None else None

    @property
    def high_ratio(self) -> float | None:
        return self.high / self.expected if self.expected and self.high is not None else None


@dataclass(frozen=True)
class _Season:
    """A group's factor for each calendar month (0–11) and the variance its estimate adds."""

    factors: Sequence[float]
    extra: float


class Expectations:
    """The expected counts of every group, from what was known before a month."""

    def __init__(
        self,
        series: Mapping[str | None, Mapping[int, int]],
        month: int,
        dispersions: Mapping[str | None, float],
        coverage: Coverage | None,
    ) -> None:
        self._series, self._month = series, month
        self._dispersions, self._coverage = dispersions, coverage
        self._common = self._common_season()
        self._seasons: dict[str | None, _Season] = {}

    @classmethod
    def of(cls, analysis: Analysis) -> Expectations:
        """The expectations that belong to an analysis."""
        month, dispersions = analysis.request.month, analysis.grading.dispersions
        return cls(analysis.series, month, dispersions, analysis.coverage)

    def at(self, name: str | None, month: int) -> Range:
        """A group's month beside its expectation; without one under six months of history."""
        seen = self._count(name, month)
        level = self._level(name, month)
        if level is None:
            return Range(month, seen, None, None, None, None)
        return self._range(name, month, seen, level)

    def projected(self, name: str | None, month: int, seen: int) -> Range:
        """A later month as known at the month judged (若不采取行动): its level, the later month's season.

        Nothing that came after the month judged enters, so neither a fall nor a rise since moves the
        bounds. ``seen`` is counted elsewhere, e.g. from that month's own freeze.
        """
        level = self._level(name, self._month + 1)
        if level is None:
            return Range(month, seen, None, None, None, None)
        return self._range(name, month, seen, level)

    def _range(self, name: str | None, month: int, seen: int, level: float) -> Range:
        """The count beside level × season and the group's own 95 % bounds."""
        season, dispersion = self._season(name), self._dispersions.get(name, 1.0)
        expected = level * season.factors[month % 12]
        deviation = sqrt(dispersion * (1 + 1 / LEVEL_MONTHS + season.extra)) / 2
        root, half = sqrt(expected), Z95 * deviation
        low, high = max(0.0, root - half) ** 2, (root + half) ** 2
        band = _band((sqrt(seen) - root) / deviation)
        return Range(month, seen, expected, low, high, band)

    def trend(self, name: str | None, months: int = 36) -> list[Range]:
        """A group's last months up to the one judged, as far as the data go (走势)."""
        first = max(self._month - months + 1, self._first())
        return [self.at(name, month) for month in range(first, self._month + 1)]

    def heat(self, names: Iterable[str | None], months: int = 12) -> dict[str | None, list[Range]]:
        """Groups × months beside expectation (单位与月份)."""
        return {name: self.trend(name, months) for name in names}

    def _first(self) -> int:
        return self._coverage[0] if self._coverage else self._month

    def _count(self, name: str | None, month: int) -> int:
        return self._series.get(name, {}).get(month, 0)

    def _start(self, name: str | None) -> int:
        """The month of the group's first ticket."""
        return min((m for m, n in self._series.get(name, {}).items() if n), default=self._month)

    def _level(self, name: str | None, month: int) -> float | None:
        """The mean of the months before, season taken out; early months use those after."""
        start, factors = self._start(name), self._season(name).factors
        known = range(max(start, month - LEVEL_MONTHS), month)
        if len(known) < LEAST_MONTHS:
            stop = min(start + LEVEL_MONTHS + 1, self._month)
            known_months = [m for m in range(start, stop) if m != month]
        else:
            known_months = list(known)
        if len(known_months) < LEAST_MONTHS or month < start:
            return None
        weight = sum(factors[m % 12] for m in known_months)
        return sum(self._count(name, m) for m in known_months) / weight if weight else None

    def _years(self, start: int) -> list[range]:
        """Whole years of history, counted back from the month judged."""
        blocks = range(self._month - 12, max(start, self._month - 60) - 1, -12)
        return [range(first, first + 12) for first in blocks]

    def _common_season(self) -> list[float]:
        """The factor of each calendar month over all groups; 1 under two whole years."""
        years = self._years(self._first())
        sums = [0.0] * 12
        for month in (month for year in years for month in year):
            sums[month % 12] += sum(counts.get(month, 0) for counts in self._series.values())
        mean = sum(sums) / 12
        return [one / mean for one in sums] if len(years) >= 2 and mean else [1.0] * 12

    def _season(self, name: str | None) -> _Season:
        if name not in self._seasons:
            self._seasons[name] = self._own_season(name)
        return self._seasons[name]

    def _own_season(self, name: str | None) -> _Season:
        """The group's own factors, drawn towards the common ones by how much it scatters."""
        years = self._years(self._start(name))
        total = sum(self._count(name, month) for year in years for month in year)
        if len(years) < 2 or not total:
            return _Season(self._common, 0.0)
        mean, number = total / (12 * len(years)), len(years)
        weight = self._dispersions.get(name, 1.0) / mean / SEASON_VARIANCE
        factors = [0.0] * 12
        for calendar in range(12):
            own = sum(self._count(name, m) for year in years for m in year if m % 12 == calendar)
            factors[calendar] = (own / mean + weight * self._common[calendar]) / (number + weight)
        return _Season(factors, number / (number + weight) ** 2)


def _band(deviations: float) -> Band:
    """The step of the heat table (热力等级)."""
    for limit, band in BAND_LIMITS:
        if deviations < limit:
            return band
    return "very_high"
