"""接口的路由: one router, because operations of the same address must stand in one."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from oversight.accounts.tokens import TokenAuth
from oversight.institutions.api.access import Allowed, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.voting import queries
from oversight.voting.models import Poll

router = Router(tags=["voting"], auth=TokenAuth())
POLL = "/{slug:place}/{slug:key}"


def poll_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, Poll]:
    """Place and poll; what may be done with the poll, the act itself says."""
    place = place_for(request, code, allowed)
    return place, the(queries.polls_of(place), key)
