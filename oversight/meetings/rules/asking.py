"""谁可以询问 (asking): judges one asker by what the rulebook says of the capacity in this body's meeting. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from oversight.meetings.rules.questions import BEFORE, Refusal, gettext_noop

CODE = "asking@1"


@dataclass(frozen=True)
class Capacity:
    """规则簿的一行: how a capacity may ask; the caller reads it from the rulebook in force."""

    before: bool
    live: bool
    follow_up: bool
    invited: bool
    basis: str


@dataclass(frozen=True)
class AskerFacts:
    """询问人: what the registers and the meeting's list say of the person on that day.

    holds    has the seat, mandate or place that the capacity means; experts and citizens have none to hold
    called   is on the meeting's list (出席、列席、旁听)
    away     why the meeting's list has them not there now: leave, absent, left; "" where it does not say so
    """

    holds: bool
    called: bool
    away: str = ""


NO_ROW = Refusal(
    "capacity_may_not_ask", gettext_noop("现行规则簿没有写明这种身份可以在这个会议上询问。")
)
NOT_HELD = Refusal("capacity_not_held", gettext_noop("名册里这个人在会议当天没有这种身份。"))
NOT_INVITED = Refusal(
    "not_invited", gettext_noop("这个人不在本次会议的与会名单里，须受邀到会才能询问。")
)
NOT_BEFORE = Refusal("not_before", gettext_noop("这种身份只能当场询问，不能会前提出。"))
NOT_LIVE = Refusal("not_live", gettext_noop("这种身份只能会前提出，不能当场询问。"))
AWAY = {
    "leave": Refusal(
        "asker_on_leave",
        gettext_noop("询问人已准假，没有到会，不能当场询问；到了会的，先登记到会。"),
    ),
    "absent": Refusal(
        "asker_absent",
        gettext_noop("询问人登记为缺席，不能当场询问；到了会的，先登记到会。"),
    ),
    "left": Refusal(
        "asker_left",
        gettext_noop("询问人已经离会，不能当场询问；回到会场的，先登记到会。"),
    ),
}
"""What was filed before stays filed; who is not there does not put it (it may be answered in writing)."""
NO_FOLLOW_UP = Refusal("no_follow_up", gettext_noop("这种身份不追问。"))


def refusal(
    row: Capacity | None, facts: AskerFacts, moment: str, *, follow_up: bool = False
) -> Refusal | None:
    """Why this person may not ask in this capacity at this moment (before, live); None where they may."""
    if row is None:
        return NO_ROW
    if not facts.holds:
        return cited(NOT_HELD, row)
    if row.invited and not facts.called:
        return cited(NOT_INVITED, row)
    if moment != BEFORE and facts.away:
        return AWAY[facts.away]
    if moment == BEFORE and not row.before:
        return cited(NOT_BEFORE, row)
    if moment != BEFORE and not row.live:
        return cited(NOT_LIVE, row)
    if follow_up and not row.follow_up:
        return cited(NO_FOLLOW_UP, row)
    return None


def cited(found: Refusal, row: Capacity) -> Refusal:
    """The refusal on the basis that the rulebook names."""
    return Refusal(found.code, found.text, row.basis)
