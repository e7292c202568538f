"""行为人的确定: which role this request acts in. Every later layer reads ``request.actor`` only."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from oversight.audit.actors import Actor, anyone
from oversight.institutions import queries

GRANT_KEY = "acting_grant"


class ActorMiddleware:
    """Sets ``request.actor`` from the account's chosen role; staff of two levels act in one at a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self.actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def actor_of(self, request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return anyone()
        grants = queries.acting_grants(request.user)
        chosen = request.session.get(GRANT_KEY)
        grant = next((g for g in grants if g.public_id == chosen), grants[0] if grants else None)
        if grant is None:
            return Actor(request.user.pk, str(request.user), "anyone")
        return queries.actor_for(grant)
