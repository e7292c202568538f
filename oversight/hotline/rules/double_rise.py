"""双升规则 (double_rise): when a unit whose tickets rose on both counts is proposed for judgment.

The arithmetic stands in ``hotline_analytics.periods``; here are title, basis, day in force and outcome.
The outcome is a recommendation: the body that may decide decides (procedures: one analysis, one judgment,
one action a month). The first text is Zibo's decision of 2020-07-31, the rule's model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hotline_analytics import periods


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


Direction = Literal["yes", "no", "manual"]
Outcome = Literal["propose_judgment", "judge_by_hand", "none"]


@dataclass(frozen=True)
class RiseFacts:
    """The four counts that the rule looks at; a base is None where it is not known."""

    count: int
    month_count: int
    previous: int | None
    last_year: int | None


@dataclass(frozen=True)
class Judged:
    """What the rule says of one unit, with its reason."""

    direction: Direction
    outcome: Outcome
    code: str
    text: str


@dataclass(frozen=True)
class Rule:
    """A rule as a value: code and version, title, basis, day in force, condition, outcomes."""

    code: str
    number: int
    title: str
    basis: str
    in_force_from: date
    condition: Callable[[RiseFacts], Direction]
    outcomes: dict[Direction, Outcome]
    texts: dict[Direction, str]

    @property
    def version(self) -> str:
        """Code and version as results and records carry it, e.g. ``double_rise@1``."""
        return f"{self.code}@{self.number}"

    def judge(self, facts: RiseFacts) -> Judged:
        """The rule applied to one unit."""
        direction = self.condition(facts)
        return Judged(
            direction, self.outcomes[direction], f"{self.code}_{direction}", self.texts[direction]
        )


def rises_on_both(facts: RiseFacts) -> Direction:
    """Strictly above the month before and above the same period last year; unknown or zero bases by hand."""
    return periods.double_rise(
        count=facts.count,
        month_count=facts.month_count,
        previous=facts.previous,
        last_year=facts.last_year,
    )


DOUBLE_RISE = Rule(
    code="double_rise",
    number=1,
    title=gettext_noop("同比、环比双升的单位提请研判"),
    basis=gettext_noop(
        "市人大常委会关于运用热线数据开展监督的决议（参照淄博市 2020 年 7 月 31 日决议）；监督法关于听取专项工作报告的规定"
    ),
    in_force_from=date(2020, 7, 31),
    condition=rises_on_both,
    outcomes={"yes": "propose_judgment", "manual": "judge_by_hand", "no": "none"},
    texts={
        "yes": gettext_noop("件数同时高于上月和去年同期，提请研判。"),
        "manual": gettext_noop("有一个基期为零或不详，由人工判断。"),
        "no": gettext_noop("没有同时高于两个基期。"),
    },
)

RULES = {DOUBLE_RISE.version: DOUBLE_RISE}
"""Every version ever in force; old ones stay callable."""
