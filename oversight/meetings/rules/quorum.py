"""法定人数 (meeting_quorum@1): whether a body may meet and vote, by ``voting.rules.bases``.

The quorum is counted against all deputies or members who count in the base on the day, not against those
who were called. 以上 includes the number itself, 过半数 does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.voting.rules.bases import (
    BY_CUSTOM,
    QUORUMS,
    RULES,
    CountingRule,
    needed_of,
    quorum_code,
)


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "meeting_quorum@1"
OTHER_RULE = gettext_noop("没有付表决。须按本次会议的机构自己的过半数规则计票。")


@dataclass(frozen=True)
class Quorum:
    """法定人数: ``needed`` is the smallest number that is enough; ``text`` and ``basis`` untranslated."""

    base: int
    present: int
    needed: int
    reached: bool
    text: str
    basis: str
    rule: str
    by_video: int = 0

    @property
    def missing(self) -> int:
        """How many more must come."""
        return max(self.needed - self.present, 0)


def rule_for(body_kind: str, meeting_kind: str = "session") -> CountingRule:
    """By which rule the body counts; the presidium of a session counts its own members."""
    return QUORUMS.get(quorum_code(body_kind, meeting_kind), BY_CUSTOM)


def refuse_rule(rule: str, body_kind: str, meeting_kind: str = "session") -> Verdict:
    """A majority is counted as the body's own law says; grades and ranks by the measure adopted."""
    own = rule_for(body_kind, meeting_kind)
    if rule not in RULES or rule == own.code:
        return YES
    return no("other_rule", OTHER_RULE, own.basis)


def quorum(
    body_kind: str, base: int, present: int, *, meeting_kind: str = "session", by_video: int = 0
) -> Quorum:
    """Whether enough are there; a body without members never has a quorum."""
    rule = rule_for(body_kind, meeting_kind)
    reached = base > 0 and rule.is_quorate(present, base)
    return Quorum(
        base=base,
        present=present,
        needed=needed_of(rule, base) if base else 1,
        reached=reached,
        text="" if reached else (rule.quorum_text if base else NOBODY),
        basis=rule.basis,
        rule=rule.code,
        by_video=by_video,
    )


NOBODY = gettext_noop("名册里没有计入基数的人员，先登记代表或组成人员。")
