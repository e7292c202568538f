"""单位的行为: receive, report, sign, ask for an extension, divide among sections."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Status

from oversight.followups import actions, permissions
from oversight.followups.api import schemas as s
from oversight.followups.api.reads import answer, files_of, item_of
from oversight.followups.api.routing import router
from oversight.followups.models import Followup, FollowupPart
from oversight.institutions.api.access import place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

ITEM = "/{slug:place}/items/{slug:key}/"


def own(request: HttpRequest, code: str, key: str) -> tuple[Jurisdiction, Followup]:
    """The place and an item that the token's unit answers for."""
    found = place_for(request, code, permissions.can_report)
    return found, item_of(request, found, key)


@router.post(ITEM + "accept", response=s.FollowupOut)
def accept(request: HttpRequest, place: str, key: str) -> Any:
    """签收."""
    found, item = own(request, place, key)
    actions.accept(actor_of(request), found, item)
    return answer(found, item)


@router.post(ITEM + "progress", response=s.FollowupOut)
def report_progress(request: HttpRequest, place: str, key: str, body: s.ProgressIn) -> Any:
    """报告进展."""
    found, item = own(request, place, key)
    files = files_of(request, found, body.files)
    actions.report_progress(
        actor_of(request), found, item, text=body.text, percent=body.percent, files=files
    )
    return answer(found, item)


@router.post(ITEM + "done", response=s.FollowupOut)
def report_done(request: HttpRequest, place: str, key: str, body: s.DoneIn) -> Any:
    """自报完成: waits for another's verification."""
    found, item = own(request, place, key)
    scans = files_of(request, found, [body.scan] if body.scan else [])
    actions.report_done(
        actor_of(request),
        found,
        item,
        text=body.text,
        files=files_of(request, found, body.files),
        scan=scans[0] if scans else None,
        parts_reason=body.parts_reason,
    )
    return answer(found, item)


@router.post(ITEM + "sign", response=s.FollowupOut)
def sign_report(request: HttpRequest, place: str, key: str, body: s.SignIn) -> Any:
    """附上负责人签字."""
    found, item = own(request, place, key)
    (scan,) = files_of(request, found, [body.scan])
    actions.sign_report(actor_of(request), found, item, scan=scan, note=body.note)
    return answer(found, item)


@router.post(ITEM + "return", response=s.FollowupOut)
def return_report(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """负责人退回完成报告."""
    found = place_for(request, place, permissions.can_sign)
    item = item_of(request, found, key)
    actions.return_report(actor_of(request), found, item, reason=body.reason)
    return answer(found, item)


@router.post("/{slug:place}/evidence", response=list[s.FollowupOut])
def attach_evidence(request: HttpRequest, place: str, body: s.EvidenceIn) -> Any:
    """给一件或几件事附同样的证据: all or none."""
    found = place_for(request, place, permissions.can_report)
    items = [item_of(request, found, key) for key in body.items]
    files = files_of(request, found, body.files)
    actions.attach_evidence(actor_of(request), found, items, files=files, text=body.text)
    return [answer(found, item) for item in items]


@router.post(ITEM + "extension", response=s.FollowupOut)
def ask_extension(request: HttpRequest, place: str, key: str, body: s.ExtensionIn) -> Any:
    """申请延期."""
    found, item = own(request, place, key)
    files = files_of(request, found, body.files)
    actions.ask_extension(
        actor_of(request), found, item, due=body.due, reason=body.reason, files=files
    )
    return answer(found, item)


@router.post(ITEM + "parts", response={201: s.PartOut})
def add_part(request: HttpRequest, place: str, key: str, body: s.PartIn) -> Any:
    """分给科室."""
    found, item = own(request, place, key)
    part = actions.add_part(actor_of(request), found, item, **body.dict())
    return Status(201, as_part(part))


@router.post(ITEM + "parts/{slug:part}/finish", response=s.PartOut)
def finish_part(request: HttpRequest, place: str, key: str, part: str, body: s.NoteIn) -> Any:
    """科室办完."""
    found, row = part_of(request, place, key, part)
    return as_part(actions.finish_part(actor_of(request), found, row, note=body.note))


@router.post(ITEM + "parts/{slug:part}/drop", response=s.PartOut)
def drop_part(request: HttpRequest, place: str, key: str, part: str, body: s.ReasonIn) -> Any:
    """取消分工."""
    found, row = part_of(request, place, key, part)
    return as_part(actions.drop_part(actor_of(request), found, row, reason=body.reason))


def part_of(
    request: HttpRequest, place: str, key: str, part: str
) -> tuple[Jurisdiction, FollowupPart]:
    """A section's share of an item that the token's unit answers for."""
    found, item = own(request, place, key)
    if not permissions.may_report(actor_of(request), found, item):
        raise PermissionDenied
    return found, the(item.parts, part)


def as_part(part: FollowupPart) -> dict[str, Any]:
    names = ("section", "person", "task", "due", "state", "note")
    return {"id": part.public_id, **{name: getattr(part, name) for name in names}}
