"""规则目录: which rules each kind of poll may be counted by, with their words; the code version is kept with a poll.

The two rules of half of all say what exactly half is (procedures §2.3): the body adopts one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oversight.voting.rules.bases import MOST_VOTES, gettext_noop
from oversight.voting.rules.bases import RULES as MAJORITIES

MEASURE = gettext_noop("通过的测评办法")
VERSION = 1


@dataclass(frozen=True)
class Rule:
    """One rule: code, title, basis, the kinds of poll it counts; ``unknown``: the sheet has 不了解.

    former  kept for the votes that were counted by it; no longer offered
    later   of another round among the tied alone; never offered
    """

    code: str
    title: str
    basis: str
    kinds: frozenset[str]
    unknown: bool = False
    former: bool = False
    later: bool = False

    @property
    def version(self) -> str:
        """What a poll keeps: ``code@1``."""
        return f"{self.code}@{VERSION}"

    @property
    def offered(self) -> bool:
        """Whether a vote may be prepared under it."""
        return not (self.former or self.later)


SATISFACTION = frozenset({"satisfaction"})
RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(
            Rule(one.code, one.title, one.basis, frozenset({"vote", "choose"}))
            for one in MAJORITIES.values()
        ),
        Rule(
            MOST_VOTES.code,
            MOST_VOTES.title,
            MOST_VOTES.basis,
            frozenset({"vote", "choose"}),
            later=True,
        ),
        Rule(
            "half_of_all_counts",
            gettext_noop("全体半数以上（恰好半数算达到）"),
            MEASURE,
            SATISFACTION,
        ),
        Rule(
            "half_of_all_does_not",
            gettext_noop("全体过半数（恰好半数不算达到）"),
            MEASURE,
            SATISFACTION,
        ),
        Rule("by_share", gettext_noop("按有效票中满意的比率评定"), MEASURE, SATISFACTION),
        Rule(
            "share_80_50",
            gettext_noop("按有效票的比率：满意 80% 以上为满意，50% 以上为基本满意"),
            MEASURE,
            SATISFACTION,
            former=True,
        ),
        Rule(
            "rates_only",
            gettext_noop("只公布满意率，不了解不计入分母"),
            MEASURE,
            SATISFACTION,
            unknown=True,
        ),
        Rule(
            "rates_only_unknown_counts",
            gettext_noop("只公布满意率，不了解计入分母"),
            MEASURE,
            SATISFACTION,
            unknown=True,
        ),
        Rule("points", gettext_noop("按位次计分，分数高的入选"), MEASURE, frozenset({"ranking"})),
    )
}


def rules_for(kind: str) -> list[Rule]:
    """The rules that a kind of poll may be counted by."""
    return [rule for rule in RULES.values() if kind in rule.kinds]
