"""手机上的联名: what waits for a member's or deputy's signature, one matter by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import inquiries as actions
from oversight.meetings.models import InquiryAnswer, InquiryMotion, InquirySigner
from oversight.meetings.pages.inquiries import Row, row_of
from oversight.meetings.queries import inquiries as queries
from oversight.ui.page import Page


@dataclass(frozen=True)
class OwnInquiries:
    """手机上的联名。"""

    page: Page
    place: Jurisdiction
    rows: list[Row]
    unknown: bool
    may_start: bool


@require_safe
@place_page(permissions.can_read_mine)
def my_inquiries(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """我的联名: what I have signed and what I could sign."""
    actor = actor_of(request)
    rows = [own_row(place, one) for one in queries.open_to_sign(actor, place)]
    context = OwnInquiries(
        page=Page(title=_("我的联名"), lead=_("询问和质询案"), window_title=_("我的联名")),
        place=place,
        rows=rows,
        unknown=queries.own_person(actor, place) is None,
        may_start=queries.own_meetings_for(actor, place).exists(),
    )
    return render(request, "meetings/my_inquiries.html", vars(context))


def own_row(place: Jurisdiction, motion: InquiryMotion) -> Row:
    """A row that leads to the page for the telephone."""
    return row_of(
        place, motion, reverse("meetings:my_inquiry", args=[place.code, motion.public_id])
    )


@dataclass(frozen=True)
class OwnInquiry:
    """手机上的一件。"""

    page: Page
    place: Jurisdiction
    motion: InquiryMotion
    row: Row
    signers: Sequence[InquirySigner]
    answers: Sequence[InquiryAnswer]
    signed: bool
    may_sign: bool
    may_submit: bool
    missing: int
    back_url: str


@place_page(permissions.can_read_mine)
def my_inquiry(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """手机上的一件: one signs, takes the name back, submits once enough have signed."""
    actor = actor_of(request)
    found = next((one for one in queries.open_to_sign(actor, place) if one.public_id == key), None)
    if found is None:
        raise Http404(key)
    if request.method == "POST":
        return own_act(request, place, found)
    row = own_row(place, found)
    signed = queries.own_signature(actor, found) is not None
    signing = found.state == "signing"
    context = OwnInquiry(
        page=Page(
            title=found.title,
            lead=f"{found.get_kind_display()} · {found.unit.name}",
            window_title=_("我的联名"),
        ),
        place=place,
        motion=found,
        row=row,
        signers=list(queries.signers_of(found)),
        answers=list(found.answers.order_by("-round")),
        signed=signed,
        may_sign=signing and permissions.can_ask(actor, place),
        may_submit=signing and signed and row.enough and permissions.can_ask(actor, place),
        missing=max(found.needed - row.signed, 0) if signing else 0,
        back_url=reverse("meetings:my_inquiries", args=[place.code]),
    )
    return render(request, "meetings/my_inquiry.html", vars(context))


def own_act(request: HttpRequest, place: Jurisdiction, motion: InquiryMotion) -> HttpResponse:
    """联名、退出、提出 by one press."""
    steps = {
        "sign": (actions.sign_inquiry, _("已联名。")),
        "unsign": (actions.unsign_inquiry, _("已退出联名。")),
        "submit": (actions.submit_inquiry, _("已提出，等主任会议（主席团）决定。")),
    }
    back = reverse("meetings:my_inquiries", args=[place.code])
    chosen_step = steps.get(request.POST.get("step", ""))
    if chosen_step is not None:
        step, done = chosen_step
        try:
            return sent_once(request, lambda: step(actor_of(request), place, motion), back, done)
        except NotPermitted as error:
            raise PermissionDenied from error
        except Refused as error:
            text = f"{error.text}（{error.basis}）" if error.basis else error.text
            messages.error(request, text)
    return HttpResponseRedirect(back)
