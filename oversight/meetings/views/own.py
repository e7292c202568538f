"""我的会议: one column for those who take part – agenda, papers, sign-in, receipt, leave."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, packet, permissions, permissions_items, queries
from oversight.meetings.actions.support import own_url
from oversight.meetings.forms.meetings import BareForm
from oversight.meetings.forms.people import HallCodeForm, LeaveForm
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.pages.words import attendance_badge, item_badge, leave_words, meeting_badge
from oversight.meetings.queries import item_papers, questions
from oversight.meetings.rules import stages
from oversight.meetings.views.meeting import lead_of
from oversight.ui.page import Page
from oversight.voting.queries import named

SHOWN = 30


def called_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> Meeting:
    """The meeting, where the reader or the unit was called."""
    rows = queries.meetings_called_to(actor_of(request), place)
    found = rows.filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


@require_safe
@place_page(permissions.can_see_mine)
def own_meetings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """我的会议: those to come first."""
    rows = queries.meetings_called_to(actor_of(request), place)
    coming = list(rows.filter(state__in=queries.COMING).order_by("starts_on", "pk"))
    past = list(rows.exclude(state__in=queries.COMING)[:SHOWN])
    context = {
        "page": Page(
            title=ngettext("%(count)d 次会议等你参加", "%(count)d 次会议等你参加", len(coming))
            % {"count": len(coming)}
            if coming
            else _("没有等你参加的会议"),
            lead=_("我的会议"),
            window_title=_("我的会议"),
        ),
        "place": place,
        "coming": [(one, meeting_badge(one), lead_of(one)) for one in coming],
        "past": [(one, meeting_badge(one), lead_of(one)) for one in past],
    }
    return render(request, "meetings/own_meetings.html", context)


@require_safe
@place_page(permissions.can_see_mine)
def own_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一次会议, as one who takes part sees it."""
    found, actor = called_meeting(request, place, key), actor_of(request)
    mine = queries.own_participation(actor, found)
    items = queries.items_of(found).exclude(state__in=["proposed", "withdrawn"])
    handed = papers_by_item(place, found)
    context = {
        "page": Page(title=found.title, lead=lead_of(found), window_title=_("我的会议")),
        "place": place,
        "meeting": found,
        "badge": meeting_badge(found),
        "mine": mine,
        "attendance": attendance_badge(mine) if mine else None,
        "leave_words": leave_words(mine) if mine else "",
        "items": [
            (number, one, item_badge(one), handed.get(one.pk, []))
            for number, one in enumerate(items, start=1)
        ],
        "papers": packet.papers_for_called(found),
        "step": own_step(actor, place, found, mine),
        "open_to": questioned(actor, place, found),
        "votes": named.open_to(actor, place),
    }
    return render(request, "meetings/own_meeting.html", context)


def papers_by_item(place: Jurisdiction, meeting: Meeting) -> dict[int, list[tuple[str, str]]]:
    """By item: the newest version of every paper with its address, none for what is handed out to come back."""
    found: dict[int, list[tuple[str, str]]] = {}
    for paper in item_papers.papers_at(meeting):
        last = item_papers.newest(paper)
        if last is not None:
            keys = [place.code, paper.public_id, last.number]
            url = "" if paper.to_return else reverse("meetings:item_paper_file", args=keys)
            found.setdefault(paper.item_id, []).append((paper.title, url))
    return found


def questioned(actor: Actor, place: Jurisdiction, meeting: Meeting) -> set[int]:
    """The items of the meeting on which the reader may ask now."""
    if not permissions_items.can_ask(actor, place):
        return set()
    return {one.pk for one in questions.open_to(actor, place) if one.meeting_id == meeting.pk}


def own_step(
    actor: Actor, place: Jurisdiction, meeting: Meeting, mine: Participant | None
) -> dict[str, Any]:
    """What may be done now: sign in, give the receipt, ask for leave."""
    keys = [place.code, meeting.public_id]
    found: dict[str, Any] = {}
    if mine is None:
        return found
    if (
        meeting.state in stages.SIGN_IN
        and not mine.is_present
        and permissions.can_sign_in(actor, place)
    ):
        found["sign_in"] = reverse("meetings:own_sign_in", args=keys)
    running = meeting.state in stages.RUNNING - {"planned"}
    if running and permissions.can_ask_leave(actor, place):
        if mine.receipt in {"sent", "phoned"}:
            found["receipt"] = reverse("meetings:own_receipt", args=keys)
        if mine.leave in {"", "refused"} and not mine.is_present:
            found["leave"] = reverse("meetings:own_leave", args=keys)
    return found


def own_form(
    request: HttpRequest,
    place: Jurisdiction,
    meeting: Meeting,
    form_class: Any,
    run: Any,
    title: str,
    done: str,
    button: str = "",
) -> HttpResponse:
    """The page of one act by one who takes part: one column, one decision."""
    form, status = bound(form_class, request, place=place), 200
    back = own_url(place, meeting)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return sent_once(request, lambda: run(**form.cleaned_data), back, done)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    context = {
        "page": Page(title=title, lead=meeting.title, window_title=title),
        "place": place,
        "form": form,
        "button": button or title,
        "back_url": back,
    }
    return render(request, "meetings/own_form.html", context, status=status)


def own_place(request: HttpRequest, meeting: Meeting) -> Participant:
    """The reader's own place at the meeting."""
    found = queries.own_participation(actor_of(request), meeting)
    if found is None:
        raise PermissionDenied
    found.meeting = meeting
    return found


@place_page(permissions.can_sign_in)
def own_sign_in(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """手机签到。"""
    meeting, actor = called_meeting(request, place, key), actor_of(request)
    return own_form(
        request,
        place,
        meeting,
        HallCodeForm,
        lambda **data: actions.sign_in_by_phone(actor, place, meeting, **data),
        _("签到"),
        _("签到成功。"),
    )


@place_page(permissions.can_take_part)
def own_receipt(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """回执。"""
    meeting, actor = called_meeting(request, place, key), actor_of(request)
    mine = own_place(request, meeting)
    return own_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.record_receipt(actor, place, mine, state="acknowledged"),
        _("确认收到会议通知"),
        _("已回执。"),
        _("确认收到"),
    )


@place_page(permissions.can_take_part)
def own_leave(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """请假。"""
    meeting, actor = called_meeting(request, place, key), actor_of(request)
    mine = own_place(request, meeting)
    return own_form(
        request,
        place,
        meeting,
        LeaveForm,
        lambda **data: actions.ask_leave(actor, place, mine, **data),
        _("请假"),
        _("已请假，等批假。"),
    )


@require_safe
@place_page(permissions.can_see_mine)
def own_paper(request: HttpRequest, place: Jurisdiction, key: str, paper: str) -> HttpResponse:
    """会议文件: an issued paper of the meeting as PDF, for those who take part."""
    meeting = called_meeting(request, place, key)
    rows = packet.papers_for_called(meeting)
    found = next((one for one in rows if one.public_id == paper), None)
    if found is None:
        raise Http404(paper)
    content, _source = packet.pdf_of(place, found)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="paper.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
