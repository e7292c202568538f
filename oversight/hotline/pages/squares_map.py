"""位置图: tickets on a grid of a hundredth of a degree, as dots of our own drawing with their table.

No tiles from elsewhere and no boundaries: those are an import of the user's. A square with few tickets is
drawn like any other; only offices see this page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from oversight.hotline import queries_cells
from oversight.hotline.pages.basis import Basis

WIDTH, HEIGHT, MARGIN = 640.0, 420.0, 16.0
LARGEST_DOT = 13.0
TABLE_ROWS = 12
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
    largest: int

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
    across, up = max(1.0, (east - west + 1) * narrow), max(1.0, float(north - south + 1))
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / up, 40.0)
    largest = max(square[2] for square in inside)
    dots = [
        Dot(
            x=round(WIDTH / 2 + ((lon + 0.5) - (west + east + 1) / 2) * narrow * scale, 1),
            y=round(HEIGHT / 2 - ((lat + 0.5) - (south + north + 1) / 2) * scale, 1),
            r=round(max(1.2, LARGEST_DOT * sqrt(count / largest)), 1),
            count=count,
            latitude=f"{(lat + 0.5) / 100:.3f}",
            longitude=f"{(lon + 0.5) / 100:.3f}",
        )
        for lat, lon, count in sorted(inside, key=lambda square: -square[2])
    ]
    shown = sum(dot.count for dot in dots)
    return SquaresMap(round(WIDTH), round(HEIGHT), dots, total, total - shown, largest)


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
