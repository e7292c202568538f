"""候选项目 (candidates@1): order proposed, money counted, determined item by item, ready to be fixed (procedures §4 c 4).

急需先立、成熟先立、好中选优 gives an order that is proposed, never decided. The enlarged Party committee meeting
determines each item: approve, return, strike, by its minutes. What may still be done with a fixed list stands in
``selecting``; its digest in ``queries/candidates.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from oversight.calendar.rules.reasons import Reason, gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no

CODE = "candidates@1"
BASIS = gettext_noop("急需先立、成熟先立、好中选优")
SURPLUS = gettext_noop("差额票决：候选项目多于应选项目")
DETERMINED = gettext_noop("候选项目由镇党委扩大会议逐项审定，审定以后要变的重复这一步")
LEGALITY = gettext_noop("参照《陕西省民生实事项目人大代表票决制规定》：合法性审查")
MOST_MARK = 5
Determination = Literal["", "approve", "return", "strike"]

PLACED = gettext_noop("急需 %(urgency)d、成熟 %(maturity)d、优 %(quality)d，建议排第 %(place)d。")
PLACED_BECAUSE = gettext_noop(
    "急需 %(urgency)d、成熟 %(maturity)d、优 %(quality)d，建议排第 %(place)d：%(why)s"
)


@dataclass(frozen=True)
class Candidate:
    """候选项目的一项; marks 1–5, 0 where none was given. Money in 万元, exact.

    checked  the argument's checks that were passed: money, land, environment, safety, legality
    """

    id: str
    name: str
    content: str = ""
    cost: Decimal | None = None
    source: str = ""
    unit: str = ""
    due: date | None = None
    urgency: int = 0
    maturity: int = 0
    quality: int = 0
    why: str = ""
    checked: frozenset[str] = frozenset()
    determination: Determination = ""


@dataclass(frozen=True)
class Placed:
    """建议的次序: equal marks share a place (1, 1, 3)."""

    id: str
    place: int
    reason: Reason


def proposed_order(candidates: Sequence[Candidate]) -> tuple[Placed, ...]:
    """Urgent first, then mature, then the better; the order given decides nothing."""
    marks = {one.id: (one.urgency, one.maturity, one.quality) for one in candidates}
    ordered = sorted(candidates, key=lambda one: (tuple(-each for each in marks[one.id]), one.id))
    return tuple(
        placed(one, 1 + sum(other > marks[one.id] for other in marks.values())) for one in ordered
    )


def placed(one: Candidate, place: int) -> Placed:
    """An item in its place, with why."""
    values: dict[str, object] = {
        "urgency": one.urgency,
        "maturity": one.maturity,
        "quality": one.quality,
        "place": place,
        "why": one.why.strip(),
    }
    text = PLACED_BECAUSE if one.why.strip() else PLACED
    return Placed(one.id, place, Reason("placed", text, values, BASIS))


@dataclass(frozen=True)
class Money:
    """资金盘子: all candidates and the chosen so far against the frame; ``left`` is None where there is no frame."""

    total: Decimal
    chosen: Decimal
    left: Decimal | None
    unknown: int

    @property
    def over(self) -> bool:
        """Whether the chosen cost more than there is."""
        return self.left is not None and self.left < 0


def money(candidates: Sequence[Candidate], chosen: Collection[str], frame: Decimal | None) -> Money:
    """Cost against the frame; ``unknown`` items have no cost yet and count nothing."""
    total = sum((one.cost or Decimal(0) for one in candidates), Decimal(0))
    taken = sum((one.cost or Decimal(0) for one in candidates if one.id in chosen), Decimal(0))
    unknown = sum(one.cost is None for one in candidates)
    return Money(total, taken, None if frame is None else frame - taken, unknown)


@dataclass(frozen=True)
class Frame:
    """候选名单要合的条件, of the rulebook and of the year."""

    places: int
    least_surplus: int = 1
    asked_checks: frozenset[str] = frozenset({"legality"})


@dataclass(frozen=True)
class CandidateList:
    """候选名单: its items as they were determined."""

    items: tuple[Candidate, ...] = ()

    @property
    def approved(self) -> tuple[Candidate, ...]:
        """What goes onto the ballot."""
        return tuple(one for one in self.items if one.determination == "approve")


def may_determine(determination: str, minutes: str) -> Verdict:
    """An item is determined by the minutes of the meeting; whether the list is open stands in ``selecting``."""
    if determination not in {"approve", "return", "strike"}:
        return no("no_determination", gettext_noop("审定的结论是同意、退回或者删去。"), DETERMINED)
    if not minutes.strip():
        return no("no_minutes", gettext_noop("写明会议纪要的文号。"), DETERMINED)
    return YES


def may_freeze(found: CandidateList, frame: Frame) -> Verdict:
    """Every item determined, each one approved complete and checked, more of them than places."""
    if any(not one.determination for one in found.items):
        text = gettext_noop("还有候选项目没有审定，逐项写明同意、退回或者删去。")
        return no("undetermined", text, DETERMINED)
    if any(one.determination == "return" for one in found.items):
        text = gettext_noop("退回的项目要先移出名单，或者重新论证以后再审定。")
        return no("still_returned", text, DETERMINED)
    approved = found.approved
    surplus = len(approved) - frame.places
    if surplus < max(1, frame.least_surplus):
        text = gettext_noop("候选项目不够差额，不能提请票决。")
        return no("no_surplus", text, SURPLUS)
    if any(not complete(one) for one in approved):
        text = gettext_noop("候选项目表的名称、内容、投资、来源、责任单位、完成时间都要写明。")
        return no("incomplete", text, DETERMINED)
    if any(frame.asked_checks - one.checked for one in approved):
        text = gettext_noop("还有候选项目没有通过论证要求的审查。")
        return no("unchecked", text, LEGALITY)
    names = [one.name.strip() for one in approved]
    if len(set(names)) < len(names):
        return no("same_name", gettext_noop("两个候选项目名称相同，选票上分不清。"), DETERMINED)
    return YES


def complete(one: Candidate) -> bool:
    """Whether the candidate sheet has all its columns."""
    return not missing(one)


def missing(one: Candidate) -> tuple[str, ...]:
    """The columns of the candidate sheet that are still empty, by code."""
    texts = {"name": one.name, "content": one.content, "source": one.source, "unit": one.unit}
    empty = [code for code, text in texts.items() if not text.strip()]
    return (
        *empty,
        *(["cost"] if one.cost is None else []),
        *(["due"] if one.due is None else []),
    )
