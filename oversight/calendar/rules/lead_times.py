"""提前期 (lead_times@1): what must arrive how many days before a meeting, and which meeting comes too early.

A special work report goes to the committee's office 20 days before the meeting as a draft, 10 days
before it as final, and reaches the members 7 days before it (监督法 art. 15). The numbers are passed in:
they are data of the rulebook. A waiver for topics fixed ad hoc (Zhejiang's rules, art. 13) is passed in
as its basis; without one another meeting must be chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules.reasons import Reason, gettext_noop
from oversight.calendar.rules.workdays import WEEKENDS_ONLY, DaysOff, previous_working_day

RULE = "lead_times@1"
BASIS = gettext_noop("《监督法》第十五条")

TOO_EARLY = gettext_noop(
    "%(text)s要在会前 %(days)d 天，即 %(due)s以前，已经过了。最早可以列入 %(earliest)s的会议。"
)
WAIVED = gettext_noop("临时确定的议题，可以不受提前期的限制。")
MEETING_PAST = gettext_noop("会议日期 %(meeting)s已经过了。")


@dataclass(frozen=True)
class Lead:
    """提前期的一项: what must happen ``days`` before the meeting."""

    code: str
    days: int
    text: str
    basis: str = BASIS


STATUTORY = (
    Lead("draft", 20, gettext_noop("报告初稿送交有关委室征求意见")),
    Lead("final", 10, gettext_noop("报告修改后送交常委会办事机构")),
    Lead("members", 7, gettext_noop("报告发给组成人员")),
)


@dataclass(frozen=True)
class LeadStep:
    """会前节点: the last day for one lead; ``deliver_by`` is the last working day not after it."""

    lead: Lead
    due: date
    deliver_by: date
    done: bool
    days_left: int

    @property
    def missed(self) -> bool:
        return not self.done and self.days_left < 0


@dataclass(frozen=True)
class LeadPlan:
    """会前安排: the steps, whether the meeting can be met, and the earliest day of one that can."""

    meeting: date
    steps: tuple[LeadStep, ...]
    feasible: bool
    waived: bool
    earliest_meeting: date
    reasons: tuple[Reason, ...]


def plan(
    meeting: date,
    leads: Sequence[Lead],
    today: date,
    *,
    done: Collection[str] = (),
    days_off: DaysOff = WEEKENDS_ONLY,
    waiver: str = "",
) -> LeadPlan:
    """The steps before ``meeting`` as seen on ``today``; ``done`` are the codes already kept."""
    ordered = sorted(leads, key=lambda lead: -lead.days)
    steps = tuple(_step(meeting, lead, today, lead.code in done, days_off) for lead in ordered)
    open_days = [step.lead.days for step in steps if not step.done]
    earliest = today + timedelta(days=max(open_days, default=0))
    reasons = [_too_early(step, earliest) for step in steps if step.missed]
    waived = bool(waiver and reasons)
    if waived:
        reasons = [Reason("waived", WAIVED, {}, waiver)]
    past = meeting < today
    if past:
        reasons.append(Reason("meeting_past", MEETING_PAST, {"meeting": meeting}))
    feasible = not past and (waived or not reasons)
    return LeadPlan(meeting, steps, feasible, waived, earliest, tuple(reasons))


def first_feasible(meetings: Sequence[date], leads: Sequence[Lead], today: date) -> date | None:
    """The first of the planned meetings that leaves enough time, None where all come too early."""
    able = [day for day in sorted(meetings) if plan(day, leads, today).feasible]
    return able[0] if able else None


def _step(meeting: date, lead: Lead, today: date, done: bool, days_off: DaysOff) -> LeadStep:
    due = meeting - timedelta(days=lead.days)
    return LeadStep(lead, due, previous_working_day(due, days_off), done, (due - today).days)


def _too_early(step: LeadStep, earliest: date) -> Reason:
    values: dict[str, object] = {
        "text": step.lead.text,
        "days": step.lead.days,
        "due": step.due,
        "earliest": earliest,
    }
    return Reason("too_early", TOO_EARLY, values, step.lead.basis)
