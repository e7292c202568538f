"""未采纳的说明 (proposal_reports@1): which rejected proposer gets the reason by which way, and the public numbers.

Every rejected proposer gets a reason (政策宣讲和解释, procedures §4 c 2): by the code of the receipt, by letter, by
call, or at an explanation meeting (宣讲会). The way is proposed from how the proposal came; staff may take another
that reaches the proposer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no

CODE = "proposal_reports@1"
BASIS = gettext_noop("未采纳的建议向提出人说明理由（政策宣讲和解释）")
Way = Literal["code", "call", "letter", "meeting"]
WAYS: dict[str, str] = {
    "code": gettext_noop("凭回执码查询"),
    "call": gettext_noop("电话"),
    "letter": gettext_noop("书面"),
    "meeting": gettext_noop("宣讲会"),
}
MANY = 10
"""From so many proposers of one matter on a meeting is proposed instead of single calls."""
Fate = Literal["open", "taken", "merged", "rejected", "withdrawn", "referred"]


@dataclass(frozen=True)
class Proposer:
    """提出人: how the proposal came (online, station, forum, visit, letter) and how the proposer can be reached."""

    channel: str
    has_code: bool = False
    has_phone: bool = False
    has_address: bool = False


def way(proposer: Proposer, same_matter: int = 1) -> Way:
    """The way proposed: the code where it came online, else call or letter, and a meeting for many or the unknown."""
    if proposer.channel == "online" and proposer.has_code:
        return "code"
    if same_matter >= MANY or proposer.channel in {"forum", "visit"}:
        return "meeting"
    if proposer.has_phone:
        return "call"
    if proposer.has_address:
        return "letter"
    return "code" if proposer.has_code else "meeting"


def may_tell(chosen: str, proposer: Proposer, reason: str) -> Verdict:
    """A way that reaches the proposer, with a reason that says something."""
    if chosen not in WAYS:
        return no("no_way", gettext_noop("说明的方式是回执码、电话、书面或者宣讲会。"), BASIS)
    if not reason.strip():
        return no("no_reason", gettext_noop("写明没有采纳的理由。"), BASIS)
    reached = {
        "code": proposer.has_code,
        "call": proposer.has_phone,
        "letter": proposer.has_address,
        "meeting": True,
    }
    if not reached[chosen]:
        text = gettext_noop("提出人没有留下这种联系方式，换一种方式说明。")
        return no("not_reached", text, BASIS)
    return YES


@dataclass(frozen=True)
class Proposal:
    """建议的一条, as the numbers need it: its outcome, its principle or reason code, whether the proposer was told."""

    fate: Fate
    reason: str = ""
    told: bool = False
    proposers: int = 1


@dataclass(frozen=True)
class Numbers:
    """公开的数字: received = taken + merged + rejected + withdrawn + referred + open; ``why`` by reason code."""

    received: int
    taken: int
    merged: int
    rejected: int
    withdrawn: int
    referred: int
    open: int
    told: int
    proposers: int
    why: tuple[tuple[str, int], ...]


def numbers(proposals: Iterable[Proposal]) -> Numbers:
    """What is published of a year's proposals; a reason counts once a proposal."""
    listed = list(proposals)
    fates = Counter(one.fate for one in listed)
    why = Counter(one.reason or "other" for one in listed if one.fate == "rejected")
    return Numbers(
        len(listed),
        fates["taken"],
        fates["merged"],
        fates["rejected"],
        fates["withdrawn"],
        fates["referred"],
        fates["open"],
        sum(one.told for one in listed if one.fate == "rejected"),
        sum(one.proposers for one in listed),
        tuple(sorted(why.items(), key=lambda row: (-row[1], row[0]))),
    )


def untold(proposals: Iterable[Proposal]) -> int:
    """How many rejected proposals still wait for their reason to be told."""
    return sum(one.fate == "rejected" and not one.told for one in proposals)
