"""项目年度的期限 (project_deadlines@1): papers to deputies, filing, monthly progress.

Days are counted as the Civil Code says (calendar.rules.deadlines); papers before a meeting as lead times are.
Numbers come from the rulebook.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules import deadlines, lead_times
from oversight.calendar.rules.reasons import gettext_noop
from oversight.calendar.rules.workdays import WEEKENDS_ONLY, DaysOff, next_working_day

CODE = "project_deadlines@1"
PAPERS = gettext_noop("参照《浙江省乡镇人大工作条例》第二十条")
NOTICE_TEXT = gettext_noop("会议通知和议程送代表")
CANDIDATES_TEXT = gettext_noop("候选项目表送代表")


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
    return lead_times.plan(meeting, leads, today, done=done, days_off=days_off)


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
