"""接口: the links of a record, linking and unlinking."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from oversight.accounts.tokens import TokenAuth
from oversight.institutions.api.access import place_of, the
from oversight.institutions.api.schemas import Given
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.links import actions, permissions, queries
from oversight.links.queries import LinkRow
from oversight.links.resolving import resolve

router = Router(tags=["links"], auth=TokenAuth())


class EndOut(Schema):
    """一端: the record's kind, public id, title and page."""

    kind: str
    public_id: str
    title: str
    url: str
    note: str


class LinkOut(Schema):
    """关联 as the record asked for reads it; ``outgoing`` False where the word is the inverse one."""

    public_id: str
    kind: str
    word: str
    outgoing: bool
    other: EndOut
    note: str
    made_on: date

    @staticmethod
    def resolve_public_id(row: Any) -> str:
        return str(row.link.public_id)

    @staticmethod
    def resolve_kind(row: Any) -> str:
        return str(row.link.kind)

    @staticmethod
    def resolve_note(row: Any) -> str:
        return str(row.link.note)

    @staticmethod
    def resolve_made_on(row: Any) -> date:
        made: date = row.link.made_on
        return made


class LinkIn(Given):
    """Both ends by kind and public id; a kind with a leading ``-`` is read from the second end."""

    first_kind: str
    first_id: str
    second_kind: str
    second_id: str
    kind: str = "related"
    note: str = ""


class UnlinkIn(Given):
    """The reason for undoing a link."""

    reason: str


def writable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place in which the token may link."""
    place = place_of(code)
    if not permissions.can_link(actor_of(request), place):
        raise PermissionDenied
    return place


@router.get("/{slug:place}/of/{slug:kind}/{slug:key}", response=list[LinkOut])
def list_links(request: HttpRequest, place: str, kind: str, key: str) -> Any:
    """一件记录的关联, both ways; only for who may read the record."""
    found, actor = place_of(place), actor_of(request)
    if not permissions.can_read_links(actor, found):
        raise PermissionDenied
    if resolve(actor, found, kind, key) is None:
        raise Http404(key)
    return queries.links_of(actor, found, kind, key)


@router.post("/{slug:place}", response={201: LinkOut})
def create_link(request: HttpRequest, place: str, body: LinkIn) -> Any:
    """建立关联。"""
    found, actor = writable(request, place), actor_of(request)
    first, second = (body.first_kind, body.first_id), (body.second_kind, body.second_id)
    made = actions.link(actor, found, first=first, second=second, kind=body.kind, note=body.note)
    return Status(201, _row(request, found, made, first))


@router.post("/{slug:place}/{slug:key}/remove", response={204: None})
def remove_link(request: HttpRequest, place: str, key: str, body: UnlinkIn) -> Any:
    """解除关联, with the reason."""
    found = writable(request, place)
    link = the(queries.links_in(found), key)
    actions.unlink(actor_of(request), found, link=link, reason=body.reason)
    return Status(204, None)


def _row(request: HttpRequest, place: Jurisdiction, link: Any, first: tuple[str, str]) -> LinkRow:
    return queries.rows_of(actor_of(request), place, [link], *first)[0]
