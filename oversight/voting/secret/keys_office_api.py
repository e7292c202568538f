"""办公室办监票密钥的接口 (voting:read, voting:write); every act is the one of the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from pydantic import Field

from oversight.accounts import codes
from oversight.accounts.tokens import TokenAuth
from oversight.institutions.api.access import Allowed, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.voting import permissions
from oversight.voting.api.schemas import Name, ReasonIn, Text
from oversight.voting.models import KeySet
from oversight.voting.secret import keys, keys_actions
from oversight.voting.secret import keys_pages as words

router = Router(tags=["key-sets"], auth=TokenAuth())
SET = "/{slug:place}/{slug:key}"
Number = Annotated[int, Field(ge=1, le=9)]


class HolderIn(Schema):
    """One nominee; ``person`` the public id in the register, "" where there is none."""

    name: Name
    person: Name = ""
    chief: bool = False


class KeySetIn(Schema):
    """被提名的监票人, in the order of their numbers."""

    title: Name
    holders: list[HolderIn]
    threshold: Number = 2
    group: Name = "BELENIOS-2048"


class HolderNumberIn(Schema):
    """Whose code."""

    number: Number


class ActivateIn(Schema):
    """By which meeting and how they were elected; who of them was present and compared the fingerprint."""

    elected_by: Text
    present: list[Number]


class KeyHolderOut(Schema):
    """持钥人: which parts are in; ``code_until`` null before a code was given out."""

    number: int
    name: str
    chief: bool
    told: list[str]
    code_until: datetime | None


class KeySetOut(Schema):
    """监票密钥: ``seconds`` from the first part to the keys put together, null before.

    ``step`` is 1 to 4 while the keys are made and 0 otherwise; ``doing`` says what the scrutineers do in it.
    """

    id: str
    title: str
    group: str
    threshold: int
    stage: str
    step: int
    waits_for: str
    doing: str
    holders: list[KeyHolderOut]
    fingerprint: str
    made_at: datetime
    activated_at: datetime | None
    elected_by: str
    end_reason: str
    seconds: float | None


class KeySetsOut(Schema):
    """Every set of the place, the newest first."""

    items: list[KeySetOut]


class CeremonyCodeOut(Schema):
    """仪式码, shown this once."""

    name: str
    code: str
    address: str
    expires_at: datetime


def shown(found: KeySet) -> dict[str, Any]:
    """A set as it stands."""
    names = ("title", "group", "threshold", "stage", "fingerprint", "made_at", "activated_at")
    taken = keys.elapsed(found) if found.assembled_at else None
    holders = keys.holders_of(found)
    return {
        "id": found.public_id,
        **{name: getattr(found, name) for name in names},
        "elected_by": found.elected_by,
        "end_reason": found.end_reason,
        "seconds": taken.total_seconds() if taken is not None else None,
        "step": words.step_of(found),
        "waits_for": words.headline(found, holders),
        "doing": words.doing_word(found.stage),
        "holders": [
            {
                "number": one.number,
                "name": one.name,
                "chief": one.is_chief,
                "told": keys.told_by(one),
                "code_until": one.expires_at,
            }
            for one in holders
        ],
    }


def set_for(
    request: HttpRequest, place: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, KeySet]:
    """Place and set of the address."""
    found = place_for(request, place, allowed)
    return found, the(keys.key_sets_of(found), key)


@router.get("/{slug:place}", response=KeySetsOut)
def list_key_sets(request: HttpRequest, place: str) -> Any:
    """监票密钥."""
    found = place_for(request, place, permissions.can_read)
    return {"items": [shown(one) for one in keys.key_sets_of(found)]}


@router.post("/{slug:place}", response={201: KeySetOut})
def make_key_set(request: HttpRequest, place: str, body: KeySetIn) -> Any:
    """建立监票密钥: the keys themselves the holders make with their own tools."""
    found = place_for(request, place, permissions.can_prepare)
    made = keys_actions.make_key_set(actor_of(request), found, **body.dict())
    return Status(201, shown(made))


@router.get(SET, response=KeySetOut)
def get_key_set(request: HttpRequest, place: str, key: str) -> Any:
    """一组监票密钥: who has told what."""
    return shown(set_for(request, place, key, permissions.can_read)[1])


@router.post(SET + "/codes", response={201: CeremonyCodeOut})
def issue_ceremony_code(request: HttpRequest, place: str, key: str, body: HolderNumberIn) -> Any:
    """发仪式码: shown this once; an earlier one ends."""
    found, key_set = set_for(request, place, key, permissions.can_prepare)
    holder, code = keys_actions.issue_ceremony_code(
        actor_of(request), found, key_set, number=body.number
    )
    given = {
        "name": holder.name,
        "code": codes.grouped(code),
        "address": request.build_absolute_uri(reverse("voting:own_key", args=[found.code])),
        "expires_at": holder.expires_at,
    }
    return Status(201, given)


@router.post(SET + "/activate", response=KeySetOut)
def activate_keys(request: HttpRequest, place: str, key: str, body: ActivateIn) -> Any:
    """启用监票密钥: after the meeting has elected exactly these holders."""
    found, key_set = set_for(request, place, key, permissions.can_prepare)
    return shown(keys_actions.activate_keys(actor_of(request), found, key_set, **body.dict()))


@router.post(SET + "/end", response=KeySetOut)
def end_keys(request: HttpRequest, place: str, key: str, body: ReasonIn) -> Any:
    """作废监票密钥."""
    found, key_set = set_for(request, place, key, permissions.can_prepare)
    return shown(keys_actions.end_keys(actor_of(request), found, key_set, reason=body.reason))
