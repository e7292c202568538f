"""公开的内容: what the congress decided about a project, and the ratings with their raw counts. No person is named."""

from __future__ import annotations

from typing import Any

from oversight.projects.models import ProjectChange, ProjectRating
from oversight.projects.publishing import head, titled
from oversight.projects.queries.inherited import now_at
from oversight.projects.queries.rating import rows_of

CHANGE, RATING = "project_change", "project_rating"
GRADE_WORDS = (
    ("satisfied", "满意"),
    ("basically_satisfied", "基本满意"),
    ("dissatisfied", "不满意"),
)


def change_title(change: ProjectChange) -> str:
    year = change.project.project_year
    place, kind = now_at(change.jurisdiction), dict(ProjectChange.KINDS)[change.kind]
    origin = "" if place == change.jurisdiction else f"原{change.jurisdiction.name}"
    title = f"{origin}{year.year}年民生实事项目“{change.project.title}”"
    return f"{place.name}关于{kind}{title}的公告"[:200]


def change_content(change: ProjectChange) -> dict[str, Any]:
    """调整公告: what was asked, why, and what the congress decided with its counts as announced."""
    project, place = change.project, now_at(change.jurisdiction)
    return {
        **head(place, project.project_year),
        **({} if place == change.jurisdiction else {"origin": change.jurisdiction.name}),
        "project": project.code,
        "title": project.title,
        "kind": change.kind,
        **({"replaces": change.replaces.title} if change.replaces else {}),
        "cause": change.cause,
        "reason": change.text,
        "wanted": dict(change.wanted),
        "adopted": change.state == "decided",
        "meeting": change.meeting_name,
        "decided_on": change.decided_on.isoformat() if change.decided_on else None,
        "decision": change.decision_text,
    }


def rating_title(rating: ProjectRating) -> str:
    return titled(rating.project_year, "项目满意度测评结果")


def rating_content(rating: ProjectRating) -> dict[str, Any]:
    """测评结果: raw counts of every project, not only the rate; the rule and the announcement."""
    rows = []
    for one in rows_of(rating):
        counts = {name: one.counts.get(name) for name, _word in GRADE_WORDS}
        rows.append(
            {
                "code": one.project.code,
                "title": one.project.title,
                "unit": one.project.unit.name if one.project.unit else "",
                "year": one.project.project_year.year,
                "state": one.project.state,
                "grade": one.grade,
                "counts": counts,
                "withheld": str(one.counts.get("withheld", "")),
            }
        )
    heads = ("base", "present", "issued", "returned", "valid", "invalid")
    return {
        **head(rating.jurisdiction, rating.project_year),
        "rule": rating.rule,
        "announced_on": rating.announced_on.isoformat() if rating.announced_on else None,
        "figures": {name: rating.figures.get(name) for name in heads if name in rating.figures},
        "rows": rows,
        "announcement": rating.announcement,
    }
