"""会议的写: planning a meeting, changing it, notice, sign-in, session, closing, giving it up."""

from __future__ import annotations

import secrets
from datetime import date, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.institutions import queries as institutions
from oversight.institutions.actions.place_ends import require_still_there
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.actions import dates
from oversight.meetings.actions.support import (
    agenda_words,
    locked,
    meeting_act,
    require,
    tell_called,
    tell_office,
    written,
)
from oversight.meetings.models import Meeting
from oversight.meetings.rules import stages
from oversight.ui.formats import day as day_text
from oversight.voting.naming import person_called

CONGRESS_ONLY = frozenset({"preparatory", "presidium"})
FREE = frozenset(
    {"place_text", "chair", "live_url", "recording_url", "base_note", "note", "order_note"}
)
DATES = frozenset({"starts_on", "ends_on", "starts_at"})


def plan_meeting(
    actor: Actor,
    place: Jurisdiction,
    *,
    body: Body,
    starts_on: date,
    meeting_no: int | None = None,
    ends_on: date | None = None,
    term_no: int | None = None,
    kind: str = "session",
    sitting_no: int = 1,
    title: str = "",
    starts_at: time | None = None,
    **details: str,
) -> Meeting:
    """登记会议: ``term_no`` is the term that runs on the day, ``meeting_no`` the next of the body unless given.

    The title follows from the numbers unless given.

    ``details``: place_text, chair, live_url, recording_url, base_note, note, order_note.
    """
    with meeting_act(
        "plan_meeting", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        require_still_there(place)
        check_body(place, body, kind, starts_on)
        meeting = Meeting(
            jurisdiction=place,
            body=body,
            term_no=term_no or dates.term_on(place, starts_on),
            meeting_no=meeting_no or queries.next_number(place, body),
            kind=kind,
            sitting_no=sitting_no,
            starts_on=starts_on,
            ends_on=ends_on or starts_on,
            starts_at=starts_at,
            **known(details),
        )
        meeting.chair = presiding_name(place, meeting.chair)
        meeting.title = " ".join(title.split()) or meeting.number_name
        check_numbers(place, meeting)
        check_days(meeting)
        dates.bind(actor, place, meeting)
        put(meeting)
        running.facts = {"meeting": meeting.title, "starts_on": str(starts_on)}
    return meeting


def known(details: dict[str, Any]) -> dict[str, str]:
    """Only what a meeting may say beside its numbers and days."""
    unknown = set(details) - FREE
    if unknown:
        raise TypeError(f"unknown details of a meeting: {sorted(unknown)}")
    return {name: str(value or "").strip() for name, value in details.items()}


def presiding_name(place: Jurisdiction, text: str) -> str:
    """Who of the register a name with or without a title means, by the name alone; else as written."""
    found = person_called(place, text)
    return found.name if found is not None else text


def check_body(place: Jurisdiction, body: Body, kind: str, on: date) -> None:
    """The body meets by numbers, exists on the day, and the kind is one that it has."""
    check_place(place, body=body)
    if not body.adopts_by_vote:
        raise Invalid("no_meetings", _("这个机构不按届次开会。"), where="body")
    if not body.holds_on(on):
        raise Invalid("body_ended", _("这个机构在会议日期不存在。"), where="body")
    if kind in CONGRESS_ONLY and body.kind != "congress":
        text = _("只有人民代表大会有预备会议和大会主席团会议。")
        raise Invalid("congress_only", text, where="kind")


def check_numbers(place: Jurisdiction, meeting: Meeting) -> None:
    """One meeting per number."""
    if meeting.meeting_no < 1 or meeting.sitting_no < 1 or meeting.term_no < 1:
        raise Invalid("bad_number", _("届、次从 1 开始。"), where="meeting_no")
    same = queries.meetings_of(place).filter(
        body=meeting.body,
        term_no=meeting.term_no,
        meeting_no=meeting.meeting_no,
        kind=meeting.kind,
        sitting_no=meeting.sitting_no,
    )
    if same.exclude(state="cancelled").exclude(pk=meeting.pk).exists():
        text = _("%(meeting)s已经登记过。") % {"meeting": meeting.number_name}
        raise Invalid("meeting_exists", text, where="meeting_no")


def check_days(meeting: Meeting) -> None:
    """A meeting ends on or after the day on which it starts."""
    if meeting.ends_on < meeting.starts_on:
        values = {"first": day_text(meeting.starts_on), "last": day_text(meeting.ends_on)}
        text = _(
            "没有保存。结束日期（%(last)s）早于开始日期（%(first)s）。"
            "会议改期的，两个日期一起改；只开一天的，结束日期不填。"
        )
        raise Invalid("days_reversed", text % values, where="ends_on")
    if (meeting.ends_on - meeting.starts_on).days > 60:
        raise Invalid("too_long", _("会期超过 60 天，请核对日期。"), where="ends_on")


def change_meeting(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, reason: str = "", **changes: Any
) -> Meeting:
    """改会议信息: days until the meeting opens, once told with the reason; a recording also after the meeting."""
    with meeting_act(
        "change_meeting", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("change_meeting", meeting)
        unknown = set(changes) - FREE - DATES
        if unknown:
            raise TypeError(f"unknown fields {sorted(unknown)}")
        moved = [name for name in DATES & set(changes) if changes[name] != getattr(meeting, name)]
        if moved:
            check_move(meeting, reason)
            meeting.reason = reason.strip()[:300]
        for name, value in changes.items():
            setattr(meeting, name, value if name in DATES else str(value or "").strip())
        meeting.chair = presiding_name(place, meeting.chair)
        check_days(meeting)
        if "starts_on" in moved:
            dates.bind(actor, place, meeting, reason)
            back_to_notice(meeting)
        put(meeting)
        running.note = reason.strip()[:300]
        if moved and meeting.state != "planned":
            tell_moved(place, meeting)
    return meeting


def follow_calendar(actor: Actor, place: Jurisdiction, meeting: Meeting, *, on: date) -> Meeting:
    """会议随会期改日期: the planned meeting was moved in the calendar; run by the worker, any number of times."""
    if meeting.starts_on == on or meeting.state not in stages.BEFORE:
        return meeting
    with meeting_act("follow_calendar", actor, place, actor.role == "system") as running:
        meeting = locked(place, meeting)
        running.facts = {"from": str(meeting.starts_on), "to": str(on)}
        meeting.ends_on += on - meeting.starts_on
        meeting.starts_on = on
        back_to_notice(meeting)
        put(meeting)
        if meeting.state != "planned":
            tell_moved(place, meeting)
    return meeting


def check_move(meeting: Meeting, reason: str) -> None:
    """Days move until the meeting opens; those who were told are owed the reason."""
    if meeting.state not in stages.BEFORE:
        text = _("开会以后不能再改会议日期。")
        raise Invalid("already_open", text, where="starts_on")
    if meeting.state != "planned":
        written(reason, "reason", _("改期的原因"))


def back_to_notice(meeting: Meeting) -> None:
    """A meeting put off to a day to come: who had signed in signs in anew on that day."""
    if meeting.state != "convened" or meeting.starts_on <= institutions.today():
        return
    meeting.state, meeting.hall_code = "notified", ""
    for one in meeting.participants.exclude(attendance=""):
        one.attendance, one.attendance_label = "", ""
        one.attendance_how, one.attendance_at = "", None
        one.save()


def tell_moved(place: Jurisdiction, meeting: Meeting) -> None:
    """Those called hear of the new day."""
    values = {"meeting": meeting.title, "day": day_text(meeting.starts_on)}
    key = f"moved:{meeting.starts_on}:{meeting.starts_at}"
    tell_called(place, meeting, key, _("%(meeting)s改在%(day)s") % values, meeting.reason)


def notify(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Meeting:
    """发会议通知: those with an account hear of it here, the others stand on the telephone list."""
    with meeting_act("notify", actor, place, permissions.can_arrange(actor, place)) as running:
        meeting = locked(place, meeting)
        require("notify", meeting)
        dates.bind(actor, place, meeting)
        meeting.state, meeting.notified_on = "notified", institutions.today()
        put(meeting)
        for one in meeting.participants.filter(receipt=""):
            one.receipt = "sent"
            one.save()
        values = {"meeting": meeting.title, "day": day_text(meeting.starts_on)}
        title = _("请参加%(meeting)s，%(day)s") % values
        placed = queries.items_of(meeting).exclude(state__in=["proposed", "withdrawn"])
        text = "\n\n".join(one for one in (meeting.place_text, agenda_words(placed)) if one)
        told = tell_called(place, meeting, "notice", title, text)
        late = sorted(queries.missed_of(meeting, queries.items_of(meeting)))
        running.facts = {"called": meeting.participants.count(), "told_here": told, "late": late}
    return meeting


def convene(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Meeting:
    """开始报到: the desk opens; the code for signing in by phone is drawn and shown in the hall only."""
    with meeting_act("convene", actor, place, permissions.can_run(actor, place)):
        meeting = locked(place, meeting)
        require("convene", meeting)
        meeting.state = "convened"
        meeting.hall_code = f"{secrets.randbelow(1_000_000):06d}"
        put(meeting)
    return meeting


def open_session(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Meeting:
    """开会: refused without a quorum; how many were there at the opening is kept."""
    with meeting_act("open_session", actor, place, permissions.can_run(actor, place)) as running:
        meeting = locked(place, meeting)
        require("open_session", meeting)
        quorum = queries.quorum_of(meeting)
        meeting.state, meeting.opened_at = "in_session", timezone.now()
        meeting.opening_present, meeting.opening_base = quorum.present, quorum.base
        put(meeting)
        running.basis = _(quorum.basis)
        running.facts = {"present": quorum.present, "base": quorum.base, "rule": quorum.rule}
    return meeting


def close_meeting(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Meeting:
    """闭会: refused while an item of the agenda has no end; who did not come is absent from now on."""
    with meeting_act("close_meeting", actor, place, permissions.can_run(actor, place)) as running:
        meeting = locked(place, meeting)
        require("close_meeting", meeting)
        meeting.state, meeting.closed_at, meeting.hall_code = "closed", timezone.now(), ""
        put(meeting)
        absent = meeting.participants.filter(attendance="").exclude(leave="granted")
        for one in absent:
            one.attendance = "absent"
            one.attendance_label = actor.label[:100]
            one.save()
        running.facts = {"items": queries.items_of(meeting).count()}
        title = _("%(meeting)s已闭会，请起草纪要") % {"meeting": meeting.title}
        tell_office(place, meeting, "closed", title, "clerk")
    return meeting


def cancel_meeting(actor: Actor, place: Jurisdiction, meeting: Meeting, *, reason: str) -> Meeting:
    """登记会议不再召开: its number is free again, those called are told."""
    with meeting_act(
        "cancel_meeting", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("cancel_meeting", meeting)
        told = meeting.state != "planned"
        meeting.reason = running.note = written(reason, "reason", _("原因"))
        meeting.state, meeting.hall_code = "cancelled", ""
        dates.release(actor, place, meeting)
        put(meeting)
        if told:
            title = _("%(meeting)s不再召开") % {"meeting": meeting.title}
            tell_called(place, meeting, "cancelled", title, meeting.reason)
    return meeting
