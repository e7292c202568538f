"""会前、听取、会后的状态机: which act of the hearing loop is possible now (procedures §5, states 6–13). Pure."""

from __future__ import annotations

from oversight.cases.rules.closing import NOT_BY_NOISE, OPEN_TO_DEPUTIES, TWO_PEOPLE
from oversight.cases.rules.facts import CaseFacts, Test
from oversight.cases.rules.hearing import (
    FAILED,
    SUPERVISION_14,
    SUPERVISION_15,
    SUPERVISION_17,
)
from oversight.institutions.rules.verdicts import YES, Verdict, no


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


SUPERVISION_10 = gettext_noop("《监督法》第十条")
BEFORE_HEARING = frozenset({"notified", "placed", "failed"})
AT_HEARING = frozenset({"considered", "put_to_vote", "not_put", "adopted", "not_adopted"})


def heard_now(facts: CaseFacts) -> bool:
    """The meeting has begun with the item: what was to lie before it lies before it."""
    return facts.state == "placed" and facts.item in AT_HEARING


def may_hand_in(facts: CaseFacts, _kind: str) -> Verdict:
    """A version of the report before the hearing; after the opinions the report on them."""
    if facts.state == "tracking":
        if facts.opinions == "sent":
            return YES
        text = gettext_noop("研究处理情况报告已经报送，由办公室核实或者退回。")
        return no("reply_in", text, SUPERVISION_17)
    if facts.state not in BEFORE_HEARING:
        text = gettext_noop("现在没有要报送的报告。")
        return no("no_report_due", text, SUPERVISION_15)
    if not facts.reported and facts.state == "notified":
        text = gettext_noop("决定的监督方式不要求报送专项工作报告。")
        return no("no_report_asked", text, SUPERVISION_15)
    if heard_now(facts):
        text = gettext_noop("会议已经开始审议，报告不再更换。")
        return no("heard_already", text, SUPERVISION_15)
    return YES


def may_submit(facts: CaseFacts, kind: str) -> Verdict:
    """The head hands in what was drafted."""
    if not (verdict := may_hand_in(facts, kind)).allowed:
        return verdict
    newest = facts.reply if facts.state == "tracking" else facts.report
    if newest != "drafted":
        text = gettext_noop("还没有起草报告，先起草再报送。")
        return no("report_missing", text, SUPERVISION_15)
    return YES


def may_return(facts: CaseFacts, _kind: str) -> Verdict:
    """The office sends a version back until it is heard or verified."""
    if facts.state == "tracking":
        if facts.opinions == "replied":
            return YES
    elif facts.state in BEFORE_HEARING and facts.handed_in:
        if heard_now(facts):
            text = gettext_noop("会议已经开始审议，报告不再退回。")
            return no("heard_already", text, SUPERVISION_15)
        return YES
    return no("nothing_handed_in", gettext_noop("没有可以退回的报告。"), SUPERVISION_15)


def may_research(facts: CaseFacts, _kind: str) -> Verdict:
    """Findings are recorded before a hearing, and after a failed vote before the second."""
    if facts.state not in BEFORE_HEARING:
        text = gettext_noop("现在不是调研的阶段。")
        return no("no_research", text, SUPERVISION_14)
    if heard_now(facts):
        text = gettext_noop("会议已经开始审议，调研已经结束。")
        return no("heard_already", text, SUPERVISION_14)
    return YES


def may_send_findings(facts: CaseFacts, kind: str) -> Verdict:
    """What was found is sent to the unit together."""
    if not (verdict := may_research(facts, kind)).allowed:
        return verdict
    if not facts.unsent:
        return no("nothing_to_send", gettext_noop("没有还没交单位的调研发现。"), SUPERVISION_14)
    return YES


def may_answer(facts: CaseFacts, kind: str) -> Verdict:
    """The unit answers each finding once, before the hearing."""
    if not (verdict := may_research(facts, kind)).allowed:
        return verdict
    if not facts.unanswered:
        text = gettext_noop("没有等待回应的调研发现。")
        return no("nothing_to_answer", text, SUPERVISION_14)
    return YES


def may_place(facts: CaseFacts, _kind: str) -> Verdict:
    """On the agenda once the report is in; the second hearing once the research has found something."""
    if facts.pending:
        text = gettext_noop("有一份决定等待确认，先确认或退回。")
        return no("decision_pending", text)
    if facts.state == "placed":
        text = gettext_noop("已经列入会议议程，在会议里办理。")
        return no("already_placed", text, SUPERVISION_15)
    if facts.state in {"passed", "tracking", "failed_twice"}:
        return no("heard_already", gettext_noop("会议已经听取并表决，不再列入议程。"))
    if facts.state not in {"notified", "failed"}:
        text = gettext_noop("现在不能列入议程。")
        return no("not_to_place", text, SUPERVISION_15)
    if facts.state == "failed" and not facts.found_after:
        text = gettext_noop("未通过以后还没有专题调研的记录，先调研再听取。")
        return no("research_missing", text, FAILED.basis)
    if facts.state == "notified" and not facts.heard:
        text = gettext_noop("决定的监督方式不在会议上进行。")
        return no("not_heard", text, SUPERVISION_15)
    if not facts.handed_in and (facts.reported or facts.state == "failed"):
        text = gettext_noop("现在不能列入议程：尚未收到报告。")
        return no("report_missing", text, SUPERVISION_15)
    return YES


