"""大屏和会议文书的接口: what the wall shows, and the papers drafted from a meeting, an item, one on leave."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Schema, Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.web import actor_of
from oversight.meetings import actions, permissions, queries
from oversight.meetings.api.items import ITEM, item_for
from oversight.meetings.api.meetings import MEETING, meeting_for
from oversight.meetings.api.plans import PLAN
from oversight.meetings.api.routing import router
from oversight.meetings.api.schemas import PaperMade
from oversight.meetings.hall.picture import picture
from oversight.meetings.models import Meeting
from oversight.meetings.queries import hall as read


class WallOut(Schema):
    """会场大屏: ``chosen`` by the office (auto follows the meeting), ``scene`` as it is shown now."""

    chosen: str
    scene: str
    title: str
    lead: str
    word: str


class WallIn(Schema):
    """上大屏: auto, agenda, attendance, item, question, vote or result; ``item`` where it is about one."""

    scene: str
    item: str = ""


class DraftIn(Schema):
    """起草文书: its kind; ``unit`` for an assignment slip."""

    kind: str
    unit: str = ""


class ReportMade(Schema):
    """The report up and its filing."""

    filing: str
    paper: str


def wall(meeting: Meeting) -> dict[str, str]:
    """What the wall shows, in words; nothing of a result before it was announced."""
    shown, screen = picture(meeting), read.screen_of(meeting)
    return {
        "chosen": screen.scene if screen is not None else "auto",
        "scene": shown.scene,
        "title": shown.title,
        "lead": shown.lead,
        "word": shown.word,
    }


@router.get(MEETING + "/hall", response=WallOut)
def get_wall(request: HttpRequest, place: str, key: str) -> Any:
    """会场大屏现在的画面."""
    _found, meeting = meeting_for(request, place, key, permissions.can_show_hall)
    return wall(meeting)


@router.post(MEETING + "/hall", response=WallOut)
def show_on_wall(request: HttpRequest, place: str, key: str, body: WallIn) -> Any:
    """上会场大屏."""
    found, meeting = meeting_for(request, place, key, permissions.can_run)
    item = optional(queries.items_of(meeting), body.item)
    actions.show_on_wall(actor_of(request), found, meeting, scene=body.scene, item=item)
    return wall(meeting)


@router.post(MEETING + "/drafts", response={201: PaperMade})
def draft_meeting_paper(request: HttpRequest, place: str, key: str, body: DraftIn) -> Any:
    """起草会议文书: agenda, roll, attendance_list, script."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    paper = actions.draft_meeting_paper(actor_of(request), found, meeting, kind=body.kind)
    return Status(201, {"paper": paper.public_id})


@router.post(MEETING + "/report", response={201: ReportMade})
def draft_report_up(request: HttpRequest, place: str, key: str) -> Any:
    """起草会议情况报告."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    filing = actions.draft_report_up(actor_of(request), found, meeting)
    return Status(201, {"filing": filing.public_id, "paper": filing.paper_id})


@router.post(MEETING + "/people/{slug:one}/slip", response={201: PaperMade})
def draft_leave_slip(request: HttpRequest, place: str, key: str, one: str) -> Any:
    """起草请假条."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    participant = the(queries.participants_of(meeting), one)
    participant.meeting = meeting
    paper = actions.draft_leave_slip(actor_of(request), found, participant)
    return Status(201, {"paper": paper.public_id})


@router.post(ITEM + "/drafts", response={201: PaperMade})
def draft_item_paper(request: HttpRequest, place: str, key: str, body: DraftIn) -> Any:
    """起草议题文书: count_sheet, announcement, assignment_slip of a unit, research_cover."""
    found, item = item_for(request, place, key, permissions.can_arrange)
    unit = optional(institutions.units_of(found), body.unit)
    paper = actions.draft_item_paper(actor_of(request), found, item, kind=body.kind, unit=unit)
    return Status(201, {"paper": paper.public_id})


class PublicationIn(Schema):
    """拟公开: ``note`` says what a correction corrects; not asked for the first one."""

    note: str = ""


class PublicationMade(Schema):
    """The version that waits for a second person."""

    id: str
    version: int


@router.post(ITEM + "/publication", response={201: PublicationMade})
def propose_item_publication(
    request: HttpRequest, place: str, key: str, body: PublicationIn
) -> Any:
    """拟公开表决结果, as the chair announced it."""
    found, item = item_for(request, place, key, permissions.can_arrange)
    made = actions.propose_item_publication(actor_of(request), found, item, note=body.note)
    return Status(201, {"id": made.public_id, "version": made.version})


@router.post(PLAN + "/publication", response={201: PublicationMade})
def propose_plan_publication(
    request: HttpRequest, place: str, key: str, body: PublicationIn
) -> Any:
    """拟公开年度计划, as adopted and adjusted."""
    found = place_for(request, place, permissions.can_import_plan)
    plan = the(queries.plans_of(found), key)
    made = actions.propose_plan_publication(actor_of(request), found, plan, note=body.note)
    return Status(201, {"id": made.public_id, "version": made.version})
