"""询问、专题询问、质询案的页面: the list, one matter with signers and answers, the same by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of, place_page
from oversight.links.permissions import can_link
from oversight.links.queries import LinkRow, links_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings import queries as meetings
from oversight.meetings.models import InquiryAnswer, InquiryMotion, InquirySigner
from oversight.meetings.pages.inquiries import Row, chain_of, offers_of, row_of, sheet_of
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.rules.inquiries import OPEN
from oversight.meetings.views.shared import item_url
from oversight.ui.page import Act, Crumb, Entry, Page, Step


@dataclass(frozen=True)
class ListPage:
    """询问和质询的清单。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[Row]
    q: str
    kind: str
    state: str
    kinds: Any
    states: Any
    filtered: bool
    may_start: bool


def chosen(request: HttpRequest, place: Jurisdiction) -> models.QuerySet[InquiryMotion]:
    """The matters as the address asks for them."""
    rows = queries.inquiries_of(place)
    if q := search_text(word(request, "q")[:100]):
        rows = rows.filter(models.Q(title__icontains=q) | models.Q(unit__name__icontains=q))
    if kind := word(request, "kind", dict(InquiryMotion.KINDS)):
        rows = rows.filter(kind=kind)
    if state := word(request, "state", dict(InquiryMotion.STATES)):
        rows = rows.filter(state=state)
    return rows.order_by("-pk")


@require_safe
@place_page(can_read)
def inquiries(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """询问和质询的清单; ``?form=xlsx`` or ``csv`` takes it away."""
    rows = chosen(request, place)
    if form := word(request, "form", FORMS):
        return table_response(sheet_of(place, list(rows)), form)
    listing = paged(request, rows)
    running = queries.inquiries_of(place).filter(state__in=OPEN).count()
    context = ListPage(
        page=Page(
            title=ngettext("%(n)d 件询问和质询正在办理", "%(n)d 件询问和质询正在办理", running)
            % {"n": running},
            lead=_("询问、专题询问、质询案各有各的提出人、对象和多数"),
            crumbs=(meetings_crumb(place), Crumb(_("询问和质询"))),
            window_title=_("询问和质询"),
            acts=start_acts(request, place),
        ),
        place=place,
        listing=listing,
        rows=[row_of(place, one) for one in listing],
        q=word(request, "q")[:100],
        kind=word(request, "kind", dict(InquiryMotion.KINDS)),
        state=word(request, "state", dict(InquiryMotion.STATES)),
        kinds=InquiryMotion.KINDS,
        states=InquiryMotion.STATES,
        filtered=any(word(request, name) for name in ("q", "kind", "state")),
        may_start=permissions.can_keep_matters(actor_of(request), place),
    )
    return render(request, "meetings/inquiries.html", vars(context))


def meetings_crumb(place: Jurisdiction) -> Crumb:
    return Crumb(pgettext("heading", "会议"), reverse("meetings:meetings", args=[place.code]))


def start_acts(request: HttpRequest, place: Jurisdiction) -> tuple[Act, ...]:
    """The way to register one, for who may."""
    if not permissions.can_keep_matters(actor_of(request), place):
        return ()
    url = reverse("meetings:inquiry_new", args=[place.code])
    return (Act(_("登记询问或质询"), url, "plus-lg"),)


def inquiry_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> InquiryMotion:
    """The matter of the address, where the acting role may open it."""
    found = queries.inquiry_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_open_inquiry(actor_of(request), place, found):
        raise PermissionDenied
    return found


@dataclass(frozen=True)
class InquiryPage:
    """一件询问或质询的页面。"""

    page: Page
    place: Jurisdiction
    motion: InquiryMotion
    row: Row
    chain: list[Step]
    offers: list[Act]
    signers: Sequence[InquirySigner]
    may_read_papers: bool
    answers: Sequence[InquiryAnswer]
    missing: int
    item_link: str
    assign_url: str
    entries: list[Entry]
    link_rows: list[LinkRow]
    kind: str
    public_id: str
    may_link: bool


@require_safe
@place_page(permissions.can_open_question)
def inquiry(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件询问、专题询问或质询案."""
    found = inquiry_or_404(request, place, key)
    actor = actor_of(request)
    office = can_read(actor, place)
    row = row_of(place, found)
    listed = Crumb(_("询问和质询"), reverse("meetings:inquiries", args=[place.code]))
    context = InquiryPage(
        page=Page(
            title=found.title,
            lead=f"{found.get_kind_display()} · {found.meeting.title} · {found.unit.name}",
            crumbs=(meetings_crumb(place), listed, Crumb(str(found.get_kind_display())))
            if office
            else (),
        ),
        place=place,
        motion=found,
        row=row,
        chain=chain_of(found),
        offers=offers_of(actor, place, found),
        signers=list(found.signers.all()) if office else [],
        may_read_papers=permissions.can_enter(actor, place),
        answers=list(found.answers.select_related("scan").order_by("-round")),
        missing=max(found.needed - row.signed, 0) if found.state == "signing" else 0,
        item_link=item_link(place, found) if office else "",
        assign_url=assign_url(place, found) if permissions.can_mark(actor, place) else "",
        entries=history(actor, place, found, *found.signers.all()) if office else [],
        link_rows=links_of(actor, place, "inquiry", found.public_id) if office else [],
        kind="inquiry",
        public_id=found.public_id,
        may_link=office and can_link(actor, place),
    )
    return render(request, "meetings/inquiry.html", vars(context))


def item_link(place: Jurisdiction, motion: InquiryMotion) -> str:
    """The item at which it is answered."""
    item = meetings.item_by_id(place, motion.item) if motion.item else None
    return item_url(place, item) if item else ""


def assign_url(place: Jurisdiction, motion: InquiryMotion) -> str:
    """After the answer: the report on what was done is asked for by an act of followups (监督法 art. 50)."""
    if motion.state not in ("answered", "accepted"):
        return ""
    title = _("报告%(title)s的研究处理情况") % {"title": motion.title}
    asked = {
        "about": f"inquiry:{motion.public_id}",
        "kind": "instruction",
        "unit": motion.unit.public_id,
        "title": title[:200],
        "requirement": title,
        "basis": motion.basis,
    }
    return f"{reverse('followups:assign', args=[place.code])}?{urlencode(asked)}"


@require_safe
@place_page(permissions.can_open_question)
def inquiry_scan(request: HttpRequest, place: Jurisdiction, key: str, number: int) -> HttpResponse:
    """负责人签署的书面答复, for who may open the matter."""
    found = inquiry_or_404(request, place, key)
    answer = found.answers.select_related("scan").filter(round=number).first()
    if answer is None or answer.scan is None:
        raise Http404(str(number))
    return sent(answer.scan, inline=False)


@require_safe
@place_page(permissions.can_enter)
def inquiry_signatures(
    request: HttpRequest, place: Jurisdiction, key: str, signer: str
) -> HttpResponse:
    """联名签字的纸, by which the office entered a signature; ``?of=drop``: by which it took one back."""
    found = inquiry_or_404(request, place, key)
    one = found.signers.select_related("paper", "drop_paper").filter(public_id=signer).first()
    paper = one and (one.drop_paper if request.GET.get("of") == "drop" else one.paper)
    if paper is None:
        raise Http404(signer)
    return sent(paper, inline=False)
