"""监督、现场反映、完成与测评的接口: the same acts as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, the
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions import (
    building_papers,
    rating,
    site,
    site_deleting,
    supervising,
)
from oversight.projects.actions import supervision_groups as groups
from oversight.projects.api import building_schemas as s
from oversight.projects.api import rating_schemas as r
from oversight.projects.api.building_values import record_for, record_shown, site_shown
from oversight.projects.api.paging import page_of
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import file_for, year_for
from oversight.projects.models import ProjectYear
from oversight.projects.publishing_building import rating_content
from oversight.projects.queries import rating as rated
from oversight.projects.queries import supervising as read
from oversight.projects.queries.inherited import among

YEAR = "/{slug:place}/{int:year}/"
GROUP = "/{slug:place}/supervision-groups/{slug:key}"
RECORD = "/{slug:place}/supervision-records/{slug:key}"
FINDING = "/{slug:place}/findings/{slug:key}"
SITE = "/{slug:place}/site-reports/{slug:key}"


def watched(year: ProjectYear, keys: list[str]) -> list[Any]:
    """Projects of the year's list by id."""
    return [the(among(year), key) for key in keys]


@router.post(YEAR + "supervision-groups", response={201: s.MadeOut})
def form_supervision_group(request: HttpRequest, place: str, year: int, body: s.GroupIn) -> Any:
    """成立监督小组."""
    where, found = year_for(request, place, year, building.can_form_groups)
    made = groups.form_supervision_group(
        actor_of(request), where, found,
        name=body.name, formed_on=body.formed_on, projects=watched(found, body.projects),
    )  # fmt: skip
    return Status(201, {"id": made.public_id})


@router.put(GROUP + "/projects", response=s.MadeOut)
def set_watched(request: HttpRequest, place: str, key: str, body: s.WatchedIn) -> Any:
    """更改跟踪的项目."""
    where, found = record_for(request, place, key, building.can_form_groups, read.group_by_id)
    projects = watched(found.project_year, body.projects)
    groups.set_watched(actor_of(request), where, found, projects=projects)
    return {"id": found.public_id}


@router.post(GROUP + "/people", response={201: s.MadeOut})
def add_supervisor(request: HttpRequest, place: str, key: str, body: s.SupervisorIn) -> Any:
    """增加监督员."""
    where, found = record_for(request, place, key, building.can_form_groups, read.group_by_id)
    person = optional(institutions.people_of(where), body.person)
    values = body.dict(exclude={"person"})
    made = groups.add_supervisor(actor_of(request), where, found, person=person, **values)
    return Status(201, {"id": made.public_id})


@router.post("/{slug:place}/supervisors/{slug:key}/leave", response=s.MadeOut)
def remove_supervisor(request: HttpRequest, place: str, key: str, body: s.DayIn) -> Any:
    """监督员退出."""

    def find(where: Any, wanted: str) -> Any:
        return read.supervisors_in(where).filter(public_id=wanted).first()

    where, found = record_for(request, place, key, building.can_form_groups, find)
    made = groups.remove_supervisor(actor_of(request), where, found, on=body.on)
    return {"id": made.public_id}


@router.get(YEAR + "supervision", response=s.RecordListOut)
def list_records(request: HttpRequest, place: str, year: int, page: int = 1) -> Any:
    """What was seen in a year, with the findings."""
    _where, found = year_for(request, place, year, permissions.can_see)
    return page_of(read.records_of(found), page, record_shown)


@router.post(YEAR + "supervision", response={201: s.RecordOut})
def record_supervision(request: HttpRequest, place: str, year: int, body: s.RecordIn) -> Any:
    """登记监督情况."""
    where, found = year_for(request, place, year, building.can_supervise)
    made = supervising.record_supervision(
        actor_of(request), where, found,
        group=optional(read.groups_of(found), body.group),
        project=optional(among(found), body.project),
        **body.dict(exclude={"group", "project"}),
    )  # fmt: skip
    return Status(201, record_shown(made))


@router.post(RECORD + "/paper", response={201: s.MadeOut})
def draft_supervision_record(request: HttpRequest, place: str, key: str) -> Any:
    """起草监督记录."""
    where, found = record_for(request, place, key, building.can_run, read.record_by_id)
    made = building_papers.draft_supervision_record(actor_of(request), where, found)
    return Status(201, {"id": made.public_id, "state": made.state})


@router.post(FINDING + "/hand", response=s.MadeOut)
def hand_finding(request: HttpRequest, place: str, key: str, body: s.HandIn) -> Any:
    """交办发现的问题."""
    where, found = record_for(request, place, key, building.can_supervise, read.finding_by_id)
    unit = the(institutions.units_of(where), body.unit)
    made = supervising.hand_finding(actor_of(request), where, found, unit=unit, due=body.due)
    return {"id": made.public_id, "state": made.state}


@router.post(FINDING + "/answer", response=s.MadeOut)
def answer_finding(request: HttpRequest, place: str, key: str, body: s.AnswerIn) -> Any:
    """答复."""
    where, found = record_for(request, place, key, building.can_report, read.finding_by_id)
    made = supervising.answer_finding(actor_of(request), where, found, answer=body.answer)
    return {"id": made.public_id, "state": made.state}


@router.post(FINDING + "/judge", response=s.MadeOut)
def judge_finding(request: HttpRequest, place: str, key: str, body: s.JudgeIn) -> Any:
    """确认是否解决."""
    where, found = record_for(request, place, key, building.can_supervise, read.finding_by_id)
    made = supervising.judge_finding(actor_of(request), where, found, **body.dict())
    return {"id": made.public_id, "state": made.state}


