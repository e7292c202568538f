"""接口的值: projects under way as the API gives them, from the same rows as the pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from oversight.files.models import StoredFile
from oversight.institutions.api.access import Allowed, place_for
from oversight.institutions.models import Jurisdiction
from oversight.projects.api.selecting_values import file_for
from oversight.projects.models import LivelihoodProject, SiteReport, SupervisionRecord
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries import building as read

PLAN = ("version", "leader", "contact", "starts_on", "due", "budget_yuan", "guarantee")
REPORT = (
    "kind", "month", "percent", "yuan", "text", "late_reason", "cost_reason", "new_due",
    "certificate", "entered", "at",
)  # fmt: skip
CHANGE = ("kind", "state", "cause", "text", "wanted", "meeting_name", "decided_on", "decision_text")


def work_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, LivelihoodProject]:
    """Place and chosen project of the address."""
    place = place_for(request, code, allowed)
    found = read.work_by_id(place, key)
    if found is None:
        raise Http404(key)
    return place, found


def record_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed, find: Any
) -> tuple[Jurisdiction, Any]:
    """Place and one of its records."""
    place = place_for(request, code, allowed)
    found = find(place, key)
    if found is None:
        raise Http404(key)
    return place, found


def files_for(request: HttpRequest, place: Jurisdiction, keys: list[str]) -> list[StoredFile]:
    """Stored files that the token's account may read."""
    found = [file_for(request, place, key) for key in keys]
    return [one for one in found if one is not None]


def line(row: WorkRow) -> dict[str, Any]:
    """One project in a list."""
    project = row.project
    return {
        "id": project.public_id,
        "place": project.jurisdiction.code,
        "origin": row.origin,
        "code": project.code,
        "title": project.title,
        "year": row.year,
        "state": project.state,
        "unit": row.unit_name,
        "where": project.where,
        "village": project.village.name if project.village else "",
        "latitude": project.latitude,
        "longitude": project.longitude,
        "colour": row.colour,
        "percent": row.percent,
        "planned_percent": row.planned,
        "late_days": row.late_days,
        "late_reason": row.built.late_reason,
        "budget_yuan": row.budget_yuan,
        "spent_yuan": row.spent_yuan,
        "cost_reason": row.built.cost_reason,
        "due": row.promised,
        "own_due": row.own_due,
        "owed_month": row.owed_month,
        "reasons": row.reasons,
    }


def detail(place: Jurisdiction, project: LivelihoodProject) -> dict[str, Any]:
    """One project with what belongs to it, read anew."""
    row = rows_of(place, [read.chosen_in(place).get(pk=project.pk)])[0]
    plan = row.built.plan
    nodes = [
        {"by": one.by, "percent": one.percent, "yuan": one.yuan, "title": one.title}
        for one in (plan.nodes.all() if plan else ())
    ]
    return line(row) | {
        "plan": {name: getattr(plan, name) for name in PLAN} | {"nodes": nodes} if plan else None,
        "reports": [{name: getattr(one, name) for name in REPORT} for one in row.built.reports],
        "verifications": [
            {"outcome": one.outcome, "text": one.text, "at": one.at}
            for one in row.project.verifications.all()
        ],
        "changes": [
            {"id": one.public_id} | {name: getattr(one, name) for name in CHANGE}
            for one in row.project.changes.all()
        ],
    }


def record_shown(one: SupervisionRecord) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "kind": one.kind,
        "on": one.on,
        "people": one.people,
        "text": one.text,
        "group": one.group.name if one.group else "",
        "project": one.project.public_id if one.project else "",
        "photos": len(one.photos.all()),
        "findings": [
            {
                "id": each.public_id,
                "text": each.text,
                "state": each.state,
                "unit": each.unit.name if each.unit else "",
                "due": each.due,
                "answer": each.answer,
            }
            for each in one.findings.all()
        ],
    }


def site_shown(one: SiteReport) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "project": one.project.public_id,
        "text": one.text,
        "state": one.state,
        "photos": len(one.photos.all()),
        "answer": one.answer,
        "reason": one.reason,
        "at": one.at,
    }
