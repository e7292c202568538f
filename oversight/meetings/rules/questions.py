"""询问规则 (questions): from filing to answer, what is possible when, and why not. Pure.

A question is filed before the meeting or raised live (会前提出、当场提出), put in order by the chair, asked,
answered by a named official, perhaps followed by one more question. One about a pending case is blocked:
deputies do not handle cases and may not use their office to meddle in them (代表法 art. 31, 59).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "questions@1"
SUPERVISION_46 = gettext_noop("《监督法》第四十六条")
SUPERVISION_47 = gettext_noop("《监督法》第四十七条至第五十条")
BEFORE, LIVE = "before", "live"


@dataclass(frozen=True)
class Refusal:
    """为什么现在不能办: a sentence and the article it rests on."""

    code: str
    text: str
    basis: str = ""


STATES = ("filed", "ordered", "asked", "deferred", "answered", "blocked", "withdrawn")
OPEN = frozenset({"filed", "ordered", "asked", "deferred"})

STEPS: dict[str, frozenset[str]] = {
    "order": frozenset({"filed", "ordered"}),
    "edit": frozenset({"filed"}),
    "withdraw": frozenset({"filed", "ordered"}),
    "ask": frozenset({"filed", "ordered"}),
    "block": frozenset({"filed", "ordered", "asked", "deferred"}),
    "defer": frozenset({"filed", "ordered", "asked"}),
    "answer": frozenset({"asked", "deferred", "answered"}),
    "follow_up": frozenset({"answered"}),
    "mark_promise": frozenset({"answered"}),
}

WHY: dict[str, Refusal] = {
    "filed": Refusal("not_asked", gettext_noop("这个问题还没有提问。")),
    "ordered": Refusal("not_asked", gettext_noop("这个问题还没有提问。")),
    "asked": Refusal("already_asked", gettext_noop("这个问题已经当场提问。")),
    "deferred": Refusal("to_be_written", gettext_noop("这个问题已转为书面答复。")),
    "answered": Refusal("already_answered", gettext_noop("这个问题已经答复。")),
    "blocked": Refusal("already_blocked", gettext_noop("这个问题不予提问，原因写在记录里。")),
    "withdrawn": Refusal("already_withdrawn", gettext_noop("这个问题已经撤回。")),
}

GROUNDS: dict[str, Refusal] = {
    "pending_case": Refusal(
        "pending_case",
        gettext_noop("涉及正在办理的具体案件。代表不直接处理问题，也不得干涉具体案件。"),
        gettext_noop("《代表法》第三十一条、第五十九条"),
    ),
    "person": Refusal(
        "person",
        gettext_noop("涉及个人隐私或者针对个人的指控，转信访或者监察机关依法办理。"),
        gettext_noop("《监督法》第四十六条：询问的对象是有关机关"),
    ),
    "state_secret": Refusal(
        "state_secret",
        gettext_noop("涉及国家秘密，不得在公开的会议和本系统里提出。"),
        gettext_noop("《保守国家秘密法》"),
    ),
    "other_matter": Refusal(
        "other_matter",
        gettext_noop("与本次审议的议题无关。"),
        gettext_noop("《监督法》第四十六条：审议议案和有关报告时询问"),
    ),
}
"""Why a question is not put, with the article. Nobody blocks one because it is inconvenient."""

ITEM_ENDED = Refusal("item_ended", gettext_noop("这项议题已经审议完毕，不再提问。"))
NOT_CONSIDERED = Refusal(
    "not_considered",
    gettext_noop("这项议题还没有开始审议，不能当场提问。"),
    SUPERVISION_46,
)
BEFORE_CLOSED = Refusal(
    "before_closed",
    gettext_noop("这项议题已经开始审议，会前提出已经截止，请当场提出。"),
    SUPERVISION_46,
)
ANOTHER_OPEN = Refusal(
    "another_open",
    gettext_noop("上一个问题还没有答复。先登记答复，或者转为书面答复。"),
)
FOLLOWED = Refusal("followed_up", gettext_noop("这个问题已经追问过一次。"))
FOLLOW_OF_FOLLOW = Refusal("follow_up_of_follow_up", gettext_noop("追问之后不再追问。"))


def plain(text: str) -> str:
    """A text without what does not tell two questions apart: width, case, blanks, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum()) or "".join(folded.split())


@dataclass(frozen=True)
class QuestionFacts:
    """What the rules look at: the question's and the item's state, what else goes on, whether the asker is there."""

    state: str
    item_state: str = "considered"
    other_asked: bool = False
    asker_away: Refusal | None = None
    is_follow_up: bool = False
    followed_up: bool = False


def refusal(act: str, facts: QuestionFacts) -> Refusal | None:
    """Why the act may not happen now; None where it may."""
    if facts.state not in STEPS[act]:
        return WHY[facts.state]
    if act in ("ask", "follow_up"):
        if (why := live_refusal(facts.item_state)) is not None:
            return why
        if facts.asker_away is not None:
            return facts.asker_away
        if facts.other_asked:
            return ANOTHER_OPEN
    if act == "follow_up":
        if facts.is_follow_up:
            return FOLLOW_OF_FOLLOW
        if facts.followed_up:
            return FOLLOWED
    return None


def live_refusal(item_state: str) -> Refusal | None:
    """Whether something may be asked on the spot: only while the item is being considered."""
    if item_state == "considered":
        return None
    return NOT_CONSIDERED if item_state in ("proposed", "placed") else ITEM_ENDED


def before_refusal(item_state: str) -> Refusal | None:
    """Whether something may be filed beforehand: until the consideration begins."""
    if item_state in ("proposed", "placed"):
        return None
    return BEFORE_CLOSED if item_state == "considered" else ITEM_ENDED


def possible(facts: QuestionFacts) -> tuple[str, ...]:
    """The acts that the states allow."""
    return tuple(act for act in STEPS if refusal(act, facts) is None)


def in_order(present: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The questions in the order that the chair gives; those not named keep their place at the end."""
    known = [key for key in dict.fromkeys(wanted) if key in present]
    return (*known, *(key for key in present if key not in known))


def moved(present: Sequence[str], key: str, by: int) -> tuple[str, ...]:
    """The order with one question moved up (-1) or down (+1); at the ends it stays."""
    keys = list(present)
    if key not in keys:
        return tuple(keys)
    at = keys.index(key)
    to = min(max(at + by, 0), len(keys) - 1)
    keys.insert(to, keys.pop(at))
    return tuple(keys)
