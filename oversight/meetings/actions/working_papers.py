"""会议用的文书: drafted from a meeting, an item or one who asked for leave; signed off in documents as every paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.documents import addressing
from oversight.documents import queries as documents_read
from oversight.documents.kinds import KINDS
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction, Unit
from oversight.meetings import permissions, queries
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.papers import GONE, drafted, issuer_for
from oversight.meetings.actions.support import (
    locked,
    locked_item,
    locked_participant,
    meeting_act,
    refuse,
)
from oversight.meetings.drafts import assigning, lists, results
from oversight.meetings.drafts.script import Course, script
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.papers import Draft
from oversight.meetings.queries import drafts as read
from oversight.meetings.rules import drafts as rules
from oversight.publications.filings import actions as filings
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.filings.recipients import default_recipients
from oversight.publications.models import Filing
from oversight.rulebooks import queries as rulebooks

OFFICE = ("general_office",)


def draft_meeting_paper(actor: Actor, place: Jurisdiction, meeting: Meeting, *, kind: str) -> Paper:
    """起草会议文书: agenda, roll, attendance list or the chair's script, from the meeting as it stands."""
    with meeting_act(
        "draft_meeting_paper", actor, place, permissions.can_arrange(actor, place), rules.CODE
    ) as running:
        meeting = locked(place, meeting)
        if kind not in OF_MEETING:
            raise Invalid("unknown_kind", _("没有这一种文书。"), where="kind")
        refuse(rules.meeting_paper(kind, read.meeting_facts(meeting)))
        refuse_second(place, kind, "meeting", meeting.public_id)
        issuer = issuer_for(place, meeting, *OFFICE)
        paper = drafted(actor, place, meeting, kind, OF_MEETING[kind](meeting), issuer)
        running.facts = {"paper": paper.public_id, "kind": kind}
    return paper


def draft_leave_slip(actor: Actor, place: Jurisdiction, participant: Participant) -> Paper:
    """起草请假条: of one who asked for leave, with the answer where it was given."""
    with meeting_act(
        "draft_leave_slip", actor, place, permissions.can_arrange(actor, place), rules.CODE
    ) as running:
        one = locked_participant(place, participant)
        refuse(rules.leave_slip(one.leave))
        papers = documents_read.papers_about(place, "meeting", one.meeting.public_id)
        rows = papers.filter(kind="leave_slip", facts__participant=one.public_id)
        if rows.filter(state__in=rules.UNFINISHED).exists():
            raise Refused("paper_exists", _("请假条已经起草，请在公文里继续办理。"))
        issuer = issuer_for(place, one.meeting, *OFFICE)
        draft = lists.leave_slip(one.meeting, one)
        facts = {"participant": one.public_id}
        paper = drafted(actor, place, one.meeting, "leave_slip", draft, issuer, **facts)
        running.facts = {"paper": paper.public_id, "participant": one.public_id}
    return paper


