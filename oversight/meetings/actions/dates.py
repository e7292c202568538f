"""会期的对应: the calendar's planned meeting that belongs to a meeting, made, moved and given up with it.

Lead times of papers and cases are counted from the calendar, so it must always name the same day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.calendar import actions as calendar
from oversight.calendar import queries as calendar_queries
from oversight.calendar.models import PlannedMeeting
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import Meeting


def term_on(place: Jurisdiction, on: date) -> int:
    """The number of the term that runs on the day."""
    term = institutions.current_term(place, on)
    if term is None:
        raise Invalid("no_term", _("会议日期那天没有登记届次，先登记一届。"), where="starts_on")
    return int(term.term_no)


def planned_for(place: Jurisdiction, meeting: Meeting) -> PlannedMeeting | None:
    """The standing entry of the calendar with the meeting's numbers."""
    rows = calendar_queries.meetings_of(place).filter(state="planned", body=meeting.body)
    return rows.filter(term_no=meeting.term_no, meeting_no=meeting.meeting_no).first()


def bind(actor: Actor, place: Jurisdiction, meeting: Meeting, reason: str = "") -> None:
    """Make, find or move the calendar's entry; only a session has one."""
    if meeting.kind != "session":
        return
    keeper = whole(actor)
    planned = planned_for(place, meeting)
    try:
        if planned is None:
            planned = calendar.plan_meeting(
                keeper,
                place,
                body=meeting.body,
                on=meeting.starts_on,
                term_no=meeting.term_no,
                meeting_no=meeting.meeting_no,
                order_note=meeting.order_note,
            )
        elif planned.on != meeting.starts_on:
            why = reason.strip() or _("按会议登记的日期")
            calendar.move_meeting(
                keeper,
                place,
                meeting=planned,
                on=meeting.starts_on,
                reason=why,
                order_note=meeting.order_note,
            )
    except Invalid as error:
        where = "starts_on" if error.where == "on" else error.where
        raise Invalid(error.code, error.text, where=where) from error
    meeting.planned_meeting = planned.public_id


def release(actor: Actor, place: Jurisdiction, meeting: Meeting) -> None:
    """Give up the calendar's entry with the meeting."""
    if meeting.kind != "session":
        return
    planned = planned_for(place, meeting)
    if planned is not None:
        calendar.cancel_meeting(whole(actor), place, meeting=planned, reason=meeting.reason)


def whole(actor: Actor) -> Actor:
    """The same role without the narrowing of a token: what an act of the meeting brings with it elsewhere."""
    return replace(actor, scopes=None)
