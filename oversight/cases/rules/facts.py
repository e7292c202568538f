"""案件的事实: what the rules look at, and what they answer. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oversight.institutions.rules.verdicts import Verdict


@dataclass(frozen=True)
class CaseFacts:
    """What the rules look at.

    written, signed  sides (general, committee) with an opinion of this round, and with a signed one
    pending          a decision is recorded and waits for the chair
    decided_action   a confirmed decision to act is in force
    notice           "" none, drafted, acknowledged
    heard, reported  the method decided on is carried out in a meeting; the unit reports beforehand
    item             the state of the agenda item of the hearing ahead, "" without one
    report           the newest version of the unit's report for the hearing ahead: "", drafted, submitted,
                     returned;  handed_in  whether any version stands
    findings, unsent, unanswered, found_after
                     research findings; not yet sent to the unit; sent without answer; after a failed vote
    distributed      the report went out to the members
    opinions         review opinions: "", drafted, sent, replied, verified;  reply  as ``report``
    announced        how many hearings have an announced result
    closing          a closing was proposed and waits for another person
    asks_figures     the origin has monthly figures
    """

    state: str
    written: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()
    pending: bool = False
    decided_action: bool = False
    notice: str = ""
    unreported: bool = False
    heard: bool = False
    reported: bool = False
    item: str = ""
    report: str = ""
    handed_in: bool = False
    findings: int = 0
    unsent: int = 0
    unanswered: int = 0
    found_after: int = 0
    distributed: bool = False
    opinions: str = ""
    reply: str = ""
    announced: int = 0
    closing: bool = False
    asks_figures: bool = False


Test = Callable[[CaseFacts, str], Verdict]
