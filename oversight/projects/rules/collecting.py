"""征集 (collecting@1): how long the public may propose, and until when what they left of themselves is kept.

Thirty days at least where the rulebook says nothing else (Gansu, Jinghong); what was promised in the notice
is never shortened. Contacts go when they have served (个人信息保护法 art. 19, 47).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no

CODE = "collecting@1"
BASIS = gettext_noop("本级规则簿：民生实事项目公开征集的天数")
PRIVACY_19 = gettext_noop("《个人信息保护法》第十九条")
PRIVACY_47 = gettext_noop("《个人信息保护法》第四十七条")
CONTACT_DAYS = 180
"""A contact is kept so many days after the last day of collecting."""
AFTER_ANSWER_DAYS = 30
"""Once its proposer was told by letter, call or at a meeting, so many days more, for questions back."""


@dataclass(frozen=True)
class Window:
    """征集期: first and last day, both counted; ``ended`` once the office has closed it."""

    state: str
    first: date | None
    last: date | None
    ended: bool = False

    @property
    def running(self) -> bool:
        """Opened and not yet closed by the office; the screening is a later state of the year."""
        return self.state == "collecting" and not self.ended

    @property
    def days(self) -> int:
        """How many days the public has, both ends counted."""
        return 0 if self.first is None or self.last is None else (self.last - self.first).days + 1


def may_open(window: Window, least_days: int) -> Verdict:
    """Open a year once, for at least as many days as the rulebook asks."""
    if window.state != "prepared":
        return no("opened_before", gettext_noop("这一年的征集已经开始，不再开始一次。"), BASIS)
    if window.first is None or window.last is None or window.last < window.first:
        return no("days_missing", gettext_noop("写明征集从哪一天到哪一天，截止不早于开始。"), BASIS)
    if window.days < least_days:
        return no("too_short", gettext_noop("征集的天数少于规则簿规定的天数。"), BASIS)
    return YES


def may_extend(window: Window, last: date, today: date) -> Verdict:
    """Only to a later day that has not passed, while collecting runs."""
    if not window.running or window.last is None:
        return no("not_collecting", gettext_noop("现在不在征集，不能延长。"), BASIS)
    if last <= window.last:
        return no("not_later", gettext_noop("新的截止日要晚于原来公布的截止日。"), BASIS)
    if last < today:
        return no("in_the_past", gettext_noop("新的截止日已经过去。"), BASIS)
    return YES


def may_end(window: Window, today: date) -> Verdict:
    """Not before the published last day has passed: whoever relied on it keeps their days."""
    if not window.running or window.last is None:
        return no("not_collecting", gettext_noop("现在不在征集。"), BASIS)
    if today <= window.last:
        return no("still_running", gettext_noop("公布的截止日还没有过，不能提前结束。"), BASIS)
    return YES


def takes_public(window: Window, today: date) -> Verdict:
    """Whether anybody may propose on this day."""
    if not window.running or window.first is None or window.last is None:
        return no("not_collecting", gettext_noop("现在不在征集期，不能提建议。"), BASIS)
    if today < window.first:
        return no("not_begun", gettext_noop("征集还没有开始。"), BASIS)
    if today > window.last:
        return no("over", gettext_noop("征集已经截止。"), BASIS)
    return YES


def takes_records(window: Window) -> Verdict:
    """Paper forms and records of forums that come in late are still entered until the office ends collecting."""
    if not window.running:
        return no("not_collecting", gettext_noop("征集开始以后、结束以前才能录入建议。"), BASIS)
    return YES


def keep_contact_until(last: date | None, today: date) -> date:
    """The day after which a contact goes, counted from the last day of collecting."""
    return max(last or today, today) + timedelta(days=CONTACT_DAYS)


def keep_contact_once_answered(until: date, today: date) -> date:
    """Sooner, once the proposer was told; never later than promised."""
    return min(until, today + timedelta(days=AFTER_ANSWER_DAYS))
