"""办理期限 (deadlines): legal and local periods by code, each with its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _

Unit = Literal["days", "working_days", "months", "day_of_month", "times"]
UNITS = (
    ("days", _("天")),
    ("working_days", _("个工作日")),
    ("months", _("个月")),
    ("day_of_month", _("日（每月）")),
    ("times", _("次")),
)

MOST: Mapping[str, tuple[int, str, str]] = MappingProxyType(
    {
        "suggestion_answer": (3, "months", _("《代表法》第五十一条")),
        "suggestion_answer_complex": (6, "months", _("《代表法》第五十一条")),
    }
)
"""Amount and unit that national law does not let a place exceed, by code."""

ABOVE_LAW = _("法定不超过 %(most)d 个月。")
NO_SUCH_DAY = _("每月的日期写 1 至 28。")
GONE = _("“%(value)s”由程序使用，不能删去。")


@dataclass(frozen=True)
class Deadline:
    """期限: amount and unit, what must be done by then, and why."""

    code: str
    amount: int
    unit: Unit
    text: str
    basis: str


@dataclass(frozen=True)
class Deadlines(Section):
    """办理期限: ``deadlines.of("suggestion_answer")`` gives one."""

    NAME: ClassVar[str] = "deadlines"
    TITLE: ClassVar[str] = _("办理期限")
    ABOUT: ClassVar[str] = _("法定和本级规定的期限。法律定了上限的，不能更长。")
    BASIS: ClassVar[str] = _("《监督法》《代表法》和本省实施办法")
    CODES: ClassVar[tuple[str, ...]] = (
        "analysis_day_of_month",
        "review_opinion_handover",
        "review_opinion_reply",
        "suggestion_assign",
        "suggestion_return",
        "suggestion_answer",
        "suggestion_answer_complex",
        "suggestion_second_answer",
        "visit_feedback",
        "receipt",
        "extension",
        "extensions_most",
    )

    rows: tuple[Deadline, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "rows",
            _("期限"),
            "rows",
            open=False,
            columns=(
                Item("code", _("代号"), "line", fixed=True, listed=False),
                Item("text", _("办什么"), "line"),
                Item("amount", _("数"), "integer", least=1, most=1000),
                Item("unit", _("单位"), "choice", choices=UNITS),
                Item("basis", _("依据"), "line"),
            ),
            row=Deadline,
        ),
    )

    def of(self, code: str) -> Deadline:
        """One deadline; raises KeyError for a code that the rulebook does not have."""
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)

    def problems(self) -> tuple[Problem, ...]:
        """No longer than the law lets it be; a day of the month that every month has."""
        found = repeated(self.rows, ("code",), "rows")
        known = {row.code for row in self.rows}
        found += [
            Problem("row_gone", GONE, "rows", values={"value": code})
            for code in self.CODES
            if code not in known
        ]
        for number, row in enumerate(self.rows):
            where = f"rows.{number}.amount"
            if row.unit == "day_of_month" and row.amount > 28:
                found.append(Problem("no_such_day", NO_SUCH_DAY, where))
            if row.code in MOST and longer(row, MOST[row.code][0]):
                most, _unit, basis = MOST[row.code]
                found.append(Problem("above_law", ABOVE_LAW, where, basis, {"most": most}))
        return tuple(found)


def longer(row: Deadline, months: int) -> bool:
    """Whether a deadline is longer than so many months; a month counted as its shortest, 28 days."""
    if row.unit == "months":
        return row.amount > months
    days = row.amount * 7 / 5 if row.unit == "working_days" else row.amount
    return row.unit in ("days", "working_days") and days > months * 28
