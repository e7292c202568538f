"""排队: which cases are heard at which planned meeting, and which wait for one – the cycle is monthly,
a standing committee must meet only every second month (procedures §5, timing trap)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.rules.lead_times import LeadPlan
from oversight.calendar.rules.workdays import DaysOff
from oversight.cases import queries, queries_hearing
from oversight.cases.models import Case, CaseDecision
from oversight.cases.pages.course import Course, courses
from oversight.cases.standing import Standing, meeting_name, standing
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today

BEFORE_HEARING = frozenset({"decided", "notified", "placed"})
HEARING = ("standing_committee", "presidium", "congress")


@dataclass(frozen=True)
class Heard:
    """一个案件 at its meeting."""

    case: Case
    decision: CaseDecision
    unit: str
    ready: bool
    planned: str


@dataclass(frozen=True)
class MeetingQueue:
    """一次会议: its days, whether a case decided today could still be heard, and what is heard."""

    meeting: PlannedMeeting
    name: str
    plan: LeadPlan
    cases: Sequence[Heard]


@dataclass(frozen=True)
class Queue:
    """排队: the meetings to come, cases whose meeting is gone, cases without a meeting."""

    meetings: Sequence[MeetingQueue]
    stranded: Sequence[Heard]
    waiting: Sequence[Case]
    earliest: date
    first_able: PlannedMeeting | None


def queue(place: Jurisdiction) -> Queue:
    """Everything that stands in line."""
    rules, now = standing(place), today()
    days = calendar.days_off(place)
    rows = queries.cases_of(place).filter(state__in=queries.OPEN_STATES)
    running = list(queries.with_steps(rows))
    heard = [one for each in courses(place, running) if (one := heard_of(each)) is not None]
    meetings = [one for one in queries_hearing.meetings_ahead(place) if one.body.kind in HEARING]
    keys = {meeting.public_id for meeting in meetings}
    lines = [line(place, rules, meeting, heard, now, days) for meeting in meetings]
    able = [one.meeting for one in lines if one.plan.feasible]
    return Queue(
        meetings=lines,
        stranded=[one for one in heard if one.planned not in keys],
        waiting=[case for case in running if case.state in {"judging", "judged"}],
        earliest=rules.plan(place, now, now, days_off=days).earliest_meeting,
        first_able=able[0] if able else None,
    )


def heard_of(course: Course) -> Heard | None:
    """The case with its meeting, where one was decided on."""
    case = course.case
    if course.decision is None or not course.decision.heard_at:
        return None
    if case.state not in BEFORE_HEARING:
        return None
    planned = course.ahead.planned_id if course.ahead else course.decision.heard_at
    ready = case.state in {"notified", "placed"}
    return Heard(case, course.decision, course.unit.name, ready, planned)


def line(
    place: Jurisdiction,
    rules: Standing,
    meeting: PlannedMeeting,
    heard: Sequence[Heard],
    now: date,
    days_off: DaysOff,
) -> MeetingQueue:
    """One meeting with what is heard at it."""
    cases = [one for one in heard if one.planned == meeting.public_id]
    plan = rules.plan(place, meeting.on, now, days_off=days_off)
    return MeetingQueue(meeting, meeting_name(meeting), plan, cases)
