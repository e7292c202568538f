"""会议文书何时可以起草 (meeting_drafts@1): which paper of a meeting or an item there are facts for now."""

from __future__ import annotations

from dataclasses import dataclass

from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.meetings.rules.stages import OVER, gettext_noop

CODE = "meeting_drafts@1"
UNFINISHED = ("draft", "checking", "cosigning", "signing", "returned")
AFTER = frozenset({"closed", "archived"})


@dataclass(frozen=True)
class MeetingPaperFacts:
    """The meeting's state, how many items are on the agenda, how many are called."""

    state: str
    placed: int = 0
    called: int = 0


@dataclass(frozen=True)
class ItemPaperFacts:
    """Whether a vote was announced, how many units have something to do, whether research papers are there."""

    meeting_state: str
    state: str
    announced: bool = False
    duties: int = 0
    research: int = 0


def meeting_paper(kind: str, facts: MeetingPaperFacts) -> Verdict:
    """Whether this paper of the meeting may be drafted now."""
    if facts.state == "cancelled":
        return no("cancelled", gettext_noop("会议不再召开，不再起草文书。"))
    if kind == "report_up":
        return report_up(facts)
    if facts.state in OVER - {"closed"}:
        return no("meeting_archived", gettext_noop("会议已经归档，不再起草文书。"))
    if kind in {"agenda", "script"} and not facts.placed:
        return no("no_agenda", gettext_noop("还没有列入议程的议题。"))
    if kind in {"roll", "attendance_list"} and not facts.called:
        return no("nobody_called", gettext_noop("还没有与会人员，先按名册添加。"))
    if kind == "script" and facts.state in AFTER:
        return no("meeting_over", gettext_noop("会议已经闭会，不用主持词。"))
    return YES


def report_up(facts: MeetingPaperFacts) -> Verdict:
    """A meeting is reported when it is over."""
    if facts.state not in AFTER:
        return no("not_closed", gettext_noop("会议还没有闭会，结果还不完整，不能报告。"))
    return YES


def item_paper(kind: str, facts: ItemPaperFacts) -> Verdict:
    """Whether this paper of the item may be drafted now."""
    if facts.meeting_state in {"archived", "cancelled"}:
        return no("meeting_archived", gettext_noop("会议已经归档或者取消，不再起草文书。"))
    if kind in {"count_sheet", "announcement"} and not facts.announced:
        text = gettext_noop("这项议题还没有宣布的表决结果；宣布之前不成文。")
        return no("not_announced", text)
    if kind == "assignment_slip" and not facts.duties:
        text = gettext_noop("会上没有标记承诺，也没有待书面答复的询问。")
        return no("no_duties", text)
    if kind == "research_cover" and not facts.research:
        text = gettext_noop("还没有登记这项议题的调研报告，先在议题材料里登记。")
        return no("no_research", text)
    return YES


def leave_slip(leave: str) -> Verdict:
    """A slip follows a request."""
    return YES if leave else no("no_leave", gettext_noop("这个人没有请假，先登记请假。"))
