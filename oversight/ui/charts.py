"""图形：位置怎样算。 Where bars, dots and lines stand, as numbers for SVG attributes (pure; no style attributes)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.ui import formats

TICKETS = gettext_lazy("件")

WIDTH = 160.0
PAD = 8.0


@dataclass(frozen=True, slots=True)
class Interval:
    """区间条: seen count against the group's own 95 % range; ratios are to the expectation."""

    seen: float
    expected: float
    low: float
    high: float
    grade: str = ""  # strong, weak, noise or empty
    unit: Any = TICKETS

    def words(self) -> str:
        """The three numbers, for those who do not see the bar."""
        parts = {
            "seen": formats.count(self.seen, self.unit),
            "expected": formats.count(round(self.expected), self.unit),
            "low": formats.figure(round(self.low)),
            "high": formats.count(round(self.high), self.unit),
        }
        return _("实有 %(seen)s，预期 %(expected)s，正常波动范围 %(low)s 至 %(high)s") % parts


@dataclass(frozen=True, slots=True)
class Scale:
    """共用标尺: one scale of ratios for a whole table, with ticks for its header."""

    low: float = 0.6
    high: float = 1.6
    ticks: Sequence[float] = (0.7, 1.0, 1.3, 1.5)

    def x(self, ratio: float) -> float:
        share = (min(max(ratio, self.low), self.high) - self.low) / (self.high - self.low)
        return round(PAD + share * (WIDTH - 2 * PAD), 1)

    def holds(self, ratio: float) -> bool:
        return self.low <= ratio <= self.high

    @classmethod
    def fit(cls, intervals: Iterable[Interval], cap: float = 3.0) -> Scale:
        """A scale that shows all of these, at most from 0 to `cap`; what lies beyond gets an arrow."""
        ratios = [1.0]
        for each in intervals:
            if each.expected > 0:
                ratios += [
                    each.seen / each.expected,
                    each.low / each.expected,
                    each.high / each.expected,
                ]
        low = min(0.7, max(0.0, min(ratios)))
        high = max(1.3, min(cap, max(ratios)))
        step = 0.1 if high - low <= 1.0 else 0.25 if high - low <= 2.0 else 0.5
        low, high = (int(low / step)) * step, -(-high // step) * step
        return cls(low=round(low, 2), high=round(high, 2), ticks=_ticks(low, high))


def _ticks(low: float, high: float) -> tuple[float, ...]:
    step = (
        0.2 if high - low <= 0.8 else 0.3 if high - low <= 1.2 else 0.5 if high - low <= 2 else 1.0
    )
    below = [round(1 - step * n, 2) for n in range(9, 0, -1) if 1 - step * n >= low - 1e-9]
    above = [round(1 + step * n, 2) for n in range(1, 9) if 1 + step * n <= high + 1e-9]
    return (*below, 1.0, *above)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """趋势点: one month; None where it is not known."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """趋势图: the points of one group, oldest first."""

    points: Sequence[TrendPoint]
    unit: Any = TICKETS
    title: str = ""


@dataclass(slots=True)
class Drawing:
    """趋势图的位置: what the template writes into the SVG."""

    width: int = 640
    height: int = 330
    left: int = 56
    right: int = 92
    top: int = 30
    bottom: int = 30
    grid: list[tuple[float, str]] = field(default_factory=list)
    labels: list[tuple[float, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    bands: list[str] = field(default_factory=list)
    last: tuple[float, float, str] | None = None
    band_end: tuple[float, str, str] | None = None

    @property
    def floor(self) -> int:
        return self.height - self.bottom

    @property
    def end(self) -> int:
        return self.width - self.right


def round_top(highest: float) -> tuple[float, float]:
    """The top of an axis from 0 and its step: 1,486 → 1,600 by 400."""
    if highest <= 0:
        return 4.0, 1.0
    size = 10.0 ** (len(str(int(highest))) - 1)
    for factor in (0.25, 0.5, 1.0, 2.0, 2.5, 5.0):
        step = size * factor
        if step * 5 >= highest and (step >= 1 or highest < 5):
            step = max(step, 1.0)
            return step * -(-highest // step), step
    return size * 10, size * 2


def draw(trend: Trend) -> Drawing:
    """Positions of line, band, grid and labels; y begins at 0."""
    to = Drawing()
    points = trend.points
    known = [v for p in points for v in (p.value, p.high) if v is not None]
    top, step = round_top(max(known, default=0))
    across = (to.end - to.left) / max(1, len(points) - 1)

    def at(index: int, value: float) -> str:
        return f"{to.left + index * across:.1f},{height(value):.1f}"

    def height(value: float) -> float:
        return to.floor - value / top * (to.floor - to.top)

    to.grid = [
        (round(height(n * step), 1), formats.figure(n * step)) for n in range(round(top / step) + 1)
    ]
    every = max(1, -(-len(points) // 6))
    to.labels = [
        (round(to.left + i * across, 1), p.label) for i, p in enumerate(points) if i % every == 0
    ]
    to.lines = [
        " ".join(at(i, points[i].value or 0) for i in run)
        for run in _runs(points, lambda p: p.value is not None)
    ]
    for run in _runs(points, lambda p: p.low is not None and p.high is not None):
        edge = [at(i, points[i].high or 0) for i in run] + [
            at(i, points[i].low or 0) for i in run[::-1]
        ]
        to.bands.append(" ".join(edge))
    if points and points[-1].value is not None:
        value = points[-1].value
        x, y = at(len(points) - 1, value).split(",")
        to.last = (float(x), float(y), formats.count(value, trend.unit))
    to.band_end = _band_end(points, height, to.last, trend.unit)
    return to


def _band_end(
    points: Sequence[TrendPoint],
    height: Callable[[float], float],
    last: tuple[float, float, str] | None,
    unit: str,
) -> tuple[float, str, str] | None:
    """The two words at the end of the band, kept clear of the last point's label."""
    if not points or points[-1].high is None:
        return None
    y = round(height(points[-1].high) + 4, 1)
    if last and abs(y + 8 - last[1]) < 30:
        y = last[1] + 24
    upper = _("至 %(high)s") % {"high": formats.count(round(points[-1].high), unit)}
    return y, _("正常范围"), upper


def _runs(points: Sequence[TrendPoint], known: Callable[[TrendPoint], bool]) -> list[list[int]]:
    """Stretches of neighbouring points that are known; a gap breaks the line."""
    runs: list[list[int]] = [[]]
    for index, point in enumerate(points):
        if known(point):
            runs[-1].append(index)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


@dataclass(frozen=True, slots=True)
class Squares:
    """方格: every unit tested as one square, by grade; `expected` marks how many chance alone gives."""

    strong: int
    weak: int
    noise: int
    rest: int
    expected: float = 0.0

    def counts(self) -> tuple[tuple[str, int], ...]:
        return (
            ("strong", self.strong),
            ("weak", self.weak),
            ("noise", self.noise),
            ("none", self.rest),
        )

    def words(self) -> str:
        """The numbers, for those who do not see the squares."""
        parts = {kind: formats.figure(number) for kind, number in self.counts()}
        parts["expected"] = formats.figure(round(self.expected))
        return (
            _(
                "强 %(strong)s 个，弱 %(weak)s 个，或为偶然 %(noise)s 个，未双升 %(none)s 个；偶然预计约 %(expected)s 个"
            )
            % parts
        )


PITCH = 20


@dataclass(slots=True)
class SquareDrawing:
    """方格的位置 for one number of columns."""

    columns: int
    rows: int
    squares: list[tuple[str, int, int]]
    mark: tuple[int, int]

    @property
    def view_box(self) -> str:
        return f"-2 -20 {self.columns * PITCH} {self.rows * PITCH + 22}"


def draw_squares(squares: Squares, columns: int) -> SquareDrawing:
    """Squares row by row; the mark stands after as many as chance alone gives."""
    kinds = [kind for kind, number in squares.counts() for _n in range(number)]
    placed = [(kind, n % columns * PITCH, n // columns * PITCH) for n, kind in enumerate(kinds)]
    expected = round(squares.expected)
    row, column = divmod(expected, columns)
    if expected and column == 0:
        row, column = row - 1, columns
    rows = max(1, -(-len(kinds) // columns))
    return SquareDrawing(columns, rows, placed, (column * PITCH - 2, row * PITCH))
