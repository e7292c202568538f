"""监督案件和会前节点: cases with what they wait for, their chains, and the days before the next meetings."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.calendar import permissions as calendar_permissions
from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.cases import queries
from oversight.cases.pages.chain import chain_for
from oversight.cases.pages.course import Course, courses
from oversight.cases.pages.listing import CaseRow, case_row
from oversight.cases.standing import meeting_name
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.page import Act, Due, Matter, Step

MOST = 40
MOST_WITH_NOTES = 8


@dataclass(frozen=True)
class CaseChain:
    """One running case on the first page."""

    row: CaseRow
    url: str
    steps: tuple[Step, ...]
    paper: str = ""
    """The notice that the step is about: who has to sign or acknowledge it finds it among the papers."""


def running(actor: Actor, place: Jurisdiction) -> list[CaseChain]:
    """The running cases that the reader may see: those that wait for the reader first, then by due day."""
    found = queries.readable(actor, place).filter(state__in=queries.OPEN_STATES)
    known = courses(place, queries.with_steps(found)[:MOST])
    rows = [
        CaseChain(
            row=case_row(course, actor),
            url=reverse("cases:case", args=[place.code, course.case.public_id]),
            steps=at_a_glance(chain_for(course, actor)),
            paper=paper_of(course),
        )
        for course in known
    ]
    return sorted(rows, key=lambda one: (not one.row.mine, one.row.due or date.max))


def paper_of(course: Course) -> str:
    """The public id of the notice that the case waits for."""
    waits = course.step is not None and course.step.code == "receipt"
    return course.notice_paper.public_id if waits and course.notice_paper else ""


def at_a_glance(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A chain that went through a second hearing is long: here only its present step says more than its name."""
    if len(steps) <= MOST_WITH_NOTES:
        return steps
    return tuple(
        step if step.state in {"current", "late"} else replace(step, notes=()) for step in steps
    )


def case_matters(
    actor: Actor, found: list[CaseChain], papers: Container[str] = ()
) -> Iterator[Due]:
    """What the cases wait for, each with its day; not what one of these papers already says."""
    for one in found:
        row = one.row
        if not row.step or one.paper in papers:
            continue
        what = _("%(unit)s：%(step)s") % {"unit": row.unit.name, "step": row.step}
        act = Act(_("办理") if row.mine else _("看进度"), one.url, main=row.mine)
        leads = actor.body_id is not None and actor.body_id == row.case.lead_office_id
        yield Due(Matter(what, row.who, act, one.url), row.due, own=leads)


def next_meeting(place: Jurisdiction, actor: Actor) -> PlannedMeeting | None:
    """The next planned meeting of any body, for whoever reads the calendar."""
    if not calendar_permissions.can_read_calendar(actor, place):
        return None
    return calendar.next_meetings(place).first()


def meeting_words(meeting: PlannedMeeting, today: date) -> str:
    """下一次会议：…，8月27日，还有 50 天."""
    values = {
        "meeting": meeting_name(meeting),
        "day": formats.near_day(meeting.on, today),
        # a meeting of today is held today; it does not fall due
        "left": formats.days_left(meeting.on, today) if meeting.on > today else _("今天"),
    }
    return _("下一次会议：%(meeting)s，%(day)s，%(left)s") % values
