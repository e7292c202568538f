"""公开的读: places, units, bodies, terms, deputies' basic information, stations. No account needed."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja.pagination import LimitOffsetPagination, paginate

from oversight.institutions import queries
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import place_of, the
from oversight.institutions.api.routing import router
from oversight.institutions.queries.unit_list import unit_list


@router.get("/places", response=list[s.PlaceOut], auth=None)
def places(request: HttpRequest) -> Any:
    """行政区划: every place of the installation."""
    return queries.all_places().select_related("parent", "succession__successor")


@router.get("/{slug:place}", response=s.PlaceOut, auth=None)
def one_place(request: HttpRequest, place: str) -> Any:
    """一个地方。"""
    return place_of(place)


@router.get("/{slug:place}/units", response=list[s.UnitOut], auth=None)
@paginate(LimitOffsetPagination)
def list_units(
    request: HttpRequest,
    place: str,
    q: str = "",
    kind: str = "",
    state: str = "existing",
    day: date | None = None,
) -> Any:
    """单位 as of a day; state: existing, ended or all."""
    found = place_of(place)
    rows = unit_list(found, day=day or queries.today(), q=q, kind=kind, state=state)
    return rows.order_by("name", "pk")


@router.get("/{slug:place}/units/{slug:key}", response=s.UnitDetail, auth=None)
def one_unit(request: HttpRequest, place: str, key: str) -> Any:
    """一个单位 with succession, head and following office."""
    found = place_of(place)
    unit = the(queries.units_of(found), key)
    edges = list(queries.successions_of(found))
    tie = queries.correspondence_in(found).filter(unit=unit).on(queries.today()).first()
    heads = queries.posts_of(unit).filter(is_head=True)
    names = ("public_id", "name", "short_name", "kind", "aliases", "valid_from", "valid_to")
    return {name: getattr(unit, name) for name in names} | {
        "came_from": [edge for edge in edges if edge.successor_id == unit.pk],
        "became": [edge for edge in edges if edge.predecessor_id == unit.pk],
        "heads": [post.person.name for post in heads],
        "office": tie.office.name if tie else None,
    }


@router.get("/{slug:place}/lineage", response=s.LineageOut, auth=None)
def lineage(request: HttpRequest, place: str, day: date | None = None) -> Any:
    """单位沿革: what each former unit is called on a day."""
    chosen = day or queries.today()
    return {"day": chosen, "successors": queries.successors_on(place_of(place), chosen)}


@router.get("/{slug:place}/bodies", response=list[s.BodyOut], auth=None)
def list_bodies(request: HttpRequest, place: str, day: date | None = None) -> Any:
    """机构 as of a day."""
    return queries.bodies_of(place_of(place)).on(day or queries.today())


@router.get("/{slug:place}/terms", response=list[s.TermOut], auth=None)
def list_terms(request: HttpRequest, place: str) -> Any:
    """届次。"""
    return queries.terms_of(place_of(place))


@router.get("/{slug:place}/deputies", response=list[s.DeputyOut], auth=None)
@paginate(LimitOffsetPagination)
def list_deputies(
    request: HttpRequest, place: str, term_no: int | None = None, day: date | None = None
) -> Any:
    """代表的基本信息 of a term (default: those in office on the day)."""
    rows = queries.deputyships_in(place_of(place))
    rows = rows.filter(term__term_no=term_no) if term_no else rows.on(day or queries.today())
    return rows.order_by("person__name", "pk")


@router.get("/{slug:place}/constituencies", response=list[s.DivisionOut], auth=None)
def list_constituencies(request: HttpRequest, place: str) -> Any:
    """选区和选举单位。"""
    return queries.in_order(queries.constituencies_of(place_of(place)))


@router.get("/{slug:place}/delegations", response=list[s.DivisionOut], auth=None)
def list_delegations(request: HttpRequest, place: str) -> Any:
    """代表团和代表小组。"""
    return queries.in_order(queries.delegations_of(place_of(place)))


@router.get("/{slug:place}/stations", response=list[s.StationOut], auth=None)
def list_stations(request: HttpRequest, place: str) -> Any:
    """代表联络站。"""
    return queries.stations_of(place_of(place)).on(queries.today())
