"""检索的接口: the same hits as the page, for the role and the scopes of the token."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Query, Router, Schema

from oversight.accounts.tokens import TokenAuth
from oversight.institutions.queries.searching import search_text
from oversight.institutions.web import place_or_404
from oversight.search import permissions, queries

router = Router(tags=["search"], auth=TokenAuth())


class HitOut(Schema):
    """One record that was found. ``snippet`` is plain text around the first word."""

    kind: str
    label: str
    id: str
    title: str
    snippet: str
    day: date | None
    url: str


class CountOut(Schema):
    """How many of a kind the reader could open."""

    kind: str
    label: str
    count: int


class FoundOut(Schema):
    """A page of hits. ``more``: more matched than is looked through, so the numbers are "at least"."""

    words: list[str]
    total: int
    page: int
    pages: int
    more: bool
    counts: list[CountOut]
    items: list[HitOut]


@router.get("/{place}", response=FoundOut)
def search(
    request: HttpRequest,
    place: str,
    q: str = Query("", max_length=200),
    kind: str = "",
    page: int = Query(1, ge=1, le=9999),
) -> dict[str, Any]:
    """Records of the place that hold every word of ``q`` and that the token's role may open."""
    found_place = place_or_404(place)
    actor = request.actor  # type: ignore[attr-defined]
    if not permissions.can_search(actor, found_place):
        raise PermissionDenied
    found = queries.search(actor, found_place, search_text(q), kind, page)
    return {
        "words": [one.words for one in found.wanted],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "more": found.more,
        "counts": [
            {"kind": code, "label": label, "count": number} for code, label, number in found.counts
        ],
        "items": [
            {
                "kind": hit.kind,
                "label": hit.label,
                "id": hit.public_id,
                "title": hit.title,
                "snippet": "".join(piece.text for piece in hit.snippet),
                "day": hit.day,
                "url": hit.url,
            }
            for hit in found.hits
        ],
    }
