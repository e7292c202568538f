"""够不够票 (reach@1): how many votes in favour are enough, and whether the ballots handed out can reach it at all.

A majority is of all, never of those present or of the ballots: with few ballots nothing passes however they are cast.
"""

from __future__ import annotations

from oversight.voting.rules.bases import RULES

WITH_MAJORITY = frozenset({"vote", "choose"})


def votes_needed(kind: str, rule: str, base: int) -> int | None:
    """The least number in favour that is enough; None for rules that grade or rank."""
    found = RULES.get(rule)
    if found is None or kind not in WITH_MAJORITY:
        return None
    return next((n for n in range(base + 1) if found.passes(n, base)), None)


def out_of_reach(ballots: int | None, needed: int | None) -> bool:
    """Whether nothing can pass even if every ballot handed out is in favour."""
    return ballots is not None and needed is not None and ballots < needed
