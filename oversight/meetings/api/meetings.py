"""会议的接口: meetings read and carried on (meetings:read, meetings:write); every act is the one of the pages."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import Query, Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import Allowed, optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import actions, permissions, queries
from oversight.meetings.api import schemas as s
from oversight.meetings.api.routing import router
from oversight.meetings.api.values import meeting_detail, meeting_line
from oversight.meetings.models import Meeting
from oversight.meetings.views.lists import narrowed

PAGE_SIZE = 50
PageNumber = Annotated[int, Query(1, ge=1, le=1_000_000)]
MEETING = "/{slug:place}/meetings/{slug:key}"


def meeting_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, Meeting]:
    """Place and meeting, as far as the reader may see it."""
    place = place_for(request, code, allowed)
    return place, the(queries.readable(actor_of(request), place), key)


def detail(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The meeting as it stands after the act."""
    meeting = queries.meeting_by_id(place, key)
    assert meeting is not None
    return meeting_detail(actor_of(request), place, meeting)


@router.get("/{slug:place}", response=s.MeetingsOut)
def list_meetings(request: HttpRequest, place: str, page: PageNumber) -> Any:
    """会议; filters as in the address of the page: q, state, body, kind, term, sort."""
    found = place_for(request, place, permissions.can_read)
    paginator = Paginator(narrowed(request, found), PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "items": [meeting_line(one) for one in shown],
    }


@router.post("/{slug:place}", response={201: s.MeetingOut})
def plan_meeting(request: HttpRequest, place: str, body: s.MeetingIn) -> Any:
    """登记会议."""
    found = place_for(request, place, permissions.can_arrange)
    values = body.dict()
    of = the(institutions.bodies_of(found), values.pop("body"))
    made = actions.plan_meeting(actor_of(request), found, body=of, **values)
    return Status(201, meeting_line(made))


@router.get(MEETING, response=s.MeetingDetail)
def get_meeting(request: HttpRequest, place: str, key: str) -> Any:
    """一次会议, with the acts that the token's role may do now; who takes part sees theirs."""
    found, meeting = meeting_for(request, place, key, permissions.can_see)
    return meeting_detail(actor_of(request), found, meeting)


@router.patch(MEETING, response=s.MeetingDetail)
def change_meeting(request: HttpRequest, place: str, key: str, body: s.MeetingChange) -> Any:
    """改会议信息."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    values = {name: value for name, value in body.dict().items() if value is not None}
    actions.change_meeting(actor_of(request), found, meeting, **values)
    return detail(request, found, key)


@router.post(MEETING + "/notify", response=s.MeetingDetail)
def notify(request: HttpRequest, place: str, key: str) -> Any:
    """发会议通知."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    actions.notify(actor_of(request), found, meeting)
    return detail(request, found, key)


@router.post(MEETING + "/convene", response=s.MeetingDetail)
def convene(request: HttpRequest, place: str, key: str) -> Any:
    """开始报到."""
    found, meeting = meeting_for(request, place, key, permissions.can_run)
    actions.convene(actor_of(request), found, meeting)
    return detail(request, found, key)


@router.post(MEETING + "/open", response=s.MeetingDetail)
def open_session(request: HttpRequest, place: str, key: str) -> Any:
    """开会: refused without a quorum."""
    found, meeting = meeting_for(request, place, key, permissions.can_run)
    actions.open_session(actor_of(request), found, meeting)
    return detail(request, found, key)


@router.post(MEETING + "/close", response=s.MeetingDetail)
def close_meeting(request: HttpRequest, place: str, key: str) -> Any:
    """闭会."""
    found, meeting = meeting_for(request, place, key, permissions.can_run)
    actions.close_meeting(actor_of(request), found, meeting)
    return detail(request, found, key)


