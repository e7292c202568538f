"""表决页面的共同做法: the poll of the address, crumbs, the page of an act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act, not_now, obstacle_of
from oversight.institutions.web import actor_of
from oversight.links.resolving import Linked, resolve
from oversight.ui.page import Crumb
from oversight.voting import queries
from oversight.voting.actions.support import poll_url, require
from oversight.voting.models import Poll
from oversight.voting.rules.states import STEPS
from oversight.voting.secret.queries import read_boxes


def poll_or_404(place: Jurisdiction, key: str) -> Poll:
    """The poll of the address, to be shown: an act on it reads everything anew under its lock."""
    found = queries.poll_by_id(place, key)
    if found is None:
        raise Http404(key)
    return read_boxes(found)


def seen_count(request: HttpRequest, place: Jurisdiction, key: str) -> Poll:
    """The poll whose count this reader may see now."""
    poll = poll_or_404(place, key)
    if not queries.may_see_count(actor_of(request), poll):
        raise PermissionDenied
    return poll


def about(actor: Actor, poll: Poll) -> Linked | None:
    """What the poll is about, as this reader sees it."""
    if not poll.about_kind:
        return None
    return resolve(actor, poll.jurisdiction, poll.about_kind, poll.about_id)


def crumbs_to(place: Jurisdiction, poll: Poll, *last: str) -> tuple[Crumb, ...]:
    """From the list to the poll and, where given, to what stands below it."""
    first = Crumb(_("表决"), reverse("voting:polls", args=[place.code]))
    if not last:
        return (first, Crumb(poll.title))
    return (first, Crumb(poll.title, poll_url(poll)), *(Crumb(word) for word in last))


def poll_act(
    request: HttpRequest,
    place: Jurisdiction,
    poll: Poll,
    form_class: type[forms.Form],
    run: Callable[..., Any],
    *,
    title: str,
    button: str,
    done: str,
    warning: str = "",
    facts: Sequence[tuple[str, str]] = (),
    initial: dict[str, Any] | None = None,
    offered: dict[str, Any] | None = None,
    back: str = "",
    then: Callable[[Any], str] | None = None,
    checks: Sequence[Callable[[], Any]] = (),
    template: str = ActPage.template,
) -> HttpResponse:
    """The form of one act on a poll: shows, runs ``run(**what the form says)``, goes back or on.

    checks    what else than the state of the poll may stand in the way, said before anything is filled in
    template  where the fields are set out otherwise than one below the other
    """
    page = ActPage(
        title,
        button,
        back or poll_url(poll),
        crumbs_to(place, poll, button),
        lead=poll.title,
        warning=warning,
        done=done,
        facts=facts,
        obstacle=obstacle(request, poll, *checks),
        template=template,
    )
    return form_act(
        request, place, page, form_class, run, initial=initial, offered=offered, then=then
    )


def refused_before(
    request: HttpRequest, place: Jurisdiction, poll: Poll, title: str, why: str
) -> HttpResponse:
    """Why nothing can be entered now, instead of a form to fill in."""
    crumbs = crumbs_to(place, poll, title)
    page = ActPage(title, title, poll_url(poll), crumbs, lead=poll.title, obstacle=why)
    return not_now(request, page)


def obstacle(request: HttpRequest, poll: Poll, *checks: Callable[[], Any]) -> str:
    """What stands in the way of the act of this address: the state of the poll, then these checks."""
    act = request.resolver_match.url_name if request.resolver_match else ""
    by_state = [lambda: require(act, poll)] if act in STEPS else []
    return obstacle_of(*by_state, *checks)
