"""收到的公文: for liaison officers and heads of units – what was sent to their unit, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.documents import actions, permissions, queries
from oversight.documents.addressing import units_carried_by, words
from oversight.documents.models import Paper, PaperFile, Receipt
from oversight.documents.views.reading import Piece, pieces
from oversight.documents.views.shared import file_or_404
from oversight.files.views import sent as sent_file
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.views.act_forms import sent_once
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page

ORDERS = {"title": "title", "number": "number", "issued": "issued_at"}
STATES = ("open", "acknowledged", "recalled")


@dataclass(frozen=True)
class ReceivedList:
    """收到的公文清单。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: Sequence[tuple[Paper, Receipt]]
    q: str
    state: str
    states: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReceivedPaper:
    """收到的一件公文: as a readable page; a recalled one says so and shows no text."""

    page: Page
    place: Jurisdiction
    paper: Paper
    receipt: Receipt
    addressees: str
    pieces: list[Piece]
    scan: PaperFile | None
    attachments: list[PaperFile]
    recalled: bool
    may_acknowledge: bool


def own_receipt(place: Jurisdiction, paper: Paper, units: frozenset[int]) -> Receipt | None:
    """The receipt of the reader's unit."""
    return next((row for row in paper.receipts.all() if row.unit_id in units), None)


@require_safe
@place_page(permissions.can_receive)
def received(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """收到的公文清单。"""
    actor = actor_of(request)
    units = units_carried_by(place, actor.unit_id)
    every = queries.issued_to(actor, place)
    mine = models.Q(receipts__unit__in=units)
    waiting = mine & models.Q(receipts__required=True) & ~models.Q(receipts__state="acknowledged")
    asked = {
        "open": waiting & models.Q(state="issued"),
        "acknowledged": mine & models.Q(receipts__state="acknowledged"),
        "recalled": models.Q(state="recalled"),
    }
    state, q = word(request, "state", asked), search_text(word(request, "q"))
    found = every.filter(asked[state]) if state else every
    if q:
        found = found.filter(models.Q(title__icontains=q) | models.Q(number__icontains=q))
    listing = paged(
        request, sorted_by(request, found, ORDERS, "-issued").prefetch_related("receipts")
    )
    count = every.filter(asked["open"]).count()
    unit = institutions.units_of(place).filter(pk=actor.unit_id).first()
    rows = [(paper, own_receipt(place, paper, units)) for paper in listing]
    context = ReceivedList(
        page=Page(
            title=ngettext(
                "有 %(count)d 件公文等你单位确认收悉", "有 %(count)d 件公文等你单位确认收悉", count
            )
            % {"count": count}
            if count
            else _("收到的公文都确认过了"),
            lead=unit.name if unit else "",
            window_title=_("收到的公文"),
            crumbs=(Crumb(_("收到的公文")),),
        ),
        place=place,
        listing=listing,
        rows=[(paper, receipt) for paper, receipt in rows if receipt],
        q=q,
        state=state,
        states=[
            ("open", _("等确认")),
            ("acknowledged", _("已确认")),
            ("recalled", _("已撤回")),
        ],
    )
    return render(request, "documents/received.html", vars(context))


def received_or_404(request: HttpRequest, place: Jurisdiction, public_id: str) -> Paper:
    """A paper that was sent to the reader's unit; to others it is not there."""
    rows = queries.issued_to(actor_of(request), place)
    found = rows.prefetch_related("receipts", "files__file").filter(public_id=public_id).first()
    if found is None:
        raise Http404(public_id)
    return found


def paper_context(request: HttpRequest, place: Jurisdiction, found: Paper) -> dict[str, Any]:
    """What the page shows."""
    actor = actor_of(request)
    receipt = own_receipt(place, found, units_carried_by(place, actor.unit_id))
    if receipt is None:
        raise Http404(found.public_id)
    files = [each for each in found.files.all() if not each.dropped]
    recalled = found.state == "recalled"
    open_ = receipt.state != "acknowledged" and found.state == "issued"
    listed = reverse("documents:received", args=[place.code])
    return vars(
        ReceivedPaper(
            page=Page(
                title=found.title,
                lead=" · ".join([found.number, found.issuer.name]),
                window_title=found.title,
                crumbs=(Crumb(_("收到的公文"), listed), Crumb(found.number)),
            ),
            place=place,
            paper=found,
            receipt=receipt,
            addressees=words(found.addressees),
            pieces=[] if recalled else pieces(found.text),
            scan=next((each for each in files if each.role == "scan"), None),
            attachments=[each for each in files if each.role == "attachment"],
            recalled=recalled,
            may_acknowledge=open_ and permissions.can_acknowledge(actor, place),
        )
    )


@require_safe
@place_page(permissions.can_receive)
def received_paper(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """收到的一件公文。"""
    found = received_or_404(request, place, public_id)
    return render(request, "documents/received_paper.html", paper_context(request, place, found))


@require_POST
@place_page(permissions.can_acknowledge)
def received_acknowledge(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """确认收悉: one button; refused where it was done or the paper was recalled."""
    found = received_or_404(request, place, public_id)
    actor = actor_of(request)
    receipt = own_receipt(place, found, units_carried_by(place, actor.unit_id))
    try:
        if receipt is None:
            raise Http404(public_id)
        return sent_once(
            request,
            lambda: actions.acknowledge_receipt(actor, place, receipt=receipt),
            reverse("documents:received_paper", args=[place.code, public_id]),
            _("已确认收悉，发文机关已经看到。"),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        context = paper_context(request, place, found) | {"refused": error}
        return render(request, "documents/received_paper.html", context, status=error.status)


@require_safe
@place_page(permissions.can_receive)
def received_file(
    request: HttpRequest, place: Jurisdiction, public_id: str, key: str
) -> HttpResponse:
    """下载正式文本或附件; not of a recalled paper."""
    found = received_or_404(request, place, public_id)
    if found.state == "recalled":
        raise Http404(key)
    return sent_file(file_or_404(found.files.filter(dropped=False), key).file, inline=False)
