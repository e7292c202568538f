"""印刷件的内容: the rows of a frozen list in words, with the photographs of the visits to each site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from oversight.files import blobs
from oversight.institutions.queries import profile_of
from oversight.projects.models import CandidateList
from oversight.projects.papers import KEPT_IN, day, money_words, wan
from oversight.projects.queries import selecting as read
from oversight.projects.queries.candidates import frame_of, on_ballot
from oversight.projects.queries.years import projects_of

PHOTOS_EACH = 2
BRIEF = 60


def photos_of(found: CandidateList) -> dict[str, list[tuple[str, bytes]]]:
    """By project the newest photographs of its site, each under a plain file name; lost ones are left out."""
    kept: dict[str, list[tuple[str, bytes]]] = {}
    listed = [row["project"] for row in found.content]
    for project in projects_of(found.project_year).filter(public_id__in=listed):
        files = [photo.file for visit in read.visits_of(project) for photo in visit.photos.all()]
        kept[project.public_id] = [
            (f"{project.public_id}-{number}.jpg", blobs.read(file.sha256))
            for number, file in enumerate(files[:PHOTOS_EACH])
            if blobs.exists(file.sha256)
        ]
    return kept


@override(KEPT_IN)
def sheet_data(
    found: CandidateList, photos: Mapping[str, Sequence[tuple[str, bytes]]]
) -> dict[str, Any]:
    """Everything that the templates print."""
    year, place = found.project_year, found.jurisdiction
    listed = on_ballot(found)
    places = frame_of(year).places
    lines = [f"审定：{day(found.party_on)}　{found.party_meeting}"]
    if found.study_body is not None:
        lines.insert(0, f"研究：{day(found.study_on)}　{found.study_body.name}")
    return {
        "title": f"{place.name}{year.year}年民生实事候选项目",
        "place": place.name,
        "year": year.year,
        "summary": f"候选 {len(listed)} 项，选定 {places} 项，由人大代表票决",
        "lines": lines,
        "foot": f"第 {found.version} 版　校验值 {found.sha256[:16]}",
        "demo": profile_of(place).demo,
        "items": [row_data(row, photos.get(row["project"], ())) for row in listed],
        "reserve": [row_data(row, ()) for row in found.content if row["reserve"]],
    }


def row_data(row: Mapping[str, Any], photos: Sequence[tuple[str, bytes]]) -> dict[str, Any]:
    """One project in words."""
    text = row["requirement"]
    brief = text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"
    due = day(date.fromisoformat(row["due"])) if row["due"] else ""
    where = "，".join(one for one in (row["village"], row["where"]) if one)
    return {
        "position": row["position"],
        "title": row["title"],
        "requirement": text,
        "brief": brief,
        "cost": wan(row["cost_yuan"]),
        "sources": money_words(row["money_sources"]),
        "unit": row["unit"],
        "due": due,
        "where": where,
        "beneficiaries": row["beneficiaries"],
        "goal": row["this_year_goal"] if row["multi_year"] else "",
        "photos": [name for name, _content in photos],
    }
