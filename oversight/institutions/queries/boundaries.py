"""读边界: the version in force, earlier ones, the map that is drawn of it, the village in which a point lies."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import QuerySet

from oversight.audit.scoping import Scope
from oversight.institutions.models import Boundary, BoundarySet, Jurisdiction
from oversight.institutions.queries.places import all_places, today
from oversight.institutions.rules import boundaries as rule
from oversight.ui.place_map import Area, Frame, PlaceMap, bounds_of, path_of

HEAVY = ("shape",)
Number = Decimal | float


def boundary_sets(place: Jurisdiction) -> QuerySet[BoundarySet]:
    """Every version of a place's boundaries, the newest first."""
    return BoundarySet.objects.in_scope(Scope.of(place)).order_by("-version")


def boundaries_now(place: Jurisdiction) -> BoundarySet | None:
    """The version in force; None where the place has none."""
    return boundary_sets(place).first()


def boundaries_in(found: BoundarySet) -> QuerySet[Boundary]:
    """The areas of one version."""
    rows = Boundary.objects.in_scope(Scope.of(found.jurisdiction_id))
    return rows.filter(boundary_set=found).select_related("area")


def parts_of(place: Jurisdiction) -> QuerySet[Jurisdiction]:
    """What lies right below a place today: a town's villages, a county's towns."""
    return all_places().filter(parent=place).on(today()).order_by("name")


def known_in(place: Jurisdiction) -> list[rule.Known]:
    """What a shape can be of: the place itself, and what lies right below it today."""
    whole = rule.Known(place.public_id, place.name, place.code, whole=True)
    return [whole, *(rule.Known(one.public_id, one.name, one.code) for one in parts_of(place))]


def map_of(place: Jurisdiction) -> PlaceMap | None:
    """The map of a place as it is drawn everywhere; None where no boundaries were imported."""
    found = boundaries_now(place)
    return drawn(place, found) if found else None


def drawn(place: Jurisdiction, found: BoundarySet) -> PlaceMap:
    """One version as a map; a village that has ended since is no longer drawn."""
    frame = Frame.around(*bounds_of(found.outline))
    rows = boundaries_in(found).defer(*HEAVY).exclude(outline=None).order_by("area__name")
    areas = [area_of(frame, one) for one in rows if one.area.holds_on(today())]
    return PlaceMap(place.name, frame, path_of(frame, found.outline), areas, source=found.source)


def area_of(frame: Frame, one: Boundary) -> Area:
    """One village with the name it has today."""
    x, y = frame.xy(one.label_longitude or 0.0, one.label_latitude or 0.0)
    return Area(one.area.public_id, one.area.name, path_of(frame, one.outline), x, y)


def village_at(place: Jurisdiction, longitude: Number, latitude: Number) -> Jurisdiction | None:
    """The village in which a point lies, by the exact boundaries; None outside all of them."""
    found = boundaries_now(place)
    if found is None:
        return None
    holds = partial(rule.holds, longitude=float(longitude), latitude=float(latitude))
    rows = boundaries_in(found).exclude(area=place)
    return next((one.area for one in rows if one.area.holds_on(today()) and holds(one.shape)), None)


def middles_of(place: Jurisdiction) -> dict[int, tuple[float, float]]:
    """Where the name of every village stands, by its key: the place of what names a village and no point."""
    found = boundaries_now(place)
    rows = boundaries_in(found).exclude(outline=None).defer(*HEAVY) if found else []
    return {one.area_id: (one.label_longitude or 0.0, one.label_latitude or 0.0) for one in rows}


def geojson(found: BoundarySet) -> dict[str, Any]:
    """A version as the file that may be imported again: exact areas with name and code."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": one.area.name, "code": one.area.code},
            "geometry": one.shape,
        }
        for one in boundaries_in(found).order_by("pk")
    ]
    return {"type": "FeatureCollection", "features": features}
