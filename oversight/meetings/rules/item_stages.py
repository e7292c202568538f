"""议题的状态机 (meeting_stages@1): which act on an item is possible now; every other is refused with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.meetings.rules.stages import (
    ASKING,
    COUNTED,
    ORGANIC_14,
    ORGANIC_22,
    PROCEDURE,
    gettext_noop,
    over,
)


@dataclass(frozen=True)
class ItemFacts:
    """What the rules look at in an item.

    poll_live      a vote on it runs or waits to be announced
    partly_chosen  a vote was announced that left places open
    asking         a question at it was put and is neither answered nor passed on in writing
    """

    state: str
    meeting_state: str
    quorate: bool = False
    must_vote: bool = False
    poll_live: bool = False
    partly_chosen: bool = False
    asking: bool = False


ENDINGS = {
    "not_put": gettext_noop("议题已经暂不付表决。"),
    "adopted": gettext_noop("议题已经通过，不能再办。"),
    "not_adopted": gettext_noop("议题没有通过，不能再办；再次提出的，另列议题。"),
    "withdrawn": gettext_noop("议题已经撤回。"),
}


def item_over(facts: ItemFacts) -> Verdict | None:
    """An item with its end, or of a meeting that is over, is left alone."""
    if facts.state in ENDINGS:
        return no("item_ended", ENDINGS[facts.state], PROCEDURE)
    return over(facts.meeting_state)


def may_place(facts: ItemFacts) -> Verdict:
    """A proposed item is placed on the agenda once."""
    if facts.state == "proposed":
        return YES
    return no("already_placed", gettext_noop("议题已经列入议程。"), ORGANIC_22)


def may_change_item(facts: ItemFacts) -> Verdict:
    """Title and facts are mended until the item is under consideration."""
    if facts.state in {"proposed", "placed"}:
        return YES
    return no("under_way", gettext_noop("议题已经开始审议，不能再改。"), PROCEDURE)


def may_consider(facts: ItemFacts) -> Verdict:
    """A placed item is taken up while the meeting sits."""
    if facts.state == "proposed":
        return no("not_placed", gettext_noop("议题还没有列入议程，不能审议。"), ORGANIC_22)
    if facts.state != "placed":
        return no("under_way", gettext_noop("议题已经开始审议。"), PROCEDURE)
    return sits(facts)


def sits(facts: ItemFacts) -> Verdict:
    """The meeting must be in session."""
    if facts.meeting_state != "in_session":
        return no("not_in_session", gettext_noop("会议还没有开会。"), PROCEDURE)
    return YES


def considered(facts: ItemFacts) -> Verdict:
    """What is decided was considered first, and enough are there to decide."""
    if facts.state == "put_to_vote" and facts.poll_live:
        return no("vote_running", gettext_noop("这项议题正在表决，结果宣布以后才有结论。"), COUNTED)
    if facts.state not in {"considered", "put_to_vote"}:
        return no("not_considered", gettext_noop("议题还没有审议，不能作出决定。"), PROCEDURE)
    if not (verdict := sits(facts)).allowed:
        return verdict
    if facts.asking:
        return ASKING
    if not facts.quorate:
        return no("no_quorum", gettext_noop("现在到会人数没有达到法定人数，不能表决。"), ORGANIC_14)
    return YES


def may_put(facts: ItemFacts) -> Verdict:
    """A first vote; another round goes through ``vote_again``, or begins anew where the vote was cancelled."""
    if facts.state == "put_to_vote" and facts.partly_chosen:
        text = gettext_noop("已有宣布的结果；再次表决只表决并列的或者空缺的。")
        return no("announced", text, COUNTED)
    return considered(facts)


def may_decide_without(facts: ItemFacts) -> Verdict:
    """Some kinds end by a counted vote only."""
    if facts.must_vote:
        text = gettext_noop("这项议题须付表决，由计票得出结果；不付表决的，登记暂不付表决。")
        return no("must_vote", text, COUNTED)
    return considered(facts)


def may_not_put(facts: ItemFacts) -> Verdict:
    """An item on the agenda is put off by the meeting's leaders, not while a vote on it runs."""
    if facts.state == "proposed":
        return no("not_placed", gettext_noop("议题还没有列入议程，可以撤回。"), ORGANIC_22)
    if facts.state == "put_to_vote" and facts.poll_live:
        return no("vote_running", gettext_noop("这项议题正在表决，不能改为暂不付表决。"), COUNTED)
    return ASKING if facts.asking else YES


def may_withdraw(facts: ItemFacts) -> Verdict:
    """The mover may take an item back before the vote, with consent once it is on the agenda (art. 22)."""
    if facts.state == "put_to_vote":
        return no("put_to_vote", gettext_noop("议题已经付表决，不能撤回。"), ORGANIC_22)
    return ASKING if facts.asking else YES


def may_count_present(facts: ItemFacts) -> Verdict:
    """Who is there is counted anew while a vote is prepared and has not begun; the vote itself says whether."""
    if facts.state != "put_to_vote" or not facts.poll_live:
        return no("not_put", gettext_noop("议题没有准备好的表决。"), COUNTED)
    return sits(facts)


def may_vote_again(facts: ItemFacts) -> Verdict:
    """Only what was put to the vote and has no result yet is voted on again."""
    if facts.state != "put_to_vote":
        return no("not_put", gettext_noop("议题还没有付表决。"), COUNTED)
    return considered(facts)


def may_settle(facts: ItemFacts) -> Verdict:
    """What was chosen so far stands, where the vote left places open."""
    if facts.state != "put_to_vote" or facts.poll_live or not facts.partly_chosen:
        text = gettext_noop("没有已宣布而留有空缺的结果。")
        return no("nothing_chosen", text, COUNTED)
    return sits(facts)


ITEM_TESTS: dict[str, Callable[[ItemFacts], Verdict]] = {
    "place_item": may_place,
    "change_item": may_change_item,
    "start_consideration": may_consider,
    "put_to_vote": may_put,
    "decide_item_without_vote": may_decide_without,
    "count_present": may_count_present,
    "vote_again": may_vote_again,
    "settle_item": may_settle,
    "do_not_put": may_not_put,
    "withdraw_item": may_withdraw,
}


def item_permits(act: str, facts: ItemFacts) -> Verdict:
    """Whether an act on an item is possible now."""
    return item_over(facts) or ITEM_TESTS[act](facts)


def needs_consent(state: str) -> bool:
    """Whether taking back an item in this state needs consent."""
    return state in {"placed", "considered"}
