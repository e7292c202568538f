"""项目、初选、论证: the same acts as the pages, by token."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from oversight.documents import permissions as documents
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import changes_of, optional, the
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import publishing_selecting as publishing
from oversight.projects.actions import arguing, candidates, groups, merging, outputs, screening
from oversight.projects.actions import projects as actions
from oversight.projects.actions.standing import may_screen
from oversight.projects.api import selecting_inputs as given
from oversight.projects.api import selecting_schemas as s
from oversight.projects.api.paging import page_of
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import (
    answer,
    file_for,
    group_shown,
    project_of,
    projects_by,
    shown,
    whole,
    year_for,
)
from oversight.projects.models import ProjectYear
from oversight.projects.pages.selecting import Filters, narrowed
from oversight.projects.queries import experts
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import proposals_of

YEAR = "/{slug:place}/{int:year}/"
ITEM = YEAR + "items/{slug:key}/"


def proposals_by(year: ProjectYear, keys: list[str]) -> list[Any]:
    """Proposals of the year by id."""
    return [the(proposals_of(year), key) for key in keys]


@router.get(YEAR + "items", response=s.ProjectListOut)
def list_projects(
    request: HttpRequest,
    place: str,
    year: int,
    q: str = "",
    state: str = "",
    category: str = "",
    sort: str = "number",
    page: int = 1,
) -> dict[str, Any]:
    """Projects of a year, filtered and sorted as on the page."""
    _place, found = year_for(request, place, year, permissions.can_see)
    wanted = {"q": q, "state": state, "category": category, "sort": sort}
    return page_of(narrowed(found, Filters.read(wanted)), page, shown)


@router.post(YEAR + "items", response={201: s.ProjectOut})
def make_project(request: HttpRequest, place: str, year: int, body: given.ProjectIn) -> Any:
    """形成项目: of proposals, or by the government."""
    where, found = year_for(request, place, year, permissions.can_handle_proposals)
    data = body.dict(exclude={"village", "unit", "proposals"})
    made = actions.make_project(
        actor_of(request),
        where,
        found,
        proposals=proposals_by(found, body.proposals),
        village=optional(villages_of(where), body.village),
        unit=optional(institutions.units_of(where), body.unit),
        **data,
    )
    return Status(201, answer(found, made))


@router.get(ITEM.rstrip("/"), response=s.ProjectFullOut)
def get_project(request: HttpRequest, place: str, year: int, key: str) -> dict[str, Any]:
    """One project with mergers, screenings, arguments and visits."""
    _place, found = year_for(request, place, year, permissions.can_see)
    return whole(project_of(found, key))


@router.patch(ITEM.rstrip("/"), response=s.ProjectOut)
def change_project(
    request: HttpRequest, place: str, year: int, key: str, body: given.ProjectChange
) -> Any:
    """修改项目."""
    where, found = year_for(request, place, year, permissions.can_handle_proposals)
    project = project_of(found, key)
    changes = changes_of(body)
    if "village" in changes:
        changes["village"] = optional(villages_of(where), body.village)
    if "unit" in changes:
        changes["unit"] = optional(institutions.units_of(where), body.unit)
    return answer(found, actions.change_project(actor_of(request), where, project, **changes))


@router.post(ITEM + "merge", response=s.ProjectOut)
def merge_proposals(
    request: HttpRequest, place: str, year: int, key: str, body: given.ProposalsIn
) -> Any:
    """并入建议."""
    where, found = year_for(request, place, year, may_screen)
    project, chosen = project_of(found, key), proposals_by(found, body.proposals)
    return answer(
        found, merging.merge_proposals(actor_of(request), where, project, proposals=chosen)
    )


@router.post(ITEM + "mergers/{slug:link}/undo", response=s.ProjectOut)
def undo_merger(
    request: HttpRequest, place: str, year: int, key: str, link: str, body: given.ReasonIn
) -> Any:
    """拆分归并: ``link`` is the merger's id."""
    where, found = year_for(request, place, year, may_screen)
    project = project_of(found, key)
    held = the(project.links.all(), link)
    merging.undo_merger(actor_of(request), where, held, reason=body.reason)
    return answer(found, project)


@router.post(ITEM + "screen", response=s.ProjectOut)
def screen_project(
    request: HttpRequest, place: str, year: int, key: str, body: given.ScreenIn
) -> Any:
    """初选核对."""
    where, found = year_for(request, place, year, may_screen)
    project = project_of(found, key)
    answers = {code: (one.met, one.reason) for code, one in body.answers.items()}
    more = body.dict(exclude={"answers"})
    screening.screen_project(actor_of(request), where, project, answers=answers, **more)
    return answer(found, project)


@router.post(ITEM + "reopen", response=s.ProjectOut)
def reopen_project(
    request: HttpRequest, place: str, year: int, key: str, body: given.ReasonIn
) -> Any:
    """重新考虑没有通过初选的项目."""
    where, found = year_for(request, place, year, may_screen)
    project = project_of(found, key)
    made = screening.reopen_project(actor_of(request), where, project, reason=body.reason)
    return answer(found, made)


@router.get(YEAR + "preliminary", response=s.PreliminaryOut)
def get_preliminary(request: HttpRequest, place: str, year: int) -> dict[str, Any]:
    """初选清单 as it stands: taken, rejected with why, proposals by reason."""
    _place, found = year_for(request, place, year, permissions.can_see)
    return {**publishing.preliminary_content(found), "state": found.state}


