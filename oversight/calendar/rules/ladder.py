"""期限梯: how a due day stands to today, and at which reminder. Decides nothing about consequences.

Days are counted between two days: due tomorrow is one day left, due yesterday is one day late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oversight.calendar.rules.reasons import gettext_noop

SOON_DAYS = 10
LONG_DAYS = 90
REMINDER_DAYS = (30, 10, 3)


class Standing(StrEnum):
    """期限状态: on time, due soon, due today, late, long overdue, or without a due day."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    LATE = "late"
    LONG_OVERDUE = "long_overdue"
    NO_DEADLINE = "no_deadline"


TEXTS = {
    Standing.ON_TIME: gettext_noop("还有 %(days)d 天"),
    Standing.DUE_SOON: gettext_noop("还有 %(days)d 天"),
    Standing.DUE_TODAY: gettext_noop("今天到期"),
    Standing.LATE: gettext_noop("逾期 %(days)d 天"),
    Standing.LONG_OVERDUE: gettext_noop("长期逾期 %(days)d 天"),
    Standing.NO_DEADLINE: gettext_noop("没有定期限"),
}


@dataclass(frozen=True)
class Stand:
    """所处的一级: the standing with the days left, or the days late, never negative."""

    standing: Standing
    days: int = 0

    @property
    def text(self) -> str:
        """Chinese with ``%(days)d``, translated where it is shown."""
        return TEXTS[self.standing]

    @property
    def words(self) -> str:
        """The text filled in, without translation."""
        return self.text % {"days": self.days}

    @property
    def is_late(self) -> bool:
        return self.standing in {Standing.LATE, Standing.LONG_OVERDUE}


def standing(
    due: date | None, today: date, soon_days: int = SOON_DAYS, long_days: int = LONG_DAYS
) -> Stand:
    """How ``due`` stands: soon from ``soon_days`` before, long overdue from ``long_days`` after."""
    if due is None:
        return Stand(Standing.NO_DEADLINE)
    left = (due - today).days
    if left < 0:
        late = Standing.LONG_OVERDUE if -left >= long_days else Standing.LATE
        return Stand(late, -left)
    if left == 0:
        return Stand(Standing.DUE_TODAY)
    return Stand(Standing.DUE_SOON if left <= soon_days else Standing.ON_TIME, left)


def reminder_stage(
    due: date | None, today: date, stages: Sequence[int] = REMINDER_DAYS
) -> int | None:
    """The reminder reached (30, 10 or 3 days before): the smallest that still holds the days left."""
    if due is None or due < today:
        return None
    left = (due - today).days
    return min((stage for stage in stages if left <= stage), default=None)
