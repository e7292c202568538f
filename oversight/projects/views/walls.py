"""墙上的页面: candidates for the hall and the station, the promise for everybody; each page and its picture alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.projects import permissions, queries
from oversight.projects.models import ProjectYear
from oversight.projects.pages import walls
from oversight.projects.pages.promise import promise_of
from oversight.projects.rules.stages import WITH_RESULT
from oversight.projects.views.candidate_outputs import frozen_or_404
from oversight.projects.views.public import front_title
from oversight.projects.views.year_pages import url_of, year_page
from oversight.ui.page import Page


def shown(
    request: HttpRequest, place: Jurisdiction, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Never from a cache; the header tells the script that this is a picture and no other page."""
    word = context["picture"].title.splitlines()[0]
    whole = {"page": Page(title=word, window_title=word), "place": place, **context}
    answer = render(request, f"projects/wall/{template}.html", whole)
    answer["Cache-Control"] = "no-store"
    answer["X-Picture"] = template
    return answer


def candidates_context(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> dict[str, Any]:
    """The picture of now, and where the next one comes from."""
    found = frozen_or_404(year, number)
    if (
        year.state not in WITH_RESULT
        and request.session.get_expiry_age() < settings.SESSION_COOKIE_AGE // 2
    ):
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    return {
        "picture": walls.candidates_wall(found, timezone.now()),
        "address": url_of(place, year, "candidates_picture", number),
        "still": url_of(place, year, "screen_card", number),
    }


@require_safe
@year_page(permissions.can_see)
def candidates_wall(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """候选项目大屏: complete without script, where the browser reloads it; recovers when the network does."""
    return shown(request, place, "wall", candidates_context(request, place, year, number))


@require_safe
@year_page(permissions.can_see)
def candidates_picture(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """画面: what stands inside the wall."""
    return shown(request, place, "picture", candidates_context(request, place, year, number))


def promise_context(request: HttpRequest, place: Jurisdiction) -> dict[str, Any]:
    """The newest year with a result, or the one of the address; before the first one, until when to propose."""
    promise = promise_of(place, {"year": request.GET.get("year", "")})
    address = reverse("projects:promise_picture", args=[place.code])
    if promise is None:
        return {"picture": walls.WallPage(nothing_yet(place), "waiting"), "address": address}
    asked = f"?year={promise.year.year}" if request.GET.get("year") else ""
    return {"picture": walls.promise_wall(promise, timezone.now()), "address": f"{address}{asked}"}


def nothing_yet(place: Jurisdiction) -> str:
    """What the public page says meanwhile."""
    years = [one for one in queries.years_of(place) if one.opened_at is not None]
    return front_title(place, list(queries.collecting_years(place, institutions.today())), years)


@require_safe
@public_page
def promise_wall(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """民生实事大屏: for the lobby of a town, without an account."""
    return shown(request, place, "wall", promise_context(request, place))


@require_safe
@public_page
def promise_picture(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """画面: what stands inside the wall."""
    return shown(request, place, "picture", promise_context(request, place))
