"""会议的决定是否有效: who may decide on a case, who must be present, how many must agree.

Pure. 过半数 is more than half, of all members and never of those present; exactly half fails
(as 地方组织法 art. 51 has it for the standing committee). A street committee decides nothing by vote (art. 59).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop, more_than_half

DECIDERS = ("chairpersons_meeting", "presidium")
ORGANIC_51 = gettext_noop("参照《地方组织法》第五十一条")
"""The article speaks of the standing committee; no law says when a chairpersons' meeting is quorate."""
ORGANIC_54 = gettext_noop("《地方组织法》第五十四条")
ORGANIC_19 = gettext_noop("《地方组织法》第十九条")
ORGANIC_59 = gettext_noop("《地方组织法》第五十九条")
MAJORITY = gettext_noop("全体组成人员的过半数")


@dataclass(frozen=True)
class MeetingFacts:
    """The body that met, all its members, those present and those in favour (None: no vote was counted)."""

    body_kind: str
    members: int
    present: int
    yes: int | None = None


@dataclass(frozen=True)
class Reason:
    """One thing that was looked at."""

    code: str
    text: str
    basis: str
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Whether the decision stands, with reasons for or against."""

    valid: bool
    reasons: tuple[Reason, ...]

    @property
    def refusal(self) -> Reason:
        """The reason why it does not stand: always the last one looked at."""
        return self.reasons[-1]


@dataclass(frozen=True)
class Rule:
    """A rule as a value: code and version, title, basis, condition."""

    code: str
    number: int
    title: str
    basis: str

    @property
    def version(self) -> str:
        """Code and version as decisions keep it."""
        return f"{self.code}@{self.number}"

    def judge(self, facts: MeetingFacts) -> Outcome:
        """Every condition in turn, up to the first that fails."""
        passed: list[Reason] = []
        for check in CHECKS:
            good, reason = check(facts)
            passed.append(reason)
            if not good:
                return Outcome(False, tuple(passed))
        return Outcome(True, tuple(passed))


def may_decide(facts: MeetingFacts) -> tuple[bool, Reason]:
    """The chairpersons' meeting, or where there is none the presidium."""
    if facts.body_kind in DECIDERS:
        basis = ORGANIC_54 if facts.body_kind == "chairpersons_meeting" else ORGANIC_19
        return True, Reason("body_may_decide", gettext_noop("由有权的机构决定。"), basis)
    text = gettext_noop("这个机构不能以会议决定监督案件，由主任会议（乡镇由主席团）决定。")
    basis = ORGANIC_59 if facts.body_kind == "street_committee" else ORGANIC_54
    return False, Reason("body_may_not_decide", text, basis)


def counted_right(facts: MeetingFacts) -> tuple[bool, Reason]:
    """Nobody is present who is no member, nobody in favour who is not present."""
    values = (("members", facts.members), ("present", facts.present))
    yes = facts.yes or 0
    if not (facts.members > 0 and 0 <= facts.present <= facts.members and yes >= 0):
        text = gettext_noop("应到 %(members)d 人，实到 %(present)d 人，两个数对不上。")
        return False, Reason("numbers_wrong", text, "", values)
    if yes > facts.present:
        text = gettext_noop("赞成 %(yes)d 人多于实到 %(present)d 人。")
        return False, Reason("numbers_wrong", text, "", (*values, ("yes", yes)))
    return True, Reason("numbers_right", gettext_noop("人数前后相符。"), "")


def quorate(facts: MeetingFacts) -> tuple[bool, Reason]:
    """More than half of all members are present."""
    values = (("members", facts.members), ("present", facts.present))
    if more_than_half(facts.present, facts.members):
        text = gettext_noop("应到 %(members)d 人，实到 %(present)d 人，超过半数。")
        return True, Reason("quorate", text, ORGANIC_51, values)
    text = gettext_noop("应到 %(members)d 人，实到 %(present)d 人，没有超过半数，会议不能举行。")
    return False, Reason("not_quorate", text, ORGANIC_51, values)


def carried(facts: MeetingFacts) -> tuple[bool, Reason]:
    """More than half of all members are in favour; a presidium always counts."""
    if facts.yes is None:
        if facts.body_kind == "presidium":
            text = gettext_noop("主席团的决定须由全体组成人员的过半数通过，写明赞成人数。")
            return False, Reason("yes_missing", text, ORGANIC_19)
        return True, Reason("by_agreement", gettext_noop("会议一致同意，没有表决。"), ORGANIC_54)
    values = (("members", facts.members), ("yes", facts.yes))
    if more_than_half(facts.yes, facts.members):
        text = gettext_noop("赞成 %(yes)d 人，超过全体 %(members)d 人的半数。")
        return True, Reason("carried", text, ORGANIC_51, values)
    text = gettext_noop("赞成 %(yes)d 人，没有超过全体 %(members)d 人的半数，没有通过。")
    return False, Reason("not_carried", text, ORGANIC_51, values)


CHECKS = (may_decide, counted_right, quorate, carried)
CASE_DECISION = Rule(
    "case_decision",
    1,
    gettext_noop("主任会议（主席团）对监督案件的决定"),
    gettext_noop("《地方组织法》第十九条、第五十一条、第五十四条；《监督法》第六十三条"),
)
RULES: dict[str, Rule] = {CASE_DECISION.version: CASE_DECISION}
"""Every version ever in force; old ones stay callable."""


def as_list(reasons: Sequence[Reason]) -> list[dict[str, object]]:
    """The reasons as a record keeps them."""
    return [
        {"code": one.code, "text": one.text, "basis": one.basis, "values": dict(one.values)}
        for one in reasons
    ]
