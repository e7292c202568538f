"""承办事项: the one desk of who speaks for units – every place, one list; and the head's view of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Page as PaginatorPage
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.errors import Refused
from oversight.documents import queries as documents
from oversight.followups import actions, owners, permissions, queries
from oversight.followups.elsewhere import Group, elsewhere
from oversight.followups.limits import Limits, limits_of
from oversight.followups.models import Followup
from oversight.followups.presenting import Row, rows_of
from oversight.followups.queries.duties import Voice
from oversight.followups.queries.lists import Filters
from oversight.followups.views.lists import due_options, filters_of, state_options
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import once
from oversight.institutions.views.act_forms import gone_on
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Act, Crumb, Page

SHOWN = 20
ACTS = {
    "assigned": ("followup", lambda: _("签收")),
    "accepted": ("progress", lambda: _("填进展")),
    "in_progress": ("progress", lambda: _("填进展")),
    "sent_back": ("progress", lambda: _("填进展")),
    "to_sign": ("sign", lambda: _("附上签字")),
}


@dataclass(frozen=True)
class Duty:
    """台面的一行. ``here``: in the place of the acting role; elsewhere ``grant`` is what to switch to."""

    row: Row
    here: bool
    grant: str
    act: Act
    selectable: bool


@dataclass(frozen=True)
class Waiting:
    """待确认收悉的公文; ``grant`` is what to switch to where it belongs to another place."""

    paper: Any
    place: Jurisdiction
    url: str
    grant: str


@dataclass
class Rung:
    """期限梯的一级, with its rows."""

    label: str
    state: str
    duties: list[Duty] = field(default_factory=list)


@dataclass(frozen=True)
class DutiesPage:
    """一张台面."""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rungs: list[Rung]
    filters: Filters
    chosen_place: str
    places: list[tuple[str, str]]
    kinds: Any
    states: Any
    dues: Any
    counts: dict[str, int]
    is_head: bool
    filtered: bool
    papers: list[Waiting]
    others: list[Group]


def rung_words(code: str) -> tuple[str, str]:
    """The heading of a rung and its tone."""
    return {
        "long_overdue": (_("长期逾期"), "late"),
        "late": (pgettext("filter", "逾期"), "late"),
        "due_today": (_("今天到期"), "today"),
        "due_soon": (_("快到期"), "week"),
        "on_time": (_("以后到期"), "later"),
        "no_deadline": (_("没有期限"), "later"),
        "waits": (_("已报告，等人大核实"), "later"),
        "closed": (_("已办结和已撤回"), "later"),
    }[code]


def wanted(request: HttpRequest, voices: list[Voice], limits: Limits) -> tuple[Any, Filters, str]:
    """The duties that the address asks for, in the order of the ladder unless sorted otherwise."""
    filters = filters_of(request)
    chosen = word(request, "place", {voice.grant.jurisdiction.code for voice in voices})
    found = queries.duties_of(voices)
    if chosen:
        found = found.filter(jurisdiction__code=chosen)
    found = queries.filtered(found, filters, limits, institutions.today())
    sort = request.GET.get("sort", "")
    if sort:
        return queries.ordered(found, sort), filters, chosen
    waits = models.Case(models.When(state__in=Followup.WITH_UNIT, then=0), default=1)
    closed = models.Case(models.When(state__in=Followup.CLOSED, then=1), default=0)
    order = (waits, closed, models.F("due").asc(nulls_last=True), "pk")
    return found.order_by(*order), filters, chosen


def duty_rows(followups: Iterable[Followup]) -> list[Row]:
    """Rows of several places, in the order given; limits and succession of each place once."""
    known: dict[int, tuple[Limits, owners.Lineage]] = {}
    found = []
    for followup in followups:
        place = followup.jurisdiction
        if place.pk not in known:
            known[place.pk] = limits_of(place), owners.lineage_of(place)
        limits, lineage = known[place.pk]
        found += rows_of(place, [followup], limits, lineage)
    return found


def duty_of(row: Row, place: Jurisdiction, voices: list[Voice], key: str) -> Duty:
    """One row with what can be done from the list."""
    here = row.place.pk == place.pk
    voice = queries.voice_for(voices, row.followup)
    own = here and voice is not None and row.followup.pk and key == voice.grant.public_id
    name, label = ACTS.get(row.followup.state, ("followup", lambda: _("看进度")))
    url = reverse(f"followups:{name}", args=[row.place.code, row.followup.public_id])
    return Duty(
        row=row,
        here=bool(own),
        grant=voice.grant.public_id if voice else "",
        act=Act(label(), url, main=False),
        selectable=bool(own) and row.followup.state in Followup.WITH_UNIT,
    )


def rungs_of(duties: list[Duty], grouped: bool) -> list[Rung]:
    """Runs of rows on the same rung; one run without a heading where the reader sorted."""
    if not grouped:
        return [Rung("", "later", duties)]
    found: list[Rung] = []
    for duty in duties:
        label, state = rung_words(duty.row.standing.rung)
        if not found or found[-1].label != label:
            found.append(Rung(label, state))
        found[-1].duties.append(duty)
    return found


def acting_voice(request: HttpRequest, place: Jurisdiction, voices: list[Voice]) -> str:
    """The grant in which the reader acts now."""
    actor = actor_of(request)
    return next(
        (
            voice.grant.public_id
            for voice in voices
            if voice.grant.jurisdiction_id == place.pk
            and (voice.grant.role, voice.grant.unit_id) == (actor.role, actor.unit_id)
        ),
        "",
    )


def counts_of(voices: list[Voice]) -> dict[str, int]:
    """Open, late, due within a week, waiting for the head – over all places."""
    today = institutions.today()
    opened = queries.duties_of(voices).exclude(state__in=Followup.CLOSED).order_by()
    with_unit = opened.filter(state__in=Followup.WITH_UNIT)
    return {
        "open": opened.count(),
        "late": with_unit.filter(due__lt=today).count(),
        "new": with_unit.filter(state="assigned").count(),
        "sign": with_unit.filter(state="to_sign").count(),
    }


def headline(counts: dict[str, int]) -> str:
    """The first sentence of the desk."""
    if counts["late"]:
        return _("办理中 %(open)d 件，逾期 %(late)d 件") % counts
    if counts["open"]:
        return _("办理中 %(open)d 件，没有逾期") % counts
    return _("没有要办理的事项")


def desk_page(request: HttpRequest, place: Jurisdiction) -> DutiesPage:
    """Everything the desk shows."""
    voices = queries.voices_of(request.user)
    limits = limits_of(place)
    found, filters, chosen = wanted(request, voices, limits)
    listing = paged(request, found)
    key = acting_voice(request, place, voices)
    duties = [duty_of(row, place, voices, key) for row in duty_rows(listing)]
    counts, others = counts_of(voices), elsewhere(voices, key)
    codes = {voice.grant.jurisdiction.code: voice.grant.jurisdiction.name for voice in voices}
    return DutiesPage(
        page=Page(
            title=headline(counts),
            lead=desk_lead(voices, counts, others),
            crumbs=(Crumb(_("承办事项")),),
            window_title=_("承办事项"),
            acts=desk_acts(request, place),
        ),
        place=place,
        listing=listing,
        rungs=rungs_of(duties, grouped=not request.GET.get("sort")),
        filters=filters,
        chosen_place=chosen,
        places=sorted(codes.items()) if len(codes) > 1 else [],
        kinds=Followup.KINDS,
        states=state_options(),
        dues=due_options(),
        counts=counts,
        is_head=actor_of(request).role == "unit_head",
        filtered=filters.given or bool(chosen),
        papers=papers_waiting(request, place, voices),
        others=others,
    )


def desk_lead(voices: list[Voice], counts: dict[str, int], others: list[Group]) -> str:
    """Which units, and what waits beside the deadlines."""
    names = dict.fromkeys(voice.grant.unit.name for voice in voices if voice.grant.unit)
    parts = ["、".join(names)]
    if counts["new"]:
        parts.append(_("待签收 %(new)d 件") % counts)
    if counts["sign"]:
        parts.append(_("待负责人签字 %(sign)d 件") % counts)
    for one in others:
        parts.append(_("%(what)s %(n)d 件") % {"what": one.heading, "n": len(one.rows)})
    return " · ".join(parts)


def desk_acts(request: HttpRequest, place: Jurisdiction) -> tuple[Act, ...]:
    """Take the list away, bring it back."""
    export = reverse("followups:duties_export", args=[place.code])
    query = request.GET.urlencode()
    found = [
        Act(_("导出填写"), f"{export}?{query}" if query else export, "download", download=True),
    ]
    if permissions.can_report(actor_of(request), place):
        url = reverse("followups:duties_import", args=[place.code])
        found.append(Act(_("导入填好的表"), url, "file-earmark-arrow-up"))
    return tuple(found)


def papers_waiting(request: HttpRequest, place: Jurisdiction, voices: list[Voice]) -> list[Waiting]:
    """Papers that the units have not acknowledged, in every place; elsewhere with the role to switch to."""
    key = acting_voice(request, place, voices)
    found = []
    for voice in voices:
        where = voice.grant.jurisdiction
        for paper in documents.to_acknowledge(voice.actor, where)[:SHOWN]:
            url = reverse("documents:received_paper", args=[where.code, paper.public_id])
            here = voice.grant.public_id == key
            found.append(Waiting(paper, where, url, "" if here else voice.grant.public_id))
    return found


@require_safe
@place_page(permissions.speaks)
def duties(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """承办事项."""
    return render(request, "followups/duties.html", vars(desk_page(request, place)))


@require_POST
@place_page(permissions.can_report)
def duties_accept(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """签收所选: all or none."""
    try:
        return gone_on(request, once(request, lambda: accepted(request, place)), "")
    except Refused as error:
        context = vars(desk_page(request, place))
        return refusal(request, error, "followups/duties.html", context)


def accepted(request: HttpRequest, place: Jurisdiction) -> str:
    """Receive what was chosen and still waits, say how many; back to the list."""
    keys = request.POST.getlist("item")
    rows = queries.carried_by(place, actor_of(request).unit_id)
    chosen = list(rows.filter(public_id__in=keys, state="assigned").order_by("pk"))
    if chosen:
        count = actions.accept_all(actor_of(request), place, chosen)
        messages.success(
            request,
            ngettext("已签收 %(count)d 件。", "已签收 %(count)d 件。", count) % {"count": count},
        )
    else:
        messages.warning(request, _("没有签收。所选的事项里没有待签收的。"))
    return reverse("followups:duties", args=[place.code])