@router.post(YEAR + "preliminary/adopt", response=s.YearStateOut)
def adopt_preliminary(request: HttpRequest, place: str, year: int) -> Any:
    """确定初选清单."""
    where, found = year_for(request, place, year, may_screen)
    return screening.adopt_preliminary(actor_of(request), where, found)


@router.post(YEAR + "preliminary/publish", response={201: s.VersionOut})
def propose_preliminary(request: HttpRequest, place: str, year: int, body: given.NoteIn) -> Any:
    """拟公开初选清单."""
    where, found = year_for(request, place, year, permissions.can_publish)
    return Status(201, outputs.propose_preliminary(actor_of(request), where, found, note=body.note))


@router.get(YEAR + "groups", response=list[s.GroupOut])
def list_groups(request: HttpRequest, place: str, year: int) -> list[dict[str, Any]]:
    """Task groups with their members."""
    where, found = year_for(request, place, year, permissions.can_see)
    return [group_shown(where, one) for one in read.groups_of(found)]


@router.post(YEAR + "groups", response={201: s.GroupOut})
def form_group(request: HttpRequest, place: str, year: int, body: given.GroupIn) -> Any:
    """成立工作专班."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    made = groups.form_group(actor_of(request), where, found, **body.dict())
    return Status(201, group_shown(where, made))


@router.post(YEAR + "groups/{slug:key}/members", response={201: s.GroupOut})
def add_member(request: HttpRequest, place: str, year: int, key: str, body: given.MemberIn) -> Any:
    """增加专班成员."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    group = the(read.groups_of(found), key)
    person = optional(institutions.people_of(where), body.person)
    data = body.dict(exclude={"person"})
    groups.add_member(actor_of(request), where, group, person=person, **data)
    return Status(201, group_shown(where, group))


@router.post(YEAR + "groups/{slug:key}/members/{slug:member}/leave", response=s.GroupOut)
def remove_member(
    request: HttpRequest, place: str, year: int, key: str, member: str, body: given.DayIn
) -> Any:
    """专班成员退出."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    group = the(read.groups_of(found), key)
    groups.remove_member(actor_of(request), where, the(group.members.all(), member), on=body.on)
    return group_shown(where, group)


@router.post(YEAR + "arguments/start", response=list[s.ProjectOut])
def start_arguments(request: HttpRequest, place: str, year: int, body: given.StartIn) -> Any:
    """开始论证: one group, several projects."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    made = arguing.start_arguments(
        actor_of(request),
        where,
        the(read.groups_of(found), body.group),
        projects=projects_by(found, body.projects),
        started_on=body.started_on,
    )
    return [answer(found, one.project) for one in made]


def for_expert(
    request: HttpRequest, place: Any, year: ProjectYear, body: given.ChecksIn | given.VisitIn
) -> dict[str, Any]:
    """The expert for whom the office enters, and the signed sheet."""
    expert = optional(experts.experts_in(year), body.expert)
    return {"expert": expert, "sheet": file_for(request, place, body.sheet)}


@router.post(YEAR + "arguments/checks", response=list[s.ProjectFullOut])
def record_checks(request: HttpRequest, place: str, year: int, body: given.ChecksIn) -> Any:
    """登记核查: one kind, several projects."""
    where, found = year_for(request, place, year, permissions.can_argue)
    chosen = projects_by(found, body.projects)
    check = arguing.Checked(**body.dict(exclude={"projects", "expert", "sheet"}))
    whose = for_expert(request, where, found, body)
    arguing.record_checks(actor_of(request), where, projects=chosen, checks=[check], **whose)
    return [whole(one) for one in chosen]


@router.post(ITEM + "visits", response={201: s.ProjectFullOut})
def record_visit(request: HttpRequest, place: str, year: int, key: str, body: given.VisitIn) -> Any:
    """登记实地踏看."""
    where, found = year_for(request, place, year, permissions.can_argue)
    project = project_of(found, key)
    photos = [file_for(request, where, one) for one in body.photos]
    data = body.dict(exclude={"photos", "expert", "sheet"})
    data |= for_expert(request, where, found, body)
    arguing.record_visit(actor_of(request), where, project, photos=photos, **data)
    return Status(201, whole(project))


@router.post(ITEM + "finish", response=s.ProjectOut)
def finish_argument(
    request: HttpRequest, place: str, year: int, key: str, body: given.FinishIn
) -> Any:
    """完成论证."""
    where, found = year_for(request, place, year, permissions.can_argue)
    project = project_of(found, key)
    file = file_for(request, where, body.file)
    data = body.dict(exclude={"file"})
    arguing.finish_argument(actor_of(request), where, project, file=file, **data)
    return answer(found, project)


@router.post(ITEM + "arguments/{slug:argument}/report", response={201: s.PaperOut})
def draft_argument_report(
    request: HttpRequest, place: str, year: int, key: str, argument: str
) -> Any:
    """起草论证报告: gives the paper's id."""
    where, found = year_for(request, place, year, documents.can_draft)
    one = the(project_of(found, key).arguments.all(), argument)
    if one.finished_on is None:
        raise Http404(argument)
    paper = outputs.draft_argument_report(actor_of(request), where, one)
    return Status(201, {"paper": paper.public_id})


@router.post(ITEM + "marks", response=s.ProjectOut)
def mark_project(request: HttpRequest, place: str, year: int, key: str, body: given.MarksIn) -> Any:
    """打分: an order is proposed from the marks."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    project = project_of(found, key)
    return answer(found, candidates.mark_project(actor_of(request), where, project, **body.dict()))