@router.post(MEETING + "/cancel", response=s.MeetingDetail)
def cancel_meeting(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """登记会议不再召开."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    actions.cancel_meeting(actor_of(request), found, meeting, reason=body.reason)
    return detail(request, found, key)


@router.post(MEETING + "/archive", response={201: s.ArchiveOut})
def archive_meeting(request: HttpRequest, place: str, key: str, body: s.ArchiveIn) -> Any:
    """会议归档."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    made = actions.archive_meeting(actor_of(request), found, meeting, retention=body.retention)
    value = {
        "retention": made.retention,
        "sha256": made.packet_sha256,
        "catalogue": made.catalogue,
    }
    return Status(201, value)


@router.post(MEETING + "/linked", response={201: s.Made})
def link_meeting(request: HttpRequest, place: str, key: str, body: s.LinkedIn) -> Any:
    """登记联动会议."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    made = actions.link_meeting(actor_of(request), found, meeting, **body.dict())
    return Status(201, {"id": made.public_id})


@router.delete(MEETING + "/linked/{slug:linked}", response=s.MeetingDetail)
def unlink_meeting(request: HttpRequest, place: str, key: str, linked: str) -> Any:
    """删去联动会议."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    one = the(queries.linked_of(meeting), linked)
    one.meeting = meeting
    actions.unlink_meeting(actor_of(request), found, one)
    return detail(request, found, key)


@router.post(MEETING + "/notice", response={201: s.PaperMade})
def draft_notice(request: HttpRequest, place: str, key: str) -> Any:
    """起草会议通知."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    paper = actions.draft_notice(actor_of(request), found, meeting)
    return Status(201, {"paper": paper.public_id})


@router.post(MEETING + "/minutes", response={201: s.PaperMade})
def draft_minutes(request: HttpRequest, place: str, key: str) -> Any:
    """起草会议纪要."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    paper = actions.draft_minutes(actor_of(request), found, meeting)
    return Status(201, {"paper": paper.public_id})


@router.post(MEETING + "/groups", response={201: s.Made})
def add_group(request: HttpRequest, place: str, key: str, body: s.GroupIn) -> Any:
    """设审议小组."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    values = body.dict()
    delegation = optional(institutions.delegations_of(found), values.pop("delegation"))
    members = [the(queries.participants_of(meeting), one) for one in values.pop("members")]
    made = actions.add_group(
        actor_of(request), found, meeting, delegation=delegation, members=members, **values
    )
    return Status(201, {"id": made.public_id})


@router.post(MEETING + "/groups/delegations", response={201: list[s.Made]})
def add_delegations(request: HttpRequest, place: str, key: str) -> Any:
    """按代表团设组."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    made = actions.add_delegations(actor_of(request), found, meeting)
    return Status(201, [{"id": one.public_id} for one in made])


@router.put(MEETING + "/groups/{slug:group}", response=s.Made)
def arrange_group(
    request: HttpRequest, place: str, key: str, group: str, body: s.ArrangeGroupIn
) -> Any:
    """改审议小组."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    of = the(queries.groups_of(meeting), group)
    made = actions.arrange_group(actor_of(request), found, of, **body.dict())
    return {"id": made.public_id}


@router.post(MEETING + "/groups/{slug:group}/notes", response={201: s.Made})
def note_speech(request: HttpRequest, place: str, key: str, group: str, body: s.NoteIn) -> Any:
    """记录审议发言."""
    found, meeting = meeting_for(request, place, key, permissions.can_note)
    values = body.dict()
    item = optional(queries.items_of(meeting), values.pop("item"))
    of = the(queries.groups_of(meeting), group)
    made = actions.note_speech(actor_of(request), found, of, item=item, **values)
    return Status(201, {"id": made.public_id})


@router.post(MEETING + "/brief", response={201: s.PaperMade})
def draft_brief(request: HttpRequest, place: str, key: str, body: s.BriefIn) -> Any:
    """起草会议简报."""
    found, meeting = meeting_for(request, place, key, permissions.can_note)
    group = optional(queries.groups_of(meeting), body.group)
    paper = actions.draft_brief(actor_of(request), found, meeting, group=group)
    return Status(201, {"paper": paper.public_id})
