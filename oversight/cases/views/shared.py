"""案件页面的共同做法: the case of the address as the reader may see it, crumbs, the page of an act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries
from oversight.cases.actions.support import case_url
from oversight.cases.models import Case
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import Predicate, View, actor_of, place_page
from oversight.ui.page import Crumb, Page

Find = Callable[[HttpRequest, Jurisdiction, str], Case]
WhyNot = Callable[[Actor, Jurisdiction, Case], str]


def case_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Case:
    """The case, where the reader may see it."""
    found = queries.readable(actor_of(request), place).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def own_case(request: HttpRequest, place: Jurisdiction, key: str) -> Case:
    """The case to act on: office staff only where their office leads."""
    case = case_or_404(request, place, key)
    if not permissions.works_on(actor_of(request), case):
        raise PermissionDenied
    return case


def case_page(
    opens: Predicate, find: Find = own_case, why_not: WhyNot | None = None
) -> Callable[[View], View]:
    """A page of one act on a case: a ``place_page`` that gives its view the case.

    404 unknown case, 403 where ``find`` does not give it to this reader, the page that refuses (409) where
    ``why_not`` has a reason. The view receives ``(request, place, case, …)``.
    """

    def decorate(view: View) -> View:
        @place_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest, place: Jurisdiction, key: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            case = find(request, place, key)
            if why_not is not None and (why := why_not(actor_of(request), place, case)):
                return refused(request, place, case, why)
            return view(request, place, case, *args, **kwargs)

        return page

    return decorate


def refused(request: HttpRequest, place: Jurisdiction, case: Case, why: str) -> HttpResponse:
    """Why not, who may, and the way back."""
    context = {
        "page": Page(title=case.subject, lead=case.code, crumbs=crumbs_to(place, case)),
        "text": why,
        "back_url": case_url(place, case),
    }
    return render(request, "cases/refused.html", context, status=409)


def list_url(place: Jurisdiction) -> str:
    return reverse("cases:cases", args=[place.code])


def list_crumb(place: Jurisdiction) -> Crumb:
    return Crumb(_("监督案件"), list_url(place))


def crumbs_to(place: Jurisdiction, case: Case, *last: str) -> tuple[Crumb, ...]:
    """From the list to the case and, where given, to what stands below it."""
    if not last:
        return (list_crumb(place), Crumb(case.code))
    own = Crumb(case.code, case_url(place, case))
    return (list_crumb(place), own, *(Crumb(word) for word in last))


def case_act(
    request: HttpRequest,
    place: Jurisdiction,
    case: Case,
    form_class: type[forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    button: str,
    done: str,
    lead: str = "",
    warning: str = "",
    facts: Sequence[tuple[str, str]] = (),
    initial: dict[str, Any] | None = None,
    offered: dict[str, Any] | None = None,
    then: Callable[[Any], str] | None = None,
    others: Sequence[tuple[str, str]] = (),
    obstacle: str = "",
) -> HttpResponse:
    """The form of one act on a case: shows, runs ``act(actor, place, case, **the form)``, goes back or on."""
    page = ActPage(
        title,
        button,
        case_url(place, case),
        crumbs_to(place, case, button),
        lead=lead or f"{case.code} {case.subject}",
        warning=warning,
        done=done,
        facts=facts,
        others=others,
        obstacle=obstacle,
    )
    run = partial(act, actor_of(request), place, case)
    return form_act(
        request, place, page, form_class, run, initial=initial, offered=offered, then=then
    )
