"""与会人员的接口: called, changed, receipts, leave, attendance – over HTTP."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Status, UploadedFile

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import Allowed, optional, place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets import reading
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.web import actor_of
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.actions.participants import is_own
from oversight.meetings.api import schemas as s
from oversight.meetings.api.files import readable_file
from oversight.meetings.api.meetings import MEETING, meeting_for
from oversight.meetings.api.routing import router
from oversight.meetings.api.values import person_value
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.queries import leaves
from oversight.meetings.sheets.lists import attendance_sheet

PERSON = MEETING + "/people/{slug:one}"


def person_for(
    request: HttpRequest, code: str, key: str, one: str, allowed: Allowed
) -> tuple[Jurisdiction, Participant]:
    """Place and one who is called."""
    place, meeting = meeting_for(request, code, key, allowed)
    return place, called(meeting, one)


def called(meeting: Meeting, key: str) -> Participant:
    """One of those called, with the meeting."""
    found = queries.participant_by_id(meeting, key)
    if found is None:
        raise Http404(key)
    found.meeting = meeting
    return found


def require_own_or_clerk(request: HttpRequest, place: Jurisdiction, one: Participant) -> None:
    """Members and deputies speak for themselves only."""
    actor = actor_of(request)
    if not (permissions.can_arrange(actor, place) or is_own(actor, one)):
        raise PermissionDenied


@router.get(MEETING + "/people", response=s.PeopleOut)
def list_people(request: HttpRequest, place: str, key: str) -> Any:
    """与会人员."""
    _found, meeting = meeting_for(request, place, key, permissions.can_read)
    return {"items": [person_value(one) for one in queries.participants_of(meeting)]}


@router.post(MEETING + "/people", response={201: s.PeopleOut})
def add_participants(request: HttpRequest, place: str, key: str, body: s.PeopleIn) -> Any:
    """添加与会人员: all or none."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    rows = [row.dict() for row in body.people]
    for row in rows:
        row["person"] = optional(institutions.people_of(found), row["person"])
        row["unit"] = optional(institutions.units_of(found), row["unit"])
    made = actions.add_participants(actor_of(request), found, meeting, rows=rows)
    return Status(201, {"items": [person_value(one) for one in made]})


@router.post(MEETING + "/people/call", response=s.Counted)
def call_members(request: HttpRequest, place: str, key: str) -> Any:
    """按名册添加出席人员."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    return {"count": actions.call_members(actor_of(request), found, meeting)}


@router.patch(PERSON, response=s.PersonOut)
def change_participant(
    request: HttpRequest, place: str, key: str, one: str, body: s.PersonChange
) -> Any:
    """改与会人员."""
    found, person = person_for(request, place, key, one, permissions.can_arrange)
    values = {name: value for name, value in body.dict().items() if value is not None}
    made = actions.change_participant(actor_of(request), found, person, **values)
    return person_value(made)


@router.post(PERSON + "/remove", response={204: None})
def remove_participant(
    request: HttpRequest, place: str, key: str, one: str, body: s.ReasonIn
) -> Any:
    """移出与会人员."""
    found, person = person_for(request, place, key, one, permissions.can_arrange)
    actions.remove_participant(actor_of(request), found, person, reason=body.reason)
    return Status(204, None)


@router.post(PERSON + "/receipt", response=s.PersonOut)
def record_receipt(request: HttpRequest, place: str, key: str, one: str, body: s.ReceiptIn) -> Any:
    """登记回执: for oneself, or by the clerk for another."""
    found, person = person_for(request, place, key, one, permissions.can_ask_leave)
    require_own_or_clerk(request, found, person)
    made = actions.record_receipt(actor_of(request), found, person, **body.dict())
    return person_value(made)


@router.post(PERSON + "/leave", response=s.PersonOut)
def ask_leave(request: HttpRequest, place: str, key: str, one: str, body: s.ReasonIn) -> Any:
    """请假: for oneself, or by the clerk for another."""
    found, person = person_for(request, place, key, one, permissions.can_ask_leave)
    require_own_or_clerk(request, found, person)
    return person_value(actions.ask_leave(actor_of(request), found, person, reason=body.reason))


@router.post(PERSON + "/leave/answer", response=s.PersonOut)
def answer_leave(request: HttpRequest, place: str, key: str, one: str, body: s.AnswerIn) -> Any:
    """批假: in the own name, or by the clerk with the signed slip."""
    found, person = person_for(request, place, key, one, permissions.can_answer_leave)
    actor = actor_of(request)
    if not leaves.way_of_answering(actor, found, person.meeting):
        raise PermissionDenied
    answer = actions.grant_leave if body.granted else actions.refuse_leave
    made = answer(
        actor,
        found,
        person,
        approver=optional(institutions.people_of(found), body.approver),
        note=body.note,
        slip=readable_file(actor, found, body.slip),
        slip_ref=body.slip_ref,
    )
    return person_value(made)


@router.put(MEETING + "/attendance", response=s.Counted)
def record_attendance(request: HttpRequest, place: str, key: str, body: s.MarksIn) -> Any:
    """签到台登记."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    count = actions.record_attendance(actor_of(request), found, meeting, marks=body.marks)
    return {"count": count}


@router.post(MEETING + "/attendance/card", response=s.PersonOut)
def sign_in_by_code(request: HttpRequest, place: str, key: str, body: s.CodeIn) -> Any:
    """出席证签到."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    return person_value(actions.sign_in_by_code(actor_of(request), found, meeting, code=body.code))


@router.post(MEETING + "/attendance/phone", response=s.PersonOut)
def sign_in_by_phone(request: HttpRequest, place: str, key: str, body: s.CodeIn) -> Any:
    """手机签到: for oneself, with the code shown in the hall."""
    found = place_for(request, place, permissions.can_sign_in)
    meeting = queries.meetings_called_to(actor_of(request), found).filter(public_id=key).first()
    if meeting is None:
        raise Http404(key)
    made = actions.sign_in_by_phone(actor_of(request), found, meeting, code=body.code)
    return person_value(made)


@router.get(MEETING + "/attendance.xlsx", response={200: None})
def attendance_workbook(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """导出签到表."""
    _found, meeting = meeting_for(request, place, key, permissions.can_read_calls)
    return table_response(attendance_sheet(queries.participants_of(meeting)), "xlsx")


@router.post(MEETING + "/attendance.xlsx", response=dict[str, Any])
def import_attendance(request: HttpRequest, place: str, key: str, file: File[UploadedFile]) -> Any:
    """导入签到表: all or nothing; where ``imported`` is false, ``problems`` names the cells in the way."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    if file.size is None or file.size > reading.LARGEST:
        raise reading.unreadable("")
    try:
        made = actions.import_attendance(actor_of(request), found, meeting, content=file.read())
    except Unimported as error:
        return error.outcome.as_dict()
    return made.as_dict()
