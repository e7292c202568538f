"""项目年度的期限 (project_deadlines@1): papers to deputies, filing, monthly progress.

Days are counted as the Civil Code says (calendar.rules.deadlines); papers before a meeting as lead times are.
Numbers come from the rulebook.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules import deadlines, lead_times
from oversight.calendar.rules.reasons import gettext_noop
from oversight.calendar.rules.workdays import WEEKENDS_ONLY, DaysOff, next_working_day
from oversight.institutions.rules.verdicts import YES, Verdict, no

CODE = "project_deadlines@1"
PAPERS = gettext_noop("参照《浙江省乡镇人大工作条例》第二十条")
NOTICE_TEXT = gettext_noop("会议通知和议程送代表")
CANDIDATES_TEXT = gettext_noop("候选项目表送代表")
LATE = gettext_noop(
    "会议通知或者候选项目表没有在会前规定的天数送到代表：改在以后的会议，或者写明原因。"
)
NOT_SENT = gettext_noop("候选项目表还没有登记送到代表：先登记何日怎样送的，或者写明原因。")


@dataclass(frozen=True)
class Days:
    """规则簿里的天数; 0 where nothing is asked."""

    collecting: int = 30
    notice: int = 7
    candidates: int = 7
    filing: int = 10
    progress_day: int = 5


def papers(
    meeting: date,
    today: date,
    days: Days,
    *,
    done: Collection[str] = (),
    days_off: DaysOff = WEEKENDS_ONLY,
) -> lead_times.LeadPlan:
    """通知和候选项目表: by when both are with the deputies, and whether the meeting still can be met."""
    leads = (
        lead_times.Lead("notice", days.notice, NOTICE_TEXT, PAPERS),
        lead_times.Lead("candidates", days.candidates, CANDIDATES_TEXT, PAPERS),
    )
    asked = [one for one in leads if one.days]
    return lead_times.plan(meeting, asked, today, done=done, days_off=days_off)


@dataclass(frozen=True)
class Delivery:
    """会前送达的一项: the last day, the day it was with the deputies, and by how many days it is late."""

    code: str
    text: str
    days: int
    due: date
    deliver_by: date
    on: date | None
    late: int

    @property
    def missed(self) -> bool:
        return self.late > 0


@dataclass(frozen=True)
class Deliveries:
    """会议通知和候选项目表送到代表: both against their days, and the first day of a meeting that keeps them."""

    steps: tuple[Delivery, ...]
    earliest: date

    @property
    def late(self) -> tuple[Delivery, ...]:
        return tuple(one for one in self.steps if one.missed)


def delivered(
    meeting: date,
    today: date,
    days: Days,
    on: Mapping[str, date | None],
    *,
    days_off: DaysOff = WEEKENDS_ONLY,
) -> Deliveries:
    """How notice and candidates stand before a meeting; ``on``: by code the day it was with the deputies."""
    done = {code for code, day in on.items() if day is not None}
    plan = papers(meeting, today, days, done=done, days_off=days_off)
    steps = []
    for one in plan.steps:
        code, day = one.lead.code, on.get(one.lead.code)
        late = max(0, ((day or today) - one.due).days)
        steps.append(
            Delivery(code, one.lead.text, one.lead.days, one.due, one.deliver_by, day, late)
        )
    return Deliveries(tuple(steps), plan.earliest_meeting)


def may_table(found: Deliveries, reason: str) -> Verdict:
    """Before a meeting that keeps the days, or with the reason why it does not."""
    if found.late and not reason.strip():
        return no("delivered_late", LATE, PAPERS)
    return YES


def may_vote(found: Deliveries, reason: str) -> Verdict:
    """The candidates were with the deputies, in time or with the reason why not."""
    candidates = next((one for one in found.steps if one.code == "candidates"), None)
    if candidates is not None and candidates.on is None and not reason.strip():
        return no("candidates_not_sent", NOT_SENT, PAPERS)
    return may_table(found, reason)


def filing_due(announced: date, days: Days, days_off: DaysOff = WEEKENDS_ONLY) -> deadlines.Counted:
    """备案: the last day, counted from the announcement, with its reasons."""
    return deadlines.count(announced, days.filing, "days", days_off)


def progress_due(year: int, month: int, days: Days, days_off: DaysOff = WEEKENDS_ONLY) -> date:
    """The day by which the report of a month is in: so many days into the next, or the working day after."""
    after = date(year + month // 12, month % 12 + 1, days.progress_day)
    return next_working_day(after, days_off)


def month_owed(today: date) -> tuple[int, int]:
    """The month whose report is due now: the one before."""
    first = today.replace(day=1) - timedelta(days=1)
    return first.year, first.month