@router.post(FINDING + "/slip", response={201: s.MadeOut})
def draft_feedback_slip(request: HttpRequest, place: str, key: str) -> Any:
    """起草反馈单."""
    where, found = record_for(request, place, key, building.can_run, read.finding_by_id)
    made = building_papers.draft_feedback_slip(actor_of(request), where, found)
    return Status(201, {"id": made.public_id, "state": made.state})


@router.get(YEAR + "site-reports", response=s.SiteListOut)
def list_site_reports(request: HttpRequest, place: str, year: int, page: int = 1) -> Any:
    """What passers-by sent."""
    where, found = year_for(request, place, year, building.can_read_site_reports)
    rows = read.site_reports_in(where).filter(project__project_year=found)
    return page_of(rows, page, site_shown)


@router.post(SITE + "/hand", response=s.MadeOut)
def hand_site_report(request: HttpRequest, place: str, key: str, body: s.GroupRefIn) -> Any:
    """转监督小组."""
    may = building.can_handle_site_reports
    where, found = record_for(request, place, key, may, read.site_report_by_id)
    group = the(read.groups_of(found.project.project_year), body.group)
    made = site.hand_site_report(actor_of(request), where, found, group=group)
    return {"id": made.public_id, "state": made.state}


@router.post(SITE + "/dismiss", response=s.MadeOut)
def dismiss_site_report(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """不受理."""
    may = building.can_handle_site_reports
    where, found = record_for(request, place, key, may, read.site_report_by_id)
    made = site.dismiss_site_report(actor_of(request), where, found, reason=body.reason)
    return {"id": made.public_id, "state": made.state}


@router.post(SITE + "/answer", response=s.MadeOut)
def answer_site_report(request: HttpRequest, place: str, key: str, body: s.AnswerIn) -> Any:
    """答复."""
    may = building.can_handle_site_reports
    where, found = record_for(request, place, key, may, read.site_report_by_id)
    made = site.answer_site_report(actor_of(request), where, found, answer=body.answer)
    return {"id": made.public_id, "state": made.state}


@router.post(SITE + "/delete", response=s.MadeOut)
def delete_site_report(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """应本人要求删除."""
    may = building.can_handle_site_reports
    where, found = record_for(request, place, key, may, read.site_report_by_id)
    made = site_deleting.delete_site_report(actor_of(request), where, found, reason=body.reason)
    return {"id": made.public_id, "state": made.state}


@router.get(YEAR + "rating", response=r.RatingOut)
def get_rating(request: HttpRequest, place: str, year: int) -> Any:
    """How the year stands and, once announced, the rating with its raw counts."""
    _where, found = year_for(request, place, year, permissions.can_see)
    return rating_shown(found)


def rating_shown(year: ProjectYear) -> dict[str, Any]:
    facts, announced = rating.facts_of(year), rated.announced_rating(year)
    return {
        "state": year.state,
        "unverified": facts.unverified,
        "unexplained": facts.unexplained,
        "reports": rated.reports_of(year).count(),
        "rating": rating_content(announced) if announced else None,
    }


@router.post(YEAR + "rating/report", response={201: r.RatingOut})
def submit_completion_report(
    request: HttpRequest, place: str, year: int, body: r.CompletionIn
) -> Any:
    """报送完成情况报告."""
    where, found = year_for(request, place, year, building.can_report)
    values = body.dict(exclude={"file"})
    file = file_for(request, where, body.file)
    rating.submit_completion_report(actor_of(request), where, found, file=file, **values)
    found.refresh_from_db()
    return Status(201, rating_shown(found))


@router.post(YEAR + "rating/meeting", response={201: s.MadeOut})
def place_rating(request: HttpRequest, place: str, year: int, body: s.MeetingIn) -> Any:
    """列入大会议程."""
    where, found = year_for(request, place, year, building.can_run)
    meeting = the(meetings.meetings_of(where), body.meeting)
    made = rating.place_rating(actor_of(request), where, found, meeting=meeting)
    return Status(201, {"id": made.public_id, "state": made.state})


@router.post(YEAR + "rating/ballot", response={201: s.MadeOut})
def put_rating_to_vote(
    request: HttpRequest, place: str, year: int, body: r.RatingVoteIn | None = None
) -> Any:
    """付测评: answers the id of the poll; who scrutinises may be named now or before it begins."""
    where, found = year_for(request, place, year, building.can_run)
    given = body.dict() if body is not None else {}
    made = rating.put_rating_to_vote(actor_of(request), where, found, **given)
    return Status(201, {"id": made.poll_id})


@router.post(YEAR + "rating/evaluation", response={201: s.MadeOut})
def draft_evaluation(request: HttpRequest, place: str, year: int) -> Any:
    """起草评议报告: answers the id of the filing."""
    where, found = year_for(request, place, year, building.can_run)
    made = building_papers.draft_evaluation(actor_of(request), where, found)
    return Status(201, {"id": made.public_id, "state": made.state})


@router.post(YEAR + "rating/publication", response={201: s.MadeOut})
def propose_rating_publication(request: HttpRequest, place: str, year: int, body: s.NoteIn) -> Any:
    """拟公开测评结果."""
    where, found = year_for(request, place, year, building.can_publish)
    made = building_papers.propose_rating_publication(
        actor_of(request), where, found, note=body.note
    )
    return Status(201, {"id": made.public_id, "state": made.state})
