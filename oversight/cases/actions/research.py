"""调研: findings recorded with their evidence, sent to the unit together, answered one by one (监督法 art. 14)."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.cases import permissions, queries_hearing
from oversight.cases.actions.evidence import add_evidence
from oversight.cases.actions.support import (
    locked,
    require,
    require_own,
    tell_lead,
    tell_office,
    tell_unit,
    written,
)
from oversight.cases.actions.unit_reports import require_unit
from oversight.cases.models import Case, CaseEvidence, ResearchFinding
from oversight.cases.rules.hearing import SUPERVISION_14
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction


def record_finding(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    title: str,
    text: str,
    where: str = "",
    on: date | None = None,
    file: StoredFile | None = None,
    upload: tuple[str, BinaryIO] | None = None,
) -> ResearchFinding:
    """记录调研发现: what was seen where and when; a photograph or paper goes to the evidence of the case."""
    with act(
        "cases.record_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(SUPERVISION_14),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("record_finding", case)
        on = on or institutions.today()
        not_to_come(on)
        finding = ResearchFinding(
            jurisdiction=place,
            case=case,
            stage="after" if case.state == "failed" else "pre",
            hearing_no=queries_hearing.hearing_no(case),
            number=len(queries_hearing.findings_of(case)) + 1,
            title=written(title, "title", _("问题"), 200),
            text=written(text, "text", _("情况和意见")),
            where=where.replace("\x00", "").strip()[:200],
            on=on,
            recorded_label=actor.label[:100],
        )
        if file is not None or upload is not None:
            finding.evidence = proof(actor, place, case, finding, file, upload)
        put(finding)
        running.facts = {"case": case.code, "number": finding.number, "stage": finding.stage}
    return finding


def proof(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    finding: ResearchFinding,
    file: StoredFile | None,
    upload: tuple[str, BinaryIO] | None,
) -> CaseEvidence:
    """The finding's evidence in the file of the case."""
    return add_evidence(
        actor,
        place,
        case,
        kind="visit",
        title=finding.title,
        note=finding.where,
        on=finding.on,
        file=file,
        upload=upload,
    )


def send_findings(actor: Actor, place: Jurisdiction, case: Case) -> int:
    """交单位研究: all findings not yet sent; the unit answers each in its report. Returns how many."""
    with act(
        "cases.send_findings",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(SUPERVISION_14),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("send_findings", case)
        now, numbers = timezone.now(), []
        for finding in queries_hearing.findings_of(case):
            if finding.sent_at is None:
                finding.sent_at = now
                finding.save()
                numbers.append(finding.number)
        words = {"case": case.code, "count": len(numbers)}
        title = _("%(case)s：调研提出 %(count)d 条意见，请在报告中逐条回应") % words
        tell_unit(place, case, key=f"findings:{numbers[-1]}", title=title)
        running.facts = {"case": case.code, "numbers": numbers}
    return len(numbers)


def answer_finding(
    actor: Actor, place: Jurisdiction, case: Case, finding: ResearchFinding, *, text: str
) -> ResearchFinding:
    """回应调研发现: once, by the unit; what more there is to say goes into the report."""
    with act(
        "cases.answer_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_report(actor, place),
        basis=_(SUPERVISION_14),
    ) as running:
        case = locked(place, case)
        require_unit(actor, case)
        require("answer_finding", case)
        found = queries_hearing.finding_by_id(case, finding.public_id)
        if found is None or found.sent_at is None:
            raise Invalid("not_sent", _("这条发现还没有交你单位。"), where="finding")
        if found.answer:
            raise Refused("answered", _("这条发现已经回应，补充的写在报告里。"))
        found.answer = written(text, "text", _("回应"))
        found.answered_label, found.answered_at = actor.label[:100], timezone.now()
        found.save()
        running.facts = {"case": case.code, "number": found.number}
        words = {"case": case.code, "number": found.number}
        title = _("%(case)s：单位回应了第 %(number)d 条发现") % words
        key = f"finding:{found.public_id}"
        tell_office(place, case, key=key, title=title, roles=("clerk",))
        tell_lead(place, case, key=key, title=title)
    return found
