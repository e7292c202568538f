"""处置双升单位: one disposition for each finding; a change is a new act with its reason, until it was decided.

Opening a case goes through ``cases``; a month that is no longer the newest version is not disposed of.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.cases import actions as cases
from oversight.cases import queries as case_queries
from oversight.cases.actions.support import KEPT_IN
from oversight.cases.models import Case
from oversight.hotline import finding_facts, permissions, queries
from oversight.hotline.findings import Finding, Findings, findings
from oversight.hotline.models import FindingDisposition, MonthFreeze
from oversight.hotline.rules import dispositions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Body, Jurisdiction
from oversight.rulebooks.sections import Dispositions
from oversight.ui import formats

SAME = ("count", "previous", "last_year", "double_rise", "grade")


def dispose_finding(
    actor: Actor,
    place: Jurisdiction,
    freeze: MonthFreeze,
    *,
    unit_name: str,
    disposition: str,
    reason: str = "",
    subject: str = "",
    lead_office: Body | None = None,
) -> FindingDisposition:
    """处置: opens a case, watches, or leaves out with a reason; ``subject`` and ``lead_office`` for a case."""
    with act(
        "hotline.dispose_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_dispose(actor, place),
        rule=dispositions.CODE,
    ) as running:
        found, finding = finding_of(place, freeze, unit_name)
        if finding.disposition is not None:
            text = _("%(unit)s已经处置。改变处置是另一项办理。") % {"unit": unit_name}
            raise Refused("already_disposed", text)
        judge(found, finding, disposition, reason)
        case = None
        if disposition == "open_case":
            case = open_case(actor, place, found, finding, subject, lead_office)
        made = FindingDisposition(
            jurisdiction=place, freeze=freeze, unit_name=finding.name, unit=finding.unit
        )
        write(made, actor, found, finding, disposition, reason, case)
        running.note = reason.strip()[:500]
        running.facts = facts_of(made)
    return made


def change_disposition(
    actor: Actor,
    place: Jurisdiction,
    made: FindingDisposition,
    *,
    disposition: str,
    reason: str,
    subject: str = "",
    lead_office: Body | None = None,
) -> FindingDisposition:
    """改变处置: with its reason; a case opened before is taken back, unless it was already decided."""
    with act(
        "hotline.change_disposition",
        actor=actor,
        place=place.code,
        permitted=permissions.can_dispose(actor, place),
        rule=dispositions.CODE,
    ) as running:
        rows = FindingDisposition.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
        made = rows.select_related("freeze", "case").get(pk=made.pk)
        found, finding = finding_of(place, made.freeze, made.unit_name)
        judge(found, finding, disposition, reason, made)
        before, case = made.disposition, None
        if before == "open_case" and made.case is not None and not made.case.has_ended:
            cases.retract_case(actor, place, made.case, reason=reason)
        if disposition == "open_case":
            case = open_case(actor, place, found, finding, subject, lead_office)
        write(made, actor, found, finding, disposition, reason, case)
        running.note = reason.strip()[:500]
        running.facts = {**facts_of(made), "before": before}
    return made


def carry_dispositions(actor: Actor, place: Jurisdiction, freeze: MonthFreeze) -> int:
    """沿用: takes over what the version before says of units whose figures are the same; returns how many."""
    with act(
        "hotline.carry_dispositions",
        actor=actor,
        place=place.code,
        permitted=permissions.can_dispose(actor, place),
        rule=dispositions.CODE,
    ) as running:
        require_newest(place, freeze)
        found = findings(place, freeze)
        carried = [one for one in found.open if one.earlier and unchanged(one)]
        if not carried:
            text = _("没有可以沿用的处置：上一版没有处置，或者数字已经改变。")
            raise Refused("nothing_to_carry", text)
        for finding in carried:
            earlier = finding.earlier
            assert earlier is not None
            made = FindingDisposition(
                jurisdiction=place, freeze=freeze, unit_name=finding.name, unit=finding.unit
            )
            made.carried_from = earlier
            write(made, actor, found, finding, earlier.disposition, earlier.reason, earlier.case)
        running.facts = {**month_of(freeze), "units": [one.name for one in carried]}
    return len(carried)


def unchanged(finding: Finding) -> bool:
    """Whether the unit's figures are those that were disposed of before."""
    earlier = finding.earlier
    return earlier is not None and all(
        earlier.row.get(name) == finding.row.get(name) for name in SAME
    )


