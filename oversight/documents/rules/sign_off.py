"""签发流程: what may be done with a paper now, by whom; refused with the reason and the article.

Pure: the facts of a paper and of whoever acts go in, a verdict comes out. It decides states, roles and the
separation of duties (nobody checks, cosigns or signs a text of their own; in a small office the chair's
confirmation stands for the second person). Staff of a committee office write, submit and give up only the
drafts of their own office's people. It writes nothing and knows no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Marks a text for translation; it is translated when shown."""
    return text


RULE = "sign_off@2"
GENERAL_RULES = gettext_noop("《党政机关公文处理工作条例》第二十条至第二十六条")
SEPARATION = gettext_noop("拟稿、核稿、签发不由同一人办理")

EVERYWHERE = frozenset({"operator", "system"})
OWN_DRAFTS = frozenset({"edit", "submit", "withdraw"})
BEFORE_SIGNING = frozenset({"draft", "checking", "cosigning", "signing", "returned"})
STATE_WORDS: Mapping[str, str] = {
    "draft": gettext_noop("起草中"),
    "checking": gettext_noop("待核稿"),
    "cosigning": gettext_noop("会签中"),
    "signing": gettext_noop("待签发"),
    "signed": gettext_noop("已签发、待用印"),
    "sealed": gettext_noop("已用印、待印发"),
    "issued": gettext_noop("已印发"),
    "archived": gettext_noop("已归档"),
    "returned": gettext_noop("已退回"),
    "recalled": gettext_noop("已撤回"),
    "withdrawn": gettext_noop("已作废"),
}


@dataclass(frozen=True)
class Step:
    """One act: in which states, for which roles, and what to do where the state is wrong."""

    states: frozenset[str]
    roles: frozenset[str]
    instead: str
    second_person: bool = False


def _step(states: str, roles: str, instead: str, second_person: bool = False) -> Step:
    return Step(frozenset(states.split()), frozenset(roles.split()), instead, second_person)


STEPS: Mapping[str, Step] = {
    "edit": _step("draft returned", "clerk office", gettext_noop("退回拟稿人后才能改文稿。")),
    "submit": _step("draft returned", "clerk office", gettext_noop("起草中或被退回的文稿才送核。")),
    "withdraw": _step(
        "draft returned", "clerk office", gettext_noop("编号以后不能作废，只能撤回。")
    ),
    "check": _step(
        "checking", "reviewer chair", gettext_noop("送核以后才能核稿。"), second_person=True
    ),
    "ask_cosign": _step(
        "draft returned checking cosigning signing",
        "clerk office reviewer",
        gettext_noop("签发以后不再送会签。"),
    ),
    "drop_cosign": _step("cosigning", "clerk reviewer", gettext_noop("没有在会签。")),
    "cosign": _step(
        "cosigning", "office", gettext_noop("核稿以后、签发以前才会签。"), second_person=True
    ),
    "sign": _step(
        "signing", "chair", gettext_noop("核稿并完成会签以后才能签发。"), second_person=True
    ),
    "seal": _step("signed sealed", "clerk", gettext_noop("签发以后、印发以前上传用印扫描件。")),
    "issue": _step("sealed", "clerk", gettext_noop("用印扫描件上传以后才能印发。")),
    "acknowledge": _step(
        "issued", "liaison unit_head clerk", gettext_noop("印发以后、归档以前登记回执。")
    ),
    "call": _step("issued", "clerk", gettext_noop("印发以后才打电话催回执。")),
    "recall": _step("signed sealed issued", "chair", gettext_noop("签发以后、归档以前可以撤回。")),
    "archive": _step("issued recalled", "clerk", gettext_noop("印发或撤回以后才归档。")),
}

# who may send a paper back in which state; before signing also whoever drafted it, taking it back
RETURNS: Mapping[str, frozenset[str]] = {
    "checking": frozenset({"reviewer", "chair", "clerk", "office"}),
    "cosigning": frozenset({"office", "reviewer", "chair", "clerk"}),
    "signing": frozenset({"chair", "reviewer", "clerk"}),
    "signed": frozenset({"clerk", "chair"}),
    "sealed": frozenset({"clerk", "chair"}),
}
RETURN_TO: Mapping[str, tuple[str, ...]] = {
    "checking": ("drafter",),
    "cosigning": ("drafter", "checker"),
    "signing": ("drafter", "checker"),
    "signed": ("drafter",),
    "sealed": ("drafter",),
}
CODES = (*STEPS, "return")


@dataclass(frozen=True)
class PaperFacts:
    """What the rule must know of a paper.

    authors       accounts that wrote any version of the text; author_offices: the offices that they staffed
    open_offices  offices asked and not yet heard (keys); cosigners: accounts that have cosigned
    open_receipts how many required receipts are outstanding
    """

    state: str
    authors: frozenset[int]
    author_offices: frozenset[int] = frozenset()
    checked_by: int | None = None
    cosigners: frozenset[int] = frozenset()
    open_offices: frozenset[int] = frozenset()
    addressed_units: frozenset[int] = frozenset()
    open_receipts: int = 0
    small_office: bool = False


