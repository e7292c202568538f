"""一件报送: recipients, replies, who opened it; each opening is written down before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.records import role_label
from oversight.institutions.views.history import history
from oversight.institutions.web import place_page
from oversight.links.resolving import Linked, resolve
from oversight.publications.filings import actions, permissions, queries
from oversight.publications.filings.tasks import Task, tasks_of
from oversight.publications.filings.words import (
    Standing,
    address,
    chain,
    known_name,
    next_step,
    standing,
)
from oversight.publications.models import Filing, FilingAccess, FilingReply
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page, Step

ACCESSES_SHOWN = 50


@dataclass(frozen=True)
class ReplyView:
    """批示 as the page shows it."""

    reply: FilingReply
    tasks: list[Task]


@dataclass(frozen=True)
class AccessView:
    """查阅 as the page shows it."""

    access: FilingAccess
    role: str


@dataclass(frozen=True)
class FilingPage:
    """一件报送的页。 ``with_words`` False: the reader may know of the filing, not what it says."""

    page: Page
    place: Jurisdiction
    filing: Filing
    now: Standing
    with_words: bool
    steps: list[Step]
    step: NextStep | None
    about: Linked | None
    paper: Linked | None
    replies: list[ReplyView]
    reply_count: int
    accesses: list[AccessView]
    access_count: int
    see_accesses: bool
    entries: list[Entry]


def filing_or_404(place: Jurisdiction, key: str) -> Filing:
    """The filing of the address."""
    found = queries.filing_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def opened(actor: Actor, place: Jurisdiction, key: str, way: str) -> Filing:
    """The filing of the address, with the entry that it was opened."""
    filing = filing_or_404(place, key)
    actions.open_filing(actor, place, filing, way)
    return filing


def filing_context(actor: Actor, place: Jurisdiction, filing: Filing) -> FilingPage:
    """What the page and its print form show to this reader."""
    with_words = permissions.can_read_content(actor, place)
    see = permissions.can_see_accesses(actor, place)
    now, replies = standing(filing), list(queries.replies_to(filing))
    accesses = queries.accesses_of(filing)
    step = next_step(place, now) if permissions.can_record(actor, place) else None
    return FilingPage(
        page=head(place, filing, with_words),
        place=place,
        filing=filing,
        now=now,
        with_words=with_words,
        steps=chain(now),
        step=step,
        about=resolve(actor, place, filing.about_kind, filing.about_id) if with_words else None,
        paper=resolve(actor, place, "paper", filing.paper_id)
        if with_words and filing.paper_id
        else None,
        replies=[ReplyView(each, tasks_of(each, place)) for each in replies] if with_words else [],
        reply_count=len(replies),
        accesses=[
            AccessView(each, role_label(each.role, place)) for each in accesses[:ACCESSES_SHOWN]
        ]
        if see
        else [],
        access_count=accesses.count() if see else 0,
        see_accesses=see,
        entries=history(actor, place, filing, *now.recipients, *replies),
    )


def head(place: Jurisdiction, filing: Filing, with_words: bool) -> Page:
    """Title, for the auditor the number alone."""
    name = filing.title if with_words else known_name(filing)
    parts = [str(filing.get_kind_display()), filing.number, filing.issuer.name]
    return Page(
        title=name,
        lead=" · ".join(part for part in parts if part),
        crumbs=(
            Crumb(_("报送与批示"), reverse("filings:filings", args=[place.code])),
            Crumb(known_name(filing)),
        ),
        window_title=known_name(filing),
        acts=(Act(_("打印报送单"), address(filing, "filing_print"), "printer"),),
    )


@require_safe
@place_page(permissions.can_know)
@never_cache
def filing(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件报送。"""
    actor = request.actor  # type: ignore[attr-defined]
    found = opened(actor, place, key, "page")
    context: dict[str, Any] = vars(filing_context(actor, place, found))
    return render(request, "filings/filing.html", context)


@require_safe
@place_page(permissions.can_know)
@never_cache
def filing_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印报送单。"""
    actor = request.actor  # type: ignore[attr-defined]
    found = opened(actor, place, key, "print")
    context = vars(filing_context(actor, place, found))
    context |= {"back_url": address(found), "print_address": request.build_absolute_uri()}
    return render(request, "filings/filing_print.html", context)
