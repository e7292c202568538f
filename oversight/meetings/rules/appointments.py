"""任免规则 (appointments): from the nomination to the oath, and the dismissal with its right of defence. Pure.

Appointments, acceptance of a resignation and removal from a post (任命、接受辞职、免职) are voted one by one
(地方组织法 art. 50). A dismissal motion (撤职案, 监督法 art. 60–62) needs its reasons in writing, gives the person
concerned the chance to answer (申辩), is voted by secret ballot and not on the keypad, and passes by more than
half of all members. Nothing about a person happens by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.meetings.rules.questions import Refusal, gettext_noop

CODE = "appointments@1"
ORGANIC_50 = gettext_noop("《地方组织法》第五十条")
SUPERVISION_60 = gettext_noop("《监督法》第六十条至第六十二条")
SUPERVISION_62 = gettext_noop("《监督法》第六十二条")
LOCAL = gettext_noop("本级人大常委会任免办法")

KINDS = ("appoint", "remove", "resignation", "dismissal")
STATES = (
    "nominated",
    "introduced",
    "examined",
    "stated",
    "put_to_vote",
    "adopted",
    "not_adopted",
    "certified",
    "sworn",
    "withdrawn",
)
CLOSED = frozenset({"not_adopted", "withdrawn"})


@dataclass(frozen=True)
class AppointmentFacts:
    """What the rules look at.

    examined    law examination passed, where the office asks for one; needs_exam: whether it does
    reasons     the reasons of a dismissal are written; heard: defence heard, handed in, or declined
    announced   the result is announced to the public
    """

    kind: str
    state: str
    needs_exam: bool = False
    examined: bool = False
    needs_statement: bool = False
    stated: bool = False
    reasons: bool = True
    heard: bool = False
    method: str = ""
    secret: bool = True
    certified: bool = False
    sworn: bool = False
    announced: bool = False


BEFORE_VOTE = frozenset({"nominated", "introduced", "examined", "stated"})
STEPS: dict[str, frozenset[str]] = {
    "introduce": frozenset({"nominated"}),
    "examine": frozenset({"introduced"}),
    "state": frozenset({"introduced", "examined"}),
    "hear_defence": BEFORE_VOTE - {"nominated"},
    "put_to_vote": BEFORE_VOTE - {"nominated"},
    "record_result": frozenset({"put_to_vote"}),
    "announce": frozenset({"adopted", "certified", "sworn"}),
    "certify": frozenset({"adopted"}),
    "swear": frozenset({"certified"}),
    "withdraw": BEFORE_VOTE,
    "draft_nomination": BEFORE_VOTE,
    "draft_certificate": frozenset({"adopted"}),
}
OF_APPOINTED = frozenset({"examine", "state", "certify", "swear", "draft_certificate"})
WHY: dict[str, Refusal] = {
    "nominated": Refusal("not_introduced", gettext_noop("还没有向会议介绍情况。")),
    "introduced": Refusal("already_introduced", gettext_noop("已经向会议介绍情况。")),
    "examined": Refusal("already_examined", gettext_noop("法律知识考试已经登记。")),
    "stated": Refusal("already_stated", gettext_noop("已作任职发言。")),
    "put_to_vote": Refusal("at_the_vote", gettext_noop("已付表决，等待宣布结果。")),
    "adopted": Refusal("already_adopted", gettext_noop("已经通过。")),
    "not_adopted": Refusal("not_adopted", gettext_noop("没有通过，不再办理。")),
    "certified": Refusal("already_certified", gettext_noop("任命书已经颁发。")),
    "sworn": Refusal("already_sworn", gettext_noop("已经宣誓。")),
    "withdrawn": Refusal("already_withdrawn", gettext_noop("提请已经撤回。")),
}

NO_EXAM = Refusal("no_exam", gettext_noop("法律知识考试还没有合格的登记，不能付表决。"), LOCAL)
NO_STATEMENT = Refusal("no_statement", gettext_noop("还没有作任职发言，不能付表决。"), LOCAL)
NO_REASONS = Refusal(
    "no_reasons", gettext_noop("撤职案须写明撤职的对象和理由，并提供有关材料。"), SUPERVISION_60
)
NOT_HEARD = Refusal(
    "defence_not_heard",
    gettext_noop("被提出撤职的人有权申辩。听取申辩、收到书面申辩或者本人放弃之后，才能付表决。"),
    SUPERVISION_62,
)
NOT_BY_KEYPAD = Refusal(
    "not_by_keypad",
    gettext_noop("撤职案用无记名投票的方式表决，不用表决器、不举手。"),
    SUPERVISION_62,
)
NO_DEFENCE = Refusal("no_defence", gettext_noop("只有撤职案有申辩这一步。"), SUPERVISION_62)
ONLY_APPOINTED = Refusal("only_appointed", gettext_noop("只有任命才考试、发言、颁发任命书、宣誓。"))
NOT_CERTIFIED = Refusal("not_certified", gettext_noop("先颁发任命书，再宣誓。"))
ANNOUNCED = Refusal("already_announced", gettext_noop("已经公告。"))


def refusal(act: str, facts: AppointmentFacts) -> Refusal | None:
    """Why the act may not happen now; None where it may."""
    if act in OF_APPOINTED and facts.kind != "appoint":
        return ONLY_APPOINTED
    if act == "hear_defence" and facts.kind != "dismissal":
        return NO_DEFENCE
    if act == "swear" and facts.state == "adopted":
        return NOT_CERTIFIED
    if facts.state not in STEPS[act]:
        return WHY[facts.state]
    if act == "announce" and facts.announced:
        return ANNOUNCED
    return vote_refusal(facts) if act == "put_to_vote" else None


def vote_refusal(facts: AppointmentFacts) -> Refusal | None:
    """What must have happened before the vote, by kind."""
    if facts.kind == "appoint":
        if facts.needs_exam and not facts.examined:
            return NO_EXAM
        return NO_STATEMENT if facts.needs_statement and not facts.stated else None
    if facts.kind != "dismissal":
        return None
    if not facts.reasons:
        return NO_REASONS
    if not facts.heard:
        return NOT_HEARD
    if facts.method and (facts.method != "paper" or not facts.secret):
        return NOT_BY_KEYPAD
    return None


def possible(facts: AppointmentFacts) -> tuple[str, ...]:
    """The acts that are possible now."""
    return tuple(act for act in STEPS if refusal(act, facts) is None)