def may_distribute(facts: CaseFacts, _kind: str) -> Verdict:
    """The report goes to the members before the meeting, once."""
    if facts.state != "placed" or not facts.handed_in:
        text = gettext_noop("列入议程并收到报告以后，才发给组成人员。")
        return no("nothing_to_distribute", text, SUPERVISION_15)
    if facts.distributed:
        text = gettext_noop("报告已经发给组成人员。")
        return no("distributed", text, SUPERVISION_15)
    return YES


def may_draft_opinions(facts: CaseFacts, _kind: str) -> Verdict:
    """Review opinions follow a passed vote."""
    if facts.opinions:
        text = gettext_noop("审议意见已经起草，请在公文里继续办理。")
        return no("opinions_exist", text, SUPERVISION_17)
    if facts.state != "passed":
        text = gettext_noop("报告和答复表决通过以后，才形成审议意见。")
        return no("not_passed", text, SUPERVISION_17)
    return YES


def may_pass_opinions(facts: CaseFacts, _kind: str) -> Verdict:
    """The deciding body passes drafted opinions before they go out; till then the entry is corrected."""
    if facts.opinions != "drafted":
        text = gettext_noop("没有待通过的审议意见；已经交办的不再登记。")
        return no("no_draft", text, SUPERVISION_17)
    return YES


def may_verify_reply(facts: CaseFacts, _kind: str) -> Verdict:
    """What the unit reported is verified by another."""
    if facts.opinions != "replied":
        text = gettext_noop("还没有收到研究处理情况报告，不能核实。")
        return no("reply_missing", text, TWO_PEOPLE)
    return YES


def while_tracking(facts: CaseFacts, _kind: str) -> Verdict:
    """Views, return calls and figures are gathered while the case is tracked."""
    if facts.state != "tracking":
        text = gettext_noop("审议意见交办以后，才听取看法、回访、比较数字。")
        return no("not_tracking", text, OPEN_TO_DEPUTIES)
    return YES


def may_take_figures(facts: CaseFacts, kind: str) -> Verdict:
    """Only where the origin has monthly figures."""
    if not (verdict := while_tracking(facts, kind)).allowed:
        return verdict
    if not facts.asks_figures:
        text = gettext_noop("这个案件的来源没有按月的数字。")
        return no("no_figures", text, NOT_BY_NOISE)
    return YES


def may_propose_closing(facts: CaseFacts, kind: str) -> Verdict:
    """One proposal waits at a time."""
    if facts.closing:
        text = gettext_noop("已经提出结案，等另一人核实。")
        return no("closing_waits", text, TWO_PEOPLE)
    if facts.pending:
        text = gettext_noop("有一份决定等待确认，先确认或退回。")
        return no("decision_pending", text)
    return while_tracking(facts, kind)


def may_verify_closing(facts: CaseFacts, _kind: str) -> Verdict:
    """Another person verifies or refuses what was proposed."""
    if not facts.closing:
        return no("no_closing", gettext_noop("没有等待核实的结案。"), TWO_PEOPLE)
    return YES


def may_publish(facts: CaseFacts, kind: str) -> Verdict:
    """Nothing of a case is public before the chair has announced a result; each thing when it exists."""
    if not facts.announced:
        text = gettext_noop("宣布表决结果以前，不公开案件的内容。")
        return no("not_announced", text, SUPERVISION_10)
    ready = {
        "report": facts.reported,
        "result": True,
        "opinions": facts.opinions in {"sent", "replied", "verified"},
        "followup": facts.opinions == "verified",
    }
    if not kind or ready.get(kind, False):
        return YES
    return no("not_ready", gettext_noop("这一项还没有形成，不能公开。"), SUPERVISION_10)


TESTS: dict[str, Test] = {
    "draft_report": may_hand_in,
    "submit_report": may_submit,
    "enter_report": may_hand_in,
    "return_report": may_return,
    "record_finding": may_research,
    "send_findings": may_send_findings,
    "answer_finding": may_answer,
    "place_hearing": may_place,
    "distribute_report": may_distribute,
    "draft_opinions": may_draft_opinions,
    "pass_opinions": may_pass_opinions,
    "verify_reply": may_verify_reply,
    "give_view": while_tracking,
    "enter_view": while_tracking,
    "record_calls": while_tracking,
    "take_figures": may_take_figures,
    "propose_closing": may_propose_closing,
    "verify_closing": may_verify_closing,
    "refuse_closing": may_verify_closing,
    "propose_publication": may_publish,
}