def finding_of(
    place: Jurisdiction, freeze: MonthFreeze, unit_name: str
) -> tuple[Findings, Finding]:
    """The finding of a unit in the newest version of a month."""
    require_newest(place, freeze)
    with override(KEPT_IN):
        found = findings(place, freeze)
    finding = found.of(unit_name)
    if finding is None:
        text = _("%(unit)s在%(month)s没有双升，也不须人工研判，不作处置。")
        values = {"unit": unit_name, "month": formats.month(freeze.month)}
        raise Invalid("no_finding", text % values, where="unit_name")
    return found, finding


def require_newest(place: Jurisdiction, freeze: MonthFreeze) -> None:
    """Dispositions are made on the newest version; those of an older one stay as they are."""
    newest = queries.latest_freeze(place, freeze.month)
    if newest is not None and newest.pk != freeze.pk:
        text = _("这个月已有第 %(number)d 版，处置在新版上办理。")
        raise Refused("older_version", text % {"number": newest.version})


def judge(
    found: Findings,
    finding: Finding,
    disposition: str,
    reason: str,
    made: FindingDisposition | None = None,
) -> None:
    """The rule, and the least length of a reason that the rulebook asks for."""
    asked = dispositions.Asked(
        direction=finding.direction,
        disposition=disposition,
        reason=reason,
        before=made.disposition if made else "",
        decided=is_decided(made.case) if made and made.case else False,
        has_unit=finding.unit_now is not None,
    )
    verdict = dispositions.judge(asked)
    if not verdict.allowed:
        basis = _(dispositions.BASIS)
        kind = Refused if verdict.code == "already_decided" else Invalid
        raise kind(verdict.code, _(verdict.text), basis=basis, where=verdict.where)
    least = found.book.of(Dispositions).reason_least
    if disposition != "open_case" and len(reason.strip()) < least:
        text = _("理由至少写 %(least)d 个字，列入会议纪要。") % {"least": least}
        raise Invalid("reason_short", text, basis=found.book.label, where="reason")


def is_decided(case: Case) -> bool:
    """Whether the chairpersons' meeting has the case in hand or has decided on it."""
    if case.state in {"judging", "judged"}:
        return case_queries.pending_decision(case) is not None
    return case.decisions.filter(state="confirmed").exists()


def open_case(
    actor: Actor,
    place: Jurisdiction,
    found: Findings,
    finding: Finding,
    subject: str,
    lead_office: Body | None,
) -> Case:
    """The case of a finding, with the facts of the month; a case that an earlier version opened goes on."""
    earlier = finding.earlier.case if finding.earlier else None
    if earlier is not None and not earlier.has_ended:
        return earlier
    unit = finding.unit or finding.unit_now
    assert unit is not None
    with override(KEPT_IN):
        facts = finding_facts.origin_facts(found, finding)
        subject = subject.strip() or default_subject(finding)
    return cases.open_case(
        actor,
        place,
        origin="hotline_finding",
        origin_id=f"{format_month(found.freeze.month)}:{unit.public_id}",
        unit=unit,
        subject=subject,
        lead_office=lead_office or lead_of(place, finding),
        facts=facts,
    )


def lead_of(place: Jurisdiction, finding: Finding) -> Body | None:
    """The office that follows the unit, or the one that carries its duties on."""
    for unit in (finding.unit_now, finding.unit):
        if unit is not None and (office := case_queries.office_of_unit(place, unit)):
            return office
    return None


def default_subject(finding: Finding) -> str:
    """市住房和城乡建设局：热线投诉双升."""
    words = _("热线双升") if finding.direction == "yes" else _("热线升幅须人工研判")
    return _("%(unit)s：%(what)s") % {"unit": finding.name, "what": words}


def write(
    made: FindingDisposition,
    actor: Actor,
    found: Findings,
    finding: Finding,
    disposition: str,
    reason: str,
    case: Case | None,
) -> None:
    """Put on the record what was decided, on which figures and rules, by whom."""
    made.direction, made.disposition = finding.direction, disposition
    made.reason = reason.replace("\x00", "").strip()[:1000]
    made.case = case
    made.row = {**finding.row, "notes": list(finding.notes)}
    made.rulebook, made.rulebook_sha256 = found.book.reference, found.book.sha256
    made.rule = found.freeze.rule
    made.decided_by, made.decided_at = actor.label[:100], timezone.now()
    put(made)


def month_of(freeze: MonthFreeze) -> dict[str, Any]:
    return {"month": format_month(freeze.month), "version": freeze.version}


def facts_of(made: FindingDisposition) -> dict[str, Any]:
    """What the record of acts keeps."""
    return {
        **month_of(made.freeze),
        "unit": made.unit_name,
        "disposition": made.disposition,
        "case": made.case.code if made.case else "",
    }
