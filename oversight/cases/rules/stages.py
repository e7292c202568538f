"""案件的状态机: which act is possible now; every other is refused with the article and the reason.

Pure: facts in, a verdict out. Acts ask before they change anything, pages ask to say what is not yet
possible; so both say the same. Who may act is a matter of permissions, not of this file.
"""

from __future__ import annotations

from oversight.cases.rules import loop
from oversight.cases.rules.facts import CaseFacts, Test
from oversight.institutions.rules.verdicts import YES, Verdict, no


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "case_stages@1"
ORGANIC_54 = gettext_noop("《地方组织法》第五十四条")
SUPERVISION_15 = gettext_noop("《监督法》第十五条")
TWO_OFFICES = gettext_noop("一月一分析、一研判、一行动，由两个办公机构联合研判")
NO_SURPRISE = gettext_noop("不搞突然袭击，先通知被监督单位")
EVERY_ACTION = gettext_noop("每一项监督行动都向同级党委报告")
SUPERVISION_17 = gettext_noop("《监督法》第十七条")
SIDES = ("general", "committee")
AFTER_HEARING = frozenset({"placed", "failed", "failed_twice", "passed", "tracking"})
ENDED = frozenset({"resolved", "closed", "withdrawn", "merged"})
DECIDABLE = {
    "action": frozenset({"judged", "decided", "notified", "failed_twice", "tracking"}),
    "no_action": frozenset({"judged"}),
    "back": frozenset({"judged"}),
    "withdraw": frozenset({"judging", "judged", "decided", "notified"}),
    "merge": frozenset({"judging", "judged", "decided", "notified"}),
    "finish": frozenset({"notified", "tracking", "failed_twice"}),
}
"""After a vote a case is no longer withdrawn or merged away; after a failed one only a new action follows, or
the body's own reason."""


def ended(facts: CaseFacts) -> Verdict | None:
    """Nothing is done in a case that has ended."""
    if facts.state in ENDED:
        return no("case_ended", gettext_noop("案件已经结束，不再办理。"))
    return None


def may_write(facts: CaseFacts, side: str) -> Verdict:
    """An opinion is written and rewritten until its office has signed it."""
    if side in facts.signed:
        return no("opinion_signed", gettext_noop("本方的研判意见已经签署，不能再改。"), TWO_OFFICES)
    if facts.state != "judging":
        return no("not_judging", gettext_noop("研判已经结束，不能再写意见。"), TWO_OFFICES)
    return YES


def may_sign(facts: CaseFacts, side: str) -> Verdict:
    """A written opinion is signed once."""
    if not (verdict := may_write(facts, side)).allowed:
        return verdict
    if side not in facts.written:
        return no("opinion_missing", gettext_noop("还没有写研判意见，先写后签。"), TWO_OFFICES)
    return YES


def may_decide(facts: CaseFacts, kind: str) -> Verdict:
    """A decision follows the joint judgment; one record waits at a time."""
    if facts.pending:
        return no(
            "decision_pending",
            gettext_noop("已登记一份决定，先由主任（主席）确认或退回。"),
            ORGANIC_54,
        )
    if facts.state in DECIDABLE.get(kind, frozenset()):
        return YES
    if facts.state == "judging":
        text = gettext_noop("两个办公机构还没有都签署研判意见，不能作出这项决定。")
        return no("not_judged", text, TWO_OFFICES)
    if facts.state in AFTER_HEARING:
        text = gettext_noop("案件已经列入会议听取，按表决结果继续办理，不能以这项决定改变。")
        return no("hearing_course", text, SUPERVISION_17)
    text = gettext_noop("案件已经决定采取行动；改变的，另作采取监督措施的决定，或者撤案、并案。")
    return no("already_decided", text, ORGANIC_54)


def may_confirm(facts: CaseFacts, _kind: str) -> Verdict:
    """Only a recorded decision is confirmed or handed back."""
    if not facts.pending:
        return no("nothing_recorded", gettext_noop("没有等待确认的决定。"), ORGANIC_54)
    return YES


def may_notify(facts: CaseFacts, _kind: str) -> Verdict:
    """The unit is told what was decided, once for each decision."""
    if facts.notice:
        text = gettext_noop("通知已经起草，请在公文里继续办理。")
        return no("notice_exists", text, NO_SURPRISE)
    if facts.state not in {"decided", "notified"}:
        text = gettext_noop("还没有决定，不能通知被监督单位。")
        return no("not_decided", text, NO_SURPRISE)
    return YES


def may_redraft(facts: CaseFacts, _kind: str) -> Verdict:
    """A notice not yet acknowledged may be given up, so that another can be drafted."""
    if facts.notice != "drafted":
        text = gettext_noop("没有尚未收悉的通知。")
        return no("no_open_notice", text, NO_SURPRISE)
    return YES


def may_remind(facts: CaseFacts, _kind: str) -> Verdict:
    """A unit is urged only to what it has been told of."""
    if not facts.notice:
        return no("not_notified", gettext_noop("还没有通知被监督单位，不能催办。"), NO_SURPRISE)
    return YES


def may_draft_judgment(facts: CaseFacts, _kind: str) -> Verdict:
    """The judgment sheet is made from two signed opinions."""
    if facts.signed >= set(SIDES):
        return YES
    text = gettext_noop("两个办公机构还没有都签署，不能形成联合研判意见。")
    return no("not_judged", text, TWO_OFFICES)


def may_draft_minutes(facts: CaseFacts, _kind: str) -> Verdict:
    """An extract of minutes is made from a confirmed decision."""
    if facts.decided_action or facts.unreported:
        return YES
    return no("not_decided", gettext_noop("还没有经确认的决定，不能摘录纪要。"), ORGANIC_54)


def may_report(facts: CaseFacts, _kind: str) -> Verdict:
    """Every confirmed decision is reported once."""
    if facts.unreported:
        return YES
    return no("nothing_to_report", gettext_noop("没有尚未报告的行动。"), EVERY_ACTION)


def always(_facts: CaseFacts, _kind: str) -> Verdict:
    """Whatever may be done while the case runs."""
    return YES


TESTS: dict[str, Test] = {
    "write_opinion": may_write,
    "sign_opinion": may_sign,
    "record_decision": may_decide,
    "confirm_decision": may_confirm,
    "refuse_decision": may_confirm,
    "draft_notice": may_notify,
    "withdraw_notice": may_redraft,
    "remind_unit": may_remind,
    "draft_judgment_sheet": may_draft_judgment,
    "draft_minutes_extract": may_draft_minutes,
    "draft_report_up": may_report,
    "add_evidence": always,
    "reassign": always,
    "retract": lambda facts, kind: may_retract(facts, kind),
    **loop.TESTS,
}
AFTER_THE_END = frozenset(
    {"draft_judgment_sheet", "draft_minutes_extract", "draft_report_up", "propose_publication"}
)


def may_retract(facts: CaseFacts, _kind: str) -> Verdict:
    """The office takes back what it opened until the chairpersons' meeting has the matter in hand."""
    if facts.pending or facts.state not in {"judging", "judged"}:
        text = gettext_noop("主任会议已经决定，处置不能再改；撤案由作出决定的机构决定。")
        return no("already_decided", text, ORGANIC_54)
    return YES


def permits(act: str, facts: CaseFacts, kind: str = "") -> Verdict:
    """Whether an act is possible now. ``kind``: the side of an opinion, the kind of a decision."""
    if act not in AFTER_THE_END and (over := ended(facts)) is not None:
        return over
    return TESTS[act](facts, kind)
