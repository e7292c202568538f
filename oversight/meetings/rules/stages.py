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
PUBLICITY = gettext_noop("《监督法》第十条；《地方组织法》第五十条")
COUNTED = gettext_noop("《地方组织法》第二十五条、第五十一条")
FROZEN = gettext_noop("表决名册按表决时的到会情况冻结")
SIGN_IN_BEFORE = 1
"""How many days before the first day of a meeting sign-in may open."""
TOO_EARLY = no(
    "too_early",
    gettext_noop("最早在会议第一天的前一天开始报到；会议提前的，先改会议日期并告诉各人。"),
    PROCEDURE,
)
ASKING = no(
    "question_open",
    gettext_noop("还有询问正在答复：先登记答复、转为书面答复或者不予提问，再办这一步。"),
    PROCEDURE,
)

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
    days_before  how many days are left to its first day
    asking       a question was put and is neither answered nor passed on in writing
    """

    state: str
    attending: int = 0
    placed: int = 0
    quorate: bool = False
    undecided: tuple[str, ...] = ()
    minutes: str = ""
    early: bool = False
    days_before: int = 0
    asking: bool = False


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
    """Sign-in opens after the notice, at the earliest on the day before the meeting's first."""
    if facts.state == "notified":
        return YES if facts.days_before <= SIGN_IN_BEFORE else TOO_EARLY
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
    if facts.asking:
        return ASKING
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
