"""接口的值: projects, groups and lists as the API gives them, from the same readings as the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from oversight.files import permissions as files
from oversight.files.models import StoredFile
from oversight.files.queries import file_of
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import Allowed, place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.projects import queries
from oversight.projects.models import (
    ArgumentCheck,
    CandidateList,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
    TaskGroup,
)
from oversight.projects.pages.candidates import sums_of
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.queries.experts import invitation_of

SAME = (
    "code", "title", "requirement", "target", "state", "state_reason", "origin", "category", "where",
    "latitude", "longitude",
    "beneficiaries", "cost_yuan", "money_sources", "leader", "due", "multi_year", "this_year_goal",
)  # fmt: skip
LIST = (
    "version", "state", "reopened_reason", "study_term_no", "study_meeting_no", "study_on",
    "study_text", "party_meeting", "party_on", "minutes_number", "sha256", "frozen_at",
    "sent_on", "sent_how",
)  # fmt: skip


def year_for(
    request: HttpRequest, code: str, number: int, allowed: Allowed
) -> tuple[Jurisdiction, ProjectYear]:
    """Place and year of the address, 403 where the token's role may not do this there, 404 unknown."""
    place = place_for(request, code, allowed)
    year = queries.year_of(place, number)
    if year is None:
        raise Http404(number)
    return place, year


def project_of(year: ProjectYear, key: str) -> LivelihoodProject:
    """One project of the year."""
    found = read.project_by_id(year, key)
    if found is None:
        raise Http404(key)
    return found


def projects_by(year: ProjectYear, keys: Iterable[str]) -> list[LivelihoodProject]:
    """Several projects, in the order asked."""
    return [project_of(year, key) for key in keys]


def list_of(year: ProjectYear) -> CandidateList:
    """The list in force or under way."""
    found = read.list_now(year)
    if found is None:
        raise Http404
    return found


def file_for(request: HttpRequest, place: Jurisdiction, key: str | None) -> StoredFile | None:
    """A stored file that the token's account may read."""
    if not key:
        return None
    found = file_of(place, key)
    if found is None:
        raise Http404(key)
    if not files.can_read_file(actor_of(request), found):
        raise PermissionDenied
    return found


def shown(project: LivelihoodProject) -> dict[str, Any]:
    """A project as the API says it."""
    return {
        "id": project.public_id,
        **{name: getattr(project, name) for name in SAME},
        "village": project.village.name if project.village else "",
        "unit": project.unit.name if project.unit else "",
        "proposals": read.joined(project),
    }


def answer(year: ProjectYear, project: LivelihoodProject) -> dict[str, Any]:
    """The project as it stands after an act."""
    return shown(read.counted(year).get(pk=project.pk))


def whole(project: LivelihoodProject) -> dict[str, Any]:
    """A project with everything that led to its state."""
    return {
        **shown(project),
        "mergers": [
            {
                "id": one.public_id,
                "proposal": one.proposal.code,
                "at": one.at,
                "undone_at": one.undone_at,
                "undone_reason": one.undone_reason,
            }
            for one in read.links_of(project)
        ],
        "screenings": list(
            project.screenings.values("outcome", "answers", "reasons", "rule", "rulebook", "at")
        ),
        "arguments": [
            {
                "id": one.public_id,
                "group": one.group.name,
                "conclusion": one.conclusion,
                "text": one.text,
                "started_on": one.started_on,
                "finished_on": one.finished_on,
                "checks": {check.kind: check.result for check in one.checks.all()},
                "checked_by": [checked_by(check) for check in one.checks.all()],
            }
            for one in read.arguments_of(project)
        ],
        "visits": [
            {
                "on": one.on,
                "people": one.people,
                "found": one.found,
                "expert": one.member.name if one.member else "",
                "entered_by": one.entered_label,
                "sheet": one.sheet.public_id if one.sheet else None,
                "photos": [photo.file.public_id for photo in one.photos.all()],
            }
            for one in read.visits_of(project)
        ],
    }


def checked_by(check: ArgumentCheck) -> dict[str, Any]:
    """Whose a check is and who entered it."""
    return {
        "kind": check.kind,
        "name": check.by_label,
        "expert": check.member is not None,
        "entered_by": check.entered_label,
        "sheet": check.sheet.public_id if check.sheet else None,
        "note": check.note,
        "paper": check.paper,
        "on": check.on,
    }


def group_shown(place: Jurisdiction, group: TaskGroup) -> dict[str, Any]:
    """A task group with its members, those who left included."""
    deputies = read.mandated(place, institutions.today())
    return {
        "id": group.public_id,
        "name": group.name,
        "formed_on": group.formed_on,
        "note": group.note,
        "members": [
            {
                "id": one.public_id,
                "name": one.name,
                "capacity": one.capacity,
                "field": one.field,
                "leads": one.leads,
                "left_on": one.left_on,
                "invitation": invitation_shown(one),
                "mandate": one.person_id in deputies if one.capacity == "deputy" else None,
            }
            for one in group.members.all()
        ],
    }


def invitation_shown(member: GroupMember) -> str:
    """How far the invitation of an expert has come: none, issued, claimed."""
    found = invitation_of(member) if member.capacity == "expert" else None
    return "none" if found is None else "claimed" if found.claimed_at else "issued"


def list_shown(found: CandidateList) -> dict[str, Any]:
    """A version of the list as it stands."""
    entries = read.entries_of(found)
    sums = sums_of(found.project_year, found, entries)
    places = {one.id: one.place for one in facts.proposed_order(e.project for e in entries)}
    return {
        **{name: getattr(found, name) for name in LIST},
        "study_body": found.study_body.name if found.study_body else "",
        "to_choose": sums.places,
        "surplus": sums.surplus,
        "least_surplus": sums.least_surplus,
        "total_yuan": sums.total_yuan,
        "frame_yuan": sums.frame_yuan,
        "entries": [
            {
                "project": one.project.public_id,
                "title": one.project.title,
                "position": one.position,
                "reserve": one.reserve,
                "reason": one.reason,
                "proposed_place": places[one.project.public_id],
                "determination": one.determination,
                "determination_reason": one.determination_reason,
            }
            for one in entries
        ],
        "items": found.content,
    }
