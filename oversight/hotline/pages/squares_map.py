"""位置图: tickets on a grid of a hundredth of a degree, as dots of our own drawing with their table.

No tiles from elsewhere and no boundaries: those are an import of the user's. A square with few tickets is
drawn like any other; only offices see this page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sqrt

from oversight.hotline import queries_cells
from oversight.hotline.pages.basis import Basis

WIDTH, HEIGHT, MARGIN = 640.0, 420.0, 16.0
MOST_SQUARES = 26
"""So many squares stand beside each other at most; finer ones are put together."""
TABLE_ROWS = 12
KILOMETRES = 1.11
"""A hundredth of a degree of latitude."""
OUTLIERS = 0.002
"""So many tickets may lie outside the drawing at each edge: single mistyped coordinates."""


@dataclass(frozen=True)
class Dot:
    """一点: where a square is drawn, how large, and what it holds."""

    x: float
    y: float
    r: float
    count: int
    latitude: str
    longitude: str


@dataclass(frozen=True)
class SquaresMap:
    """位置图: dots, largest first; ``outside`` tickets lie beyond the drawing."""

    width: int
    height: int
    dots: Sequence[Dot]
    total: int
    outside: int
    kilometres: float

    @property
    def table(self) -> Sequence[Dot]:
        """The squares with most tickets."""
        return self.dots[:TABLE_ROWS]


Square = tuple[int, int, int]


def squares_map(basis: Basis) -> SquaresMap | None:
    """The map of the window; None where no ticket has coordinates."""
    if basis.generation is None:
        return None
    months = range(basis.address.first_month, basis.address.month + 1)
    squares = queries_cells.map_squares(basis.place, basis.generation, months)
    return drawn(squares) if squares else None


def drawn(squares: Sequence[Square]) -> SquaresMap:
    """Squares as dots, north above, east and west in true proportion."""
    total = sum(square[2] for square in squares)
    south, north = bounds([(square[0], square[2]) for square in squares], total)
    west, east = bounds([(square[1], square[2]) for square in squares], total)
    inside = [s for s in squares if south <= s[0] <= north and west <= s[1] <= east]
    narrow = cos(radians((south + north) / 200))
    across, up = (east - west + 1) * narrow, float(north - south + 1)
    step = max(1, ceil(max(across, up) / MOST_SQUARES))
    joined = together(inside, step)
    scale = min((WIDTH - 2 * MARGIN) / (across + step), (HEIGHT - 2 * MARGIN) / (up + step), 40.0)
    largest = max(joined.values())
    dots = [
        Dot(
            x=round(WIDTH / 2 + (lon - (west + east + 1) / 2) * narrow * scale, 1),
            y=round(HEIGHT / 2 - (lat - (south + north + 1) / 2) * scale, 1),
            r=round(max(0.8, step * narrow * scale / 2 * sqrt(count / largest)), 1),
            count=count,
            latitude=f"{lat / 100:.3f}",
            longitude=f"{lon / 100:.3f}",
        )
        for (lat, lon), count in sorted(joined.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    shown = sum(dot.count for dot in dots)
    kilometres = round(step * KILOMETRES, 1)
    return SquaresMap(round(WIDTH), round(HEIGHT), dots, total, total - shown, kilometres)


def together(squares: Sequence[Square], step: int) -> dict[tuple[float, float], int]:
    """Squares of several hundredths of a degree, by their centre."""
    found: dict[tuple[float, float], int] = {}
    for lat, lon, count in squares:
        centre = (lat // step * step + step / 2, lon // step * step + step / 2)
        found[centre] = found.get(centre, 0) + count
    return found


def bounds(values: Sequence[tuple[int, int]], total: int) -> tuple[int, int]:
    """The lowest and highest value, leaving out a few tickets far away at either end."""
    spare = total * OUTLIERS
    return edge(sorted(values), spare), edge(sorted(values, reverse=True), spare)


def edge(values: Sequence[tuple[int, int]], spare: float) -> int:
    """The first value before which no more than ``spare`` tickets lie."""
    passed = 0
    for value, count in values:
        passed += count
        if passed > spare:
            return value
    return values[-1][0]