def draft_item_paper(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, kind: str, unit: Unit | None = None
) -> Paper:
    """起草议题文书: count sheet and announcement of its announced vote, assignment slip of a unit, research cover."""
    with meeting_act(
        "draft_item_paper", actor, place, permissions.can_arrange(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        if kind not in OF_ITEM:
            raise Invalid("unknown_kind", _("没有这一种文书。"), where="kind")
        refuse(rules.item_paper(kind, read.item_facts(item)))
        draft, about, facts = OF_ITEM[kind](item, unit)
        refuse_second(place, kind, "agenda_item", item.public_id, facts)
        paper = drafted(
            actor,
            place,
            item.meeting,
            kind,
            draft,
            issuer_of(place, item.meeting, kind),
            about=("agenda_item", item.public_id),
            addressees=about,
            **facts,
        )
        running.facts = {"item": item.public_id, "paper": paper.public_id, "kind": kind}
    return paper


def issuer_of(place: Jurisdiction, meeting: Meeting, kind: str) -> Any:
    """The body itself announces and hands over; the office keeps the sheets."""
    return issuer_for(place, meeting, *(() if kind == "announcement" else OFFICE))


def refuse_second(
    place: Jurisdiction, kind: str, about: str, key: str, facts: dict[str, str] | None = None
) -> None:
    """One draft of a kind at a time; what carries a number is written once, unless it was recalled."""
    rows = documents_read.papers_about(place, about, key).filter(kind=kind)
    for name in ("poll", "unit"):
        if facts and name in facts:
            rows = rows.filter(**{f"facts__{name}": facts[name]})
    standing = rows.filter(state__in=rules.UNFINISHED)
    if not KINDS[kind].is_working_paper:
        standing = rows.exclude(state__in=GONE)
    if standing.exists():
        text = _("%(kind)s已经起草，请在公文里继续办理；不用的先作废。")
        raise Refused("paper_exists", text % {"kind": KINDS[kind].title})


def of_agenda(meeting: Meeting) -> Draft:
    return lists.agenda(meeting, read.agenda_of(meeting))


def of_roll(meeting: Meeting) -> Draft:
    called = list(queries.participants_of(meeting))
    return lists.roll(meeting, called, queries.quorum_of(meeting))


def of_attendance(meeting: Meeting) -> Draft:
    called = list(queries.participants_of(meeting))
    return lists.attendance_list(meeting, called, queries.quorum_of(meeting))


def of_script(meeting: Meeting) -> Draft:
    items = read.agenda_of(meeting)
    courses = {
        one.public_id: Course(queries.polls_of(one), read.questions_to_put(one)) for one in items
    }
    sitting = read.sitting_in(meeting)
    return script(meeting, items, queries.quorum_of(meeting), courses, sitting)


OF_MEETING: dict[str, Callable[[Meeting], Draft]] = {
    "agenda": of_agenda,
    "roll": of_roll,
    "attendance_list": of_attendance,
    "script": of_script,
}

Made = tuple[Draft, Sequence[Any], dict[str, str]]


def of_count(item: AgendaItem, _unit: Unit | None) -> Made:
    poll, sheet, outcome = read.announced(item)
    return results.count_sheet(item.meeting, poll, sheet, outcome), (), {"poll": poll.public_id}


def of_announcement(item: AgendaItem, _unit: Unit | None) -> Made:
    poll, _sheet, outcome = read.announced(item)
    draft = results.announcement(item.meeting, item, poll, outcome)
    return draft, (), {"poll": poll.public_id}


def of_assignment(item: AgendaItem, unit: Unit | None) -> Made:
    promises, deferred = read.duties_of(item, unit) if unit is not None else ([], [])
    if unit is None or not (promises or deferred):
        raise Invalid("no_duties", _("选一个在会上有承诺或者待书面答复的单位。"), where="unit")
    draft = assigning.assignment_slip(item, unit, promises, deferred)
    return draft, [unit], {"unit": unit.public_id}


def of_cover(item: AgendaItem, _unit: Unit | None) -> Made:
    return assigning.research_cover(item, read.research_of(item)), (), {}


OF_ITEM: dict[str, Callable[[AgendaItem, Unit | None], Made]] = {
    "count_sheet": of_count,
    "announcement": of_announcement,
    "assignment_slip": of_assignment,
    "research_cover": of_cover,
}


def draft_report_up(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Filing:
    """起草会议情况报告: paper and filing of a meeting that is over, to those whom the rulebook names."""
    with meeting_act(
        "draft_report_up", actor, place, permissions.can_arrange(actor, place), rules.CODE
    ) as running:
        meeting = locked(place, meeting)
        refuse(rules.meeting_paper("report_up", read.meeting_facts(meeting)))
        refuse_second(place, "report_up", "meeting", meeting.public_id)
        items = read.agenda_of(meeting)
        promises = [one for item in items for one in read.promises_in(item)]
        draft = results.report_up(meeting, items, queries.quorum_of(meeting), promises)
        to = default_recipients(place)
        paper = drafted(
            actor,
            place,
            meeting,
            "report_up",
            draft,
            issuer_for(place, meeting, "party_group", "standing_committee", "presidium"),
            addressees=[one.name for one in to if one.role == "report_to"],
            copies=addressing.copies_of(to),
        )
        filing = filings.draft_report_up(
            whole(actor),
            place,
            title=draft.title[:200],
            about=("meeting", meeting.public_id),
            paper_id=paper.public_id,
            action=ActionTaken(
                "meeting", meeting.public_id, meeting.public_id, meeting.title, meeting.ends_on
            ),
            recipients=[(one.name, one.role) for one in to],
            facts={"meeting": meeting.title, "rulebook": rulebooks.in_force(place).reference},
        )
        running.facts = {"paper": paper.public_id, "filing": filing.public_id}
    return filing
