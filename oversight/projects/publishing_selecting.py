"""公开的内容: the preliminary list with what was not taken and why, and the candidate sheet. No person is named."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import override

from oversight.projects.models import CandidateList, LivelihoodProject, ProjectYear
from oversight.projects.publishing import KEPT_IN, head, titled
from oversight.projects.queries import selecting as read
from oversight.projects.queries.candidates import frame_of
from oversight.projects.queries.years import proposals_of

PRELIMINARY, CANDIDATES = "project_preliminary", "project_candidates"
PERSONAL = frozenset({"leader"})


def preliminary_title(year: ProjectYear) -> str:
    return titled(year, "初选项目清单")


def candidates_title(year: ProjectYear) -> str:
    return titled(year, "候选项目表")


def preliminary_row(project: LivelihoodProject) -> dict[str, Any]:
    """One project with how many proposals it joins and what the screening said."""
    newest = max(project.screenings.all(), key=lambda one: one.pk, default=None)
    return {
        "code": project.code,
        "title": project.title,
        "requirement": project.requirement,
        "category": project.category,
        "where": project.where,
        "village": project.village.name if project.village else "",
        "proposals": read.joined(project),
        "government": project.origin == "government",
        "multi_year": project.multi_year,
        "multi_year_allowed_by": project.multi_year_allowed_by,
        "this_year_goal": project.this_year_goal,
        "reasons": [one["text"] for one in newest.reasons] if newest else [],
    }


def preliminary_content(year: ProjectYear) -> dict[str, Any]:
    """初选清单: what was taken with its reasons, what was not and why, and how many proposals for which reason."""
    rows = read.counted(year).exclude(state="preliminary").prefetch_related("screenings")
    taken = [preliminary_row(one) for one in rows.exclude(state="rejected")]
    rejected = [
        {
            "code": one.code,
            "title": one.title,
            "why": one.state_reason,
            "proposals": read.joined(one),
        }
        for one in rows.filter(state="rejected")
    ]
    proposals = proposals_of(year).order_by()
    not_taken = Counter(
        proposals.filter(state="not_taken").values_list("not_taken_reason", flat=True)
    )
    return {
        **head(year.jurisdiction, year),
        "taken": taken,
        "rejected": rejected,
        "proposals": {
            "received": proposals.exclude(state__in=["spam", "held"]).count(),
            "taken": proposals.filter(state="taken").count(),
            "not_taken": sum(not_taken.values()),
            "reasons": [{"reason": code, "count": n} for code, n in sorted(not_taken.items())],
        },
    }


def candidates_content(found: CandidateList) -> dict[str, Any]:
    """候选项目表, as frozen: rows, version, digest; who leads a project is not published."""
    year = found.project_year
    with override(KEPT_IN):
        study = found.study_body.name if found.study_body else ""
    return {
        **head(found.jurisdiction, year),
        "version": found.version,
        "sha256": found.sha256,
        "to_choose": frame_of(year).places,
        "study": {"body": study, "on": found.study_on.isoformat() if found.study_on else None},
        "determined_on": found.party_on.isoformat() if found.party_on else None,
        "items": [
            {name: value for name, value in row.items() if name not in PERSONAL}
            for row in found.content
        ],
    }
