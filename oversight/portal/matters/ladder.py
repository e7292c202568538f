"""期限梯: what is due, sorted into overdue, today, this week, later, without a day; and the headline over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.ui import formats
from oversight.ui.page import Due, Matter, Rung


def ladder(found: list[Due], today: date) -> list[Rung]:
    """The deadline ladder: overdue, today, this week, later, without a day."""
    sunday = today + timedelta(days=6 - today.weekday())
    rungs: list[Rung] = []
    for day in sorted({due.day for due in found if due.day and due.day < today}):
        days = (today - day).days
        note = _("应于%(day)s") % {"day": formats.near_day(day, today)}
        matters = tuple(due.matter for due in found if due.day == day)
        rungs.append(
            Rung(
                ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", days) % {"days": days},
                note,
                "late",
                matters,
            )
        )
    for label, note, state, first, last in (
        (_("今天"), f"{formats.short_day(today)} {formats.weekday(today)}", "today", today, today),
        (
            _("本周"),
            _("至%(day)s") % {"day": formats.short_day(sunday)},
            "week",
            today + timedelta(days=1),
            sunday,
        ),
        (_("以后"), "", "later", sunday + timedelta(days=1), date.max),
    ):
        dues = [due for due in found if due.day and first <= due.day <= last]
        matters = tuple(dated(due, today) for due in sorted(dues, key=lambda due: due.day or today))
        if matters:
            rungs.append(Rung(label, note, state, matters))
    without = tuple(due.matter for due in found if due.day is None)
    if without:
        rungs.append(Rung(_("没有期限"), _("办完上一步以后"), "later", without))
    return rungs


def dated(due: Due, today: date) -> Matter:
    """The matter with its own day beside who acts, where the rung spans several days."""
    if due.day is None or due.day == today:
        return due.matter
    who = (str(due.matter.who), formats.near_day(due.day, today))
    return replace(due.matter, who="　".join(part for part in who if part))


def headline(found: list[Due], today: date) -> str:
    """The first sentence of the page."""
    late = sum(1 for due in found if due.day and due.day < today)
    now = sum(1 for due in found if due.day == today)
    counts = {"now": now, "late": late}
    if late and now:
        return _("今天有 %(now)d 件事到期，%(late)d 件逾期") % counts
    if late:
        return ngettext("有 %(late)d 件事逾期", "有 %(late)d 件事逾期", counts["late"]) % counts
    if now:
        return (
            ngettext("今天有 %(now)d 件事到期", "今天有 %(now)d 件事到期", counts["now"]) % counts
        )
    return _("今天没有到期的事")
