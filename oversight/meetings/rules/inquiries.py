"""询问、专题询问、质询案 (inquiries): three things, each with its own signers, addressees and majorities. Pure.

询问 (监督法 art. 46) is asked while an item is considered. 专题询问 (art. 47–50) is a standing committee's, decided
by the chairpersons' meeting; the head of the organ must come, and a report on what was done follows. 质询案
(art. 51–54; 地方组织法 art. 24) is signed – five members of a city's committee, three of a county's, ten deputies
of a congress – and aimed at an organ; a town's only at the town's government (代表法 art. 20). Dissatisfied
askers may demand a new answer: 半数以上 (at least half) of them in a congress, 过半数 (more than half) in a
committee. 以上 includes the number, 过半数 does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.meetings.rules.questions import Refusal, gettext_noop
from oversight.voting.rules.bases import at_least_half, more_than_half

CODE = "inquiries@1"
SUPERVISION_46 = gettext_noop("《监督法》第四十六条")
SUPERVISION_47 = gettext_noop("《监督法》第四十七条")
SUPERVISION_51 = gettext_noop("《监督法》第五十一条")
SUPERVISION_52 = gettext_noop("《监督法》第五十一条至第五十四条")
SUPERVISION_53 = gettext_noop("《监督法》第五十三条")
ORGANIC_24 = gettext_noop("《地方组织法》第二十四条")
DEPUTIES_20 = gettext_noop("《代表法》第二十条")
BASES = {
    "inquiry": SUPERVISION_46,
    "special_inquiry": SUPERVISION_47,
    "interpellation": SUPERVISION_51,
}

STATES = (
    "signing",
    "submitted",
    "decided",
    "answered",
    "again",
    "accepted",
    "refused",
    "withdrawn",
)
KINDS = ("inquiry", "special_inquiry", "interpellation")
ORGANS = frozenset({"government", "department", "supervisory_commission", "court", "procuratorate"})
COMMITTEE_SIGNERS = {"province": 5, "city": 5, "county": 3}
CONGRESS_SIGNERS = 10
OPEN = frozenset({"signing", "submitted", "decided", "answered", "again"})

STEPS: dict[str, frozenset[str]] = {
    "sign": frozenset({"signing"}),
    "unsign": frozenset({"signing"}),
    "submit": frozenset({"signing"}),
    "decide": frozenset({"submitted"}),
    "refuse": frozenset({"submitted"}),
    "answer": frozenset({"decided", "again"}),
    "demand": frozenset({"answered"}),
    "accept": frozenset({"answered"}),
    "withdraw": frozenset({"signing", "submitted", "decided"}),
}
WHY: dict[str, Refusal] = {
    "signing": Refusal("not_submitted", gettext_noop("还没有提出，正在联名。")),
    "submitted": Refusal("not_decided", gettext_noop("已经提出，等主任会议（主席团）决定。")),
    "decided": Refusal("not_answered", gettext_noop("已交有关机关，还没有答复。")),
    "again": Refusal("not_answered_again", gettext_noop("已要求再作答复，还没有答复。")),
    "answered": Refusal("already_answered", gettext_noop("有关机关已经答复。")),
    "accepted": Refusal("already_accepted", gettext_noop("已经办结。")),
    "refused": Refusal("already_refused", gettext_noop("已决定不交办，原因写在记录里。")),
    "withdrawn": Refusal("already_withdrawn", gettext_noop("已经撤回。")),
}


@dataclass(frozen=True)
class InquiryFacts:
    """What the rules look at.

    body_kind      congress or standing_committee (a town's: congress)
    level          province, city, county, town
    addressee      kind of the unit that is asked
    signers        how many signed; unsatisfied: how many of them say the answer does not satisfy
    head_comes     who answers is the head of the organ by the register of offices
    head_known     the register names a head at all
    reasons        why closing it is in order although enough are dissatisfied to demand a new answer
    """

    kind: str
    body_kind: str
    level: str
    state: str = "signing"
    addressee: str = "department"
    signers: int = 0
    unsatisfied: int = 0
    head_comes: bool = True
    head_known: bool = True
    reasons: bool = False
    item_state: str = ""


def signers_needed(kind: str, body_kind: str, level: str) -> int:
    """How many must sign; 0 where nobody needs to, or where the body has no such thing."""
    if kind != "interpellation":
        return 0
    if body_kind == "congress":
        return CONGRESS_SIGNERS
    return COMMITTEE_SIGNERS.get(level, 0) if body_kind == "standing_committee" else 0


def body_refusal(facts: InquiryFacts) -> Refusal | None:
    """Whether the body has this kind at all."""
    if facts.kind == "special_inquiry" and facts.body_kind != "standing_committee":
        text = gettext_noop("专题询问只由常务委员会进行。")
        return Refusal("committee_only", text, SUPERVISION_47)
    if facts.kind == "interpellation" and facts.body_kind not in ("congress", "standing_committee"):
        text = gettext_noop("质询案向人民代表大会或者常务委员会会议提出，这个机构不能。")
        return Refusal("no_interpellation", text, SUPERVISION_51)
    if facts.body_kind == "standing_committee" and facts.level == "town":
        text = gettext_noop("乡镇人大不设常务委员会。")
        return Refusal("no_committee_in_towns", text, gettext_noop("《地方组织法》第十九条"))
    return None


def addressee_refusal(facts: InquiryFacts) -> Refusal | None:
    """Whether the unit may be asked: an organ, and of a town only its government."""
    town = facts.level == "town" and facts.kind == "interpellation"
    if town and facts.addressee != "government":
        text = gettext_noop("乡镇的质询案只能针对本级人民政府。")
        return Refusal("town_government_only", text, DEPUTIES_20)
    if facts.addressee not in ORGANS:
        text = gettext_noop(
            "询问、专题询问和质询案针对本级人民政府及其部门、监察委员会、法院、检察院，"
            "不针对企业和其他单位。"
        )
        return Refusal("not_an_organ", text, BASES[facts.kind])
    return None


def signature_refusal(facts: InquiryFacts) -> Refusal | None:
    """Whether enough have signed."""
    needed = signers_needed(facts.kind, facts.body_kind, facts.level)
    if facts.signers >= needed:
        return None
    basis = ORGANIC_24 if facts.body_kind == "congress" else SUPERVISION_51
    return Refusal("too_few_signers", TOO_FEW, basis)


TOO_FEW = gettext_noop("联名 %(signers)d 人，须 %(needed)d 人以上。")
NOT_ENOUGH_UNSATISFIED = gettext_noop(
    "提出的 %(signers)d 人中 %(unsatisfied)d 人不满意，没有超过半数，不能要求再作答复。"
)
LESS_THAN_HALF = gettext_noop(
    "提出的 %(signers)d 人中 %(unsatisfied)d 人不满意，不到半数，不能要求再作答复。"
)
WHY_NOT_AGAIN = gettext_noop(
    "提出的 %(signers)d 人中 %(unsatisfied)d 人不满意，可以要求再作答复；不再要求的，写明原因再办结。"
)
NO_SUCH_DEMAND = gettext_noop("只有质询案可以要求再作答复。")


def demand_refusal(facts: InquiryFacts) -> Refusal | None:
    """Whether the dissatisfied are enough: at least half in a congress, more than half in a committee."""
    if facts.kind != "interpellation":
        return Refusal("no_demand", NO_SUCH_DEMAND, SUPERVISION_53)
    if facts.body_kind == "congress":
        enough = at_least_half(facts.unsatisfied, facts.signers)
        return None if enough else Refusal("too_few_unsatisfied", LESS_THAN_HALF, DEPUTIES_20)
    enough = more_than_half(facts.unsatisfied, facts.signers)
    return (
        None if enough else Refusal("too_few_unsatisfied", NOT_ENOUGH_UNSATISFIED, SUPERVISION_53)
    )


def answer_refusal(facts: InquiryFacts) -> Refusal | None:
    """A special inquiry and an interpellation are answered by the head, in person or under signature."""
    if facts.kind == "inquiry" or facts.head_comes:
        return None
    if not facts.head_known:
        text = gettext_noop("名录里没有登记这个机关的负责人；先在单位里登记负责人，再登记答复。")
        return Refusal("head_unknown", text, BASES[facts.kind])
    if facts.kind == "special_inquiry":
        text = gettext_noop("专题询问须由有关机关的负责人到会答复；答复人不是名录里登记的负责人。")
        return Refusal("head_must_come", text, SUPERVISION_47)
    text = gettext_noop(
        "质询案由受质询机关的负责人口头答复，或者由其签署书面答复；答复人不是名录里登记的负责人。"
    )
    return Refusal("head_must_answer", text, SUPERVISION_52)


def accept_refusal(facts: InquiryFacts) -> Refusal | None:
    """Closed with its reason where enough of the askers are dissatisfied to demand a new answer."""
    if facts.kind != "interpellation" or facts.reasons or demand_refusal(facts) is not None:
        return None
    return Refusal("why_not_again", WHY_NOT_AGAIN, SUPERVISION_53)


CONDITIONS = {
    "accept": (accept_refusal,),
    "submit": (body_refusal, addressee_refusal, signature_refusal),
    "answer": (answer_refusal,),
    "demand": (demand_refusal,),
}


def refusal(act: str, facts: InquiryFacts) -> Refusal | None:
    """Why the act may not happen now; None where it may."""
    if facts.state not in STEPS[act]:
        return WHY[facts.state]
    for condition in CONDITIONS.get(act, ()):
        if (found := condition(facts)) is not None:
            return found
    return None


def values_of(facts: InquiryFacts) -> dict[str, int]:
    """The figures that a refusal speaks of."""
    return {
        "signers": facts.signers,
        "unsatisfied": facts.unsatisfied,
        "needed": signers_needed(facts.kind, facts.body_kind, facts.level),
    }


def possible(facts: InquiryFacts) -> tuple[str, ...]:
    """The acts that the state allows; whether enough signed or are dissatisfied is judged by each act."""
    return tuple(act for act, states in STEPS.items() if facts.state in states)
