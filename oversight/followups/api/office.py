"""办公室的行为: assign, verify, send back, answer, urge, enter, reassign, withdraw, draft a slip."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.documents import permissions as documents
from oversight.followups import actions, permissions
from oversight.followups.api import schemas as s
from oversight.followups.api.reads import answer, files_of, item_of
from oversight.followups.api.routing import router
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.web import actor_of

ITEM = "/{slug:place}/items/{slug:key}/"


@router.post("/{slug:place}", response={201: s.FollowupOut})
def assign(request: HttpRequest, place: str, body: s.AssignIn) -> Any:
    """交办一件事."""
    found = place_for(request, place, permissions.can_assign)
    units = institutions.units_of(found)
    data = body.dict(exclude={"unit", "office", "co_units", "about_kind", "about_id"})
    item = actions.assign(
        actor_of(request),
        found,
        unit=the(units, body.unit),
        office=optional(institutions.bodies_of(found), body.office),
        co_units=[the(units, key) for key in body.co_units],
        about=(body.about_kind, body.about_id) if body.about_kind else None,
        **data,
    )
    return Status(201, answer(found, item))


@router.post(ITEM + "verify", response=s.FollowupOut)
def verify(request: HttpRequest, place: str, key: str, body: s.VerifyIn) -> Any:
    """核实完成: by another person than who reported."""
    found = place_for(request, place, permissions.can_verify)
    item = item_of(request, found, key)
    files = files_of(request, found, body.files)
    actions.verify(actor_of(request), found, item, text=body.text, files=files)
    return answer(found, item)


@router.post(ITEM + "send-back", response=s.FollowupOut)
def send_back(request: HttpRequest, place: str, key: str, body: s.SendBackIn) -> Any:
    """退回继续办理."""
    found = place_for(request, place, permissions.can_verify)
    item = item_of(request, found, key)
    files = files_of(request, found, body.files)
    actions.send_back(actor_of(request), found, item, reason=body.reason, due=body.due, files=files)
    return answer(found, item)


@router.post(ITEM + "extension/answer", response=s.FollowupOut)
def answer_extension(request: HttpRequest, place: str, key: str, body: s.AnswerIn) -> Any:
    """答复延期申请."""
    found = place_for(request, place, permissions.can_decide)
    item = item_of(request, found, key)
    if body.answer == "granted":
        actions.grant_extension(actor_of(request), found, item, reason=body.reason, due=body.due)
    else:
        actions.refuse_extension(actor_of(request), found, item, reason=body.reason)
    return answer(found, item)


@router.post(ITEM + "urge", response=s.FollowupOut)
def urge(request: HttpRequest, place: str, key: str, body: s.NoteIn) -> Any:
    """催办."""
    found = place_for(request, place, permissions.can_decide)
    item = item_of(request, found, key)
    actions.urge(actor_of(request), found, item, note=body.note)
    return answer(found, item)


@router.post(ITEM + "enter", response=s.FollowupOut)
def enter(request: HttpRequest, place: str, key: str, body: s.EnterIn) -> Any:
    """代录书面的完成报告."""
    found = place_for(request, place, permissions.can_decide)
    item = item_of(request, found, key)
    (scan,) = files_of(request, found, [body.scan])
    files = files_of(request, found, body.files)
    actions.enter_report(actor_of(request), found, item, text=body.text, scan=scan, files=files)
    return answer(found, item)


@router.post(ITEM + "slip", response={201: s.SlipOut})
def draft_slip(request: HttpRequest, place: str, key: str, body: s.SlipIn) -> Any:
    """起草督办单: gives the paper's id."""
    found = place_for(request, place, documents.can_draft)
    item = item_of(request, found, key)
    issuer = the(institutions.bodies_of(found), body.issuer)
    paper = actions.draft_slip(actor_of(request), found, item, issuer=issuer, note=body.note)
    return Status(201, {"paper": paper.public_id})


@router.post(ITEM + "reassign", response=s.FollowupOut)
def reassign(request: HttpRequest, place: str, key: str, body: s.ReassignIn) -> Any:
    """改定责任单位."""
    found = place_for(request, place, permissions.can_decide)
    item = item_of(request, found, key)
    unit = the(institutions.units_of(found), body.unit)
    actions.reassign(actor_of(request), found, item, unit=unit, reason=body.reason)
    return answer(found, item)


@router.post(ITEM + "withdraw", response=s.FollowupOut)
def withdraw(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """撤回."""
    found = place_for(request, place, permissions.can_decide)
    item = item_of(request, found, key)
    actions.withdraw(actor_of(request), found, item, reason=body.reason)
    return answer(found, item)
