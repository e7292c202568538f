"""公开的内容: a town's roll-up of its year – stage, figures, every chosen project, its rules. No person is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from oversight.institutions import queries as institutions
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.publishing import KEPT_IN, head, titled
from oversight.projects.queries import building as read
from oversight.projects.queries.inherited import listed_in
from oversight.projects.queries.years import projects_of, proposals_of
from oversight.projects.rulebook import projects_rules
from oversight.rulebooks.sections.fields import plain

ROLLUP = "project_rollup"


def rollup_key(year: ProjectYear) -> str:
    """One matter a year of a place; each month is another version of it."""
    return str(year.year)


def rollup_title(year: ProjectYear) -> str:
    return titled(year, "项目汇总")


def project_row(row: WorkRow, year: ProjectYear) -> dict[str, Any]:
    """One chosen project as it stands."""
    project: LivelihoodProject = row.project
    place = project.jurisdiction
    return {
        "key": project.public_id,
        "code": project.code,
        "year": row.year,
        "title": project.title,
        "category": project.category,
        "where": project.where,
        "unit": row.unit_name,
        "state": project.state,
        "colour": row.colour,
        "percent": row.percent,
        "planned_percent": row.planned,
        "late_days": row.late_days,
        "due": row.promised.isoformat() if row.promised else None,
        "budget_yuan": row.budget_yuan,
        "spent_yuan": row.spent_yuan,
        "carried": row.year < year.year,
        "origin": row.origin,
        "explained": row.built.explanation is not None,
        "url": reverse("projects:public_work", args=[place.code, project.public_id]),
    }


@override(KEPT_IN)
def rollup_content(year: ProjectYear) -> dict[str, Any]:
    """汇总: what the county and anybody else may know of the year today."""
    place = year.jurisdiction
    rows = rows_of(place, listed_in(year))
    book, rules = projects_rules(place)
    colours = Counter(row.colour for row in rows if row.colour)
    proposals = proposals_of(year).order_by()
    return {
        **head(place, year),
        "on": institutions.today().isoformat(),
        "stage": year.state,
        "proposals": proposals.exclude(state__in=["spam", "held"]).count(),
        "candidates": projects_of(year).exclude(entries=None).distinct().count(),
        "totals": asdict(read.totals_of([row.built for row in rows])),
        "colours": dict(sorted(colours.items())),
        "late": sum(bool(row.late_days) for row in rows),
        "carried": sum(row.year < year.year for row in rows),
        "taken_over": sum(bool(row.origin) for row in rows),
        "money": {
            "budget_yuan": sum(row.budget_yuan or 0 for row in rows),
            "spent_yuan": sum(row.spent_yuan or 0 for row in rows),
        },
        "rulebook": {
            "label": book.label,
            "reference": book.reference,
            "sha256": book.sha256,
            "copied_from": book.version.copied_from if book.version else "",
            "section": plain(rules),
        },
        "projects": [project_row(row, year) for row in rows],
    }
