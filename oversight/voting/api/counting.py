"""计票的接口: both entries, corrections, locking, signatures, a recount."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import File, Status, UploadedFile

from oversight.accounts import codes
from oversight.institutions.sheets import reading
from oversight.institutions.web import actor_of
from oversight.voting import actions, permissions
from oversight.voting.api import schemas as s
from oversight.voting.api.routing import POLL, poll_for, router
from oversight.voting.api.writing import detail


@router.post(POLL + "/entries", response=s.PollDetail)
def enter_counts(request: HttpRequest, place: str, key: str, body: s.FiguresIn) -> Any:
    """录入: every cell at once; the other entry is not shown."""
    found, poll = poll_for(request, place, key, permissions.can_count)
    actions.enter_counts(actor_of(request), found, poll, figures=body.figures)
    return detail(request, found, key)


@router.post(POLL + "/entries/file", response=s.PollDetail)
def enter_from_file(
    request: HttpRequest,
    place: str,
    key: str,
    file: File[UploadedFile],
    source: str = "keypad_file",
) -> Any:
    """从文件录入: CSV or XLSX of a keypad system (keypad_file) or a reader (reader_file)."""
    found, poll = poll_for(request, place, key, permissions.can_count)
    content = file.read(reading.LARGEST + 1)
    actions.enter_from_file(
        actor_of(request), found, poll, source=source, name=file.name or "", content=content
    )
    return detail(request, found, key)


@router.post(POLL + "/corrections", response=s.PollDetail)
def correct_cell(request: HttpRequest, place: str, key: str, body: s.CorrectIn) -> Any:
    """改正一格."""
    found, poll = poll_for(request, place, key, permissions.can_count)
    actions.correct_cell(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/corrections/{correction}/confirm", response=s.PollDetail)
def confirm_correction(request: HttpRequest, place: str, key: str, correction: str) -> Any:
    """确认改动."""
    found, poll = poll_for(request, place, key, permissions.can_sign)
    actions.confirm_correction(actor_of(request), found, poll, correction=correction)
    return detail(request, found, key)


@router.post(POLL + "/corrections/{correction}/refuse", response=s.PollDetail)
def refuse_correction(
    request: HttpRequest, place: str, key: str, correction: str, body: s.ReasonIn
) -> Any:
    """不确认改动."""
    found, poll = poll_for(request, place, key, permissions.can_sign)
    actions.refuse_correction(
        actor_of(request), found, poll, correction=correction, reason=body.reason
    )
    return detail(request, found, key)


@router.post(POLL + "/lock", response=s.PollDetail)
def lock_sheet(request: HttpRequest, place: str, key: str) -> Any:
    """锁定计票报告单."""
    found, poll = poll_for(request, place, key, permissions.can_count)
    actions.lock_sheet(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/signatures", response=s.PollDetail)
def sign_sheet(request: HttpRequest, place: str, key: str, body: s.SignIn) -> Any:
    """签字."""
    found, poll = poll_for(request, place, key, permissions.can_sign)
    actions.sign_sheet(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/signing-codes", response={201: s.SigningCode})
def issue_signing_code(request: HttpRequest, place: str, key: str, body: s.CodeForIn) -> Any:
    """发签字码: for a scrutineer without an account; shown this once."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    phone, code = actions.issue_signing_code(actor_of(request), found, poll, name=body.name)
    address = request.build_absolute_uri(reverse("voting:signing", args=[found.code]))
    shown = {
        "name": phone.name,
        "code": codes.grouped(code),
        "address": address,
        "expires_at": phone.expires_at,
    }
    return Status(201, shown)


@router.post(POLL + "/signatures/scan", response=s.PollDetail)
def sign_on_paper(
    request: HttpRequest,
    place: str,
    key: str,
    file: File[UploadedFile],
    capacity: str = "chief_scrutineer",
    name: str = "",
) -> Any:
    """纸质签字: with its scan."""
    found, poll = poll_for(request, place, key, permissions.can_count)
    upload = (file.name or "", file)
    actions.sign_sheet(actor_of(request), found, poll, capacity=capacity, name=name, upload=upload)
    return detail(request, found, key)


@router.post(POLL + "/recount", response=s.PollDetail)
def order_recount(request: HttpRequest, place: str, key: str, body: s.RecountIn) -> Any:
    """重新计票."""
    found, poll = poll_for(request, place, key, permissions.can_order_recount)
    actions.order_recount(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)
