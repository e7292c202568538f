"""大屏的画面 (hall_scenes@1): what the wall shows by itself, and what may be put on it by hand.

Nothing of a result is a scene before the chair has announced it (procedures §2.1, step 8).
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.institutions.rules.verdicts import Verdict, no
from oversight.meetings.rules.stages import SIGN_IN, gettext_noop

CODE = "hall_scenes@1"
SCENES = ("agenda", "attendance", "item", "question", "vote", "result")
OF_AN_ITEM = frozenset({"item", "question", "vote", "result"})
SILENT = gettext_noop("宣布之前不出现得票")
GONE = frozenset({"void", "cancelled"})


@dataclass(frozen=True)
class HallFacts:
    """What the wall looks at.

    meeting    state of the meeting
    item       state of the item that is shown, "" where there is none
    question   somebody's question is being answered
    poll       state of the vote on the item that runs, was announced or decided it, "" where there is none
    """

    meeting: str
    item: str = ""
    question: bool = False
    poll: str = ""


def automatic(facts: HallFacts) -> str:
    """The scene that follows from how the meeting stands."""
    if facts.meeting == "convened":
        return "attendance"
    if facts.meeting != "in_session" or not facts.item:
        return "agenda"
    return of_item(facts)


def of_item(facts: HallFacts) -> str:
    """An announced result, a vote that goes on, a question that is asked, else the item itself."""
    if facts.poll == "announced":
        return "result"
    if facts.poll and facts.poll not in GONE:
        return "vote"
    return "question" if facts.question else "item"


def shown(chosen: str, facts: HallFacts) -> str:
    """The scene on the wall: the chosen one as long as it has something to show."""
    if chosen not in SCENES:
        return automatic(facts)
    if chosen in OF_AN_ITEM and not permits(chosen, facts).allowed:
        return of_item(facts) if facts.item else "agenda"
    return chosen


def permits(scene: str, facts: HallFacts) -> Verdict:
    """Whether the scene may be put on the wall now."""
    if facts.meeting in {"archived", "cancelled"}:
        return no("meeting_over", gettext_noop("会议已经归档或者取消，不再上大屏。"))
    if scene == "attendance" and facts.meeting not in SIGN_IN:
        return no("not_convened", gettext_noop("还没有开始报到，没有到会情况可以显示。"))
    if scene in OF_AN_ITEM and not facts.item:
        return no("no_item", gettext_noop("还没有正在审议的议题，先选一项议题。"))
    if scene == "question" and not facts.question:
        return no("no_question", gettext_noop("现在没有正在答复的询问。"))
    if scene == "vote" and (not facts.poll or facts.poll in GONE | {"announced"}):
        return no("no_vote", gettext_noop("这项议题现在没有在表决。"))
    if scene == "result" and facts.poll != "announced":
        text = gettext_noop("主持人还没有宣布结果，结果不能上大屏。")
        return no("not_announced", text, SILENT)
    return Verdict(True)
