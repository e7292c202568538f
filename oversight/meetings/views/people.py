"""与会人员的页面和表单: who is called, receipts and the telephone list, leave with its approver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions, queries
from oversight.meetings.actions.participants import is_own
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.pages.words import (
    Badge,
    attendance_badge,
    leave_badge,
    leave_words,
    receipt_badge,
)
from oversight.meetings.queries import leaves
from oversight.meetings.rules import stages
from oversight.meetings.sheets.lists import people_sheet
from oversight.meetings.views.meeting import base
from oversight.meetings.views.shared import (
    crumbs_to,
    meeting_or_404,
)
from oversight.ui.page import Act, Page


@dataclass(frozen=True)
class PersonRow:
    """与会人员的一行."""

    one: Participant
    attendance: Badge
    receipt: Badge
    leave: Badge | None
    leave_words: str
    slip_url: str
    acts: tuple[Act, ...]


def filters() -> list[tuple[str, str]]:
    """By what stands out."""
    return [
        ("missing", _("必须到会而未到")),
        ("no_receipt", _("没有回执")),
        ("leave_asked", _("请假待批")),
        ("leave", _("准假")),
        ("present", _("到会")),
        ("not_there", _("未到")),
        ("video", _("视频参加")),
    ]


def narrowed(request: HttpRequest, meeting: Meeting) -> Any:
    """Those called, as the address asks for them."""
    rows = queries.participants_of(meeting)
    if capacity := word(request, "capacity", dict(Participant.CAPACITIES)):
        rows = rows.filter(capacity=capacity)
    chosen = {
        "missing": Q(must_attend=True) & ~Q(attendance="present") & ~Q(leave="granted"),
        "no_receipt": Q(receipt="sent"),
        "leave_asked": Q(leave="asked"),
        "leave": Q(leave="granted"),
        "present": Q(attendance="present"),
        "not_there": ~Q(attendance="present"),
        "video": Q(mode="video"),
    }.get(word(request, "only", dict(filters())))
    if chosen is not None:
        rows = rows.filter(chosen)
    if q := search_text(word(request, "q")):
        rows = rows.filter(
            Q(name__icontains=q) | Q(title__icontains=q) | Q(unit__name__icontains=q)
        )
    return rows


@require_safe
@place_page(permissions.can_read)
def people(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """与会人员。"""
    context, actor = base(request, place, key, "people"), actor_of(request)
    found = context["meeting"]
    answers = answers_leave(actor, place, found)
    listing = paged(request, narrowed(request, found))
    chosen = {name: word(request, name) for name in ("q", "capacity", "only")}
    context |= {
        "listing": listing,
        "rows": [row_of(actor, place, found, one, answers) for one in listing],
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "capacities": [(code, str(label)) for code, label in Participant.CAPACITIES],
        "onlys": filters(),
        "acts": people_acts(actor, place, found),
    }
    return render(request, "meetings/people.html", context)


def people_acts(actor: Actor, place: Jurisdiction, meeting: Meeting) -> list[Act]:
    """What may be done with the list as a whole."""
    keys = [place.code, meeting.public_id]
    found: list[Act] = []
    if not permissions.can_arrange(actor, place):
        return found
    if meeting.state in stages.RUNNING:
        if meeting.kind != "presidium":
            url = reverse("meetings:call_members", args=keys)
            found.append(Act(_("按名册添加"), url, "people"))
        url = reverse("meetings:add_participants", args=keys)
        found.append(Act(_("添加一批"), url, "plus-lg"))
        url = reverse("meetings:add_participant", args=keys)
        found.append(Act(_("添加一人"), url, "plus-lg"))
    if meeting.state in stages.RUNNING and meeting.participants.exists():
        found.append(Act(_("打印出席证"), reverse("meetings:cards_print", args=keys), "printer"))
    if meeting.state in stages.SIGN_IN:
        found.append(Act(_("签到台"), reverse("meetings:desk", args=keys), "ui-checks-grid"))
    if meeting.state != "planned":
        found.append(Act(_("电话通知清单"), reverse("meetings:calls", args=keys), "telephone"))
    return found


def answers_leave(actor: Actor, place: Jurisdiction, meeting: Meeting) -> bool:
    """Whether the reader may answer requests for leave from this meeting."""
    if not permissions.can_answer_leave(actor, place):
        return False
    return bool(leaves.way_of_answering(actor, place, meeting))


def row_of(
    actor: Actor, place: Jurisdiction, meeting: Meeting, one: Participant, answers: bool
) -> PersonRow:
    """One who is called, with what may be done now."""
    acts = tuple(person_acts(actor, place, meeting, one, answers))
    slip = ""
    if one.leave_slip_id is not None and permissions.can_read_slips(actor, place):
        keys = [place.code, meeting.public_id, one.public_id]
        slip = reverse("meetings:signed_slip", args=keys)
    return PersonRow(
        one,
        attendance_badge(one),
        receipt_badge(one),
        leave_badge(one),
        leave_words(one),
        slip,
        acts,
    )


def person_acts(
    actor: Actor, place: Jurisdiction, meeting: Meeting, one: Participant, answers: bool
) -> list[Act]:
    """Receipt, leave (one's own is answered by another), changing, taking off."""
    keys = [place.code, meeting.public_id, one.public_id]
    found = []
    told = meeting.state in stages.RUNNING - {"planned"}
    if told and answers and one.leave == "asked" and not is_own(actor, one):
        found.append(Act(_("批假"), reverse("meetings:grant_leave", args=keys)))
        found.append(Act(_("不准假"), reverse("meetings:refuse_leave", args=keys)))
    if not permissions.can_arrange(actor, place) or meeting.state not in stages.RUNNING:
        return found
    if told and one.receipt in {"sent", "phoned"}:
        found.append(Act(_("登记回执"), reverse("meetings:record_receipt", args=keys)))
    if told and one.leave in {"", "refused"} and not one.is_present:
        found.append(Act(_("登记请假"), reverse("meetings:ask_leave", args=keys)))
    found.append(Act(_("改"), reverse("meetings:change_participant", args=keys)))
    if one.leave:
        found.append(Act(_("起草请假条"), reverse("meetings:draft_leave_slip", args=keys)))
    if not one.attendance:
        found.append(Act(_("移出"), reverse("meetings:remove_participant", args=keys)))
    return found


@require_safe
@place_page(permissions.can_read)
def people_export(request: HttpRequest, place: Jurisdiction, key: str, form: str) -> HttpResponse:
    """导出与会人员; telephone numbers and codes of cards for the clerk only."""
    if form not in FORMS:
        raise Http404(form)
    found = meeting_or_404(request, place, key)
    private = permissions.can_read_calls(actor_of(request), place)
    name = _("%(meeting)s与会人员") % {"meeting": found.title}
    return table_response(people_sheet(narrowed(request, found), private), form, name)


@require_safe
@place_page(permissions.can_read_calls)
def calls(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """电话通知清单: who has not answered the notice, with telephone numbers."""
    found = meeting_or_404(request, place, key)
    rows = list(queries.calls_of(found))
    context = {
        "page": Page(
            title=_("%(count)d 人要打电话") % {"count": len(rows)}
            if rows
            else _("没有要打电话的人"),
            lead=found.title,
            crumbs=crumbs_to(request, place, found, _("电话通知清单")),
            window_title=_("电话通知清单"),
        ),
        "place": place,
        "meeting": found,
        "rows": rows,
        "may_record": permissions.can_arrange(actor_of(request), place),
    }
    return render(request, "meetings/calls.html", context)
