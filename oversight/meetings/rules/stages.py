"""会议和议题的状态机 (meeting_stages@1): which act is possible now; every other is refused with its reason.

Pure: facts in, a verdict out. Acts ask before they change anything, pages ask to say what is not yet
possible; so both say the same. Who may act is a matter of permissions, not of this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oversight.institutions.rules.verdicts import YES, Verdict, no


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "meeting_stages@1"
PROCEDURE = gettext_noop("议事规则")
ORGANIC_14 = gettext_noop("《地方组织法》第十四条、第五十一条")
ORGANIC_22 = gettext_noop("《地方组织法》第二十二条")
COUNTED = gettext_noop("《地方组织法》第二十五条、第五十一条")
FROZEN = gettext_noop("表决名册按表决时的到会情况冻结")

BEFORE = frozenset({"planned", "notified", "convened"})
RUNNING = BEFORE | {"in_session"}
SIGN_IN = frozenset({"convened", "in_session"})
OVER = frozenset({"closed", "archived", "cancelled"})


@dataclass(frozen=True)
class MeetingFacts:
    """What the rules look at in a meeting.

    attending    how many are called with a vote; ``placed`` items on the agenda
    undecided    titles of items that were placed and have no end yet
    minutes      "" none, drafted, issued
    early        its first day has not come yet
    """

    state: str
    attending: int = 0
    placed: int = 0
    quorate: bool = False
    undecided: tuple[str, ...] = ()
    minutes: str = ""
    early: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """What the rules look at in an item.

    poll_live      a vote on it runs or waits to be announced
    partly_chosen  a vote was announced that left places open
    """

    state: str
    meeting_state: str
    quorate: bool = False
    must_vote: bool = False
    poll_live: bool = False
    partly_chosen: bool = False


def over(state: str) -> Verdict | None:
    """Nothing is done at a meeting that is over; each ending has its words."""
    words = {
        "closed": gettext_noop("会议已经闭会，不能再办。"),
        "archived": gettext_noop("会议已经归档，不能再改。"),
        "cancelled": gettext_noop("会议已经登记为不再召开。"),
    }
    return no(f"meeting_{state}", words[state], PROCEDURE) if state in words else None


def while_running(facts: MeetingFacts) -> Verdict:
    """Whatever may be done until the meeting is closed."""
    return over(facts.state) or YES


def may_change(facts: MeetingFacts) -> Verdict:
    """Facts of a meeting may be mended until it is archived; a recording comes after it."""
    return YES if facts.state == "closed" else while_running(facts)


def may_notify(facts: MeetingFacts) -> Verdict:
    """A notice says who is called to what."""
    if facts.state != "planned":
        text = gettext_noop("会议通知已经发出；日期、地点有变动的，改会议信息。")
        return over(facts.state) or no("already_notified", text, PROCEDURE)
    if not facts.attending:
        text = gettext_noop("还没有出席人员，先按名册添加。")
        return no("nobody_called", text, PROCEDURE)
    if not facts.placed:
        text = gettext_noop("还没有列入议程的议题，先列入至少一项。")
        return no("no_agenda", text, PROCEDURE)
    return YES


def may_convene(facts: MeetingFacts) -> Verdict:
    """Sign-in opens after the notice."""
    if facts.state == "notified":
        return YES
    if facts.state == "planned":
        return no("not_notified", gettext_noop("还没有发会议通知，不能开始报到。"), PROCEDURE)
    return over(facts.state) or no("already_convened", gettext_noop("报到已经开始。"), PROCEDURE)


def may_open(facts: MeetingFacts) -> Verdict:
    """A meeting opens on the day it was called for, with a quorum only."""
    if facts.state == "in_session":
        return no("already_open", gettext_noop("会议已经开会。"), PROCEDURE)
    if facts.state != "convened":
        text = gettext_noop("还没有开始报到，不能开会。")
        return over(facts.state) or no("not_convened", text, PROCEDURE)
    if facts.early:
        text = gettext_noop("会议日期还没有到，不能开会；提前召开的，先改会议日期并告诉各人。")
        return no("before_its_day", text, PROCEDURE)
    if not facts.quorate:
        return no("no_quorum", gettext_noop("到会人数没有达到法定人数，不能开会。"), ORGANIC_14)
    return YES


def may_close(facts: MeetingFacts) -> Verdict:
    """A meeting closes when every item on its agenda has its end."""
    if facts.state != "in_session":
        text = gettext_noop("会议没有在开会，不能闭会。")
        return over(facts.state) or no("not_in_session", text, PROCEDURE)
    if facts.early:
        text = gettext_noop("会议日期还没有到，不能闭会。")
        return no("before_its_day", text, PROCEDURE)
    if facts.undecided:
        text = gettext_noop("还有议题没有结果，先表决、暂不付表决或者撤回。")
        return no("items_undecided", text, PROCEDURE)
    return YES


def may_archive(facts: MeetingFacts) -> Verdict:
    """What is archived is complete: the minutes went out."""
    if facts.state != "closed":
        text = gettext_noop("会议还没有闭会，不能归档。")
        if facts.state in {"archived", "cancelled"}:
            return over(facts.state) or YES
        return no("not_closed", text, PROCEDURE)
    if facts.minutes != "issued":
        text = gettext_noop("会议纪要还没有印发，先起草、签发并印发纪要。")
        return no("no_minutes", text, PROCEDURE)
    return YES


def may_cancel(facts: MeetingFacts) -> Verdict:
    """A meeting is given up until it is in session."""
    if facts.state in BEFORE:
        return YES
    text = gettext_noop("会议已经开会，不能取消；议题没有办完的，闭会后另行安排。")
    return over(facts.state) or no("in_session", text, PROCEDURE)


def may_sign_in(facts: MeetingFacts) -> Verdict:
    """Attendance is taken from the opening of the desk to the end of the meeting."""
    if facts.state in SIGN_IN:
        return YES
    text = gettext_noop("还没有开始报到，不能签到。")
    return over(facts.state) or no("not_convened", text, PROCEDURE)


def may_ask_leave(facts: MeetingFacts) -> Verdict:
    """Leave is asked for after the notice and before the meeting ends."""
    if facts.state == "planned":
        return no("not_notified", gettext_noop("会议通知还没有发出，不用请假。"), PROCEDURE)
    return while_running(facts)


def may_receive(facts: MeetingFacts) -> Verdict:
    """A receipt answers a notice."""
    if facts.state == "planned":
        return no("not_notified", gettext_noop("会议通知还没有发出，没有回执可登记。"), PROCEDURE)
    return while_running(facts)


def may_draft_minutes(facts: MeetingFacts) -> Verdict:
    """Minutes tell what happened: they follow the meeting."""
    if facts.state == "archived":
        return over(facts.state) or YES
    if facts.state != "closed":
        return no("not_closed", gettext_noop("会议还没有闭会，不能起草纪要。"), PROCEDURE)
    if facts.minutes:
        return no("minutes_exist", gettext_noop("纪要已经起草，请在公文里继续办理。"), PROCEDURE)
    return YES


def may_keep_papers(facts: MeetingFacts) -> Verdict:
    """Papers of a meeting may still come after it; an archived one is complete."""
    return may_change(facts)


MEETING_TESTS: dict[str, Callable[[MeetingFacts], Verdict]] = {
    "change_meeting": may_change,
    "notify": may_notify,
    "convene": may_convene,
    "open_session": may_open,
    "close_meeting": may_close,
    "archive_meeting": may_archive,
    "cancel_meeting": may_cancel,
    "propose_item": while_running,
    "order_items": while_running,
    "add_participants": while_running,
    "change_participant": while_running,
    "record_receipt": may_receive,
    "ask_leave": may_ask_leave,
    "answer_leave": may_ask_leave,
    "record_attendance": may_sign_in,
    "import_attendance": may_sign_in,
    "sign_in": may_sign_in,
    "draft_minutes": may_draft_minutes,
    "draft_notice": while_running,
    "link_meeting": may_change,
    "change_group": while_running,
    "note_speech": may_sign_in,
    "draft_brief": may_change,
}


def meeting_permits(act: str, facts: MeetingFacts) -> Verdict:
    """Whether an act on a meeting is possible now."""
    return MEETING_TESTS[act](facts)


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
    return YES


def may_withdraw(facts: ItemFacts) -> Verdict:
    """The mover may take an item back before the vote, with consent once it is on the agenda (art. 22)."""
    if facts.state == "put_to_vote":
        return no("put_to_vote", gettext_noop("议题已经付表决，不能撤回。"), ORGANIC_22)
    return YES


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
