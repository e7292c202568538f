"""办表决的接口: prepare, open, close, declare, announce, and another round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions.api.access import place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.voting import actions, permissions, queries, rolls
from oversight.voting.api import schemas as s
from oversight.voting.api.routing import POLL, poll_for, router
from oversight.voting.api.showing import poll_detail
from oversight.voting.values import Roll


@router.post("/{slug:place}", response={201: s.PollDetail})
def prepare_poll(request: HttpRequest, place: str, body: s.PrepareIn) -> Any:
    """准备表决: a vote of its own; those on an agenda are put to the vote in the meeting. Freezes the roll."""
    found = place_for(request, place, permissions.can_prepare)
    values = body.dict()
    roll = roll_of(values.pop("roll"))
    values["voters"] = rolls.voters_named(found, values.pop("body"), values["voters"])
    made = actions.prepare_poll(actor_of(request), found, about=("", ""), roll=roll, **values)
    return Status(201, detail(request, found, made.public_id))


def roll_of(rows: Sequence[dict[str, Any]]) -> Roll:
    return Roll.of(rows)


def detail(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The poll as it stands after the act."""
    poll = queries.poll_by_id(place, key)
    assert poll is not None
    return poll_detail(poll, actor_of(request))


@router.post(POLL + "/scrutineers", response=s.PollDetail)
def name_scrutineers(request: HttpRequest, place: str, key: str, body: s.ScrutineersIn) -> Any:
    """确定监票人."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.name_scrutineers(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/recusals", response=s.PollDetail)
def declare_recusal(request: HttpRequest, place: str, key: str, body: s.RecusalIn) -> Any:
    """登记回避, before the vote begins."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.declare_recusal(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/recusals/withdraw", response=s.PollDetail)
def withdraw_recusal(request: HttpRequest, place: str, key: str, body: s.WithdrawRecusalIn) -> Any:
    """撤回登记的回避."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.withdraw_recusal(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/presider", response=s.PollDetail)
def name_presider(request: HttpRequest, place: str, key: str, body: s.PresiderIn) -> Any:
    """登记主持人."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.name_presider(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/open", response=s.PollDetail)
def open_poll(request: HttpRequest, place: str, key: str) -> Any:
    """开始表决."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.open_poll(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/close", response=s.PollDetail)
def close_poll(request: HttpRequest, place: str, key: str) -> Any:
    """结束表决."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.close_poll(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/cancel", response=s.PollDetail)
def cancel_poll(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """取消表决."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    actions.cancel_poll(actor_of(request), found, poll, reason=body.reason)
    return detail(request, found, key)


@router.post(POLL + "/declare", response=s.PollDetail)
def declare_collected(request: HttpRequest, place: str, key: str, body: s.BallotsIn) -> Any:
    """宣布表决有效或无效."""
    found, poll = poll_for(request, place, key, permissions.can_preside)
    actions.declare_collected(actor_of(request), found, poll, **body.dict())
    return detail(request, found, key)


@router.post(POLL + "/announce", response=s.PollDetail)
def announce(request: HttpRequest, place: str, key: str) -> Any:
    """宣布结果: from now on the outcome is seen."""
    found, poll = poll_for(request, place, key, permissions.can_preside)
    actions.announce(actor_of(request), found, poll)
    return detail(request, found, key)


@router.post(POLL + "/again", response={201: s.PollDetail})
def hold_again(request: HttpRequest, place: str, key: str, body: s.AgainIn) -> Any:
    """再次表决: a new poll of the next round."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    values = body.dict()
    roll = roll_of(values.pop("roll"))
    made = actions.hold_again(actor_of(request), found, poll, roll=roll, **values)
    return Status(201, detail(request, found, made.public_id))
