"""议题的页面和表单: one item with its votes, papers and links; proposed, changed, considered; the order of the agenda.

Placed and taken back: ``placing``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.audit.errors import Refused
from oversight.calendar.words import reason_with_basis
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.links import permissions as link_permissions
from oversight.links import queries as links
from oversight.links.resolving import resolve
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.items import ChangeItemForm, ItemForm
from oversight.meetings.forms.meetings import BareForm
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.pages.words import badge_at_vote, item_badge
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.rules.plan_text import likely_kind
from oversight.meetings.views.drafts import item_offers
from oversight.meetings.views.meeting import item_acts
from oversight.meetings.views.shared import (
    crumbs_to,
    item_or_404,
    item_url,
    meeting_form,
    meeting_or_404,
    open_questions,
)
from oversight.ui.page import Page


@require_safe
@place_page(permissions.can_read)
def item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """一项议题。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    papers = documents.papers_seen_by(actor, place).filter(
        about_kind="agenda_item", about_id=found.public_id
    )
    shown = papers.exclude(state="withdrawn").order_by("drafted_at", "pk")
    about = None
    if found.about_kind:
        about = resolve(actor, place, found.about_kind, found.about_id)
    context = {
        "page": Page(
            title=found.title,
            lead=f"{found.meeting.title} · {_(kind_of(found.kind).title)}",
            crumbs=crumbs_to(request, place, found.meeting, pgettext("record", "议题")),
            window_title=pgettext("record", "议题"),
        ),
        "place": place,
        "item": found,
        "meeting": found.meeting,
        "kind": _(kind_of(found.kind).title),
        "badge": badge_at_vote(found),
        "acts": [*item_acts(actor, place, found), *item_offers(actor, place, found)],
        "about": about,
        "units": unit_links(place, found),
        "late": [reason_with_basis(one) for one in queries.missed_by(found)],
        "polls": queries.polls_of(found),
        "papers": documents.tracks(place, shown),
        "notes": [one for one in queries.notes_of(found.meeting) if one.item_id == found.pk],
        "entries": history(actor, place, found),
        "link_rows": links.links_of(actor, place, "agenda_item", found.public_id),
        "may_link": link_permissions.can_link(actor, place),
    }
    return render(request, "meetings/item.html", context)


def unit_links(place: Jurisdiction, item: AgendaItem) -> list[tuple[str, str]]:
    """The units whose report or work it is about, each with its page."""
    rows = institutions.units_of(place).filter(public_id__in=item.units).order_by("name")
    return [
        (one.name, reverse("institutions:unit", args=[place.code, one.public_id])) for one in rows
    ]


def item_form(
    request: HttpRequest,
    place: Jurisdiction,
    item: AgendaItem,
    form_class: Any,
    run: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    """The page of one act on an item."""
    facts = more.pop("facts", ())
    return meeting_form(
        request,
        place,
        item.meeting,
        form_class,
        run,
        facts=[(_("议题"), item.title), *facts],
        back=item_url(place, item),
        others=open_questions(place, item.meeting, item),
        item=item,
        **more,
    )


@place_page(permissions.can_propose)
def propose_item(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """提出议题。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        ItemForm,
        lambda **data: actions.propose_item(actor, place, meeting=meeting, **data),
        title=_("提出议题"),
        button=_("提出议题"),
        done=_("议题已提出，列入议程由主任会议（主席团）决定。"),
        offered={"meeting": meeting},
        initial=from_plan(request, place),
        then=lambda made: item_url(place, made),
    )


def from_plan(request: HttpRequest, place: Jurisdiction) -> dict[str, Any]:
    """The line of the annual plan that the address names, as the first words of the form."""
    line = queries.plan_item_by_id(place, request.GET.get("plan_item", ""))
    if line is None:
        return {}
    return {
        "plan_item": line,
        "title": line.text[:200],
        "kind": likely_kind(line.section, line.text),
    }


@place_page(permissions.can_propose)
def change_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """改议题。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        ChangeItemForm,
        lambda **data: actions.change_item(actor, place, found, **data),
        title=_("改议题"),
        button=_("保存议题"),
        done=_("议题已改。"),
        offered={"item": found},
        initial={name: getattr(found, name) for name in ChangeItemForm.base_fields},
    )


@place_page(permissions.can_run)
def start_consideration(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """开始审议。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        BareForm,
        lambda: actions.start_consideration(actor, place, found),
        title=_("开始审议"),
        button=_("开始审议"),
        done=_("已登记开始审议。"),
    )


@place_page(permissions.can_arrange)
def order_items(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """排议程次序: buttons that a keyboard reaches, one step at a time; no script is needed."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    refused = None
    if request.method == "POST":
        try:
            actions.order_items(actor, place, meeting, order=moved(request, meeting))
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("次序已改。"))
            return redirect(request.path)
    context = {
        "page": Page(
            title=_("排议程次序"),
            lead=meeting.title,
            crumbs=crumbs_to(request, place, meeting, _("排议程次序")),
        ),
        "place": place,
        "meeting": meeting,
        "rows": [(one, item_badge(one)) for one in queries.items_of(meeting)],
        "refused": refused,
    }
    return render(
        request, "meetings/order.html", context, status=refused.status if refused else 200
    )


def moved(request: HttpRequest, meeting: Meeting) -> list[str]:
    """The order after the button that was pressed: ``up:KEY`` or ``down:KEY``."""
    keys = [one.public_id for one in queries.items_of(meeting)]
    where, _sep, key = request.POST.get("move", "").partition(":")
    if key in keys and where in {"up", "down", "first", "last"}:
        at = keys.index(key)
        keys.pop(at)
        to = {"up": max(at - 1, 0), "down": at + 1, "first": 0, "last": len(keys)}[where]
        keys.insert(to, key)
    return keys
