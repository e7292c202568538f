"""地图：怎样画。 Areas, names, marks and a pin as numbers for SVG attributes; nothing is loaded from elsewhere (pure).

East and west are drawn in true proportion at the latitude of the middle; at the size of a town that is exact enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, pi, radians, sin
from typing import Any

from django.utils.translation import gettext as _

WIDTH, PAD = 360.0, 14.0
LOWEST, HIGHEST = 240.0, 440.0
FOOT = 24.0
"""Below the drawing: the scale and where north is, on nothing that is drawn."""
DEGREE = 111_320.0
"""Metres of a degree of latitude."""
BARS = (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
LONGEST_BAR = 90.0
LETTER = 12.0
"""How wide a letter of a name is."""
RADIUS = 12.0
APART = 2 * RADIUS + 2
ROUNDS = 80
GOLDEN = pi * (3 - 5**0.5)

Pair = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """画面: how degrees become steps of the drawing, and back."""

    west: float
    north: float
    across: float
    """Steps of a degree of longitude."""
    up: float
    """Steps of a degree of latitude."""
    left: float
    top: float
    height: float
    width: float = WIDTH

    @classmethod
    def around(cls, west: float, south: float, east: float, north: float) -> Frame:
        """As large as it fits, in the middle."""
        narrow = cos(radians((south + north) / 2))
        across, up = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
        scale = min((WIDTH - 2 * PAD) / across, (HIGHEST - FOOT - 2 * PAD) / up)
        height = min(HIGHEST, max(LOWEST, up * scale + 2 * PAD + FOOT))
        left, top = (WIDTH - across * scale) / 2, (height - FOOT - up * scale) / 2
        return cls(west, north, narrow * scale, scale, left, top, round(height))

    def xy(self, longitude: float, latitude: float) -> Pair:
        """Where a point stands in the drawing."""
        x = self.left + (longitude - self.west) * self.across
        return round(x, 1), round(self.top + (self.north - latitude) * self.up, 1)

    def at(self, x: float, y: float) -> Pair:
        """Longitude and latitude of a step of the drawing."""
        longitude = self.west + (x - self.left) / self.across
        return round(longitude, 6), round(self.north - (y - self.top) / self.up, 6)

    def shows(self, x: float, y: float) -> bool:
        """Whether a step lies in the drawing."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def bar(self) -> tuple[float, str]:
        """比例尺: its length and what it stands for."""
        metres = DEGREE / self.up
        found = next((one for one in BARS if one / metres <= LONGEST_BAR), BARS[-1])
        words = _("%(n)d 公里") % {"n": found // 1000} if found >= 1000 else _("%(n)d 米") % {"n": found}  # fmt: skip
        return round(found / metres, 1), words


@dataclass(frozen=True)
class Area:
    """一块: its outline as a path, its name and where that is written."""

    key: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """一个标记: what it says, its kind (a shape and a colour), its words for those who do not see it."""

    text: str
    longitude: float
    latitude: float
    kind: str = ""
    label: str = ""
    url: str = ""
    loose: bool = False
    """Only the village is known: it stands at the village's middle."""
    x: float = 0.0
    y: float = 0.0

    def placed(self, x: float, y: float) -> Mark:
        return replace(self, x=round(x, 1), y=round(y, 1))


@dataclass(frozen=True)
class PlaceMap:
    """一个地方的地图: frame, outline, areas with names; marks that do not hide each other, or one pin."""

    name: str
    frame: Frame
    outline: str
    areas: Sequence[Area] = ()
    marks: Sequence[Mark] = ()
    pin: Pair | None = None
    loose: bool = False
    source: str = ""
    outside: bool = False
    words: str = field(default="")

    def with_marks(self, marks: Sequence[Mark]) -> PlaceMap:
        """The same with numbered marks, moved apart where they would stand on each other."""
        return replace(self, marks=spread(self.frame, marks, self.areas))

    def with_pin(self, longitude: float, latitude: float, *, loose: bool = False) -> PlaceMap:
        """The same with a pin; one beyond the drawing is told and not drawn."""
        x, y = self.frame.xy(longitude, latitude)
        if not self.frame.shows(x, y):
            return replace(self, outside=True)
        return replace(self, pin=(x, y), loose=loose)

    @property
    def lines(self) -> list[tuple[Mark, Pair]]:
        """Marks that were moved, each with the point it stands for; where only the village is known there is none."""
        points = [(one, self.frame.xy(one.longitude, one.latitude)) for one in self.marks]
        moved = [(one, at) for one, at in points if not one.loose]
        return [(one, at) for one, at in moved if hypot(one.x - at[0], one.y - at[1]) > RADIUS]


def path_of(frame: Frame, outline: Mapping[str, Any]) -> str:
    """A polygon of GeoJSON as the path of an SVG."""
    parts = outline["coordinates"]
    rings = parts if outline["type"] == "Polygon" else [ring for part in parts for ring in part]
    return "".join(
        "M" + "L".join("{} {}".format(*frame.xy(*point)) for point in ring[:-1]) + "Z"
        for ring in rings
    )


def bounds_of(outline: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north of a polygon of GeoJSON."""
    parts = outline["coordinates"]
    rings = parts if outline["type"] == "Polygon" else [ring for part in parts for ring in part]
    points = [point for ring in rings for point in ring]
    xs, ys = [one[0] for one in points], [one[1] for one in points]
    return min(xs), min(ys), max(xs), max(ys)


def spread(frame: Frame, marks: Sequence[Mark], areas: Iterable[Area]) -> list[Mark]:
    """Every mark near its point, none on another, names left free as far as there is room."""
    at = [list(frame.xy(one.longitude, one.latitude)) for one in marks]
    for number, point in enumerate(at):
        point[0] += sin(number * GOLDEN)
        point[1] += cos(number * GOLDEN)
    letters = [spot for one in areas for spot in letters_of(one)]
    for _round in range(ROUNDS):
        for number, one in enumerate(at):
            for other in at[number + 1 :]:
                push(one, other, APART, both=True)
            for spot in letters:
                push(one, list(spot), RADIUS + LETTER / 2, both=False)
            one[0] = min(max(one[0], RADIUS + 1), frame.width - RADIUS - 1)
            one[1] = min(max(one[1], RADIUS + 1), frame.height - FOOT - RADIUS - 1)
    return [one.placed(*point) for one, point in zip(marks, at, strict=True)]


def letters_of(area: Area) -> list[Pair]:
    """Where the letters of a name stand."""
    half = (len(area.name) - 1) / 2
    return [(area.x + (n - half) * LETTER, area.y) for n in range(len(area.name))]


def push(one: list[float], other: list[float], apart: float, *, both: bool) -> None:
    """Move one away from the other, or both, until they are so far apart."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    far = hypot(dx, dy) or 0.01
    if far >= apart:
        return
    move = (apart - far) / far * (0.5 if both else 1.0)
    one[0] += dx * move
    one[1] += dy * move
    if both:
        other[0] -= dx * move
        other[1] -= dy * move
