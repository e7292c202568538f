"""重投 (revoting@1): when a card may vote again before the close, its last ballot counting (design §4).

One vote a card, unless the measure that the meeting adopted has a clause that says otherwise; a rulebook may forbid it.
"""

from __future__ import annotations

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.objections import Objection

VERSION = "revoting@1"
LEAST_CLAUSE = 4

FORBIDDEN = Objection(
    "revoting_forbidden",
    gettext_noop("规则簿规定一张投票卡只投一张票，不能允许重投。"),
    where="revote_clause",
)
TOO_SHORT = Objection(
    "clause_too_short",
    gettext_noop("写明表决办法允许重投的条款，例如“本次会议表决办法第六条”；不允许重投的，不填。"),
    where="revote_clause",
)


def objection(clause: str, *, allowed: bool) -> Objection | None:
    """What stands against a card's voting again by this clause; nothing against a vote without one."""
    if not clause:
        return None
    if not allowed:
        return FORBIDDEN
    return TOO_SHORT if len(clause) < LEAST_CLAUSE else None
