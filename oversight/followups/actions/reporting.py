"""报告: what the unit says of its item – received, progress, evidence, done – and the head's signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.followups import permissions
from oversight.followups.actions.telling import tell_office, tell_unit, words
from oversight.followups.actions.working import (
    allow,
    attach,
    check_percent,
    keep,
    locked,
    refuse,
    stored,
    write_report,
)
from oversight.followups.models import Followup, FollowupReport
from oversight.followups.rules import progress
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction

SCAN_KINDS = frozenset({"pdf", "ofd", "png", "jpeg", "webp"})


def accept(actor: Actor, place: Jurisdiction, followup: Followup) -> Followup:
    """签收."""
    with act(
        "followups.accept",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "accept")
        followup.state, followup.accepted_at = "accepted", timezone.now()
        keep(actor, followup)
        running.facts = {"code": followup.code}
    return followup


def accept_all(actor: Actor, place: Jurisdiction, followups: Sequence[Followup]) -> int:
    """签收几件: each leaves its own entry; one that cannot be received stops all."""
    with transaction.atomic():
        for followup in followups:
            accept(actor, place, followup)
    return len(followups)


def report_progress(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    text: str,
    percent: int | None = None,
    files: Iterable[Any] = (),
) -> FollowupReport:
    """报告进展. ``percent`` 0–100, the unit's own word; ``files`` are uploads or stored files."""
    with act(
        "followups.report_progress",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "report_progress")
        text = said(text, "text", "text_missing", _("没有写进展情况。"))
        check_percent(percent)
        report = write_report(actor, place, followup, "progress", text, percent=percent)
        attach(followup, stored(actor, place, files), report=report)
        followup.state, followup.progress = "in_progress", text
        followup.percent = followup.percent if percent is None else percent
        followup.accepted_at = followup.accepted_at or report.at
        keep(actor, followup)
        running.facts = {"code": followup.code, "percent": followup.percent}
    return report


def report_done(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    text: str,
    files: Iterable[Any] = (),
    scan: Any = None,
    parts_reason: str = "",
) -> FollowupReport:
    """自报完成: waits for another's verification; where the head must sign, first for the signature.

    ``scan``: the sealed report with the head's signature, where it is there already.
    """
    with act(
        "followups.report_done",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        facts = allow(place, followup, "report_done")
        text = said(text, "text", "text_missing", _("写明做了什么、结果怎样。"))
        refuse(progress.parts_refusal(facts, parts_reason), "parts_reason")
        report = write_report(
            actor,
            place,
            followup,
            "done",
            text,
            percent=100,
            parts_reason=parts_reason.strip() if facts.open_parts else "",
        )
        attach(followup, stored(actor, place, files), report=report)
        sign_with(actor, place, followup, report, scan)
        waits = followup.sealed and scan is None
        conclude(actor, place, followup, report, waits=waits)
        running.facts = {"code": followup.code, "waits_for_signature": waits}
    return report


def enter_report(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    text: str,
    scan: Any,
    files: Iterable[Any] = (),
) -> FollowupReport:
    """代录完成报告: a report that came on paper, with its signed scan; another person verifies."""
    with act(
        "followups.enter_report",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "enter_report")
        text = said(text, "text", "text_missing", _("写明做了什么、结果怎样。"))
        if scan is None:
            text = _("代录要附单位负责人签字的报告扫描件。")
            raise Invalid("scan_missing", text, where="scan")
        report = write_report(actor, place, followup, "done", text, percent=100, entered=True)
        attach(followup, stored(actor, place, files), report=report)
        sign_with(actor, place, followup, report, scan)
        conclude(actor, place, followup, report, waits=False)
        running.facts = {"code": followup.code, "entered": True}
    return report


def sign_with(
    actor: Actor, place: Jurisdiction, followup: Followup, report: FollowupReport, scan: Any
) -> None:
    """Lay the scan of the signed report beside it: a document or a picture of one."""
    if scan is None:
        return
    files = stored(actor, place, [scan])
    if files[0].kind not in SCAN_KINDS:
        text = _("负责人签字的报告用 PDF、OFD 或照片，不收 %(kind)s。")
        raise Invalid("not_a_scan", text % {"kind": files[0].file_kind.label}, where="scan")
    attach(followup, files, report=report, purpose="sealed")


def conclude(
    actor: Actor, place: Jurisdiction, followup: Followup, report: FollowupReport, *, waits: bool
) -> None:
    """The item after a report that it is done: to the head, or to another's verification."""
    followup.state = "to_sign" if waits else "reported_done"
    followup.progress, followup.percent = report.text, 100
    followup.accepted_at = followup.accepted_at or report.at
    followup.reported_at, followup.state_reason = report.at, ""
    keep(actor, followup)
    if waits:
        title = _("等负责人签字：%(title)s") % words(followup)
        tell_unit(place, followup, title, report.text, roles=("unit_head",))
    else:
        title = _("%(unit)s自报完成，待核实：%(title)s") % words(followup)
        tell_office(place, followup, title, report.text)


def sign_report(
    actor: Actor, place: Jurisdiction, followup: Followup, *, scan: Any, note: str = ""
) -> FollowupReport:
    """附上负责人签字的扫描件: the report goes on to verification."""
    with act(
        "followups.sign_report",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "sign_report")
        if scan is None:
            raise Invalid("scan_missing", _("没有选负责人签字的扫描件。"), where="scan")
        report = write_report(actor, place, followup, "signed", note.strip())
        sign_with(actor, place, followup, report, scan)
        followup.state, followup.reported_at = "reported_done", report.at
        keep(actor, followup)
        title = _("%(unit)s自报完成，待核实：%(title)s") % words(followup)
        tell_office(place, followup, title, followup.progress)
        running.facts = {"code": followup.code}
    return report


def return_report(
    actor: Actor, place: Jurisdiction, followup: Followup, *, reason: str
) -> Followup:
    """负责人退回完成报告: back to the liaison officer, inside the unit."""
    with act(
        "followups.return_report",
        actor=actor,
        place=place.code,
        permitted=permissions.may_sign(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "return_report")
        reason = said(reason, "reason", "reason_missing", _("写明退回的原因。"))
        followup.state, followup.state_reason = "in_progress", reason[:500]
        followup.reported_at = None
        keep(actor, followup)
        title = _("负责人退回：%(title)s") % words(followup)
        tell_unit(place, followup, title, reason, roles=("liaison",))
        running.note = reason[:500]
        running.facts = {"code": followup.code}
    return followup


def attach_evidence(
    actor: Actor,
    place: Jurisdiction,
    followups: Sequence[Followup],
    *,
    files: Iterable[Any],
    text: str = "",
) -> list[FollowupReport]:
    """补充证据: the same files for one or several items; all or none."""
    permitted = bool(followups) and all(
        permissions.may_report(actor, place, followup) for followup in followups
    )
    with act(
        "followups.attach_evidence",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=progress.CODE,
    ) as running:
        uploads = list(files)
        if not uploads:
            raise Invalid("no_file", _("没有选文件。"), where="files")
        reports, kept = [], stored(actor, place, uploads)
        for followup in followups:
            followup = locked(place, followup)
            allow(place, followup, "attach_evidence")
            report = write_report(actor, place, followup, "evidence", text.strip())
            attach(followup, kept, report=report)
            keep(actor, followup)
            reports.append(report)
        running.facts = {
            "items": [followup.code for followup in followups],
            "files": [file.public_id for file in kept],
        }
    return reports
