"""读边界文件: what a GeoJSON file (RFC 7946) holds as shapes, or everything that is wrong with it, by shape and position."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon

MOST_BYTES = 5 * 1024 * 1024
MOST_SHAPES = 500
MOST_POINTS = 200_000
MOST_PROBLEMS = 20
NAMES = ("name", "名称", "村名", "xzqmc", "zldwmc")
CODES = ("code", "代码", "区划代码", "xzqdm", "zldwdm")
DEGREES = ("CRS84", "4326", "4490")
"""Reference systems in degrees: WGS 84, and the national system of 2000, which is the same to a hand's breadth."""
AT = re.compile(r"\[(-?[\d.e+-]+) (-?[\d.e+-]+)")

Point = tuple[float, float]


@dataclass(frozen=True)
class Problem:
    """一处错误: which kind, in which shape (from 1; 0 is the file itself), at which ring and position."""

    code: str
    shape: int = 0
    name: str = ""
    path: str = ""
    at: Point | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


class BadFile(Exception):
    """The file cannot be taken; ``problems`` says why, the first twenty of them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].code)
        self.problems = problems[:MOST_PROBLEMS]


class Broken(Exception):
    """A position of a shape that cannot be right."""

    def __init__(self, code: str, path: str = "", at: Point | None = None) -> None:
        super().__init__(code)
        self.code, self.path, self.at = code, path, at


@dataclass(frozen=True)
class Shape:
    """一个图形: its place in the file, what it is called there, its area."""

    number: int
    name: str
    code: str
    area: MultiPolygon


def read(content: bytes) -> list[Shape]:
    """The shapes of a file; ``BadFile`` with every problem where one cannot be read."""
    features = features_in(document_of(content))
    problems: list[Problem] = []
    shapes = []
    for number, feature in enumerate(features, start=1):
        name, code = called(feature)
        try:
            shapes.append(Shape(number, name, code, area_of(feature)))
            if not name and not code:
                raise Broken("no_name")
        except Broken as error:
            problems.append(Problem(error.code, number, name or code, error.path, error.at))
    if problems:
        raise BadFile(problems)
    return shapes


def document_of(content: bytes) -> Any:
    """What the file says, as JSON."""
    if len(content) > MOST_BYTES:
        raise BadFile([Problem("too_large", values={"most": MOST_BYTES // 1024 // 1024})])
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile([Problem("not_utf8")]) from error
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise BadFile([Problem("not_json", values=where)]) from error
    except (ValueError, RecursionError) as error:
        raise BadFile([Problem("not_geojson")]) from error


def features_in(document: Any) -> list[Any]:
    """The features of a collection whose coordinates are degrees, neither too many nor none."""
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise BadFile([Problem("not_geojson")])
    system = str(document.get("crs") or "CRS84")
    if not any(known in system for known in DEGREES):
        raise BadFile([Problem("other_system")])
    if not features:
        raise BadFile([Problem("no_shapes")])
    if len(features) > MOST_SHAPES:
        raise BadFile([Problem("too_many_shapes", values={"most": MOST_SHAPES})])
    points = sum(positions_in(one) for one in features)
    if points > MOST_POINTS:
        raise BadFile([Problem("too_many_points", values={"most": MOST_POINTS, "n": points})])
    return features


def positions_in(feature: Any) -> int:
    """How many positions a feature has, counted without trust."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    waiting = [geometry.get("coordinates")] if isinstance(geometry, dict) else []
    count = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, list) and one and isinstance(one[0], list):
            waiting.extend(one)
        else:
            count += 1
    return count


def called(feature: Any) -> tuple[str, str]:
    """Name and code of a feature, from whichever of the usual properties it has."""
    given = feature.get("properties") if isinstance(feature, dict) else None
    found = {str(key).casefold(): value for key, value in (given or {}).items()} if isinstance(given, dict) else {}  # fmt: skip
    return first_of(found, NAMES), first_of(found, CODES)


def first_of(found: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first property that says something, without blanks around it."""
    words = (" ".join(str(found.get(name) or "").split()) for name in names)
    return next((word[:100] for word in words if word), "")


def area_of(feature: Any) -> MultiPolygon:
    """The area of a feature; ``Broken`` names what is wrong first."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        raise Broken("no_geometry")
    kind, given = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Broken("no_area")
    parts = [given] if kind == "Polygon" else given
    if not isinstance(parts, list) or not parts:
        raise Broken("no_geometry")
    area = MultiPolygon([polygon_of(one, number) for number, one in enumerate(parts, start=1)])
    refuse_crossing(area)
    return area


def polygon_of(given: Any, part: int) -> Polygon:
    """Outer ring and holes of one polygon."""
    if not isinstance(given, list) or not given:
        raise Broken("no_geometry")
    rings = [ring_of(one, f"{part}.{number}") for number, one in enumerate(given, start=1)]
    return Polygon(rings[0], rings[1:])


def ring_of(given: Any, path: str) -> list[Point]:
    """One ring: four positions or more, the last as the first."""
    if not isinstance(given, list):
        raise Broken("bad_position", path)
    points = list(points_of(given, path))
    if len(points) < 4:
        raise Broken("short_ring", path, points[0] if points else None)
    if points[0] != points[-1]:
        raise Broken("open_ring", f"{path}.{len(points)}", points[-1])
    return points


def points_of(given: list[Any], path: str) -> Iterator[Point]:
    """Every position: longitude first, then latitude, in degrees."""
    for number, one in enumerate(given, start=1):
        pair = one[:2] if isinstance(one, list) else []
        sure = len(pair) == 2 and all(type(each) in (int, float) for each in pair)
        if not sure or not all(isfinite(each) for each in pair):
            raise Broken("bad_position", f"{path}.{number}")
        point = (float(pair[0]), float(pair[1]))
        if abs(point[0]) > 180 or abs(point[1]) > 90:
            swapped = abs(point[0]) <= 90 and abs(point[1]) <= 180
            raise Broken("swapped" if swapped else "not_degrees", f"{path}.{number}", point)
        yield point


def refuse_crossing(area: MultiPolygon) -> None:
    """Refuse an outline that crosses itself, or rings that do not lie in each other; says where."""
    reason = shapely.is_valid_reason(area)
    if reason == "Valid Geometry":
        return
    found = AT.search(reason)
    at = (round(float(found[1]), 6), round(float(found[2]), 6)) if found else None
    raise Broken("crosses_itself" if "intersection" in reason.lower() else "bad_rings", at=at)
