"""机构与届次的写。"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions import actions, queries
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import changes_of, optional, the, writable
from oversight.institutions.api.routing import router
from oversight.institutions.web import actor_of


@router.post("/{slug:place}/bodies", response={201: s.BodyOut})
def create_body(request: HttpRequest, place: str, body: s.BodyIn) -> Any:
    """设立机构。"""
    found, given = writable(request, place), body.dict()
    given["parent"] = optional(queries.bodies_of(found), body.parent)
    return Status(201, actions.create_body(actor_of(request), found, **given))


@router.post("/{slug:place}/standard-bodies", response={201: list[s.BodyOut]})
def create_standard_bodies(request: HttpRequest, place: str) -> Any:
    """按级别设立标准机构。"""
    found = writable(request, place)
    return Status(201, list(actions.create_standard_bodies(actor_of(request), found).values()))


@router.patch("/{slug:place}/bodies/{slug:key}", response=s.BodyOut)
def correct_body(request: HttpRequest, place: str, key: str, body: s.BodyPatch) -> Any:
    """更正机构登记。"""
    found = writable(request, place)
    record = the(queries.bodies_of(found).select_related("parent"), key)
    changes = changes_of(body)
    return actions.correct_body(actor_of(request), found, body=record, **changes)


@router.post("/{slug:place}/bodies/{slug:key}/end", response=s.BodyOut)
def end_body(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """撤销机构。"""
    found = writable(request, place)
    record = the(queries.bodies_of(found), key)
    return actions.end_body(actor_of(request), found, body=record, on=body.on)


@router.post("/{slug:place}/terms", response={201: s.TermOut})
def create_term(request: HttpRequest, place: str, body: s.TermIn) -> Any:
    """登记届次。"""
    found = writable(request, place)
    return Status(201, actions.create_term(actor_of(request), found, **body.dict()))


@router.patch("/{slug:place}/terms/{slug:key}", response=s.TermOut)
def correct_term(request: HttpRequest, place: str, key: str, body: s.TermPatch) -> Any:
    """更正届次登记。"""
    found = writable(request, place)
    term = the(queries.terms_of(found), key)
    changes = changes_of(body)
    return actions.correct_term(actor_of(request), found, term=term, **changes)


@router.post("/{slug:place}/meeting-counters", response=s.Made)
def set_meeting_counter(request: HttpRequest, place: str, body: s.CounterIn) -> Any:
    """定下一次会议的次数。"""
    found = writable(request, place)
    return actions.set_meeting_counter(
        actor_of(request),
        found,
        body=the(queries.bodies_of(found), body.body),
        term=the(queries.terms_of(found), body.term),
        next_meeting_no=body.next_meeting_no,
    )


@router.post("/{slug:place}/constituencies", response={201: s.DivisionOut})
def create_constituency(request: HttpRequest, place: str, body: s.DivisionIn) -> Any:
    """登记选区或选举单位。"""
    found, given = writable(request, place), body.dict()
    given["term"] = the(queries.terms_of(found), body.term)
    return Status(201, actions.create_constituency(actor_of(request), found, **given))


@router.patch("/{slug:place}/constituencies/{slug:key}", response=s.DivisionOut)
def correct_constituency(request: HttpRequest, place: str, key: str, body: s.DivisionPatch) -> Any:
    """更正选区登记。"""
    found = writable(request, place)
    record = the(queries.constituencies_of(found), key)
    changes = changes_of(body)
    return actions.correct_constituency(actor_of(request), found, constituency=record, **changes)


@router.post("/{slug:place}/delegations", response={201: s.DivisionOut})
def create_delegation(request: HttpRequest, place: str, body: s.DivisionIn) -> Any:
    """登记代表团或代表小组。"""
    found, given = writable(request, place), body.dict(exclude={"seats"})
    given["term"] = the(queries.terms_of(found), body.term)
    return Status(201, actions.create_delegation(actor_of(request), found, **given))


@router.patch("/{slug:place}/delegations/{slug:key}", response=s.DivisionOut)
def correct_delegation(request: HttpRequest, place: str, key: str, body: s.DivisionPatch) -> Any:
    """更正代表团或小组登记。"""
    found = writable(request, place)
    record = the(queries.delegations_of(found), key)
    changes = changes_of(body, "seats")
    return actions.correct_delegation(actor_of(request), found, delegation=record, **changes)


@router.post("/{slug:place}/stations", response={201: s.StationOut})
def create_station(request: HttpRequest, place: str, body: s.StationIn) -> Any:
    """设立联络站。"""
    found = writable(request, place)
    return Status(201, actions.create_station(actor_of(request), found, **body.dict()))


@router.patch("/{slug:place}/stations/{slug:key}", response=s.StationOut)
def correct_station(request: HttpRequest, place: str, key: str, body: s.StationPatch) -> Any:
    """更正联络站登记。"""
    found = writable(request, place)
    station = the(queries.stations_of(found), key)
    changes = changes_of(body)
    return actions.correct_station(actor_of(request), found, station=station, **changes)


@router.post("/{slug:place}/stations/{slug:key}/end", response=s.StationOut)
def end_station(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """撤销联络站。"""
    found = writable(request, place)
    station = the(queries.stations_of(found), key)
    return actions.end_station(actor_of(request), found, station=station, on=body.on)
