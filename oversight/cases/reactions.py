"""跟随公文和会议的后续: a receipt, an issued paper, an announced vote move their case; run by the worker.

Each may run any number of times: the acts behind them change nothing the second time.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from oversight.audit.actors import system
from oversight.cases import queries_hearing
from oversight.cases.actions import (
    Announced,
    acknowledge_notice,
    drop_hearing,
    follow_meeting,
    note_opinions_sent,
    record_result,
)
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.meetings import queries as meetings
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written


def on_receipt(entry: Any) -> None:
    """After ``documents.acknowledge_receipt``: the case of the notice goes on, if it is one."""
    about = entry.facts.get("about") or ["", ""]
    place = institutions.place_by_code(entry.place)
    if place is None or about[0] != "case":
        return
    acknowledge_notice(system(), place, str(entry.facts.get("paper", "")))


def on_issue(entry: Any) -> None:
    """After ``documents.issue``: review opinions that went out are tracked from their day on."""
    place = institutions.place_by_code(entry.place)
    number = str(entry.facts.get("number", ""))
    if place is None or not number:
        return
    for paper in documents.papers_of(place).filter(number=number, kind="opinion"):
        note_opinions_sent(system(), place, paper.public_id)


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: the hearing whose agenda item was voted on takes its result."""
    place = institutions.place_by_code(entry.place)
    if place is None or entry.facts.get("about_kind") != "agenda_item":
        return
    item = meetings.item_by_id(place, str(entry.facts.get("about_id", "")))
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", "")))
    outcome = voting.outcome_of(poll) if poll is not None else None
    if item is None or poll is None or outcome is None or not meetings.is_vote_on(item, poll):
        return
    found = Announced(
        poll_id=poll.public_id,
        rule=poll.rule_version,
        status=outcome.status,
        passed=outcome.passed,
        grades=dict(outcome.grades),
        figures=dict(outcome.figures),
        text=as_written(outcome.text),
        on=timezone.localdate(poll.announced_at),
    )
    made = record_result(system(), place, item.public_id, found)
    if made is not None and made.state == "placed":
        drop_hearing(system(), place, made)  # rates without a grade: neither passed nor failed


def on_item_gone(entry: Any) -> None:
    """After an item was withdrawn, not put to the vote or ended without a count: its case waits for another meeting."""
    place = institutions.place_by_code(entry.place)
    made = (
        queries_hearing.hearing_with_item(place, str(entry.facts.get("item", "")))
        if place
        else None
    )
    if place is not None and made is not None and made.state == "placed":
        drop_hearing(system(), place, made)


def on_meeting_moved(entry: Any) -> None:
    """After a meeting was changed or followed its entry in the calendar: the cases on its agenda are heard that day."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    for made in queries_hearing.hearings_ahead(place):
        meeting = meetings.meeting_by_id(place, made.meeting_id)
        if meeting is not None and meeting.state != "cancelled":
            follow_meeting(system(), place, made, on=meeting.starts_on)


def on_meeting_cancelled(entry: Any) -> None:
    """After a meeting was cancelled: the cases on its agenda wait for another."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    for made in queries_hearing.hearings_ahead(place):
        meeting = meetings.meeting_by_id(place, made.meeting_id)
        if meeting is not None and meeting.state == "cancelled":
            drop_hearing(system(), place, made)
