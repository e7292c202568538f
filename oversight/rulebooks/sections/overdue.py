"""催办和逾期 (overdue): when a matter is due soon, on which days to remind, from when it is long overdue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from oversight.rulebooks.sections.fields import Item, Problem, Section
from oversight.rulebooks.sections.fields import gettext_noop as _

LOCAL = _("本级办理规定")


@dataclass(frozen=True)
class Overdue(Section):
    """催办和逾期: the ladder due soon, due today, late, long overdue."""

    NAME: ClassVar[str] = "overdue"
    TITLE: ClassVar[str] = _("催办和逾期")
    ABOUT: ClassVar[str] = _("到期前哪几天提醒，还剩几天算临近，逾期多久算长期逾期。")
    BASIS: ClassVar[str] = LOCAL

    reminder_days: tuple[int, ...] = (30, 10, 3)
    due_soon_days: int = 10
    long_overdue_days: int = 90

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "reminder_days",
            _("到期前提醒"),
            "integers",
            LOCAL,
            _("从多到少，用顿号分开，例如 30、10、3"),
            _("天"),
            least=1,
            most=365,
        ),
        Item("due_soon_days", _("临近期限"), "integer", LOCAL, "", _("天"), least=1, most=365),
        Item("long_overdue_days", _("长期逾期"), "integer", LOCAL, "", _("天"), least=1, most=3650),
    )

    def problems(self) -> tuple[Problem, ...]:
        """Reminders come one after the other."""
        if list(self.reminder_days) != sorted(set(self.reminder_days), reverse=True):
            text = _("提醒的天数从多到少写，不重复。")
            return (Problem("not_descending", text, "reminder_days"),)
        return ()
