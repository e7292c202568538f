"""投票页上的候选项目: what the booth shows beside each name, from the frozen list and the visits to its site."""

from __future__ import annotations

from typing import Any

from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import LivelihoodProject
from oversight.projects.papers import wan
from oversight.projects.printing.content import BRIEF
from oversight.projects.queries import ballots as read
from oversight.projects.queries import selecting
from oversight.projects.queries.candidates import on_ballot
from oversight.voting.secret.contents import Shown


def of_list(place: Jurisdiction, key: str) -> dict[str, Shown]:
    """By name on the ballot: requirement in brief, cost, place; the newest photograph of the site."""
    found = read.list_by_id(place, key)
    if found is None:
        return {}
    projects = {one.public_id: one for one in read.listed_projects(found)}
    return {
        read.plain(row["title"]): Shown(
            note=note_of(row), photo=photo_of(projects.get(row["project"]))
        )
        for row in on_ballot(found)
    }


def note_of(row: dict[str, Any]) -> str:
    """整修路面 1.2 公里，加装路灯。　86 万元　河东村."""
    text = row["requirement"]
    brief = text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"
    cost = wan(row["cost_yuan"])
    where = "，".join(one for one in (row["village"], row["where"]) if one)
    return "　".join(one for one in (brief, cost, where) if one)


def photo_of(project: LivelihoodProject | None) -> StoredFile | None:
    """The newest photograph of a visit that is still there."""
    if project is None:
        return None
    files = (one.file for visit in selecting.visits_of(project) for one in visit.photos.all())
    return next((file for file in files if blobs.exists(file.sha256)), None)
