"""结案的规则: what must lie before a case is closed on its merits; otherwise only the deciding body closes it.

Pure. Each check says what it saw and whether it holds. A worse count (more who say unsolved, more
complaints after the hearing) never turns a check that fails into one that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "case_closing@3"
LEAST_MONTHS = 3
LEAST_VIEWS = {"case_closing@1": 1, "case_closing@2": 3, "case_closing@3": 3}
"""From how many deputies on their views are counted: of fewer, a count would tell who said what.

Since version 3 what came by phone and every batch of sheets must reach it each, see ``counted``.
"""
TWO_PEOPLE = gettext_noop("自报完成不等于核实完成，由另一人核实")
SUPERVISION_17 = gettext_noop("《监督法》第十七条")
OPEN_TO_DEPUTIES = gettext_noop("《监督法》第十条、第十七条")
SECRET = gettext_noop("各人的看法保密，只公布各项人数")
OWN_UNIT = gettext_noop("不评价自己任职的单位，应当回避")
NOT_BY_NOISE = gettext_noop("与不采取行动时的预期范围比较，不以偶然波动下结论")


@dataclass(frozen=True)
class Answers:
    """How many said solved, partly, unsolved."""

    solved: int = 0
    partly: int = 0
    unsolved: int = 0

    @property
    def total(self) -> int:
        return self.solved + self.partly + self.unsolved

    @property
    def unfavourable(self) -> bool:
        """More than half say that nothing is solved."""
        return 2 * self.unsolved > self.total


@dataclass(frozen=True)
class MonthSeen:
    """A frozen month after the hearing: seen, and the 95 % range expected without action (None: unknown)."""

    month: str
    seen: int
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ClosingFacts:
    """What a closing rests on.

    verified      the unit's report on the opinions was verified by another
    not_done      how many opinions were found not done at all
    deputies      what deputies say, as far as it is counted;  callers  what those who complained say
    answered      how many deputies have answered, counted or not
    sealed        no closing stands yet that has counted them: only how many answered is told
    unfinished    promises, rectifications and orders of the case, neither verified nor withdrawn
    asks_callers  somebody complained (hotline, petition);  asks_figures  the origin has monthly counts
    """

    verified: bool
    not_done: int = 0
    deputies: Answers = Answers()
    callers: Answers = Answers()
    asks_callers: bool = True
    asks_figures: bool = True
    months: tuple[MonthSeen, ...] = ()
    answered: int = 0
    sealed: bool = False
    unfinished: int = 0


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: does it hold, in words, on what basis."""

    code: str
    holds: bool
    text: str
    basis: str = ""
    values: tuple[tuple[str, int], ...] = ()


def months_verdict(months: Sequence[MonthSeen]) -> str:
    """few (under three known months), above, within or below the range, all months taken together."""
    known = [one for one in months if one.low is not None and one.high is not None]
    if len(known) < LEAST_MONTHS:
        return "few"
    seen = sum(one.seen for one in known)
    if seen > sum(one.high or 0 for one in known):
        return "above"
    return "below" if seen < sum(one.low or 0 for one in known) else "within"


MONTH_WORDS = {
    "few": gettext_noop("听取以后有预期范围可比的冻结月份 %(months)d 个，至少要 3 个。"),
    "above": gettext_noop("听取以后 %(months)d 个月的件数高于不采取行动的预期范围。"),
    "within": gettext_noop(
        "听取以后 %(months)d 个月的件数在不采取行动的预期范围内，没有明显变化。"
    ),
    "below": gettext_noop("听取以后 %(months)d 个月的件数低于不采取行动的预期范围。"),
}


def check_verified(facts: ClosingFacts) -> Check:
    """The unit's report was verified, and no opinion was left undone."""
    if not facts.verified:
        text = gettext_noop("审议意见的研究处理情况还没有核实。")
        return Check("not_verified", False, text, TWO_PEOPLE)
    if facts.not_done:
        text = gettext_noop("核实时有 %(count)d 条审议意见没有落实。")
        return Check("not_done", False, text, SUPERVISION_17, (("count", facts.not_done),))
    text = gettext_noop("审议意见的研究处理情况已由另一人核实。")
    return Check("verified", True, text, TWO_PEOPLE)


