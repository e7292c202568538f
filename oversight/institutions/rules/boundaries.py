"""边界: which shape is whose, what does not fit together, the outline as it is drawn, in which area a point lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

import shapely
from shapely.geometry import MultiPolygon, Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from oversight.institutions.rules.boundary_files import BadFile, Problem, Shape

STEPS = 900
"""A drawing is so many steps wide: what is smaller than one is left out of the outline."""
OVERLAP = 0.01
"""Two areas overlap where they share more than this part of the smaller one."""
DEEP = 0.8
"""A middle as far from the border as this part of the most that is possible is good enough for a name."""
FILLS = 0.97
"""Villages fill a place where they are this part of it."""
OFFICES = (
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("村民委员会", "村"),
    ("村委会", "村"),
)


@dataclass(frozen=True)
class Known:
    """登记的地方: the place itself (``whole``) or a village or town right below it."""

    key: str
    name: str
    code: str
    whole: bool = False


@dataclass(frozen=True)
class Matched:
    """对上的和对不上的: shapes with their place, shapes of no place here, places without a shape."""

    pairs: tuple[tuple[Shape, Known], ...]
    unmatched: tuple[Shape, ...] = ()
    missing: tuple[Known, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def parts(self) -> list[tuple[Shape, Known]]:
        """Those of the villages, without the place as a whole."""
        return [pair for pair in self.pairs if not pair[1].whole]


def match(shapes: Sequence[Shape], known: Sequence[Known]) -> Matched:
    """By code, else by name; two shapes of one place, or none of any, are refused."""
    by_code = {one.code.casefold(): one for one in known}
    by_name = {plain(one.name): one for one in known}
    found: dict[str, tuple[Shape, Known]] = {}
    unmatched, twice = [], []
    for one in shapes:
        place = by_code.get(one.code.casefold()) or by_name.get(plain(one.name))
        if place is None:
            unmatched.append(one)
        elif place.key in found:
            values = {"other": found[place.key][0].number}
            twice.append(Problem("twice", one.number, one.name or one.code, values=values))
        else:
            found[place.key] = (one, place)
    if twice:
        raise BadFile(twice)
    pairs = tuple(found.values())
    missing = tuple(one for one in known if one.key not in found and not one.whole)
    return Matched(pairs, tuple(unmatched), missing, tuple(notes_on(pairs)))


def plain(name: str) -> str:
    """东溪村村委会 is 东溪村: a committee's name stands for its village."""
    word = "".join(name.split())
    for long, short in OFFICES:
        if word.endswith(long):
            word = word.removesuffix(long).removesuffix(short) + short
    return word


def notes_on(pairs: Iterable[tuple[Shape, Known]]) -> Iterable[Problem]:
    """What does not fit together and is taken all the same: overlapping villages, one outside the whole."""
    found = list(pairs)
    parts = [one for one, place in found if not place.whole]
    whole = next((one.area for one, place in found if place.whole), None)
    tree = shapely.STRtree([one.area for one in parts])
    for at, one in enumerate(parts):
        for other in sorted(int(n) for n in tree.query(one.area) if n > at):
            shared = one.area.intersection(parts[other].area)
            if shared.area > OVERLAP * min(one.area.area, parts[other].area.area):
                values = {"other": parts[other].name or parts[other].code}
                yield Problem("overlap", one.number, one.name, at=inside(shared), values=values)
        if whole is not None and not whole.contains(one.area.representative_point()):
            yield Problem("outside", one.number, one.name, at=inside(one.area))


def inside(area: BaseGeometry) -> tuple[float, float]:
    """A point within an area, to six places."""
    found = area.representative_point()
    return round(found.x, 6), round(found.y, 6)


@dataclass(frozen=True)
class Outlines:
    """画出来的轮廓: by key as GeoJSON, each with where its name is written, and the outline of all."""

    whole: Mapping[str, object]
    parts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    labels: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def outlines_of(found: Matched) -> Outlines:
    """Simplified together, so that neighbours keep one common line; in true proportion, then back in degrees."""
    given = next((one.area for one, place in found.pairs if place.whole), None)
    keys = [place.key for _one, place in found.parts]
    areas = [one.area for one, _place in found.parts]
    joined = given if given is not None else shapely.union_all(areas)
    west, south, east, north = joined.bounds
    narrow = cos(radians((south + north) / 2))
    step = max((east - west) * narrow, north - south) / STEPS
    parts = together([stretched(one, narrow) for one in areas], step)
    whole = whole_of(stretched(joined, narrow), parts, step)
    labels = {key: label_of(one, narrow, step) for key, one in zip(keys, parts, strict=True)}
    drawn = {key: kept(one, narrow) for key, one in zip(keys, parts, strict=True)}
    return Outlines(kept(whole, narrow), drawn, labels)


def whole_of(given: BaseGeometry, parts: Sequence[BaseGeometry], step: float) -> BaseGeometry:
    """The outline of all: of the villages where they fill the place, so that no second line runs beside theirs."""
    joined = shapely.union_all(parts)
    return joined if joined.area >= FILLS * given.area else given.simplify(step)


def stretched(area: BaseGeometry, factor: float) -> BaseGeometry:
    """East and west by a factor: the latitude's own, so that a kilometre is one either way."""
    return shapely.transform(area, lambda points: points * (factor, 1.0))


def together(areas: Sequence[BaseGeometry], step: float) -> list[BaseGeometry]:
    """Simplified as one coverage where they are one; overlapping ones each for itself."""
    if areas and shapely.coverage_is_valid(areas):
        return list(shapely.coverage_simplify(list(areas), step))
    return [one.simplify(step) for one in areas]


def label_of(area: BaseGeometry, narrow: float, step: float) -> tuple[float, float]:
    """Where a name has most room: the middle, if it lies about as deep as the middle of the largest circle within."""
    largest = max(getattr(area, "geoms", [area]), key=lambda one: one.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=step)
    middle = largest.centroid
    deep = largest.covers(middle) and largest.boundary.distance(middle) >= DEEP * circle.length
    x, y = middle.coords[0] if deep else circle.coords[0]
    return round(x / narrow, 6), round(y, 6)


def kept(area: BaseGeometry, narrow: float) -> Mapping[str, object]:
    """As it is stored: GeoJSON to six places, a tenth of a metre."""
    back = stretched(area, 1 / narrow)
    found: dict[str, object] = dict(
        mapping(shapely.transform(back, lambda points: points.round(6)))
    )
    return found


def stored(area: MultiPolygon) -> Mapping[str, object]:
    """The exact area as it is stored."""
    found: dict[str, object] = dict(
        mapping(shapely.transform(area, lambda points: points.round(6)))
    )
    return found


def holds(area: Mapping[str, object], longitude: float, latitude: float) -> bool:
    """Whether a point lies in the area or on its edge."""
    return bool(shape(area).covers(Point(longitude, latitude)))
