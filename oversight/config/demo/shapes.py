"""演示边界: a county of our own making – towns and villages as neighbouring cells with winding borders, always the same.

Drawn in a desert where nobody lives, so that no real place is meant.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import cos, pi, sin
from random import Random
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

MIDDLE = (102.6, 39.7)
ACROSS, UP = 0.27, 0.2
"""Half of the county, in degrees: about 23 kilometres either way."""
LEVELS = 4
WINDING = 0.16
ROUNDS = 12
SOURCE = "程序生成的虚构边界（演示）"

Pair = tuple[float, float]


@dataclass(frozen=True)
class County:
    """虚构的县: which towns it has, and which villages each of them."""

    name: str
    towns: Mapping[str, Sequence[str]]
    others: Sequence[str] = ()

    @cached_property
    def areas(self) -> dict[str, BaseGeometry]:
        """The area of every town, by name."""
        names = [*self.towns, *self.others]
        found = cells(chance(self.name), blob(chance(self.name)), len(names))
        return dict(zip(names, found, strict=True))

    def villages(self, town: str) -> dict[str, BaseGeometry]:
        """The area of every village of a town."""
        names = self.towns[town]
        found = cells(chance(town), self.areas[town], len(names))
        return dict(zip(names, found, strict=True))

    def file(self) -> bytes:
        """The county's own file: the outlines of its towns."""
        return geojson(self.areas)

    def town_file(self, town: str) -> bytes:
        """A town's file: itself and its villages."""
        return geojson({town: self.areas[town], **self.villages(town)})

    def point(self, town: str, village: str, number: int) -> tuple[Decimal, Decimal]:
        """Latitude and longitude of a place well within a village, another one for every number."""
        area = self.villages(town)[village]
        random = chance(f"{village}{number}")
        inner = area.buffer(-0.006)
        return somewhere(random, area if inner.is_empty else inner)


def chance(seed: str) -> Random:
    """The same numbers for the same seed, always."""
    return Random(seed)  # noqa: S311


def blob(random: Random) -> Polygon:
    """The outline of the county: round, with bays."""
    waves = [(random.uniform(0, 2 * pi), n, 0.12 / n) for n in (2, 3, 5)]
    points = []
    for step in range(48):
        angle = 2 * pi * step / 48
        far = 1 + sum(depth * sin(n * angle + turn) for turn, n, depth in waves)
        points.append((MIDDLE[0] + ACROSS * far * cos(angle), MIDDLE[1] + UP * far * sin(angle)))
    return Polygon(wound(random, [*points, points[0]]))


def cells(random: Random, area: BaseGeometry, count: int) -> list[BaseGeometry]:
    """The area divided among so many neighbours of about one size with winding borders, the middle one first."""
    seeds = [inside(random, area) for _ in range(count)]
    for _round in range(ROUNDS):
        seeds = [one.intersection(area).centroid for one in around(seeds, area)]
    rough = around(seeds, area)
    edges = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=area, only_edges=True)
    bent = [LineString(wound(random, list(one.coords))) for one in edges.geoms]
    found: list[list[BaseGeometry]] = [[] for _seed in seeds]
    for piece in polygonize(shapely.union_all([area.boundary, *bent])):
        middle = piece.representative_point()
        if area.contains(middle):
            nearest = min(range(count), key=lambda n: rough[n].distance(middle))
            found[nearest].append(piece)
    whole = [shapely.union_all(pieces) for pieces in found]
    return sorted(whole, key=lambda one: one.distance(area.centroid))


def around(seeds: Sequence[Point], area: BaseGeometry) -> list[BaseGeometry]:
    """The cell of every seed, in the order of the seeds."""
    found = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=area, ordered=True)
    return list(found.geoms)


def wound(random: Random, points: list[Pair]) -> list[Pair]:
    """A line with every piece broken at a middle that was moved aside, again and again."""
    for _level in range(LEVELS):
        broken = [points[0]]
        for one, two in pairwise(points):
            aside = random.uniform(-WINDING, WINDING)
            x = (one[0] + two[0]) / 2 - (two[1] - one[1]) * aside
            y = (one[1] + two[1]) / 2 + (two[0] - one[0]) * aside
            broken += [(x, y), two]
        points = broken
    return rounded(rounded(points))


def rounded(points: list[Pair]) -> list[Pair]:
    """The same with every corner cut off; the ends stay."""
    cut = [points[0]]
    for one, two in pairwise(points):
        cut += [along(one, two, 0.25), along(one, two, 0.75)]
    return [*cut, points[-1]]


def along(one: Pair, two: Pair, share: float) -> Pair:
    """A point between two others."""
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def inside(random: Random, area: BaseGeometry) -> Point:
    """A point of the area."""
    west, south, east, north = area.bounds
    while True:
        point = Point(random.uniform(west, east), random.uniform(south, north))
        if area.contains(point):
            return point


def somewhere(random: Random, area: BaseGeometry) -> tuple[Decimal, Decimal]:
    """The same as latitude and longitude to six places."""
    point = inside(random, area)
    return Decimal(f"{point.y:.6f}"), Decimal(f"{point.x:.6f}")


def geojson(areas: Mapping[str, BaseGeometry]) -> bytes:
    """Areas by name as a file."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": mapping(shapely.transform(area, lambda points: points.round(6))),
        }
        for name, area in areas.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
