"""画面的小零件: squares that count only, and a long list in parts turned by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

TURN_SECONDS = 20
COLUMNS = 25
MOST_SQUARES = 100
SIDE, HEIGHT, STEP_X, STEP_Y = 56, 44, 64, 52


@dataclass(frozen=True)
class Square:
    """一个方格 at its place; it stands for one sheet or one person, never for a seat."""

    x: int
    y: int
    on: bool


@dataclass(frozen=True)
class Squares:
    """方格: ``done`` of ``total``."""

    done: int
    total: int
    squares: Sequence[Square]
    view_box: str


def squares(done: int, total: int, most: int = COLUMNS) -> Squares | None:
    """So many of so many, 25 in a row unless said otherwise; None where there are too many to be read."""
    if not 0 < total <= MOST_SQUARES:
        return None
    columns = min(most, total)
    rows = -(-total // columns)
    found = [Square(n % columns * STEP_X, n // columns * STEP_Y, n < done) for n in range(total)]
    wide, high = most * STEP_X - (STEP_X - SIDE), rows * STEP_Y - (STEP_Y - HEIGHT)
    return Squares(done, total, found, f"-1 -1 {wide + 2} {high + 2}")


@dataclass(frozen=True)
class Part:
    """列表的一部分: its rows, which part of how many."""

    rows: Sequence[Any]
    number: int
    parts: int


def part_of(rows: Sequence[Any], most: int, at: datetime) -> Part:
    """The rows that fit, in equal parts, the next part every 20 seconds."""
    if len(rows) <= most:
        return Part(rows, 1, 1)
    parts = -(-len(rows) // most)
    size = -(-len(rows) // parts)
    number = int(at.timestamp()) // TURN_SECONDS % parts
    return Part(rows[number * size : (number + 1) * size], number + 1, parts)
