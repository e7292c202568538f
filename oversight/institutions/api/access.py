"""接口的共同做法: the place of the address, what a token may read, and records by their public id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Schema

from oversight.accounts.tokens import TokenAuth
from oversight.audit.actors import Actor
from oversight.institutions import permissions, queries
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

token = TokenAuth()
Allowed = Callable[[Actor, Jurisdiction], bool]
EMPTIED = frozenset(
    {"valid_from", "valid_to", "quota", "seats", "birth_year", "constituency", "delegation"}
)


def place_of(code: str) -> Jurisdiction:
    """The place of the address, 404 where unknown."""
    found = queries.place_by_code(code)
    if found is None:
        raise Http404(code)
    return found


def place_for(request: HttpRequest, code: str, allowed: Allowed) -> Jurisdiction:
    """The place of the address, 403 where the token's role may not do this there."""
    place = place_of(code)
    if not allowed(actor_of(request), place):
        raise PermissionDenied
    return place


def readable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose office's records the token may read."""
    place, actor = place_of(code), actor_of(request)
    if not (permissions.can_read_office(actor, place) and actor.may_use("institutions:read")):
        raise PermissionDenied
    return place


def writable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose bodies, people and units the token may change; before anything is looked up."""
    place = place_of(code)
    if not permissions.can_manage_institutions(actor_of(request), place):
        raise PermissionDenied
    return place


def changes_of(body: Schema, *left_out: str) -> dict[str, Any]:
    """What a PATCH gives; null empties a date, a number or a reference, never a text."""
    given = body.dict(exclude_unset=True, exclude=set(left_out))
    return {name: value for name, value in given.items() if value is not None or name in EMPTIED}


def the(rows: Any, key: str) -> Any:
    """The record with this public id, 404 where the place has none."""
    found = rows.filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def optional(rows: Any, key: str | None) -> Any:
    """The record with this public id, None where no id is given."""
    return the(rows, key) if key else None
