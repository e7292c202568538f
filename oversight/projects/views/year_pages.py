"""项目年页面的共同做法: the year of the address, crumbs, the page of one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import Predicate, View, actor_of, place_page
from oversight.projects import queries
from oversight.projects.models import ProjectYear
from oversight.ui.page import Crumb


def year_or_404(place: Jurisdiction, number: int) -> ProjectYear:
    """The project year of the address."""
    found = queries.year_of(place, number)
    if found is None:
        raise Http404(number)
    return found


def year_page(opens: Predicate) -> Callable[[View], View]:
    """A work page of a year: a ``place_page`` that gives its view the ``ProjectYear``; 404 unknown."""

    def decorate(view: View) -> View:
        @place_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest, place: Jurisdiction, year: int, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            return view(request, place, year_or_404(place, year), *args, **kwargs)

        return page

    return decorate


def url_of(place: Jurisdiction, year: ProjectYear, name: str = "year", *keys: Any) -> str:
    """The address of a page of the year."""
    return reverse(f"projects:{name}", args=[place.code, year.year, *keys])


def crumbs(place: Jurisdiction, year: ProjectYear, *last: Crumb | str) -> tuple[Crumb, ...]:
    """From the list of years to this page."""
    first = Crumb(_("民生实事"), reverse("projects:years", args=[place.code]))
    if not last:
        return (first, Crumb(str(year.year)))
    rest = (one if isinstance(one, Crumb) else Crumb(one) for one in last)
    return (first, Crumb(str(year.year), url_of(place, year)), *rest)


def year_act(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    form_class: type[forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The form of one act on a year: ``act(actor, place, year, **the form)``, then back to the year."""
    back = more.pop("back_url", "") or url_of(place, year)
    page = ActPage(
        title=title,
        button=more.pop("button", title),
        back_url=back,
        crumbs=crumbs(place, year, title),
        lead=more.pop("lead", str(year)),
        warning=more.pop("warning", ""),
        facts=more.pop("facts", ()),
        done=done,
    )

    def run(**data: Any) -> Any:
        return act(actor_of(request), place, year, **data)

    return form_act(request, place, page, form_class, run, **more)
