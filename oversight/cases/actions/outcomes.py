"""决定之后: what a confirmed decision does to the case. Inside the act that confirms it, never by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.cases import queries, queries_hearing
from oversight.cases.actions.support import locked, tell_lead, tell_office
from oversight.cases.models import Case, CaseDecision
from oversight.institutions.models import Jurisdiction


def carry_out(place: Jurisdiction, case: Case, decision: CaseDecision) -> None:
    """Move the case on as decided."""
    OUTCOMES[decision.kind](place, case, decision)


def act_on(place: Jurisdiction, case: Case, decision: CaseDecision) -> None:
    """采取措施: the unit must be told; an earlier notice no longer holds."""
    void_notice(case)
    answer_options(case, decision)
    case.state = "decided"
    case.save()
    title = _("%(case)s已决定%(method)s，请起草通知")
    values = {"case": case.code, "method": decision.method_title}
    key = f"decided:{decision.public_id}"
    tell_office(place, case, key=key, title=title % values, roles=("clerk",))
    tell_lead(place, case, key=key, title=title % values)


def judge_again(place: Jurisdiction, case: Case, decision: CaseDecision) -> None:
    """退回研判: a new round; the opinions of the round before stay as they are."""
    case.state, case.round = "judging", case.round + 1
    case.save()
    title = _("%(case)s退回重新研判") % {"case": case.code}
    key = f"round:{case.round}"
    tell_office(place, case, key=key, title=title, roles=("clerk", "reviewer"))
    tell_lead(place, case, key=key, title=title)


def ends_as(state: str) -> Callable[[Jurisdiction, Case, CaseDecision], None]:
    """The case ends with the deciding body's reason."""

    def end(place: Jurisdiction, case: Case, decision: CaseDecision) -> None:
        if decision.merge_into is not None:
            require_running(place, decision.merge_into)
        void_notice(case)
        answer_options(case, decision)
        drop_closing(case)
        case.state, case.ended_on = state, decision.on
        case.end_reason = decision.text[:500]
        case.merged_into = decision.merge_into
        case.save()
        words = {"case": case.code, "state": case.get_state_display()}
        title = _("%(case)s：%(state)s") % words
        key = f"ended:{decision.public_id}"
        tell_office(place, case, key=key, title=title, roles=("clerk",))
        tell_lead(place, case, key=key, title=title)

    return end


def require_running(place: Jurisdiction, into: Case) -> None:
    """The case merged into may have ended between the record and its confirmation."""
    into = locked(place, into)
    if into.has_ended:
        text = _("没有并案。%(case)s已经结束，退回这份记录，重新登记。") % {"case": into.code}
        raise Refused("merge_ended", text)


def answer_options(case: Case, decision: CaseDecision) -> None:
    """再次未通过后的选项: the one that the body took up, and those that it did not."""
    for option in case.options.filter(state="draft"):
        option.state = "taken" if option.code == decision.method else "declined"
        option.decision = decision
        option.save()


def drop_closing(case: Case) -> None:
    """A proposal to close that still waits: the body has closed the case itself."""
    waiting = queries_hearing.closing_ahead(case)
    if waiting is not None:
        waiting.state = "refused"
        waiting.verified_text = _("会议已经作出决定。")
        waiting.save()


def void_notice(case: Case) -> None:
    """The notice of an earlier decision."""
    notice = queries.notice_of(case)
    if notice is not None:
        notice.state = "void"
        notice.save()


OUTCOMES: Mapping[str, Callable[[Jurisdiction, Case, CaseDecision], None]] = {
    "action": act_on,
    "no_action": ends_as("closed"),
    "back": judge_again,
    "withdraw": ends_as("withdrawn"),
    "merge": ends_as("merged"),
    "finish": ends_as("resolved"),
}
