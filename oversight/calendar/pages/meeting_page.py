"""会期页: a planned meeting with what must arrive before it, and whether there is time for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from oversight.calendar import words
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.periods import Periods
from oversight.calendar.rules.lead_times import LeadPlan, plan
from oversight.calendar.rules.workdays import DaysOff, is_working_day, unknown_years
from oversight.ui.page import Step

LED = frozenset({"standing_committee"})
"""The bodies whose meetings have lead times (监督法 art. 15)."""


@dataclass(frozen=True)
class MeetingRow:
    """一次会议: its lead-time plan (None where the law sets none), and how the day stands."""

    meeting: PlannedMeeting
    plan: LeadPlan | None
    state: str
    badge: str
    left: str
    day_off: bool
    unknown_year: bool

    @property
    def standing(self) -> bool:
        return self.meeting.state == "planned"

    @property
    def warning(self) -> str:
        """Why a special report can no longer be put on this meeting."""
        if self.plan is None or self.plan.feasible or not self.standing:
            return ""
        return " ".join(words.reason_with_basis(reason) for reason in self.plan.reasons[:1])


def meeting_row(
    meeting: PlannedMeeting, periods: Periods, days_off: DaysOff, today: date
) -> MeetingRow:
    """The meeting as it stands today."""
    led = meeting.body.kind in LED and meeting.on >= today
    found = None
    if led:
        found = plan(meeting.on, periods.leads, today, days_off=days_off, waiver=periods.waiver)
    state, badge = _state(meeting, today)
    return MeetingRow(
        meeting=meeting,
        plan=found,
        state=state,
        badge=badge,
        left=words.left_text(meeting.on, today) if meeting.on >= today else "",
        day_off=not is_working_day(meeting.on, days_off),
        unknown_year=bool(unknown_years(meeting.on, meeting.on, days_off)),
    )


def _state(meeting: PlannedMeeting, today: date) -> tuple[str, str]:
    """The word and the badge."""
    if meeting.state == "cancelled":
        return _("不再召开"), "returned"
    if meeting.on < today:
        return _("会期已过"), "archived"
    if meeting.on == today:
        return _("今天召开"), "soon"
    return (_("已改期"), "extended") if meeting.revision else (_("已定会期"), "running")


def steps_of(row: MeetingRow) -> tuple[Step, ...]:
    """The ladder of days before the meeting, the meeting last."""
    if row.plan is None:
        return ()
    first_open = next((s.lead.code for s in row.plan.steps if s.days_left >= 0), "")
    found = [
        Step(
            name=_(step.lead.text),
            state="late"
            if step.missed
            else "current"
            if step.lead.code == first_open
            else "future",
            notes=(note_of(step.lead.days, step.due, step.deliver_by),),
            on=step.due,
        )
        for step in row.plan.steps
    ]
    return (*found, Step(name=_("会议召开"), state="future", on=row.meeting.on))


def note_of(days: int, due: date, deliver_by: date) -> str:
    """会前 20 天；当天休息，9月30日送到。"""
    text = _("会前 %(days)d 天") % {"days": days}
    if deliver_by == due:
        return text
    return _("%(text)s，当天休息，%(day)s送到") % {
        "text": text,
        "day": words.spans_text([deliver_by]),
    }
