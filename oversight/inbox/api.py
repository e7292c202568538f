"""收件的接口: the notices of the token's account, marking them as read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Router, Schema

from oversight.audit.actors import Actor
from oversight.inbox import actions, permissions, queries
from oversight.inbox.models import Notice

router = Router(tags=["inbox"])
PAGE_SIZE = 50


class NoticeOut(Schema):
    """One notice. ``url`` is a path of this site; ``read_at`` null: unread."""

    id: str
    kind: str
    place: str
    title: str
    text: str
    url: str
    created_at: datetime
    read_at: datetime | None


class NoticeListOut(Schema):
    """A page of notices, newest first."""

    total: int
    unread: int
    page: int
    pages: int
    items: list[NoticeOut]


class Marked(Schema):
    """How many notices were marked as read now."""

    marked: int


def shown(notice: Notice) -> dict[str, Any]:
    """A notice as the API says it."""
    names = ("kind", "place", "title", "text", "url", "created_at", "read_at")
    return {"id": notice.public_id, **{name: getattr(notice, name) for name in names}}


def allowed(request: HttpRequest, predicate: Any) -> Actor:
    """The acting role where the token allows this."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not predicate(actor, None):
        raise PermissionDenied
    return actor


def own_notice(actor: Actor, public_id: str) -> Notice:
    found = queries.notice_of(actor, public_id)
    if found is None:
        raise Http404(public_id)
    return found


@router.get("/", response=NoticeListOut)
def list_notices(
    request: HttpRequest, show: str = "unread", kind: str = "", page: int = 1
) -> dict[str, Any]:
    """Notices of the account; ``show=all`` includes the read ones."""
    actor = allowed(request, permissions.can_read_by_token)
    paginator = Paginator(queries.filtered(actor, show=show, kind=kind), PAGE_SIZE)
    rows = paginator.get_page(page)
    return {
        "total": paginator.count,
        "unread": queries.unread_count(actor),
        "page": rows.number,
        "pages": paginator.num_pages,
        "items": [shown(each) for each in rows],
    }


@router.post("/read", response=Marked)
def mark_all_read(request: HttpRequest) -> dict[str, int]:
    """Mark every notice as read."""
    actor = allowed(request, permissions.can_mark_by_token)
    return {"marked": actions.mark_all_read(actor)}


@router.get("/{public_id}", response=NoticeOut)
def get_notice(request: HttpRequest, public_id: str) -> dict[str, Any]:
    """One notice; reading it here does not mark it."""
    return shown(own_notice(allowed(request, permissions.can_read_by_token), public_id))


@router.post("/{public_id}/read", response=NoticeOut)
def mark_read(request: HttpRequest, public_id: str) -> dict[str, Any]:
    """Mark one notice as read."""
    actor = allowed(request, permissions.can_mark_by_token)
    found = own_notice(actor, public_id)
    actions.mark_read(actor, found)
    return shown(own_notice(actor, public_id))
