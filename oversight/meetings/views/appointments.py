"""任免的页面: the persons of an item, one person from the nomination to the oath, every act on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.documents import permissions as document_permissions
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.drafts.appointments import DECIDED
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.pages.appointments import (
    Row,
    VoteStep,
    chain_of,
    offers_of,
    row_of,
    vote_step,
)
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.meetings.views.appointment_papers import paper_offers, papers_seen
from oversight.meetings.views.item_pages import item_crumbs, item_or_404
from oversight.ui.page import Act, Crumb, Entry, Page, Step


@dataclass(frozen=True)
class ListPage:
    """一项议题的任免。"""

    page: Page
    place: Jurisdiction
    item: AgendaItem
    rows: list[Row]
    vote_url: str
    refusal: str
    may_nominate: bool


@require_safe
@place_page(can_read)
def appointments(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一项议题的任免: the persons in the order of the vote."""
    item = item_or_404(place, key)
    rows = [row_of(place, one) for one in queries.appointments_of(item)]
    ready = [row for row in rows if row.one.state in rules.BEFORE_VOTE]
    missing = next((row for row in ready if row.why), None)
    vote = meeting_permissions.can_run(actor_of(request), place) and bool(ready)
    context = ListPage(
        page=Page(
            title=ngettext("%(n)d 人次任免", "%(n)d 人次任免", len(rows)) % {"n": len(rows)}
            if rows
            else _("还没有任免提请"),
            lead=item.title,
            crumbs=item_crumbs(place, item, Crumb(_("任免"))),
            window_title=_("任免：%(item)s") % {"item": item.title},
            acts=list_acts(request, place, item, rows),
        ),
        place=place,
        item=item,
        rows=rows,
        vote_url=reverse("meetings:appointments_vote", args=[place.code, item.public_id])
        if vote and missing is None
        else "",
        refusal=_("%(name)s：%(why)s") % {"name": missing.one.name, "why": missing.why}
        if missing
        else "",
        may_nominate=may_nominate(request, place, item),
    )
    return render(request, "meetings/appointments.html", vars(context))


def may_nominate(request: HttpRequest, place: Jurisdiction, item: AgendaItem) -> bool:
    """Whether another person can be registered."""
    open_item = item.state in ("proposed", "placed", "considered")
    of_persons = item.kind in queries.PERSONNEL
    return permissions.can_keep_matters(actor_of(request), place) and open_item and of_persons


def list_acts(
    request: HttpRequest, place: Jurisdiction, item: AgendaItem, rows: list[Row]
) -> tuple[Act, ...]:
    """What may be done from the list."""
    found = []
    if may_nominate(request, place, item):
        url = reverse("meetings:appointment_new", args=[place.code, item.public_id])
        found.append(Act(_("登记提请"), url, "plus-lg"))
    decided = any(row.one.state in DECIDED for row in rows)
    if decided and document_permissions.can_draft(actor_of(request), place):
        url = reverse("meetings:appointments_paper", args=[place.code, item.public_id])
        found.append(Act(_("起草任免名单"), url, "file-earmark-text"))
    return tuple(found)


def appointment_or_404(place: Jurisdiction, key: str) -> Appointment:
    """The person's matter of the address."""
    found = queries.appointment_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@dataclass(frozen=True)
class OnePage:
    """一人的任免。"""

    page: Page
    place: Jurisdiction
    one: Appointment
    row: Row
    chain: list[Step]
    vote: VoteStep
    offers: list[Act]
    papers: list[Any]
    poll_url: str
    entries: list[Entry]


@require_safe
@place_page(can_read)
def appointment(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一人的任免, from the nomination letter to the oath."""
    one, actor = appointment_or_404(place, key), actor_of(request)
    row = row_of(place, one)
    context = OnePage(
        page=Page(
            title=f"{one.get_kind_display()}：{one.name}",
            lead=f"{row.post} · {one.item.title}",
            crumbs=item_crumbs(
                place, one.item, Crumb(_("任免"), list_url(place, one.item)), Crumb(one.name)
            ),
        ),
        place=place,
        one=one,
        row=row,
        chain=chain_of(one),
        vote=vote_step(actor, place, one),
        offers=[*offers_of(actor, place, one), *paper_offers(actor, place, one)],
        papers=papers_seen(actor, place, one),
        poll_url=reverse("voting:poll", args=[place.code, one.poll]) if one.poll else "",
        entries=history(actor, place, one),
    )
    return render(request, "meetings/appointment.html", vars(context))


def list_url(place: Jurisdiction, item: AgendaItem) -> str:
    return reverse("meetings:appointments", args=[place.code, item.public_id])


def one_url(place: Jurisdiction, one: Appointment) -> str:
    return reverse("meetings:appointment", args=[place.code, one.public_id])


@require_safe
@place_page(permissions.can_keep_matters)
def appointment_letter(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """提请函和简历, for those who prepare the vote."""
    one = appointment_or_404(place, key)
    if one.letter is None:
        raise Http404(key)
    return sent(one.letter, inline=False)
