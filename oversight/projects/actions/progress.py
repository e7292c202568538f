"""进展的行为: the monthly report with its photos, append-only; what is late or dear says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.calendar.words import reason_text
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import (
    Ready,
    checked_files,
    on_behalf,
    require_unit,
    stored,
)
from oversight.projects.actions.support import locked_project, require
from oversight.projects.models import LivelihoodProject, ProgressEvidence, ProgressReport
from oversight.projects.queries import building as read
from oversight.projects.rules import progress, project_steps


def report_progress(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    month: str,
    percent: int,
    text: str,
    yuan: int | None = None,
    late_reason: str = "",
    cost_reason: str = "",
    files: Iterable[Any] = (),
) -> ProgressReport:
    """报月进展: percent, money and what was done in a month; a correction is another report of the same month."""
    permitted = permissions.can_report(actor, place)
    ready = checked_files(files) if permitted else []
    with act(
        "projects.report_progress",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=progress.CODE,
    ) as running:
        project = locked_project(place, project)
        require_unit(actor, place, project)
        require(project_steps.permits("report_progress", project.state))
        check_month(place, project, month)
        require_reasons(place, project, percent, yuan, late_reason, cost_reason)
        made = write_report(
            actor,
            place,
            project,
            "progress",
            month=month,
            percent=percent,
            yuan=yuan,
            text=text,
            late_reason=late_reason.strip()[:500],
            cost_reason=cost_reason.strip()[:500],
            ready=ready,
        )
        running.facts = {
            "project": project.code,
            "month": month,
            "percent": percent,
            "photos": len(ready),
        }
    return made


def check_month(place: Jurisdiction, project: LivelihoodProject, month: str) -> None:
    """A month in which the work was to be under way, none to come."""
    today = institutions.today()
    plan = project.plans.last()
    first = read.month_code(plan.starts_on.year, plan.starts_on.month) if plan else month
    if not first <= month <= read.month_code(today.year, today.month):
        text = _("报告月份在开工的月份和本月之间。")
        raise Invalid("wrong_month", text, where="month")


def require_reasons(
    place: Jurisdiction,
    project: LivelihoodProject,
    percent: int,
    yuan: int | None,
    late_reason: str,
    cost_reason: str,
) -> None:
    """With this report taken: what is late or beyond the budget says why."""
    if not 0 <= percent <= 100:
        raise Invalid("bad_percent", _("累计进度写 0 至 100 的整数。"), where="percent")
    found = read.built_one(place, project)
    standing = found.standing(percent=percent, yuan=yuan, late=late_reason, cost=cost_reason)
    for reason in progress.progress(standing, found.limits).missing:
        where = "late_reason" if reason.code == "late_reason_missing" else "cost_reason"
        raise Invalid(reason.code, reason_text(reason), where=where)


def write_report(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    kind: str,
    *,
    text: str,
    ready: Sequence[Ready] = (),
    **values: Any,
) -> ProgressReport:
    """Append one report with its evidence. Inside an act only."""
    made = ProgressReport(
        jurisdiction=place,
        project=project,
        kind=kind,
        text=written(text, "text", _("情况"), 2000),
        entered=on_behalf(actor),
        reported_by_id=actor.account_id,
        reported_label=actor.label[:100],
        unit_name=project.unit.name[:100] if project.unit else "",
        at=timezone.now(),
        **values,
    )
    put(made)
    for file in stored(actor, place, ready, _("项目进展的佐证")):
        put(ProgressEvidence(jurisdiction=place, report=made, file=file))
    return made
