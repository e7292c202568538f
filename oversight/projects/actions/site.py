"""现场反映的行为: what a passer-by sends from the plate, read by the office, handed to a group, answered by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import record_prepared
from oversight.institutions.actions.writing import check_place, put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions, receipts
from oversight.projects import permissions_building as building
from oversight.projects.actions.collecting import Sender
from oversight.projects.actions.drafting import checked_photos, cleaned, mark_of
from oversight.projects.actions.support import locked_project
from oversight.projects.models import (
    LivelihoodProject,
    SiteReport,
    SiteReportPhoto,
    SupervisionGroup,
)
from oversight.projects.queries import supervising
from oversight.projects.queries.building import CHOSEN
from oversight.projects.rules import spam

LONGEST = 1000


@dataclass(frozen=True)
class Reported:
    """收到的反映和回执码; ``again`` where this very form had been sent before."""

    report: SiteReport
    code: str
    again: bool = False


def report_from_site(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    text: str,
    sender: Sender,
    photos: Iterable[Any] = (),
) -> Reported:
    """我要反映: anybody, without an account; what looks like spam is received too and waits for a person."""
    code = receipts.code_of(sender.stamp.key if sender.stamp else receipts.new_stamp())
    if (earlier := supervising.site_report_with(place, receipts.digest(code))) is not None:
        return Reported(earlier, code, again=True)
    checked = checked_photos(photos)
    text = cleaned(text, lines=True)[: LONGEST + 1]
    with act(
        "projects.report_from_site",
        actor=actor,
        place=place.code,
        permitted=permissions.can_propose(actor, place),
        rule=spam.CODE,
    ) as running:
        project = locked_project(place, project)
        if (earlier := supervising.site_report_with(place, receipts.digest(code))) is not None:
            running.facts = {"project": project.code, "again": True}
            return Reported(earlier, code, again=True)
        if project.state not in CHOSEN:
            raise Refused("not_chosen", _("这个项目不在实施清单里。"))
        if not text and not checked:
            raise Invalid("empty", _("写一句话，或者拍一张照片。"), where="text")
        if len(text) > LONGEST:
            raise Invalid("text_long", _("不超过 %(most)d 字。") % {"most": LONGEST}, where="text")
        made = SiteReport(
            jurisdiction=place,
            project=project,
            text=text or _("（只有照片）"),
            text_mark=mark_of(project.public_id, text),
            receipt=receipts.digest(code),
            at=timezone.now(),
        )
        made.held_reasons = signs_of(place, made, sender, text)
        made.state = "held" if made.held_reasons else "received"
        put(made)
        for number, photo in enumerate(checked, start=1):
            name = f"{project.code}-{number}.{photo.found.kind.extensions[0]}"
            stored = record_prepared(actor, place, photo, _("现场反映的照片"), name)
            put(SiteReportPhoto(jurisdiction=place, report=made, file=stored))
        running.facts = {"project": project.code, "state": made.state, "photos": len(checked)}
    return Reported(made, code)


def signs_of(
    place: Jurisdiction, made: SiteReport, sender: Sender, text: str
) -> list[dict[str, str]]:
    """Why a person should look first, each reason by code and in words."""
    same = supervising.site_reports_in(place).filter(text_mark=made.text_mark) if text else None
    found = spam.reasons_to_hold(
        spam.Signs(
            text=text,
            honeypot=sender.honeypot,
            seconds=sender.stamp.seconds if sender.stamp else None,
            asks_stamp=sender.asks_stamp,
            same=same.count() if same is not None else 0,
            from_address=sender.from_address,
        )
    )
    return [{"code": one.code, "text": one.chinese} for one in found]


def hand_site_report(
    actor: Actor, place: Jurisdiction, report: SiteReport, *, group: SupervisionGroup
) -> SiteReport:
    """转监督小组."""
    with act(
        "projects.hand_site_report",
        actor=actor,
        place=place.code,
        permitted=building.can_handle_site_reports(actor, place),
    ) as running:
        report = locked(place, report, frozenset({"held", "received"}))
        check_place(place, group=group)
        report.group, report.state = group, "handed"
        handled(actor, report)
        running.facts = {"project": report.project.code, "group": group.name}
    return report


def dismiss_site_report(
    actor: Actor, place: Jurisdiction, report: SiteReport, *, reason: str
) -> SiteReport:
    """不受理, with the reason, which the sender reads by the code."""
    with act(
        "projects.dismiss_site_report",
        actor=actor,
        place=place.code,
        permitted=building.can_handle_site_reports(actor, place),
    ) as running:
        report = locked(place, report, frozenset({"held", "received"}))
        report.reason = written(reason, "reason", _("原因"), 300)
        report.state = "dismissed"
        handled(actor, report)
        running.facts = {"project": report.project.code}
    return report


def answer_site_report(
    actor: Actor, place: Jurisdiction, report: SiteReport, *, answer: str
) -> SiteReport:
    """答复: the sender reads it by the code; a better answer replaces it, the record keeps both."""
    with act(
        "projects.answer_site_report",
        actor=actor,
        place=place.code,
        permitted=building.can_handle_site_reports(actor, place),
    ) as running:
        report = locked(place, report, frozenset({"held", "received", "handed", "answered"}))
        report.answer = written(answer, "answer", _("答复"), 500)
        report.state = "answered"
        handled(actor, report)
        running.facts = {"project": report.project.code}
    return report


def handled(actor: Actor, report: SiteReport) -> None:
    report.handled_label, report.handled_at = actor.label[:100], timezone.now()
    put(report)


def locked(place: Jurisdiction, report: SiteReport, wanted: frozenset[str]) -> SiteReport:
    """The report as it stands now; refused where its state does not allow the act."""
    rows = SiteReport.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    found = rows.select_related("project").get(pk=report.pk)
    if found.state not in wanted:
        words = _("这条反映现在是“%(state)s”，不能这样办。")
        raise Refused("wrong_state", words % {"state": found.get_state_display()})
    return found
