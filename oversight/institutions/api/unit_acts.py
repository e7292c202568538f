"""单位的写: registering, mending, renaming, merging, splitting, abolishing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions import actions, queries
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import (
    changes_of,
    optional,
    place_of,
    readable,
    the,
    writable,
)
from oversight.institutions.api.routing import router
from oversight.institutions.web import actor_of


@router.post("/{slug:place}/units", response={201: s.UnitOut})
def create_unit(request: HttpRequest, place: str, body: s.UnitIn) -> Any:
    """登记单位。"""
    found = writable(request, place)
    return Status(201, actions.create_unit(actor_of(request), found, **body.dict()))


@router.patch("/{slug:place}/units/{slug:key}", response=s.UnitOut)
def correct_unit(request: HttpRequest, place: str, key: str, body: s.UnitPatch) -> Any:
    """更正单位登记。"""
    found = writable(request, place)
    unit = the(queries.units_of(found), key)
    changes = changes_of(body)
    return actions.correct_unit(actor_of(request), found, unit=unit, **changes)


@router.post("/{slug:place}/units/{slug:key}/rename", response=s.UnitOut)
def rename_unit(request: HttpRequest, place: str, key: str, body: s.RenameIn) -> Any:
    """单位更名: gives the unit under its new name."""
    found = writable(request, place)
    unit = the(queries.units_of(found), key)
    return actions.rename_unit(actor_of(request), found, unit=unit, **body.dict())


@router.post("/{slug:place}/mergers", response=s.UnitOut)
def merge_units(request: HttpRequest, place: str, body: s.MergeIn) -> Any:
    """单位合并: gives the unit that carries the duties on."""
    found = writable(request, place)
    rows = queries.units_of(found)
    return actions.merge_units(
        actor_of(request),
        found,
        units=[the(rows, key) for key in body.units],
        into=optional(rows, body.into),
        name=body.name,
        on=body.on,
        basis=body.basis,
        carry_people=body.carry_people,
    )


@router.post("/{slug:place}/units/{slug:key}/split", response=list[s.UnitOut])
def split_unit(request: HttpRequest, place: str, key: str, body: s.SplitIn) -> Any:
    """单位分设: gives the new units."""
    found = writable(request, place)
    unit = the(queries.units_of(found), key)
    return actions.split_unit(actor_of(request), found, unit=unit, **body.dict())


@router.post("/{slug:place}/units/{slug:key}/abolish", response=s.UnitOut)
def abolish_unit(request: HttpRequest, place: str, key: str, body: s.AbolishIn) -> Any:
    """撤销单位。"""
    found = writable(request, place)
    unit = the(queries.units_of(found), key)
    return actions.abolish_unit(actor_of(request), found, unit=unit, **body.dict())


@router.post("/{slug:place}/successions", response={201: s.SuccessionOut})
def record_succession(request: HttpRequest, place: str, body: s.SuccessionIn) -> Any:
    """登记沿革 between two registered units, by id."""
    found = writable(request, place)
    rows, given = queries.units_of(found), body.dict()
    given["predecessor"] = the(rows, body.predecessor)
    given["successor"] = the(rows, body.successor)
    return Status(201, actions.record_succession(actor_of(request), found, **given))


@router.get("/{slug:place}/liaisons", response=list[s.LiaisonOut])
def list_liaisons(request: HttpRequest, place: str) -> Any:
    """联络员 of today."""
    return queries.liaisons_in(readable(request, place)).on(queries.today())


@router.post("/{slug:place}/liaisons", response={201: s.LiaisonOut})
def appoint_liaison(request: HttpRequest, place: str, body: s.LiaisonIn) -> Any:
    """确定联络员。"""
    found, given = writable(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    given["unit"] = the(queries.units_of(found), body.unit)
    return Status(201, actions.appoint_liaison(actor_of(request), found, **given))


@router.post("/{slug:place}/liaisons/{slug:key}/hand-over", response=s.LiaisonOut)
def hand_over_liaison(request: HttpRequest, place: str, key: str, body: s.HandOverIn) -> Any:
    """联络员交接: gives the new officer."""
    found, given = writable(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    liaison = the(queries.liaisons_in(found), key)
    return actions.hand_over_liaison(actor_of(request), found, liaison=liaison, **given)


@router.post("/{slug:place}/liaisons/{slug:key}/end", response=s.LiaisonOut)
def end_liaison(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """联络员不再担任。"""
    found = writable(request, place)
    liaison = the(queries.liaisons_in(found), key)
    return actions.end_liaison(actor_of(request), found, liaison=liaison, on=body.on)


@router.get("/{slug:place}/correspondence", response=list[s.CorrespondenceOut], auth=None)
def list_correspondence(request: HttpRequest, place: str) -> Any:
    """对口联系 of today."""
    return queries.correspondence_in(place_of(place)).on(queries.today())


@router.post("/{slug:place}/correspondence", response={201: s.CorrespondenceOut})
def set_correspondence(request: HttpRequest, place: str, body: s.CorrespondenceIn) -> Any:
    """确定对口联系。"""
    found, given = writable(request, place), body.dict()
    given["office"] = the(queries.bodies_of(found), body.office)
    given["unit"] = the(queries.units_of(found), body.unit)
    return Status(201, actions.set_correspondence(actor_of(request), found, **given))


@router.post("/{slug:place}/correspondence/{slug:key}/end", response=s.CorrespondenceOut)
def end_correspondence(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """对口联系终止。"""
    found = writable(request, place)
    tie = the(queries.correspondence_in(found), key)
    return actions.end_correspondence(actor_of(request), found, correspondence=tie, on=body.on)
