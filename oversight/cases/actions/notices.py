"""事先通知: drafted from the decision, signed off and issued in documents, acknowledged by the unit."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import SYSTEM, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.cases import papers, permissions, queries
from oversight.cases.actions.papers import drafted, issuer_for
from oversight.cases.actions.support import (
    locked,
    require,
    require_own,
    tell_lead,
    tell_office,
    tell_unit,
    written,
)
from oversight.cases.models import AdvanceNotice, Case
from oversight.cases.rules.stages import NO_SURPRISE
from oversight.cases.standing import standing
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def draft_notice(actor: Actor, place: Jurisdiction, case: Case) -> AdvanceNotice:
    """起草通知: to the unit that answers today, with what is decided and the days of the ladder."""
    with act(
        "cases.draft_notice",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(NO_SURPRISE),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("draft_notice", case)
        decision = queries.decision_in_force(case)
        assert decision is not None
        unit = queries.unit_now(case)
        rules = standing(place)
        offer = rules.offer(decision.method)
        plan = None
        if (
            decision.heard_on
            and offer is not None
            and offer.reported
            and not decision.waiver_reason
        ):
            plan = rules.plan(place, decision.heard_on, institutions.today())
        paper = drafted(
            actor,
            place,
            case,
            "notice",
            papers.notice(case, decision, unit, plan),
            issuer=issuer_for(place, "general_office", "presidium", "street_committee"),
            addressees=[unit],
            facts={"of": decision.public_id, "case": case.code},
        )
        notice = AdvanceNotice(
            jurisdiction=place,
            case=case,
            decision=decision,
            paper_id=paper.public_id,
            drafted_by=actor.label[:100],
        )
        notice.save()
        running.facts = {"case": case.code, "paper": paper.public_id, "unit": unit.name}
    return notice


def withdraw_notice(actor: Actor, place: Jurisdiction, case: Case, *, reason: str) -> AdvanceNotice:
    """放弃通知: where its paper was withdrawn or recalled, so that another can be drafted."""
    with act(
        "cases.withdraw_notice",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("withdraw_notice", case)
        notice = queries.notice_of(case)
        assert notice is not None
        paper = documents.paper_by_id(place, notice.paper_id)
        if paper is not None and paper.state not in {"withdrawn", "recalled"}:
            text = _("通知的公文还在办理，先在公文里作废或撤回，再另行起草。")
            raise Refused("paper_in_course", text, basis=_(NO_SURPRISE))
        running.note = written(reason, "reason", _("原因"), 300)
        notice.state = "void"
        notice.save()
        running.facts = {"case": case.code, "paper": notice.paper_id}
    return notice


def remind_unit(actor: Actor, place: Jurisdiction, case: Case, *, text: str) -> int:
    """催办: urges the unit in its inbox, at most once a day; returns how many people were told."""
    with act(
        "cases.remind_unit",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("remind_unit", case)
        notice = queries.notice_of(case)
        assert notice is not None
        today = institutions.today()
        if notice.reminded_on == today:
            raise Refused("reminded_today", _("今天已经催办过，明天再催。"))
        words = written(text, "text", _("催办内容"), 300)
        told = tell_unit(
            place,
            case,
            key=f"remind:{today.isoformat()}",
            title=_("催办：%(case)s") % {"case": case.code},
            text=words,
        )
        notice.reminded_on = today
        notice.save()
        running.note = words
        running.facts = {"case": case.code, "told": told}
    return told


def acknowledge_notice(actor: Actor, place: Jurisdiction, paper_id: str) -> AdvanceNotice | None:
    """通知收悉: the system's act after the unit confirmed the paper; done once, later calls change nothing."""
    known = queries.notice_with_paper(place, paper_id)
    if known is None or known.state != "drafted":
        return known
    units = queries.units_answering_as(place, queries.unit_now(known.case))
    paper = documents.paper_by_id(place, paper_id)
    receipt = (
        paper.receipts.filter(unit_id__in=units, state="acknowledged").first() if paper else None
    )
    if receipt is None:
        return known
    with act(
        "cases.acknowledge_notice",
        actor=actor,
        place=place.code,
        permitted=actor.role == SYSTEM,
        basis=_(NO_SURPRISE),
    ) as running:
        case = locked(place, known.case)
        notice = queries.notice_of(case)
        if notice is None or notice.pk != known.pk or notice.state != "drafted" or case.has_ended:
            return notice
        notice.state = "acknowledged"
        notice.acknowledged_by = receipt.acknowledged_name
        notice.acknowledged_at = receipt.acknowledged_at or timezone.now()
        notice.save()
        case.state = "notified"
        case.save()
        title = _("%(case)s的通知，%(unit)s已收悉")
        values = {"case": case.code, "unit": receipt.name}
        tell_office(place, case, key="told", title=title % values, roles=("clerk",))
        tell_lead(place, case, key="told", title=title % values)
        running.facts = {"case": case.code, "paper": paper_id, "by": notice.acknowledged_by}
    return notice
