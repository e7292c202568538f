"""候选项目表: versions, order, study, determination, freezing – the same acts as the pages, by token."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from oversight.documents import permissions as documents
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.projects import permissions
from oversight.projects.actions import candidates, delivering, determining, outputs
from oversight.projects.api import selecting_inputs as given
from oversight.projects.api import selecting_schemas as s
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import (
    file_for,
    list_of,
    list_shown,
    project_of,
    year_for,
)
from oversight.projects.models import CandidateList, ProjectYear
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read

LIST = "/{slug:place}/{int:year}/candidates"


def version_of(year: ProjectYear, number: int) -> CandidateList:
    """One version by its number."""
    found = read.list_version(year, number)
    if found is None:
        raise Http404(number)
    return found


@router.get(LIST, response=s.ListOut)
def get_candidates(request: HttpRequest, place: str, year: int) -> dict[str, Any]:
    """The candidate list in force or under way."""
    _place, found = year_for(request, place, year, permissions.can_see)
    return list_shown(list_of(found))


@router.get(LIST + "/{int:version}", response=s.ListOut)
def get_candidate_version(
    request: HttpRequest, place: str, year: int, version: int
) -> dict[str, Any]:
    """One version; an earlier one stays as it was."""
    _place, found = year_for(request, place, year, permissions.can_see)
    return list_shown(version_of(found, version))


@router.get(LIST + "/{int:version}/ballot-order", response=s.OrderOut)
def get_ballot_order(request: HttpRequest, place: str, year: int, version: int) -> dict[str, Any]:
    """选票次序: what ballots are printed from; only of a frozen version."""
    _place, found = year_for(request, place, year, permissions.can_see)
    wanted = version_of(found, version)
    if not wanted.sha256:
        raise Http404(version)
    return facts.ballot_order(wanted)


@router.post(LIST + "/open", response={201: s.ListOut})
def open_list(request: HttpRequest, place: str, year: int, body: given.OpenIn) -> Any:
    """起草候选项目表, or a new version with its reason."""
    where, found = year_for(request, place, year, permissions.can_draft_list)
    made = candidates.open_list(actor_of(request), where, found, reason=body.reason)
    return Status(201, list_shown(made))


@router.post(LIST + "/arrange", response=s.ListOut)
def arrange_list(request: HttpRequest, place: str, year: int, body: given.ArrangeIn) -> Any:
    """排定次序: the whole list as it shall stand."""
    where, found = year_for(request, place, year, permissions.can_draft_list)
    wanted = [(project_of(found, one.project), one.reserve, one.reason) for one in body.entries]
    done = candidates.arrange_list(actor_of(request), where, list_of(found), wanted=wanted)
    return list_shown(done)


@router.post(LIST + "/study", response=s.ListOut)
def record_study(request: HttpRequest, place: str, year: int, body: given.StudyIn) -> Any:
    """登记主席团研究."""
    where, found = year_for(request, place, year, permissions.can_draft_list)
    data = body.dict(exclude={"meeting", "body"})
    done = candidates.record_study(
        actor_of(request),
        where,
        list_of(found),
        meeting=optional(meetings.meetings_of(where), body.meeting),
        body=optional(institutions.bodies_of(where), body.body),
        **data,
    )
    return list_shown(done)


@router.post(LIST + "/determine", response=s.ListOut)
def determine(request: HttpRequest, place: str, year: int, body: given.DetermineIn) -> Any:
    """登记党委审定, item by item."""
    where, found = year_for(request, place, year, permissions.can_draft_list)
    current = list_of(found)
    entries = {one.project.public_id: one.public_id for one in read.entries_of(current)}
    decisions = {
        entries.get(key, key): (one.determination, one.reason)
        for key, one in body.decisions.items()
    }
    data = body.dict(exclude={"decisions", "minutes_file"})
    file = file_for(request, where, body.minutes_file)
    done = determining.determine(
        actor_of(request), where, current, decisions=decisions, minutes_file=file, **data
    )
    return list_shown(done)


@router.post(LIST + "/freeze", response=s.ListOut)
def freeze_list(request: HttpRequest, place: str, year: int) -> Any:
    """确定候选项目表: content and digest are fixed."""
    where, found = year_for(request, place, year, permissions.can_freeze_list)
    return list_shown(determining.freeze_list(actor_of(request), where, list_of(found)))


@router.post(LIST + "/sent", response=s.ListOut)
def send_candidates(request: HttpRequest, place: str, year: int, body: given.SentIn) -> Any:
    """登记候选项目表送到代表."""
    where, found = year_for(request, place, year, permissions.can_draft_list)
    return list_shown(
        delivering.send_candidates(actor_of(request), where, list_of(found), **body.dict())
    )


@router.post(LIST + "/paper", response={201: s.PaperOut})
def draft_candidate_sheet(request: HttpRequest, place: str, year: int) -> Any:
    """起草候选项目表公文: gives the paper's id."""
    where, found = year_for(request, place, year, documents.can_draft)
    paper = outputs.draft_candidate_sheet(actor_of(request), where, list_of(found))
    return Status(201, {"paper": paper.public_id})


@router.post(LIST + "/publish", response={201: s.VersionOut})
def propose_candidates(request: HttpRequest, place: str, year: int, body: given.NoteIn) -> Any:
    """拟公开候选项目表."""
    where, found = year_for(request, place, year, permissions.can_publish)
    made = outputs.propose_candidates(actor_of(request), where, list_of(found), note=body.note)
    return Status(201, made)
