"""读表决的接口."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Query

from oversight.institutions.api.access import place_for
from oversight.institutions.web import actor_of
from oversight.voting import permissions, queries
from oversight.voting.api import schemas as s
from oversight.voting.api.routing import POLL, poll_for, router
from oversight.voting.api.showing import count_detail, poll_detail, poll_line
from oversight.voting.pages.listing import Filters, narrowed

PAGE_SIZE = 50
PageNumber = Annotated[int, Query(1, ge=1, le=1_000_000)]


@router.get("/{slug:place}", response=s.PollsOut)
def list_polls(request: HttpRequest, place: str, page: PageNumber) -> Any:
    """表决; filters as in the address of the page: q, state, kind, year, sort."""
    found = place_for(request, place, permissions.can_read)
    paginator = Paginator(narrowed(found, Filters.read(request.GET)), PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "items": [poll_line(poll) for poll in shown],
    }


@router.get(POLL, response=s.PollDetail)
def get_poll(request: HttpRequest, place: str, key: str) -> Any:
    """一次表决, with the acts that the token's role may do now."""
    _found, poll = poll_for(request, place, key, permissions.can_read)
    return poll_detail(poll, actor_of(request))


@router.get(POLL + "/count", response=s.CountOut)
def get_count(request: HttpRequest, place: str, key: str) -> Any:
    """对照: only for who made the count and the scrutineers, until the result is announced."""
    _found, poll = poll_for(request, place, key, permissions.can_read)
    if not queries.may_see_count(actor_of(request), poll):
        raise PermissionDenied
    if queries.count_of(poll) is None:
        raise Http404(key)  # nobody entered anything: the sheet follows from what was cast
    return count_detail(poll)
