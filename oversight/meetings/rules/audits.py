"""审计整改台账 (audit_ledger@1): what a row may say, and what the rows add up to. Pure.

A problem counts as put right only with what was done written down, and never for more than was found; one
that cannot be put right is explained (监督法 ch. 3: 审计查出问题整改情况的报告).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from oversight.meetings.rules.questions import gettext_noop

CODE = "audit_ledger@1"
BASIS = gettext_noop("《监督法》第三章")
CLOSED = frozenset({"done", "explained"})

NO_MEASURES = gettext_noop("整改中以上的须写整改措施和结果。")
MORE_THAN_FOUND = gettext_noop("已整改金额多于问题金额。")
NOT_ALL = gettext_noop("已整改的，已整改金额应等于问题金额；没有全部整改的写部分整改。")
NEGATIVE = gettext_noop("金额不能小于 0。")


@dataclass(frozen=True)
class ProblemFacts:
    """One row: state, what was done, amounts in 万元 (None where no money is concerned)."""

    state: str
    measures: str
    amount: Decimal | None
    rectified: Decimal | None


def refusals(facts: ProblemFacts) -> tuple[tuple[str, str], ...]:
    """What cannot stand in the row: field and sentence."""
    found = []
    if any(value is not None and value < 0 for value in (facts.amount, facts.rectified)):
        return (("amount", NEGATIVE),)
    if facts.state != "open" and not facts.measures.strip():
        found.append(("measures", NO_MEASURES))
    done, whole = facts.rectified or Decimal(0), facts.amount or Decimal(0)
    if done > whole:
        found.append(("rectified", MORE_THAN_FOUND))
    elif facts.state == "done" and done != whole:
        found.append(("rectified", NOT_ALL))
    return tuple(found)


@dataclass(frozen=True)
class Totals:
    """台账的合计: problems, those closed, amounts found and put right in 万元."""

    problems: int
    closed: int
    amount: Decimal
    rectified: Decimal

    @property
    def open(self) -> int:
        return self.problems - self.closed


def totals(rows: Iterable[ProblemFacts]) -> Totals:
    """What the rows add up to, exactly."""
    rows = list(rows)
    return Totals(
        problems=len(rows),
        closed=sum(row.state in CLOSED for row in rows),
        amount=sum((row.amount or Decimal(0) for row in rows), Decimal(0)),
        rectified=sum((row.rectified or Decimal(0) for row in rows), Decimal(0)),
    )