def check_answers(code: str, answers: Answers, none: str, bad: str, good: str) -> Check:
    """Somebody was asked, and no more than half say that nothing is solved."""
    values = (
        ("total", answers.total),
        ("solved", answers.solved),
        ("partly", answers.partly),
        ("unsolved", answers.unsolved),
    )
    if not answers.total:
        return Check(f"{code}_missing", False, none, OPEN_TO_DEPUTIES)
    if answers.unfavourable:
        return Check(f"{code}_unsolved", False, bad, OPEN_TO_DEPUTIES, values)
    return Check(code, True, good, OPEN_TO_DEPUTIES, values)


def countable(answers: Answers, rule: str = CODE) -> bool:
    """Whether so many have answered that the counts tell nobody's view."""
    return answers.total >= LEAST_VIEWS[rule]


def counted(parts: Iterable[Answers], rule: str = CODE) -> Answers:
    """The parts together – by phone, each batch of sheets – without those that are too few to be told."""
    kept = [one for one in parts if countable(one, rule)]
    return Answers(
        sum(one.solved for one in kept),
        sum(one.partly for one in kept),
        sum(one.unsolved for one in kept),
    )


def check_deputies(facts: ClosingFacts, rule: str = CODE) -> Check:
    """Enough deputies were asked that they can be counted, and no more than half say nothing is solved.

    While the counts are sealed only their number is told, so that nobody reads one answer off two counts.
    """
    answered = max(facts.answered, facts.deputies.total)
    if answered and not countable(facts.deputies, rule):
        text = gettext_noop(
            "说了看法的代表 %(total)d 人，手机上说的和每批书面意见分别不足 %(least)d 人的不计数，"
            "以免看出谁说了什么。"
        )
        values = (("total", answered), ("least", LEAST_VIEWS[rule]))
        return Check("deputies_few", False, text, SECRET, values)
    if answered and facts.sealed:
        text = gettext_noop("说了看法的代表 %(total)d 人，提出结案时计数。")
        return Check("deputies_sealed", True, text, SECRET, (("total", answered),))
    return check_answers(
        "deputies",
        facts.deputies,
        gettext_noop("还没有代表的看法。"),
        gettext_noop("说了看法的代表超过一半认为没有解决。"),
        gettext_noop(
            "代表 %(total)d 人：解决 %(solved)d 人，部分解决 %(partly)d 人，没有解决 %(unsolved)d 人。"
        ),
    )


def check_callers(facts: ClosingFacts) -> Check:
    return check_answers(
        "callers",
        facts.callers,
        gettext_noop("还没有回访投诉人。"),
        gettext_noop("回访接通 %(total)d 人中 %(unsolved)d 人说没有解决，超过一半。"),
        gettext_noop(
            "回访接通 %(total)d 人：解决 %(solved)d 人，部分解决 %(partly)d 人，没有解决 %(unsolved)d 人。"
        ),
    )


def check_months(facts: ClosingFacts) -> Check:
    verdict = months_verdict(facts.months)
    known = sum(1 for one in facts.months if one.high is not None)
    holds = verdict in {"within", "below"}
    return Check(
        f"months_{verdict}", holds, MONTH_WORDS[verdict], NOT_BY_NOISE, (("months", known),)
    )


def check_followups(facts: ClosingFacts) -> Check:
    """Whatever the case gave rise to – promises, rectifications, orders – was verified or withdrawn."""
    if facts.unfinished:
        text = gettext_noop("由本案产生的承诺、整改、交办还有 %(count)d 项没有核实。")
        return Check("followups_open", False, text, TWO_PEOPLE, (("count", facts.unfinished),))
    text = gettext_noop("由本案产生的承诺、整改、交办都已核实或者撤回。")
    return Check("followups_verified", True, text, TWO_PEOPLE)


def checks(facts: ClosingFacts, rule: str = CODE) -> tuple[Check, ...]:
    """Everything that is looked at before a closing on the merits; ``rule`` as it was in force then."""
    found = [check_verified(facts), check_deputies(facts, rule)]
    if facts.asks_callers:
        found.append(check_callers(facts))
    if facts.asks_figures:
        found.append(check_months(facts))
    if rule != "case_closing@1":
        found.append(check_followups(facts))
    return tuple(found)


def may_close(found: Iterable[Check]) -> bool:
    """All hold; where one does not, only the deciding body closes the case, with its own reason."""
    return all(one.holds for one in found)
