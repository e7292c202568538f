"""接口的值: meetings as the API gives them, from the same readings as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.calendar.words import reason_with_basis
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.rules import item_stages, stages

MEETING = (
    "title", "term_no", "meeting_no", "kind", "sitting_no", "starts_on", "ends_on", "starts_at",
    "place_text", "chair", "state", "planned_meeting", "live_url", "recording_url",
)  # fmt: skip
MORE = (
    "note", "base_note", "order_note", "reason", "opened_at", "closed_at", "opening_present", "opening_base",
)  # fmt: skip
ITEM = (
    "order", "title", "kind", "basis", "about_kind", "about_id", "proposer", "reporter", "note",
    "units", "state", "rule", "without_vote", "placed_on", "placed_by", "result_text", "state_reason",
    "consent",
)  # fmt: skip
PERSON = (
    "name", "title", "capacity", "mode", "must_attend", "must_reason", "receipt", "leave",
    "leave_reason", "leave_by", "leave_asked_by", "leave_entered_by", "leave_slip_ref", "attendance", "attendance_how", "attendance_at", "version",
)  # fmt: skip
QUORUM = ("base", "present", "by_video", "needed", "reached", "rule")
LINKED = ("level", "place_name", "title", "on", "url", "note")
MEETING_MAY: dict[str, Callable[[Actor, Jurisdiction], bool]] = {
    "change_meeting": permissions.can_arrange,
    "notify": permissions.can_arrange,
    "convene": permissions.can_run,
    "open_session": permissions.can_run,
    "close_meeting": permissions.can_run,
    "archive_meeting": permissions.can_arrange,
    "cancel_meeting": permissions.can_arrange,
    "propose_item": permissions.can_propose,
    "order_items": permissions.can_arrange,
    "add_participants": permissions.can_arrange,
    "record_attendance": permissions.can_arrange,
    "draft_notice": permissions.can_arrange,
    "draft_minutes": permissions.can_arrange,
    "note_speech": permissions.can_note,
}
ITEM_MAY: dict[str, Callable[[Actor, Jurisdiction], bool]] = {
    "place_item": permissions.can_run,
    "change_item": permissions.can_propose,
    "start_consideration": permissions.can_run,
    "put_to_vote": permissions.can_run,
    "vote_again": permissions.can_run,
    "settle_item": permissions.can_run,
    "decide_item_without_vote": permissions.can_run,
    "do_not_put": permissions.can_run,
    "withdraw_item": permissions.can_propose,
}


def named(record: Any) -> dict[str, str]:
    return {"id": record.public_id, "name": record.name}


def meeting_line(meeting: Meeting) -> dict[str, Any]:
    """One line of the list."""
    return {
        "id": meeting.public_id,
        "body": named(meeting.body),
        **{name: getattr(meeting, name) for name in MEETING},
    }


def meeting_detail(actor: Actor, place: Jurisdiction, meeting: Meeting) -> dict[str, Any]:
    """The whole meeting for one reader; who is only called sees the agenda, no proposals and no notes."""
    quorum, facts = queries.quorum_of(meeting), queries.facts_of(meeting)
    office = permissions.can_read(actor, place)
    items = queries.readable_items(actor, place).filter(meeting=meeting).order_by("order", "pk")
    return {
        **meeting_line(meeting),
        **{name: getattr(meeting, name) for name in MORE},
        **({} if office else {"note": ""}),
        "quorum": {**{name: getattr(quorum, name) for name in QUORUM}, "basis": _(quorum.basis)},
        "called": meeting.participants.count(),
        "missing": [one.name for one in queries.missing_of(meeting)] if office else [],
        "items": [item_value(actor, place, one) for one in items],
        "linked": [
            {"id": one.public_id, **{name: getattr(one, name) for name in LINKED}}
            for one in queries.linked_of(meeting)
        ],
        "groups": [named(one) for one in queries.groups_of(meeting)],
        "possible": [
            act
            for act, may in MEETING_MAY.items()
            if may(actor, place) and stages.meeting_permits(act, facts).allowed
        ],
    }


def item_value(actor: Actor, place: Jurisdiction, item: AgendaItem) -> dict[str, Any]:
    """An agenda item with what this reader may do now."""
    facts = queries.facts_of_item(item)
    return {
        "id": item.public_id,
        "meeting": item.meeting.public_id,
        **{name: getattr(item, name) for name in ITEM},
        **({} if permissions.can_read(actor, place) else {"note": ""}),
        "polls": [poll.public_id for poll in queries.polls_of(item)],
        "late": [
            {"code": one.code, "text": reason_with_basis(one)} for one in queries.missed_by(item)
        ],
        "possible": [
            act
            for act, may in ITEM_MAY.items()
            if may(actor, place) and item_stages.item_permits(act, facts).allowed
        ],
    }


def person_value(one: Participant) -> dict[str, Any]:
    """One who is called."""
    return {
        "id": one.public_id,
        "person": one.person.public_id if one.person else "",
        "unit": one.unit.name if one.unit else "",
        "group": one.group.name if one.group else "",
        "leave_slip": one.leave_slip_id is not None,
        **{name: getattr(one, name) for name in PERSON},
    }
