"""完成的行为: the unit says it is done, another verifies, the certificate accepts, the unfinished is explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import NotPermitted
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import not_to_come, put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import (
    checked_files,
    report_facts,
    require_unit,
    tell_office,
    tell_unit,
    verifier_of,
)
from oversight.projects.actions.progress import require_reasons, write_report
from oversight.projects.actions.support import locked_project, require
from oversight.projects.models import (
    LivelihoodProject,
    ProgressReport,
    ProjectVerification,
)
from oversight.projects.queries import building as read
from oversight.projects.queries.supervising import group_of
from oversight.projects.rules import finishing, project_steps


def report_done(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    text: str,
    yuan: int | None = None,
    cost_reason: str = "",
    files: Iterable[Any] = (),
) -> ProgressReport:
    """自报完成: with evidence; it waits for another's verification and is not done before."""
    permitted = permissions.can_report(actor, place)
    ready = checked_files(files) if permitted else []
    with act(
        "projects.report_done",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=finishing.CODE,
    ) as running:
        project = locked_project(place, project)
        require_unit(actor, place, project)
        require(finishing.may_report_done(project.state, len(ready)))
        require_reasons(place, project, 100, yuan, "", cost_reason)
        made = write_report(
            actor,
            place,
            project,
            "done",
            month=this_month(),
            percent=100,
            yuan=yuan,
            text=text,
            cost_reason=cost_reason.strip()[:500],
            ready=ready,
        )
        move(project, "report_done")
        title = _("%(code)s %(title)s：自报完成，等核实") % named(project)
        tell_office(place, project, f"done:{made.public_id}", title, made.text)
        running.facts = {"project": project.code, "evidence": len(ready)}
    return made


def verify(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, *, text: str
) -> ProjectVerification:
    """核实完成: by a deputy of the group that watches it or the office; never the unit, never who reported."""
    with act(
        "projects.verify_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_verify(actor, place),
        rule=finishing.CODE,
    ) as running:
        project = locked_project(place, project)
        require(finishing.may_verify(report_facts(place, project), verifier_of(actor, place)))
        require_watching(actor, place, project)
        made = finding(actor, place, project, "verified", text)
        move(project, "verify")
        title = _("%(code)s %(title)s：已核实完成，凭验收报告登记验收") % named(project)
        tell_unit(place, project, f"verified:{made.public_id}", title, made.text)
        note(running, actor, place, project)
    return made


def send_back(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, *, reason: str
) -> ProjectVerification:
    """退回继续实施: what was reported, or verified and not yet accepted, is not done after all."""
    with act(
        "projects.send_back_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_verify(actor, place),
        rule=finishing.CODE,
    ) as running:
        project = locked_project(place, project)
        step = "find_undone" if project.state == "verified_done" else "return_report"
        require(project_steps.permits(step, project.state))
        facts, who = report_facts(place, project), verifier_of(actor, place)
        require(finishing.other_person(facts, who))
        require_watching(actor, place, project)
        made = finding(actor, place, project, "sent_back", reason)
        move(project, step, reason)
        title = _("%(code)s %(title)s：退回继续实施") % named(project)
        tell_unit(place, project, f"sent_back:{made.public_id}", title, made.text)
        running.note = made.text[:500]
        note(running, actor, place, project)
    return made


def accept(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    certificate: str,
    on: date,
    text: str,
    files: Iterable[Any] = (),
) -> ProgressReport:
    """登记验收: by its certificate, after the verification; only then the project is blue."""
    permitted = permissions.can_accept(actor, place)
    ready = checked_files(files) if permitted else []
    with act(
        "projects.accept_project",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=finishing.CODE,
    ) as running:
        project = locked_project(place, project)
        facts, who = report_facts(place, project), verifier_of(actor, place)
        require(finishing.may_accept(facts, who, certificate=certificate))
        not_to_come(on)
        write_report(
            actor,
            place,
            project,
            "accepted",
            month=read.month_code(on.year, on.month),
            percent=100,
            text=text,
            certificate=certificate.strip()[:80],
            ready=ready,
        )
        move(project, "accept")
        running.facts = {"project": project.code, "certificate": certificate.strip()[:80]}
    last: ProgressReport = project.reports.last()
    return last


def declare_unfinished(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    text: str,
    percent: int,
    new_due: date,
) -> ProgressReport:
    """未完成说明: the written reason and a new day; the project stays on every list until verified or ended."""
    with act(
        "projects.declare_unfinished",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=finishing.CODE,
    ) as running:
        project = locked_project(place, project)
        require_unit(actor, place, project)
        today = institutions.today()
        require(finishing.may_declare_unfinished(project.state, text, new_due, today))
        made = write_report(
            actor,
            place,
            project,
            "unfinished",
            month=this_month(),
            percent=percent,
            text=text,
            late_reason=text.strip()[:500],
            new_due=new_due,
        )
        move(project, "declare_unfinished", text)
        title = _("%(code)s %(title)s：未完成，已说明原因") % named(project)
        tell_office(place, project, f"unfinished:{made.public_id}", title, made.text)
        running.facts = {"project": project.code, "new_due": new_due.isoformat()}
    return made


def move(project: LivelihoodProject, step: str, reason: str = "") -> None:
    """The project goes on as the state machine says; one that outlived its year goes back to being tracked."""
    carried = project.reports.filter(kind="unfinished").exists()
    project.state = project_steps.after(step, project.state, carried_over=carried)
    project.state_reason = reason.strip()[:500]
    put(project)


def finding(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, outcome: str, text: str
) -> ProjectVerification:
    """Append what was found on the newest report that it is done."""
    made = ProjectVerification(
        jurisdiction=place,
        project=project,
        report=project.reports.filter(kind="done").last(),
        outcome=outcome,
        text=written(text, "text" if outcome == "verified" else "reason", _("情况"), 2000),
        group=group_of(actor, place, project),
        verified_by_id=actor.account_id,
        verified_label=actor.label[:100],
        at=timezone.now(),
    )
    put(made)
    return made


def require_watching(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> None:
    """A deputy verifies what a group of theirs watches; the office any project."""
    if actor.role in {"deputy", "member"} and group_of(actor, place, project) is None:
        text = _("你不在跟踪这个项目的监督小组里。")
        raise NotPermitted(text, code="not_watching")


def note(running: Act, actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> None:
    """What the record keeps; where the chair stands for the second person, that too."""
    running.facts |= {"project": project.code, "state": project.state}
    who, report = verifier_of(actor, place), report_facts(place, project)
    if who.chair_of_small_office and who.account in report.reporters:
        running.facts["chair_confirms_in_small_office"] = True


def named(project: LivelihoodProject) -> dict[str, str]:
    return {"code": project.code, "title": project.title}


def this_month() -> str:
    today = institutions.today()
    return read.month_code(today.year, today.month)
