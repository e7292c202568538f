"""案件页面的共同做法: the case of the address as the reader may see it, crumbs, the page of an act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.cases import permissions, queries
from oversight.cases.actions.support import case_url
from oversight.cases.models import Case
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import actor_of
from oversight.ui.page import Crumb


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
    run: Callable[..., Any],
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
) -> HttpResponse:
    """The form of one act on a case: shows, runs ``run(**what the form says)``, goes back or on."""
    page = ActPage(
        title,
        button,
        case_url(place, case),
        crumbs_to(place, case, button),
        lead=lead or f"{case.code} {case.subject}",
        warning=warning,
        done=done,
        facts=facts,
    )
    return form_act(
        request, place, page, form_class, run, initial=initial, offered=offered, then=then
    )
