"""一件事的行为表单的共同做法: refused before the form where the act cannot happen now, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.followups import permissions
from oversight.followups.models import Followup
from oversight.followups.presenting import due_words, url_of, why_not
from oversight.followups.rules.progress import Refusal
from oversight.followups.views.items import back_url, followup_or_404
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page
from oversight.institutions.web import Predicate, View, actor_of, place_page
from oversight.ui.page import Crumb, Page

May = Callable[[Actor, Jurisdiction, Followup], bool]
Run = Callable[[dict[str, Any]], Any]


def item_page(opens: Predicate, may: May, step: str) -> Callable[[View], View]:
    """A page of one act on an item: a ``place_page`` that gives its view the item.

    404 unknown item, 403 where ``may`` says no, the page that refuses (409) where the step cannot be
    taken now. The view receives ``(request, place, found, …)``.
    """

    def decorate(view: View) -> View:
        @place_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest, place: Jurisdiction, key: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            found = followup_or_404(request, place, key)
            if not may(actor_of(request), place, found):
                raise PermissionDenied
            if why := why_not(step, actor_of(request), place, found):
                return refused(request, place, found, why)
            return view(request, place, found, *args, **kwargs)

        return page

    return decorate


def refused(
    request: HttpRequest, place: Jurisdiction, found: Followup, why: Refusal
) -> HttpResponse:
    """Why not, on what basis, and the way back."""
    context = {
        "page": Page(title=found.title, lead=found.code, crumbs=crumbs_of(request, place, found)),
        "text": _(why.text),
        "basis": _(why.basis) if why.basis else "",
        "back_url": url_of(place, found),
    }
    return render(request, "followups/refused.html", context, status=409)


def crumbs_of(
    request: HttpRequest, place: Jurisdiction, found: Followup, last: str = ""
) -> tuple[Crumb, ...]:
    actor = actor_of(request)
    listed = _("承诺与整改") if permissions.can_read_office(actor, place) else _("承办事项")
    trail = (
        Crumb(listed, back_url(actor, place)),
        Crumb(found.code, url_of(place, found)),
    )
    return (*trail, Crumb(last)) if last else trail


def form_of(
    request: HttpRequest,
    place: Jurisdiction,
    found: Followup,
    form: forms.Form,
    run: Run,
    title: str,
    button: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act on an item, with what the item asks for."""
    facts = [
        (_("事项"), found.title),
        (_("要求"), found.requirement),
        (_("期限"), due_words(found.due)),
    ]
    page = ActPage(
        title=title,
        button=button,
        back_url=url_of(place, found),
        crumbs=crumbs_of(request, place, found, button),
        done=done,
        facts=more.pop("facts", facts),
        **more,
    )

    def carried(data: dict[str, Any]) -> str:
        run(data)
        return url_of(place, found)

    return act_page(request, page, form, carried)
