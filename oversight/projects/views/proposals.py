"""建议页面: the list with its filters, one proposal with all that was said on it, its photos, what staff enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.actors import Actor
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.sending_once import Sent
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.views.act_forms import gone_on
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of
from oversight.projects import permissions, queries
from oversight.projects.actions.handling import look_through
from oversight.projects.actions.standing import may_screen
from oversight.projects.actions.support import may_enter, may_handle
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.pages import proposals as pages
from oversight.projects.queries.proposals import (
    Filters,
    counts_of,
    filtered,
    ordered,
    proposal_by_id,
)
from oversight.projects.queries.selecting import taking
from oversight.projects.sheets import proposal_sheet
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Crumb, Page

MOST_PRINTED = 1000


def state_options() -> list[tuple[str, Any]]:
    """What is worked through often, then each state by itself."""
    groups = [
        ("unseen", _("还没有看过")),
        ("open", _("没有结论")),
        ("problems", _("没有转化的问题")),
        ("untold", _("未采纳、没有当面或书面答复")),
        ("all", pgettext("filter", "全部")),
    ]
    return [*groups, *(one for one in Proposal.STATES if one[0] != "received")]


def filters_of(request: HttpRequest) -> Filters:
    """What the address asks for."""
    return Filters(
        q=word(request, "q")[:100],
        state=word(request, "state", dict(state_options())),
        channel=word(request, "channel", dict(Proposal.CHANNELS)),
        kind=word(request, "kind", dict(Proposal.KINDS)),
        village=word(request, "village")[:12],
        session=word(request, "session")[:12],
    )


@dataclass(frozen=True)
class ListPage:
    """建议清单页。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    listing: PaginatorPage[Any]
    rows: list[pages.Row]
    filters: Filters
    states: Any
    channels: Any
    kinds: Any
    villages: list[tuple[str, str]]
    tabs: list[pages.Tab]
    may_handle: bool
    may_enter: bool
    may_screen: bool
    joins: bool
    here: str


@require_safe
@year_page(permissions.can_see)
def proposals(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """建议清单; ``?form=xlsx`` or ``csv`` takes what the list shows away, ``print`` shows it as a sheet."""
    filters = filters_of(request)
    found = ordered(filtered(queries.proposals_of(year), filters), request.GET.get("sort", ""))
    if word(request, "form", {"print"}):
        return printed(request, place, year, found)
    if form := word(request, "form", {"xlsx", "csv"}):
        return table_response(proposal_sheet(found), form, f"{place.code}-{year.year}-proposals")
    actor, counts = actor_of(request), counts_of(year)
    listing = paged(request, found)
    context = ListPage(
        page=Page(
            title=pages.list_title(counts),
            lead=_("%(year)d年民生实事征集到的建议") % {"year": year.year},
            crumbs=crumbs(place, year, _("建议")),
            window_title=_("建议"),
            acts=list_acts(actor, place, year),
        ),
        place=place,
        year=year,
        listing=listing,
        rows=[pages.row_of(place, each) for each in listing],
        filters=filters,
        states=state_options(),
        channels=Proposal.CHANNELS,
        kinds=Proposal.KINDS,
        villages=[(one.public_id, one.name) for one in villages_of(place)],
        tabs=pages.tabs_of(counts, request.GET.urlencode()),
        may_handle=may_handle(actor, place),
        may_enter=may_enter(actor, place),
        may_screen=may_screen(actor, place),
        joins=taking(year).exists(),
        here=request.get_full_path(),
    )
    deputy = actor.role == "deputy"
    template = "projects/collecting/my_proposals.html" if deputy else "projects/proposals.html"
    return render(request, template, vars(context))


def printed(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, found: Any
) -> HttpResponse:
    """The list as a sheet to print, up to as many as anybody reads on paper."""
    total = found.count()
    back = url_of(place, year, "proposals")
    context = {
        "page": Page(title=_("建议 %(n)d 条") % {"n": total}, lead=str(year)),
        "rows": [pages.row_of(place, each) for each in found[:MOST_PRINTED]],
        "left": max(0, total - MOST_PRINTED),
        "back_url": back,
        "print_address": request.build_absolute_uri(back),
    }
    return render(request, "projects/proposals_print.html", context)


def list_acts(actor: Actor, place: Jurisdiction, year: ProjectYear) -> tuple[Act, ...]:
    if not may_enter(actor, place) or year.collecting_ended_at or not year.opened_at:
        return ()
    return (Act(_("录入一条建议"), url_of(place, year, "enter"), "plus-lg", main=True),)


def proposal_or_404(place: Jurisdiction, year: ProjectYear, key: str) -> Proposal:
    """The proposal of the address."""
    found = proposal_by_id(place, key)
    if found is None or found.project_year_id != year.pk:
        raise Http404(key)
    return found


@require_safe
@year_page(permissions.can_see)
def proposal(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """一条建议."""
    found = proposal_or_404(place, year, key)
    actor = actor_of(request)
    context = pages.proposal_page(actor, place, found)
    page = Page(
        title=found.title or _("应本人要求删除"),
        lead=" · ".join(
            (found.code, str(found.get_kind_display()), str(found.get_channel_display()))
        ),
        crumbs=crumbs(place, year, Crumb(_("建议"), url_of(place, year, "proposals")), found.code),
        window_title=found.code,
    )
    deputy = actor.role == "deputy"
    template = "projects/collecting/my_proposal.html" if deputy else "projects/proposal.html"
    return render(request, template, {**vars(context), "page": page})


@require_safe
@year_page(permissions.can_see)
def photo(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str, file: str
) -> HttpResponse:
    """建议所附照片: to whoever may read the proposal."""
    found = proposal_or_404(place, year, key)
    row = found.photos.filter(file__public_id=file).select_related("file").first()
    if row is None:
        raise Http404(file)
    return sent(row.file, inline=True)


@require_POST
@year_page(may_handle)
def look_through_proposals(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """标为已看: those ticked in the list; or on to the project that is made of them, or that they join."""
    keys = request.POST.getlist("proposal")[:200]
    if (name := request.POST.get("to")) in {"make_project", "join_project"}:
        named = urlencode([("proposal", key) for key in keys])
        return HttpResponseRedirect(f"{url_of(place, year, name)}?{named}")
    rows = list(queries.proposals_of(year).filter(public_id__in=keys))
    seen = look_through(actor_of(request), place, rows)
    back = reverse("projects:proposals", args=[place.code, year.year])
    query = request.POST.get("back", "")
    address = query if query.startswith(f"{back}?") else f"{back}?state=unseen"
    return gone_on(request, Sent(address), _("已看 %(n)d 条。") % {"n": seen})
