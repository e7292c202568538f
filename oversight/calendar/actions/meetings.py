"""会期的写: planning a meeting, moving it with the reason, giving it up with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.calendar import permissions, queries
from oversight.calendar.models import PlannedMeeting
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_meeting, check_place, put, said
from oversight.institutions.models import Body, Jurisdiction
from oversight.ui.formats import day as day_text


def plan_meeting(
    actor: Actor,
    place: Jurisdiction,
    *,
    body: Body,
    on: date,
    meeting_no: int,
    term_no: int | None = None,
    note: str = "",
    order_note: str = "",
) -> PlannedMeeting:
    """登记会期: ``term_no`` is the term that runs on the day where none is given.

    ``order_note``: why a meeting with a higher number is held before one with a lower.
    """
    with _meeting_act("calendar.plan_meeting", actor, place) as running:
        check_place(place, body=body)
        if not body.adopts_by_vote:
            raise Invalid("no_meetings", _("这个机构不按届次开会。"), where="body")
        if not body.holds_on(on):
            raise Invalid("body_ended", _("这个机构在会议日期不存在。"), where="body")
        meeting = PlannedMeeting(
            jurisdiction=place,
            body=body,
            term_no=term_no or term_on(place, on),
            meeting_no=meeting_no,
            on=on,
            note=note.strip(),
        )
        check_meeting(place, meeting.term_no, meeting_no, on)
        if same_number(place, meeting):
            text = _("%(meeting)s已经登记过会期。") % {"meeting": meeting}
            raise Invalid("meeting_exists", text, where="meeting_no")
        check_order(place, meeting, order_note)
        running.note = order_note.strip()[:300]
        put(meeting)
    return meeting


def move_meeting(
    actor: Actor,
    place: Jurisdiction,
    *,
    meeting: PlannedMeeting,
    on: date,
    reason: str,
    order_note: str = "",
) -> PlannedMeeting:
    """会议改期: the day moves, the reason is kept; ``order_note`` as in ``plan_meeting``."""
    with _meeting_act("calendar.move_meeting", actor, place) as running:
        check_standing(place, meeting)
        if on == meeting.on:
            raise Invalid("same_day", _("会议本来就在这一天。"), where="on")
        running.facts |= {"from": str(meeting.on), "to": str(on)}
        meeting.on, meeting.reason = on, given(reason)
        check_meeting(place, meeting.term_no, meeting.meeting_no, on)
        check_order(place, meeting, order_note)
        meeting.revision += 1
        running.note = meeting.reason
        put(meeting)
    return meeting


def cancel_meeting(
    actor: Actor, place: Jurisdiction, *, meeting: PlannedMeeting, reason: str
) -> PlannedMeeting:
    """会议不再召开: its number is free again."""
    with _meeting_act("calendar.cancel_meeting", actor, place) as running:
        check_standing(place, meeting)
        meeting.state, meeting.reason = "cancelled", given(reason)
        meeting.revision += 1
        running.note = meeting.reason
        put(meeting)
    return meeting


def term_on(place: Jurisdiction, on: date) -> int:
    """The number of the term that runs on the day."""
    term = institutions.current_term(place, on)
    if term is None:
        raise Invalid("no_term", _("会议日期那天没有登记届次，先登记一届。"), where="on")
    return int(term.term_no)


def given(reason: str) -> str:
    """The reason; refuses an empty one."""
    return said(reason, "reason", "no_reason", _("没有写原因。"))


def check_standing(place: Jurisdiction, meeting: PlannedMeeting) -> None:
    """Refuse a meeting of another place and one that was given up."""
    check_place(place, meeting=meeting)
    if meeting.state != "planned":
        raise Refused("meeting_cancelled", _("这次会议已经登记为不再召开。"))


def same_number(place: Jurisdiction, meeting: PlannedMeeting) -> bool:
    """Whether the body has another standing meeting with this number."""
    return beside(place, meeting).filter(meeting_no=meeting.meeting_no).exists()


def beside(place: Jurisdiction, meeting: PlannedMeeting) -> Any:
    """The other standing meetings of the same body and term."""
    rows = queries.meetings_of(place).filter(state="planned", body=meeting.body)
    return rows.filter(term_no=meeting.term_no).exclude(pk=meeting.pk)


def check_order(place: Jurisdiction, meeting: PlannedMeeting, order_note: str = "") -> None:
    """Meetings are numbered in the order in which they are held, unless it is said why one is not."""
    if order_note.strip():
        return
    others = beside(place, meeting)
    wrong = (
        others.filter(meeting_no__lt=meeting.meeting_no, on__gt=meeting.on).first()
        or others.filter(meeting_no__gt=meeting.meeting_no, on__lt=meeting.on).first()
    )
    if wrong is not None:
        text = _(
            "没有保存。次数按召开的先后排，第 %(number)d 次会议定在%(day)s。"
            "先改那一次的日期，或者改这一次的次数；次序确实颠倒的，在会议的“次序说明”里写明原因。"
        )
        values = {"number": wrong.meeting_no, "day": day_text(wrong.on)}
        raise Invalid("out_of_order", text % values, where="on")


def _meeting_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_change_calendar(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
