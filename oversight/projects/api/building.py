"""实施的接口: plans, reports, done, verified, accepted, unfinished, changes – the same acts as the pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_of, the
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions import changing, finishing, plans, progress, site
from oversight.projects.actions.collecting import Sender
from oversight.projects.actions.locating import locate_project
from oversight.projects.addresses import earlier_today
from oversight.projects.api import building_schemas as s
from oversight.projects.api.building_values import (
    detail,
    files_for,
    line,
    record_for,
    work_for,
)
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import year_for
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.public_works import grades_of, lines_of
from oversight.projects.pages.works import Filters, narrowed, rows_of
from oversight.projects.queries import building as read
from oversight.projects.queries.changes import change_by_id
from oversight.projects.queries.inherited import listed_in, now_at
from oversight.projects.rules.plans import Node
from oversight.projects.rules.stages import WITH_RESULT

PAGE_SIZE = 50
YEAR = "/{slug:place}/{int:year}/"
WORK = "/{slug:place}/works/{slug:key}"
CHANGE = "/{slug:place}/changes/{slug:key}"
PUBLIC = "/{slug:place}/public/works/{slug:key}"


@router.get(YEAR + "works", response=s.WorksOut)
def list_works(request: HttpRequest, place: str, year: int, page: int = 1) -> Any:
    """Projects under way; filters as in the address of the page: q, state, colour, unit, only, sort."""
    where, found = year_for(request, place, year, permissions.can_see)
    rows = rows_of(where, listed_in(found))
    paginator = Paginator(narrowed(rows, Filters.read(request.GET)), PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "totals": vars(read.totals_of([row.built for row in rows])),
        "items": [line(row) for row in shown],
    }


@router.get(WORK, response=s.WorkDetail)
def get_work(request: HttpRequest, place: str, key: str) -> Any:
    """One project with plan, reports, verifications and changes."""
    where, found = work_for(request, place, key, permissions.can_see)
    return detail(where, found)


@router.post(WORK + "/plan", response={201: s.WorkDetail})
def write_plan(request: HttpRequest, place: str, key: str, body: s.PlanIn) -> Any:
    """编制实施计划."""
    where, found = work_for(request, place, key, building.can_report)
    values = body.dict(exclude={"nodes", "unit"})
    unit = optional(institutions.units_of(where), body.unit)
    nodes = [Node(**one.dict()) for one in body.nodes]
    plans.write_plan(actor_of(request), where, found, unit=unit, nodes=nodes, **values)
    return Status(201, detail(where, found))


@router.post(WORK + "/progress", response={201: s.WorkDetail})
def report_progress(request: HttpRequest, place: str, key: str, body: s.ProgressIn) -> Any:
    """报月进展; append-only."""
    where, found = work_for(request, place, key, building.can_report)
    files = files_for(request, where, body.files)
    values = body.dict(exclude={"files"})
    progress.report_progress(actor_of(request), where, found, files=files, **values)
    return Status(201, detail(where, found))


@router.post(WORK + "/done", response=s.WorkDetail)
def report_done(request: HttpRequest, place: str, key: str, body: s.DoneIn) -> Any:
    """自报完成, with evidence."""
    where, found = work_for(request, place, key, building.can_report)
    files = files_for(request, where, body.files)
    values = body.dict(exclude={"files"})
    finishing.report_done(actor_of(request), where, found, files=files, **values)
    return detail(where, found)


@router.post(WORK + "/verify", response=s.WorkDetail)
def verify_work(request: HttpRequest, place: str, key: str, body: s.TextIn) -> Any:
    """核实完成: never by the unit, never by who reported."""
    where, found = work_for(request, place, key, building.can_verify)
    finishing.verify(actor_of(request), where, found, text=body.text)
    return detail(where, found)


@router.post(WORK + "/send-back", response=s.WorkDetail)
def send_back_work(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """退回继续实施."""
    where, found = work_for(request, place, key, building.can_verify)
    finishing.send_back(actor_of(request), where, found, reason=body.reason)
    return detail(where, found)


@router.post(WORK + "/locate", response=s.WorkDetail)
def locate_work(request: HttpRequest, place: str, key: str, body: s.PointIn) -> Any:
    """标出项目位置; without a point the pin goes."""
    where, found = work_for(request, place, key, building.can_report)
    locate_project(actor_of(request), where, found, **body.dict())
    return detail(where, found)


@router.post(WORK + "/accept", response=s.WorkDetail)
def accept_work(request: HttpRequest, place: str, key: str, body: s.AcceptIn) -> Any:
    """登记验收."""
    where, found = work_for(request, place, key, building.can_accept)
    files = files_for(request, where, body.files)
    values = body.dict(exclude={"files"})
    finishing.accept(actor_of(request), where, found, files=files, **values)
    return detail(where, found)


@router.post(WORK + "/unfinished", response=s.WorkDetail)
def declare_unfinished(request: HttpRequest, place: str, key: str, body: s.UnfinishedIn) -> Any:
    """说明未完成."""
    where, found = work_for(request, place, key, building.can_report)
    finishing.declare_unfinished(actor_of(request), where, found, **body.dict())
    return detail(where, found)


@router.post(WORK + "/changes", response={201: s.WorkDetail})
def ask_change(request: HttpRequest, place: str, key: str, body: s.ChangeIn) -> Any:
    """申请调整、暂停、恢复、终止; the congress decides."""
    where, found = work_for(request, place, key, building.can_report)
    changing.ask_change(actor_of(request), where, found, **body.dict())
    return Status(201, detail(where, found))


@router.post(CHANGE + "/withdraw", response=s.MadeOut)
def withdraw_change(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """撤回申请."""
    where, found = record_for(request, place, key, building.can_report, change_by_id)
    made = changing.withdraw_change(actor_of(request), where, found, reason=body.reason)
    return {"id": made.public_id, "state": made.state}


@router.post(CHANGE + "/meeting", response=s.MadeOut)
def place_change(request: HttpRequest, place: str, key: str, body: s.MeetingIn) -> Any:
    """列入大会议程."""
    where, found = record_for(request, place, key, building.can_run, change_by_id)
    meeting = the(meetings.meetings_of(now_at(where)), body.meeting)
    made = changing.place_change(actor_of(request), where, found, meeting=meeting)
    return {"id": made.public_id, "state": made.state}


@router.post(CHANGE + "/publication", response={201: s.MadeOut})
def propose_change_publication(request: HttpRequest, place: str, key: str, body: s.NoteIn) -> Any:
    """拟公开调整决定."""
    where, found = record_for(request, place, key, building.can_publish, change_by_id)
    made = changing.propose_change_publication(actor_of(request), where, found, note=body.note)
    return Status(201, {"id": made.public_id, "state": made.state})


def public_project(code: str, key: str) -> LivelihoodProject:
    """A project whose choosing was announced."""
    found = read.work_by_id(place_of(code), key)
    if found is None or found.project_year.state not in WITH_RESULT:
        raise Http404(key)
    return found


@router.get(PUBLIC, auth=None, response=s.PublicWorkOut)
def get_public_work(request: HttpRequest, place: str, key: str) -> Any:
    """What anybody reads of a project: plan, progress, lateness with its reason, who is responsible."""
    found = public_project(place, key)
    row = rows_of(found.jurisdiction, [found])[0]
    lines = [{"on": one.on, "text": one.text, "note": one.note} for one in lines_of(row)]
    leader = row.built.plan.leader if row.built.plan else ""
    grades = [
        {"year": one.year, "grade": one.grade, "counts": dict(one.counts)}
        for one in grades_of(found)
    ]
    return line(row) | {"leader": leader, "lines": lines, "grades": grades}


@router.post(PUBLIC + "/reports", auth=None, response={201: s.SiteSentOut})
def report_from_site(request: HttpRequest, place: str, key: str, body: s.SiteIn) -> Any:
    """我要反映, without an account; answers the code once."""
    found = public_project(place, key)
    sender = Sender(asks_stamp=False, from_address=earlier_today(request))
    made = site.report_from_site(
        actor_of(request), found.jurisdiction, found, text=body.text, sender=sender
    )
    return Status(201, {"code": made.code, "again": made.again})