@dataclass(frozen=True)
class Who:
    """Whoever acts: account, role, and the office or unit they speak for."""

    account_id: int | None
    role: str
    body_id: int | None = None
    unit_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """Allowed, or refused with code, text and basis. ``chair_confirms``: the small-office rule was used."""

    allowed: bool
    code: str = ""
    text: str = ""
    basis: str = ""
    chair_confirms: bool = False


ALLOWED = Verdict(True)
WRONG_ROLE = Verdict(False, "wrong_role", gettext_noop("你的职务不办理此事。"))


def judge(act: str, paper: PaperFacts, who: Who) -> Verdict:
    """Whether this act may be done now by this person; role first, then state, then second person."""
    if act == "return":
        return judge_return(paper, who)
    step = STEPS[act]
    if not _has_role(act, step, paper, who):
        return WRONG_ROLE
    if paper.state not in step.states:
        return Verdict(False, "wrong_state", step.instead, GENERAL_RULES)
    if special := _special(act, paper, who):
        return special
    return _second_person(act, paper, who) if step.second_person else ALLOWED


def possible(paper: PaperFacts, who: Who) -> tuple[str, ...]:
    """Every act that this person may do now."""
    return tuple(act for act in CODES if judge(act, paper, who).allowed)


def refused(paper: PaperFacts, who: Who, acts: tuple[str, ...]) -> tuple[tuple[str, Verdict], ...]:
    """Those of the acts that are this person's business but cannot be done now, with the reason."""
    judged = ((act, judge(act, paper, who)) for act in acts)
    return tuple((act, v) for act, v in judged if not v.allowed and v.code != "wrong_role")


def judge_return(paper: PaperFacts, who: Who) -> Verdict:
    """退回: at any step before issuing, by whoever holds the paper or wrote it."""
    everybody = frozenset().union(*RETURNS.values())
    if who.role not in everybody | EVERYWHERE:
        return WRONG_ROLE
    if paper.state not in RETURNS:
        text = gettext_noop("送核以后、印发以前可以退回；印发以后只能撤回。")
        return Verdict(False, "wrong_state", text, GENERAL_RULES)
    if who.role in EVERYWHERE:
        return ALLOWED
    if who.role not in RETURNS[paper.state]:
        return WRONG_ROLE
    taking_back = who.account_id in paper.authors
    if who.role == "office" and not taking_back and who.body_id not in paper.open_offices:
        text = gettext_noop("这件公文没有送你委室会签。")
        return Verdict(False, "office_not_asked", text)
    if who.role == "clerk" and paper.state in BEFORE_SIGNING and not taking_back:
        text = gettext_noop("不是你拟的稿，由核稿人、会签委室或签发人退回。")
        return Verdict(False, "not_own_draft", text)
    return ALLOWED


def after_check(open_offices: int) -> str:
    """核稿以后的状态: to the offices asked, else to the signer."""
    return "cosigning" if open_offices else "signing"


def _has_role(act: str, step: Step, paper: PaperFacts, who: Who) -> bool:
    if who.role in EVERYWHERE:
        return True
    if act == "check" and who.role == "chair":
        return paper.small_office
    return who.role in step.roles


def _special(act: str, paper: PaperFacts, who: Who) -> Verdict | None:
    """What an act asks beyond state and role; None where nothing stands against it."""
    if act in OWN_DRAFTS and who.role == "office" and not _of_own_office(paper, who):
        text = gettext_noop("这件文稿不是你委室的人拟的，由拟稿的委室或者办公室办理。")
        return Verdict(False, "other_office", text)
    if act == "cosign" and who.role not in EVERYWHERE and who.body_id not in paper.open_offices:
        return Verdict(
            False, "office_not_asked", gettext_noop("这件公文没有送你委室会签，或者已经会签。")
        )
    speaks = act == "acknowledge" and who.role in {"liaison", "unit_head"}
    if speaks and not who.unit_ids & paper.addressed_units:
        return Verdict(False, "not_addressed", gettext_noop("这件公文不是发给你单位的。"))
    if act == "archive" and paper.state == "issued" and paper.open_receipts:
        text = gettext_noop("还有单位没有回执，收齐后归档。")
        return Verdict(False, "receipts_open", text, GENERAL_RULES)
    return None


def _of_own_office(paper: PaperFacts, who: Who) -> bool:
    """Whether the person, or somebody of the same office, wrote any version of the text."""
    return who.account_id in paper.authors or who.body_id in paper.author_offices


def _second_person(act: str, paper: PaperFacts, who: Who) -> Verdict:
    """The same person does not write and approve, nor check and sign (procedures §9)."""
    if who.role in EVERYWHERE:
        return ALLOWED
    same = set(paper.authors)
    if act == "sign":
        same.add(paper.checked_by or 0)
        same |= paper.cosigners
    confirms = who.role == "chair" and paper.small_office
    if who.account_id not in same:
        return Verdict(True, chair_confirms=confirms and act == "check")
    if confirms:
        return Verdict(True, chair_confirms=True)
    if who.account_id in paper.authors:
        return Verdict(
            False, "own_draft", gettext_noop("自己拟的稿，由另一人核稿、会签和签发。"), SEPARATION
        )
    text = gettext_noop("核稿人、会签人不再签发同一件公文。")
    return Verdict(False, "same_person", text, SEPARATION)
