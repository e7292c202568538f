"""接口的路由: one router, because operations of the same address must stand in one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Router

from oversight.accounts.tokens import TokenAuth
from oversight.documents import queries
from oversight.documents.models import Paper
from oversight.institutions.api.access import actor_of, place_of
from oversight.institutions.models import Jurisdiction

router = Router(tags=["documents"], auth=TokenAuth())


def permitted(request: HttpRequest, code: str, predicate: Any) -> Jurisdiction:
    """The place of the address, 403 where the acting role may not."""
    place = place_of(code)
    if not predicate(actor_of(request), place):
        raise PermissionDenied
    return place


def paper_of(request: HttpRequest, place: Jurisdiction, key: str) -> Paper:
    """The paper of the address, as far as the role may see it."""
    rows = queries.papers_visible(actor_of(request), place)
    found = rows.prefetch_related(*queries.PARTS).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found
