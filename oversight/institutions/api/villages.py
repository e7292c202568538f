"""村和社区的读写: the list of a town's villages and communities."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field

from oversight.institutions.actions import villages as actions
from oversight.institutions.api.access import place_of, the, writable
from oversight.institutions.api.routing import router
from oversight.institutions.api.schemas.base import EndIn, Given
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.rules.villages import MOST_CHARACTERS, MOST_LINES
from oversight.institutions.web import actor_of


class VillageOut(Schema):
    """一个村或社区."""

    public_id: str
    code: str
    name: str
    kind: str


class VillagesIn(Given):
    """名单: names already there are passed over."""

    names: Annotated[
        list[Annotated[str, Field(max_length=MOST_CHARACTERS)]],
        Field(min_length=1, max_length=MOST_LINES),
    ]


class VillageNameIn(Given):
    """新名称."""

    name: Annotated[str, Field(max_length=MOST_CHARACTERS)]


@router.get("/{slug:place}/villages", response=list[VillageOut], auth=None)
def list_villages(request: HttpRequest, place: str) -> Any:
    """村和社区 of today."""
    return villages_of(place_of(place))


@router.post("/{slug:place}/villages", response={201: list[VillageOut]})
def add_villages(request: HttpRequest, place: str, body: VillagesIn) -> Any:
    """登记村和社区: gives those that are new."""
    found = writable(request, place)
    return Status(201, actions.add_villages(actor_of(request), found, names=body.names))


@router.post("/{slug:place}/villages/{slug:key}/rename", response=VillageOut)
def rename_village(request: HttpRequest, place: str, key: str, body: VillageNameIn) -> Any:
    """村（社区）更名."""
    found = writable(request, place)
    village = the(villages_of(found), key)
    return actions.rename_village(actor_of(request), found, village=village, name=body.name)


@router.post("/{slug:place}/villages/{slug:key}/end", response=VillageOut)
def end_village(request: HttpRequest, place: str, key: str, body: EndIn) -> Any:
    """撤销村（社区）."""
    found = writable(request, place)
    village = the(villages_of(found), key)
    return actions.end_village(
        actor_of(request), found, village=village, on=body.on, reason=body.reason
    )
