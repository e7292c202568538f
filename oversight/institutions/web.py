"""工作页面的共同做法: resolve the place, ask for sign-in, refuse politely. Used by every app's views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction

Predicate = Callable[[Actor, Jurisdiction], bool]
View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, in which role: set by the middleware for every request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def place_or_404(code: str) -> Jurisdiction:
    """The place of the address."""
    place = queries.place_by_code(code)
    if place is None:
        raise Http404(code)
    return place


def place_page(permitted: Predicate) -> Callable[[View], View]:
    """A work page of a place: 404 unknown place, sign-in without account, 403 where not permitted.

    Methods beyond reading and sending a form get 405; pages that only show add ``require_safe``.

    The view receives ``(request, place, …)`` with the ``Jurisdiction`` instead of its code.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request: HttpRequest, place: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found = place_or_404(place)
            if not permitted(request.actor, found):  # type: ignore[attr-defined]
                raise PermissionDenied
            request.place = found  # type: ignore[attr-defined]
            return view(request, found, *args, **kwargs)

        page.permitted = permitted  # type: ignore[attr-defined]
        return page

    return decorate


def public_page(view: View) -> View:
    """A page that anybody may read; only the place must exist."""

    @wraps(view)
    def page(request: HttpRequest, place: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, place_or_404(place), *args, **kwargs)

    return page


def refusal(
    request: HttpRequest, error: Refused, template: str, context: dict[str, Any]
) -> HttpResponse:
    """The page again with the reason for refusing, under the status of the refusal."""
    if isinstance(error, NotPermitted):
        raise PermissionDenied
    return render(request, template, {**context, "refused": error}, status=error.status)
