"""任免: nominated, introduced, heard, voted one by one, announced, certified, sworn in – over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Schema, Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import appointments as actions
from oversight.meetings.actions.appointment_papers import draft_appointment_paper
from oversight.meetings.api import appointment_schemas as s
from oversight.meetings.api.papers import own_file
from oversight.meetings.api.questions import item_of
from oversight.meetings.api.routing import router
from oversight.meetings.models import Appointment
from oversight.meetings.pages.appointments import allowed_to, decided_words, row_of
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import appointments as queries

ITEM = "/{slug:place}/agenda/{slug:key}/appointments"
ONE = "/{slug:place}/appointments/{slug:key}"
OTHER = {"id", "item", "unit", "missing", "possible", "decided"}


def one_of(place: Jurisdiction, key: str) -> Appointment:
    """The person's matter of the address."""
    found = queries.appointment_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def shown(request: HttpRequest, place: Jurisdiction, one: Appointment) -> dict[str, Any]:
    """A person's matter as the API says it."""
    same = [name for name in s.AppointmentOut.model_fields if name not in OTHER]
    return {
        "id": one.public_id,
        "item": one.item.public_id,
        "unit": one.unit.name if one.unit else "",
        "missing": row_of(place, one).why,
        "decided": decided_words(one),
        "possible": sorted(allowed_to(actor_of(request), place, one)),
        **{name: getattr(one, name) for name in same},
    }


@router.get(ITEM, response=list[s.AppointmentOut])
def list_appointments(request: HttpRequest, place: str, key: str) -> Any:
    """The persons of an item in the order of the vote."""
    found = place_for(request, place, can_read)
    rows = queries.appointments_of(item_of(found, key))
    return [shown(request, found, one) for one in rows]


@router.post(ITEM, response={201: s.AppointmentOut})
def nominate(request: HttpRequest, place: str, key: str, body: s.NominationIn) -> Any:
    """登记提请."""
    found = place_for(request, place, permissions.can_keep_matters)
    one = actions.nominate(
        actor_of(request),
        found,
        item_of(found, key),
        person=optional(institutions.people_of(found), body.person),
        unit=optional(institutions.units_of(found), body.unit),
        letter=own_file(request, found, body.letter) if body.letter else None,
        **body.dict(exclude={"person", "unit", "letter"}),
    )
    return Status(201, shown(request, found, one_of(found, one.public_id)))


@router.post(ITEM + "/vote", response={201: s.VotePersonsOut})
def vote(request: HttpRequest, place: str, key: str, body: s.VotePersonsIn) -> Any:
    """逐人付表决: freezes the roll and prepares one poll with a line for each person."""
    found = place_for(request, place, meeting_permissions.can_run)
    item = item_of(found, key)
    poll = actions.put_appointments_to_vote(actor_of(request), found, item, **body.dict())
    return Status(201, {"poll": poll.public_id, "options": list(poll.options)})


@router.get(ONE, response=s.AppointmentOut)
def get_appointment(request: HttpRequest, place: str, key: str) -> Any:
    """One person's matter."""
    found = place_for(request, place, can_read)
    return shown(request, found, one_of(found, key))


def stepped(
    request: HttpRequest, place: str, key: str, act: Callable[..., Any], body: Schema
) -> dict[str, Any]:
    """One step of a person's matter."""
    found = place_for(request, place, permissions.can_keep_matters)
    act(actor_of(request), found, one_of(found, key), **body.dict())
    return shown(request, found, one_of(found, key))


@router.post(ONE + "/introduce", response=s.AppointmentOut)
def introduce(request: HttpRequest, place: str, key: str, body: s.IntroduceIn) -> Any:
    """介绍情况."""
    return stepped(request, place, key, actions.introduce, body)


@router.post(ONE + "/exam", response=s.AppointmentOut)
def exam(request: HttpRequest, place: str, key: str, body: s.ExamIn) -> Any:
    """法律知识考试."""
    return stepped(request, place, key, actions.record_exam, body)


@router.post(ONE + "/statement", response=s.AppointmentOut)
def statement(request: HttpRequest, place: str, key: str, body: s.StatementIn) -> Any:
    """任职发言."""
    return stepped(request, place, key, actions.record_statement, body)


@router.post(ONE + "/defence", response=s.AppointmentOut)
def defence(request: HttpRequest, place: str, key: str, body: s.DefenceIn) -> Any:
    """申辩."""
    return stepped(request, place, key, actions.hear_defence, body)


@router.post(ONE + "/announce", response=s.AppointmentOut)
def announce(request: HttpRequest, place: str, key: str, body: s.NumberedIn) -> Any:
    """公告."""
    return stepped(request, place, key, actions.announce, body)


@router.post(ONE + "/certify", response=s.AppointmentOut)
def certify(request: HttpRequest, place: str, key: str, body: s.NumberedIn) -> Any:
    """任命书."""
    return stepped(request, place, key, actions.certify, body)


@router.post(ONE + "/oath", response=s.AppointmentOut)
def oath(request: HttpRequest, place: str, key: str, body: s.OathIn) -> Any:
    """宪法宣誓."""
    return stepped(request, place, key, actions.record_oath, body)


@router.post(ONE + "/withdraw", response=s.AppointmentOut)
def withdraw(request: HttpRequest, place: str, key: str, body: s.AppointmentReasonIn) -> Any:
    """撤回提请."""
    return stepped(request, place, key, actions.withdraw, body)


@router.post(ONE + "/papers", response={201: s.DraftedPaper})
def draft_paper(request: HttpRequest, place: str, key: str, body: s.DraftPaperIn) -> Any:
    """起草提请任免的议案、任命书: a nomination before the vote, a certificate once the person was adopted."""
    found = place_for(request, place, permissions.can_keep_matters)
    one = one_of(found, key)
    paper = draft_appointment_paper(actor_of(request), found, one, kind=body.kind)
    return Status(201, {"paper": paper.public_id})
