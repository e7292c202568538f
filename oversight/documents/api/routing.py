"""接口的路由: one router, because operations of the same address must stand in one."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Router

from oversight.accounts.tokens import TokenAuth
from oversight.documents import queries
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

router = Router(tags=["documents"], auth=TokenAuth())


def paper_of(request: HttpRequest, place: Jurisdiction, key: str) -> Paper:
    """The paper of the address, as far as the role may see it."""
    rows = queries.papers_visible(actor_of(request), place)
    found = rows.prefetch_related(*queries.PARTS).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found
