"""会前时限 (lead_times): how long before a meeting a paper must be where (监督法 art. 15).

The law's numbers are the least that may be adopted; more is allowed, less is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _

ARTICLE_15 = _("《监督法》第十五条")
LEAST: Mapping[str, int] = MappingProxyType({"draft": 20, "final": 10, "members": 7})
"""Days before the meeting that the law asks for, by code."""

BELOW_LAW = _("法定不少于 %(least)d 天，不能通过更短的时限。")
LAW_ROW_GONE = _("法定的三个会前时限不能删去：缺“%(value)s”。")
NO_WAIVER_BASIS = _("写明临时议题可以不受限制的，须写依据。")
OUT_OF_ORDER = _("交修改稿不能早于送征求意见，送组成人员不能早于交修改稿。")


@dataclass(frozen=True)
class LeadTime:
    """会前时限: one step, so many days before the meeting."""

    code: str
    days: int
    text: str
    basis: str


@dataclass(frozen=True)
class LeadTimes(Section):
    """会前时限: the steps, and whether topics fixed ad hoc are free of them."""

    NAME: ClassVar[str] = "lead_times"
    TITLE: ClassVar[str] = _("会前时限")
    ABOUT: ClassVar[str] = _(
        "报告的稿子在会议前多少天送到哪里。会期赶不上的，系统提示改列下一次会议。"
    )
    BASIS: ClassVar[str] = ARTICLE_15

    steps: tuple[LeadTime, ...]
    waiver: bool = False
    waiver_basis: str = ""

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "steps",
            _("时限"),
            "rows",
            ARTICLE_15,
            columns=(
                Item(
                    "code",
                    _("代号"),
                    "line",
                    listed=False,
                    hint=_("小写英文字母；draft、final、members 由法律规定"),
                ),
                Item("text", _("办什么"), "line"),
                Item("days", _("会前"), "integer", unit=_("天"), least=0, most=180),
                Item("basis", _("依据"), "line"),
            ),
            row=LeadTime,
        ),
        Item(
            "waiver",
            _("临时确定的议题不受上列时限限制"),
            "yes_no",
            _("《浙江省各级人大常委会监督条例》第十三条"),
            _("本省没有这样规定的不选；不选时，赶不上的须改列以后的会议"),
        ),
        Item("waiver_basis", _("不受限制的依据"), "line", blank=True),
    )

    def days(self, code: str) -> int:
        """Days before the meeting of a step."""
        return next(step.days for step in self.steps if step.code == code)

    def problems(self) -> tuple[Problem, ...]:
        """The three steps of the law stay, none shorter, in their order."""
        found = repeated(self.steps, ("code",), "steps")
        known = {step.code for step in self.steps}
        found += [
            Problem("law_row_gone", LAW_ROW_GONE, "steps", ARTICLE_15, {"value": code})
            for code in LEAST
            if code not in known
        ]
        found += [
            Problem(
                "below_law",
                BELOW_LAW,
                f"steps.{number}.days",
                ARTICLE_15,
                {"least": LEAST[step.code]},
            )
            for number, step in enumerate(self.steps)
            if step.days < LEAST.get(step.code, 0)
        ]
        if not found and not self.days("draft") >= self.days("final") >= self.days("members"):
            found.append(Problem("out_of_order", OUT_OF_ORDER, "steps", ARTICLE_15))
        if self.waiver and not self.waiver_basis:
            found.append(Problem("no_waiver_basis", NO_WAIVER_BASIS, "waiver_basis"))
        return tuple(found)
