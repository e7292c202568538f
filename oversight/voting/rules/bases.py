"""表决基数与法定人数: what a rule counts against, and when a body may vote at all.

A majority is of all deputies or members, never of those present (地方组织法 art. 25, 51); the quorum is
another question (art. 14: two thirds of the deputies attend; art. 51: more than half of the members).
以上 includes the number itself, 过半数 does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


def more_than_half(count: int, base: int) -> bool:
    """过半数: exactly half fails."""
    return 2 * count > base


def at_least_half(count: int, base: int) -> bool:
    """半数以上: exactly half is enough."""
    return 2 * count >= base


def two_thirds_or_more(count: int, base: int) -> bool:
    """三分之二以上: exactly two thirds are enough."""
    return 3 * count >= 2 * base


def no_quorum(present: int, base: int) -> bool:
    """A rule that asks for no quorum."""
    return True


@dataclass(frozen=True)
class CountingRule:
    """计票规则: ``code`` as in contracts.md §3, the test of a majority, the test of a quorum, its basis."""

    code: str
    title: str
    basis: str
    passes: Callable[[int, int], bool]
    is_quorate: Callable[[int, int], bool]
    quorum_text: str = ""


RULES: dict[str, CountingRule] = {
    rule.code: rule
    for rule in (
        CountingRule(
            code="more_than_half_of_all",
            title=gettext_noop("全体过半数"),
            basis=gettext_noop("表决办法"),
            passes=more_than_half,
            is_quorate=no_quorum,
        ),
        CountingRule(
            code="committee_more_than_half_of_all",
            title=gettext_noop("常务委员会全体组成人员过半数"),
            basis=gettext_noop("《地方组织法》第五十一条"),
            passes=more_than_half,
            is_quorate=more_than_half,
            quorum_text=gettext_noop("出席人数没有超过全体组成人员的半数，不能表决。"),
        ),
        CountingRule(
            code="congress_more_than_half_of_all",
            title=gettext_noop("全体代表过半数"),
            basis=gettext_noop("《地方组织法》第十四条、第二十五条"),
            passes=more_than_half,
            is_quorate=two_thirds_or_more,
            quorum_text=gettext_noop("出席人数不到全体代表的三分之二，不能表决。"),
        ),
    )
}


def any_vote(count: int, base: int) -> bool:
    """得票多的入选: among those tied, who passed before, any vote counts."""
    return count > 0


MOST_VOTES = CountingRule(
    code="most_votes",
    title=gettext_noop("只在并列的各项中再次表决，得票多的入选"),
    basis=gettext_noop("本次会议通过的票决办法"),
    passes=any_vote,
    is_quorate=two_thirds_or_more,
    quorum_text=RULES["congress_more_than_half_of_all"].quorum_text,
)
"""Of another round among the tied alone; never of a first one, so it is not among the rules to choose from."""
COUNTED: dict[str, CountingRule] = {**RULES, MOST_VOTES.code: MOST_VOTES}
"""Every rule that a sheet of yes, no, abstain may have been counted by."""

BY_CUSTOM = CountingRule(
    code="more_than_half_of_all",
    title=gettext_noop("全体组成人员过半数"),
    basis=gettext_noop("议事规则：决定须全体组成人员过半数通过，到会不过半数不能作出决定"),
    passes=more_than_half,
    is_quorate=more_than_half,
    quorum_text=gettext_noop("到会人数没有超过全体组成人员的半数，不能作出决定。"),
)
NO_BODY = "none"
"""The voters are no body, e.g. citizens who rate: no quorum applies."""
QUORUMS: dict[str, CountingRule] = {
    "congress": RULES["congress_more_than_half_of_all"],
    "standing_committee": RULES["committee_more_than_half_of_all"],
    "by_custom": BY_CUSTOM,
}
"""法定人数 by whose it is: the body's own, whatever the rule of the count (地方组织法 art. 14, 51)."""


def quorum_code(body_kind: str, meeting_kind: str = "session") -> str:
    """Whose quorum a vote of a body needs; the presidium of a session counts its own members."""
    if not body_kind:
        return NO_BODY
    if meeting_kind != "presidium" and body_kind in QUORUMS:
        return body_kind
    return "by_custom"


def quorum_rule(quorum: str, rule: str) -> CountingRule | None:
    """The quorum that a vote needs; where no body is said, the one that the rule of the count has."""
    if quorum in QUORUMS:
        return QUORUMS[quorum]
    counted = RULES.get(rule)
    return counted if counted is not None and counted.quorum_text else None


def needed_of(rule: CountingRule, base: int) -> int:
    """The smallest number of those present that makes a quorum."""
    return next((count for count in range(base + 1) if rule.is_quorate(count, base)), base + 1)
