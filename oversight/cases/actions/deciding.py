"""决定: the office records what the chairpersons' meeting decided, the chair confirms the record.

The numbers are judged by ``rules.deciding``, the method by the rulebook, the meeting by the lead times of
监督法 art. 15; facts, rulebook and rule versions are kept, so that the check can be replayed (``replay``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.calendar import queries as calendar
from oversight.cases import permissions, queries
from oversight.cases.actions import outcomes
from oversight.cases.actions.judging import lawful
from oversight.cases.actions.support import (
    KEPT_IN,
    locked,
    require,
    tell_office,
    written,
)
from oversight.cases.models import Case, CaseDecision
from oversight.cases.rules import deciding, methods
from oversight.cases.standing import Standing, meeting_name, standing
from oversight.institutions.actions.writing import check_meeting, check_place, not_to_come, put
from oversight.institutions.models import Body, Jurisdiction
from oversight.ui import formats


@dataclass(frozen=True)
class Met:
    """会议: which body met, in which term, for which time, on which day, with how many."""

    body: Body
    term_no: int
    meeting_no: int
    on: date
    members: int
    present: int
    yes: int | None = None


def record_decision(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    kind: str,
    met: Met,
    text: str,
    method: str = "",
    heard_at: str = "",
    waiver_reason: str = "",
    merge_into: Case | None = None,
) -> CaseDecision:
    """登记决定: ``heard_at`` is the planned meeting (public id) at which the unit will be heard.

    Recorded by the chair it is confirmed at once; by anybody else it waits for the chair.
    """
    with act(
        "cases.record_decision",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record_decision(actor, place),
        rule=deciding.CASE_DECISION.version,
    ) as running:
        check_place(place, body=met.body, merge_into=merge_into)
        case = locked(place, case)
        if kind not in dict(CaseDecision.KINDS):
            raise Invalid("unknown_decision", _("没有这种决定。"), where="kind")
        require("record_decision", case, kind)
        rules = standing(place, met.on)
        decision = CaseDecision(
            jurisdiction=place,
            case=case,
            kind=kind,
            text=written(text, "text", _("决定内容")),
            rulebook=rules.reference,
            rulebook_sha256=rules.sha256,
            rule=rule_versions(kind),
            recorded_by_id=actor.account_id,
            recorded_label=actor.label[:100],
        )
        take_meeting(decision, met, case, rules)
        if kind == "action":
            take_method(place, decision, rules, method, heard_at, waiver_reason)
        elif kind == "merge":
            take_merger(place, decision, merge_into)
        put(decision)
        running.facts = {"case": case.code, "kind": kind, "method": decision.method}
        if actor.role == "chair":
            confirm(actor, place, case, decision)
        else:
            title = _("请确认%(case)s的决定记录") % {"case": case.code}
            key = f"decision:{decision.public_id}"
            tell_office(place, case, key=key, title=title, roles=("chair",))
    return decision


def rule_versions(kind: str) -> str:
    """The rules that were asked."""
    found = [deciding.CASE_DECISION.version]
    if kind == "action":
        found += [methods.CODE, "lead_times@1"]
    return "、".join(found)


def take_meeting(decision: CaseDecision, met: Met, case: Case, rules: Standing) -> None:
    """The meeting with its numbers, judged; a decision that does not stand is not recorded."""
    if met.body.kind not in rules.decided_by:
        text = _("规则簿没有把监督案件交由%(body)s决定。") % {"body": met.body}
        raise Refused("body_may_not_decide", text, basis=rules.label, where="present")
    not_to_come(met.on)
    if met.on < case.opened_on:
        raise Invalid("before_case", _("会议早于立案日期。"), where="on")
    check_meeting(case.jurisdiction, met.term_no, met.meeting_no, met.on)
    facts = deciding.MeetingFacts(met.body.kind, met.members, met.present, met.yes)
    outcome = deciding.CASE_DECISION.judge(facts)
    if not outcome.valid:
        why = outcome.refusal
        text = _(why.text) % dict(why.values)
        raise Refused(why.code, text, basis=_(why.basis) if why.basis else "", where="present")
    for name in ("body", "term_no", "meeting_no", "on", "members", "present", "yes"):
        setattr(decision, name, getattr(met, name))
    decision.reasons = deciding.as_list(outcome.reasons)
    decision.facts = {
        "body_kind": facts.body_kind,
        "members": facts.members,
        "present": facts.present,
        "yes": facts.yes,
    }


def take_method(
    place: Jurisdiction,
    decision: CaseDecision,
    rules: Standing,
    method: str,
    heard_at: str,
    waiver_reason: str,
) -> None:
    """The method with its basis and, where it is heard, the meeting; one that comes too early is refused."""
    if not method or method == "none":
        raise Invalid("method_missing", _("选一种监督方式。"), where="method")
    offer = rules.offer(lawful(rules, method))
    assert offer is not None
    decision.method, decision.method_title = offer.code, offer.title
    decision.method_basis = offer.basis[:300]
    if not offer.heard:
        return
    meeting = calendar.meeting_by_id(place, heard_at) if heard_at else None
    if meeting is None or meeting.state != "planned":
        text = _("写明在哪次会议上听取。没有会期的，先在会期里登记。")
        raise Invalid("meeting_missing", text, where="heard_at")
    if meeting.body.kind not in offer.hearing_bodies:
        text = _("“%(method)s”不在%(body)s的会议上进行。")
        values = {"method": decision.method_title, "body": meeting.body}
        raise Invalid("wrong_body", text % values, basis=offer.basis, where="heard_at")
    decision.heard_at, decision.heard_on = meeting.public_id, meeting.on
    with override(KEPT_IN):
        decision.heard_name = meeting_name(meeting)[:200]
    if offer.reported:
        check_lead_times(place, decision, rules, waiver_reason)


def check_lead_times(
    place: Jurisdiction, decision: CaseDecision, rules: Standing, waiver_reason: str
) -> None:
    """20、10、7 天: counted from the day of the decision; a waiver only where the rulebook has one."""
    assert decision.heard_on is not None
    waived = bool(waiver_reason.strip())
    plan = rules.plan(place, decision.heard_on, decision.on, waived)
    decision.facts["lead_times"] = {
        "meeting": decision.heard_on.isoformat(),
        "on": decision.on.isoformat(),
        "feasible": plan.feasible,
        "waived": plan.waived,
        "earliest": plan.earliest_meeting.isoformat(),
    }
    if plan.feasible:
        decision.waiver_reason = waiver_reason.strip()[:300] if plan.waived else ""
        return
    why = plan.reasons[0]
    values = {
        name: formats.day(value) if isinstance(value, date) else value
        for name, value in why.values.items()
    }
    text = _(why.text) % values
    if rules.waiver:
        text += _("临时确定的议题可以不受限制（%(basis)s），须写明理由。") % {"basis": rules.waiver}
    elif waived:
        text += _("规则簿没有规定可以不受限制。")
    raise Refused("too_early", text, basis=_(why.basis) if why.basis else "", where="heard_at")


def take_merger(place: Jurisdiction, decision: CaseDecision, into: Case | None) -> None:
    """Into which case: another running one of the place."""
    if into is None or into.pk == decision.case.pk or into.has_ended:
        raise Invalid("merge_missing", _("选一个正在办理的其他案件。"), where="merge_into")
    decision.merge_into = into


def confirm_decision(actor: Actor, place: Jurisdiction, case: Case) -> CaseDecision:
    """确认决定: the chair confirms the record; the case moves on."""
    with act(
        "cases.confirm_decision",
        actor=actor,
        place=place.code,
        permitted=permissions.can_confirm_decision(actor, place),
        rule=deciding.CASE_DECISION.version,
    ) as running:
        case = locked(place, case)
        require("confirm_decision", case)
        decision = queries.pending_decision(case)
        assert decision is not None
        running.facts = {"case": case.code, "kind": decision.kind}
        confirm(actor, place, case, decision)
    return decision


def confirm(actor: Actor, place: Jurisdiction, case: Case, decision: CaseDecision) -> None:
    """The record counts from now on; what follows depends on what was decided."""
    decision.state = "confirmed"
    decision.confirmed_by_id, decision.confirmed_label = actor.account_id, actor.label[:100]
    decision.confirmed_at = timezone.now()
    decision.save()
    outcomes.carry_out(place, case, decision)


def refuse_decision(actor: Actor, place: Jurisdiction, case: Case, *, reason: str) -> CaseDecision:
    """退回记录: what is recorded is not what was decided; it stays in the record with the reason."""
    with act(
        "cases.refuse_decision",
        actor=actor,
        place=place.code,
        permitted=permissions.can_confirm_decision(actor, place),
    ) as running:
        case = locked(place, case)
        require("refuse_decision", case)
        decision = queries.pending_decision(case)
        assert decision is not None
        decision.state = "refused"
        decision.refusal_reason = written(reason, "reason", _("退回原因"), 300)
        decision.save()
        running.note = decision.refusal_reason
        running.facts = {"case": case.code}
        title = _("%(case)s的决定记录被退回") % {"case": case.code}
        key = f"decision:{decision.public_id}:refused"
        tell_office(place, case, key=key, title=title, roles=("clerk",))
    return decision


def replay(place: Jurisdiction, decision: CaseDecision) -> dict[str, Any]:
    """The same facts judged again by the same rule version and rulebook; nothing is changed."""
    version = decision.rule.split("、")[0]
    names = ("body_kind", "members", "present", "yes")
    facts = deciding.MeetingFacts(**{name: decision.facts[name] for name in names})
    outcome = deciding.RULES[version].judge(facts)
    rules = standing(place, decision.on, decision.rulebook)
    found: dict[str, Any] = {
        "rule": version,
        "reasons": deciding.as_list(outcome.reasons),
        "same_rulebook": rules.sha256 == decision.rulebook_sha256,
    }
    kept = decision.facts.get("lead_times")
    if kept:
        day = date.fromisoformat
        plan = rules.plan(place, day(kept["meeting"]), day(kept["on"]), kept["waived"])
        found["lead_times"] = {**kept, "feasible": plan.feasible, "waived": plan.waived}
        found["lead_times"]["earliest"] = plan.earliest_meeting.isoformat()
    same = found["reasons"] == decision.reasons and found.get("lead_times") == kept
    return {**found, "same": same and found["same_rulebook"]}
