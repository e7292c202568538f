"""办理建议的接口: the same acts as the pages, by token."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from oversight.institutions.api.access import Allowed, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.projects import permissions, queries
from oversight.projects.actions import contacts, deleting, handling, replying
from oversight.projects.actions.support import may_enter, may_handle
from oversight.projects.api import collecting_schemas as s
from oversight.projects.api import handling_schemas as given
from oversight.projects.api.collecting import row, wish_in, year_for
from oversight.projects.api.routing import router
from oversight.projects.models import Proposal
from oversight.projects.queries.proposals import proposal_by_id

YEAR = "/{slug:place}/{int:year}"
PROPOSAL = YEAR + "/proposals/{slug:key}"


def proposal_for(
    request: HttpRequest, place: str, year: int, key: str, allowed: Allowed
) -> tuple[Jurisdiction, Proposal]:
    """Place and proposal of the year."""
    found, wanted = year_for(request, place, year, allowed)
    proposal = proposal_by_id(found, key)
    if proposal is None or proposal.project_year_id != wanted.pk:
        raise Http404(key)
    return found, proposal


def whole(found: Jurisdiction, one: Proposal) -> dict[str, Any]:
    """A proposal with all that was said on it, as it stands after an act."""
    fresh = proposal_by_id(found, one.public_id)
    assert fresh is not None
    return {
        **row(fresh),
        "text": fresh.text,
        "held_reasons": fresh.held_reasons,
        "not_taken_reason": fresh.not_taken_reason,
        "not_taken_text": fresh.not_taken_text,
        "photos": fresh.photos.count(),
        "session": fresh.session.public_id if fresh.session else "",
        "turned_from": fresh.turned_from.public_id if fresh.turned_from else "",
        "replies": list(fresh.replies.all()),
    }


@router.get(PROPOSAL, response=s.ProposalOut)
def get_proposal(request: HttpRequest, place: str, year: int, key: str) -> dict[str, Any]:
    """One proposal."""
    return whole(*proposal_for(request, place, year, key, permissions.can_see))


@router.post(YEAR + "/looked-through", response=given.SeenOut)
def look_through(request: HttpRequest, place: str, year: int, body: given.SeenIn) -> Any:
    """标为已看."""
    found, wanted = year_for(request, place, year, may_handle)
    rows = [the(queries.proposals_of(wanted), key) for key in body.proposals]
    return {"seen": handling.look_through(actor_of(request), found, rows)}


@router.post(PROPOSAL + "/release", response=s.ProposalOut)
def release(request: HttpRequest, place: str, year: int, key: str) -> Any:
    """收为建议."""
    found, one = proposal_for(request, place, year, key, may_handle)
    return whole(found, handling.release(actor_of(request), found, one))


@router.post(PROPOSAL + "/spam", response=s.ProposalOut)
def mark_spam(request: HttpRequest, place: str, year: int, key: str, body: given.ReasonIn) -> Any:
    """不作为建议."""
    found, one = proposal_for(request, place, year, key, may_handle)
    return whole(found, handling.mark_spam(actor_of(request), found, one, reason=body.reason))


@router.post(PROPOSAL + "/turn", response={201: s.ProposalOut})
def turn_problem(request: HttpRequest, place: str, year: int, key: str, body: s.WishIn) -> Any:
    """转化为项目建议."""
    found, one = proposal_for(request, place, year, key, may_enter)
    made = handling.turn_problem(actor_of(request), found, one, wish=wish_in(found, body))
    return Status(201, whole(found, made))


@router.post(PROPOSAL + "/not-taken", response=s.ProposalOut)
def not_take(request: HttpRequest, place: str, year: int, key: str, body: given.NotTakenIn) -> Any:
    """不采纳."""
    found, one = proposal_for(request, place, year, key, may_handle)
    return whole(found, handling.not_take(actor_of(request), found, one, **body.dict()))


@router.post(PROPOSAL + "/reconsider", response=s.ProposalOut)
def reconsider(request: HttpRequest, place: str, year: int, key: str, body: given.ReasonIn) -> Any:
    """重新考虑."""
    found, one = proposal_for(request, place, year, key, may_handle)
    return whole(found, handling.reconsider(actor_of(request), found, one, reason=body.reason))


@router.post(PROPOSAL + "/replies", response={201: s.ProposalOut})
def reply(request: HttpRequest, place: str, year: int, key: str, body: given.ReplyIn) -> Any:
    """答复建议人."""
    found, one = proposal_for(request, place, year, key, may_handle)
    replying.reply(actor_of(request), found, one, **body.dict())
    return Status(201, whole(found, one))


@router.post(PROPOSAL + "/contact", response=given.ContactOut)
def open_contact(
    request: HttpRequest, place: str, year: int, key: str, body: given.PurposeIn
) -> Any:
    """打开联系方式: on record."""
    found, one = proposal_for(request, place, year, key, permissions.can_read_contacts)
    return contacts.open_contact(actor_of(request), found, one, purpose=body.purpose)


@router.post(PROPOSAL + "/delete", response=s.ProposalOut)
def delete_proposal(
    request: HttpRequest, place: str, year: int, key: str, body: given.ReasonIn
) -> Any:
    """应本人要求删除."""
    found, one = proposal_for(request, place, year, key, permissions.can_read_contacts)
    gone = deleting.delete_on_request(actor_of(request), found, one, reason=body.reason)
    return whole(found, gone)


@router.post(YEAR + "/explanations", response={201: given.ExplanationOut})
def record_explanation(
    request: HttpRequest, place: str, year: int, body: given.ExplanationIn
) -> Any:
    """登记宣讲会."""
    found, wanted = year_for(request, place, year, may_handle)
    rows = [the(queries.proposals_of(wanted), key) for key in body.proposals]
    made = replying.record_explanation(
        actor_of(request), found, wanted, proposals=rows, **body.dict(exclude={"proposals"})
    )
    shown = {name: getattr(made, name) for name in ("on", "where", "people")}
    return Status(201, {"id": made.public_id, "replies": made.replies.count(), **shown})
