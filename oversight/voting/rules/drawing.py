"""手写签字: a signature drawn by finger or pen, kept as strokes of points, never as a file that could be anything.

The surface is 1000 × 360 whatever the screen; a dot or a short dash is no signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import Any

WIDTH, HEIGHT = 1000, 360
MOST_POINTS = 4000
SHORTEST = 300
"""The length of all strokes together that a written name has at least."""

Point = tuple[int, int]
Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]


class NoDrawing(ValueError):
    """What was sent is no drawn signature; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(given: Any) -> Strokes:
    """The strokes of what a page or program sent; raises ``NoDrawing``."""
    if not isinstance(given, (list, tuple)):
        raise NoDrawing("unreadable_drawing")
    strokes = tuple(stroke(one) for one in given)
    if sum(len(one) for one in strokes) > MOST_POINTS:
        raise NoDrawing("drawing_too_large")
    if sum(length(one) for one in strokes) < SHORTEST:
        raise NoDrawing("nothing_drawn")
    return strokes


def stroke(given: Any) -> Stroke:
    """One stroke: points within the surface."""
    if not isinstance(given, (list, tuple)) or not given:
        raise NoDrawing("unreadable_drawing")
    points = []
    for one in given:
        if not isinstance(one, (list, tuple)) or len(one) != 2:
            raise NoDrawing("unreadable_drawing")
        x, y = one
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in (x, y)):
            raise NoDrawing("unreadable_drawing")
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            raise NoDrawing("unreadable_drawing")
        points.append((x, y))
    return tuple(points)


def length(points: Stroke) -> float:
    """How far the pen went in one stroke."""
    return sum(dist(one, next_one) for one, next_one in pairwise(points))


def path(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """The strokes as the data of an SVG path."""
    parts = []
    for points in strokes:
        (x, y), *others = points
        parts.append(f"M{x} {y}" + "".join(f"L{a} {b}" for a, b in others or [(x, y)]))
    return "".join(parts)


def check_value(strokes: Sequence[Any]) -> str:
    """SHA-256 of the strokes, as the record of acts keeps it."""
    text = json.dumps([[list(point) for point in one] for one in strokes], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
