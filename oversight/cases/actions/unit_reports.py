"""单位的报告: the liaison drafts, the head hands in, each version with its time; the office may send it back.

On paper: the office enters what came in, with the signed scan. What is late is marked, never hidden, and
never keeps a hearing from being held.
"""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.cases import permissions, queries, queries_hearing
from oversight.cases.actions.support import (
    locked,
    require,
    require_own,
    tell_lead,
    tell_office,
    tell_unit,
    written,
)
from oversight.cases.days import report_due
from oversight.cases.models import Case, UnitReport
from oversight.cases.rules import hearing
from oversight.files.actions import confine, store_file
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction

Upload = tuple[str, BinaryIO]
MOST = 20_000


def draft_report(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    text: str = "",
    file: StoredFile | None = None,
    upload: Upload | None = None,
) -> UnitReport:
    """起草报告: written and rewritten by the unit until its head hands it in; text, a file, or both."""
    with act(
        "cases.draft_report",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_report(actor, place),
        basis=_(hearing.SUPERVISION_15),
    ) as running:
        case = locked(place, case)
        require_unit(actor, case)
        require("draft_report", case)
        report = queries_hearing.draft_now(case) or next_version(place, case)
        fill(actor, place, report, text, file, upload)
        report.drafted_by_id, report.drafted_label = actor.account_id, actor.label[:100]
        report.drafted_at = timezone.now()
        put(report)
        running.facts = {"case": case.code, "version": report.number}
    return report


def submit_report(actor: Actor, place: Jurisdiction, case: Case) -> UnitReport:
    """报送报告: the head of the unit signs; the time and the late mark are fixed."""
    with act(
        "cases.submit_report",
        actor=actor,
        place=place.code,
        permitted=permissions.can_submit_report(actor, place),
        basis=_(hearing.SUPERVISION_15),
        rule=hearing.CODE,
    ) as running:
        case = locked(place, case)
        require_unit(actor, case)
        require("submit_report", case)
        report = queries_hearing.draft_now(case)
        assert report is not None
        report.submitted_by_id = actor.account_id
        hand_in(place, case, report, actor.label, institutions.today())
        running.facts = facts_of(case, report)
    return report


def enter_report(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    received_on: date,
    submitted_label: str,
    text: str = "",
    file: StoredFile | None = None,
    upload: Upload | None = None,
) -> UnitReport:
    """代录报告: a paper report with its signed scan; ``received_on`` is the day it came in."""
    with act(
        "cases.enter_report",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(hearing.SUPERVISION_15),
        rule=hearing.CODE,
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("enter_report", case)
        not_to_come(received_on, "received_on")
        if file is None and upload is None:
            text_ = _("纸质报告附签字盖章的扫描件。")
            raise Invalid("scan_missing", text_, where="file")
        report = next_version(place, case)
        fill(actor, place, report, text, file, upload)
        report.drafted_by_id, report.drafted_label = actor.account_id, actor.label[:100]
        report.drafted_at, report.entered = timezone.now(), True
        signer = written(submitted_label, "submitted_label", _("签发人"), 100)
        hand_in(place, case, report, signer, received_on)
        running.facts = facts_of(case, report) | {"entered": True}
    return report


def return_report(actor: Actor, place: Jurisdiction, case: Case, *, reason: str) -> UnitReport:
    """退回报告: with the reason; the version stays, the unit hands in another."""
    with act(
        "cases.return_report",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
    ) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("return_report", case)
        purpose = queries_hearing.purpose_now(case)
        report = queries_hearing.standing_report(case, purpose)
        assert report is not None
        report.state, report.returned_label = "returned", actor.label[:100]
        report.return_reason = written(reason, "reason", _("退回原因"), 300)
        report.save()
        if purpose == "reply":
            opinions = queries_hearing.opinions_now(case)
            assert opinions is not None
            opinions.state = "sent"
            opinions.save()
        running.note = report.return_reason
        running.facts = {"case": case.code, "version": report.number}
        key = f"report:{report.public_id}:returned"
        title = _("%(case)s的报告被退回") % {"case": case.code}
        tell_unit(place, case, key=key, title=title, text=report.return_reason)
    return report


def next_version(place: Jurisdiction, case: Case) -> UnitReport:
    """An empty next version of the report that is asked for now."""
    purpose = queries_hearing.purpose_now(case)
    number = queries_hearing.hearing_no(case)
    return UnitReport(
        jurisdiction=place,
        case=case,
        purpose=purpose,
        hearing_no=number if purpose == "special" else number - 1,
        number=len(queries_hearing.reports_of(case, purpose)) + 1,
        unit_name=queries.unit_now(case).name,
    )


def fill(
    actor: Actor,
    place: Jurisdiction,
    report: UnitReport,
    text: str,
    file: StoredFile | None,
    upload: Upload | None,
) -> None:
    """Text and file of a version; one of them must be there. The file is given out by the case alone."""
    report.text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(report.text) > MOST:
        values = {"what": _("报告内容"), "most": MOST}
        raise Invalid("text_long", _("%(what)s不超过 %(most)d 字。") % values, where="text")
    if upload is not None:
        name, stream = upload
        purpose = report.case.code
        file = store_file(actor, place, name=name, stream=stream, purpose=purpose, permitted=True)
    if file is not None:
        confine(file)
        report.file = file
    if not report.text and report.file is None:
        raise Invalid("report_empty", _("写报告内容，或者附报告文件。"), where="text")


def hand_in(
    place: Jurisdiction, case: Case, report: UnitReport, signer: str, received_on: date
) -> None:
    """The version stands from now on; draft or final by what stands already, late by its own day."""
    before = queries_hearing.reports_now(case, report.purpose)
    handed = [one.step for one in before if one.state == "submitted"]
    report.step = hearing.step_of(handed) if report.purpose == "special" else ""
    due, basis = report_due(case, report.purpose, report.step)
    late = hearing.lateness(received_on, due, basis)
    report.due, report.late_days = late.due, late.days
    report.state, report.submitted_label = "submitted", signer[:100]
    report.submitted_at, report.received_on = timezone.now(), received_on
    put(report)
    if report.purpose == "reply":
        opinions = queries_hearing.opinions_now(case)
        assert opinions is not None
        opinions.state = "replied"
        opinions.save()
    title = _("%(case)s：%(unit)s已报送报告") % {"case": case.code, "unit": report.unit_name}
    key = f"report:{report.public_id}"
    tell_office(place, case, key=key, title=title, roles=("clerk",))
    tell_lead(place, case, key=key, title=title)


def facts_of(case: Case, report: UnitReport) -> dict[str, Any]:
    """What the record of acts says of a version."""
    found = {
        "case": case.code,
        "version": report.number,
        "purpose": report.purpose,
        "step": report.step,
        "late_days": report.late_days,
    }
    if report.file is not None:
        found["sha256"] = report.file.sha256
    return found


def require_unit(actor: Actor, case: Case) -> None:
    """Only who speaks for the unit that answers today."""
    if not permissions.speaks_for(actor, case):
        raise NotPermitted(_("这个案件不由你所在的单位办理。"), code="other_unit")
