"""征集的接口: the year and its collecting, what staff and deputies enter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Status

from oversight.audit.errors import Invalid
from oversight.institutions.api.access import Allowed, optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.web import actor_of
from oversight.projects import permissions, queries
from oversight.projects.actions import collecting as actions
from oversight.projects.actions import years
from oversight.projects.actions.drafting import Wish
from oversight.projects.actions.support import may_enter
from oversight.projects.api import collecting_schemas as s
from oversight.projects.api.collecting_public import receipt, year_shown
from oversight.projects.api.paging import page_of
from oversight.projects.api.routing import router
from oversight.projects.models import CollectingSession, ProjectYear, Proposal
from oversight.projects.queries.proposals import (
    Filters,
    filtered,
    ordered,
    sessions_of,
)
from oversight.projects.views.entering import wish_of

YEAR = "/{slug:place}/{int:year}"


def year_for(
    request: HttpRequest, place: str, number: int, allowed: Allowed
) -> tuple[Jurisdiction, ProjectYear]:
    """Place and year; 403 where the token may not do this there, 404 without the year."""
    found = place_for(request, place, allowed)
    year = queries.year_of(found, number)
    if year is None:
        raise Http404(number)
    return found, year


def wish_in(place: Jurisdiction, body: s.WishIn) -> Wish:
    """What the body says, with its village; a name without consent is refused."""
    if (body.name or body.phone) and not body.agreed:
        raise Invalid("not_agreed", _("没有本人同意，不留姓名和电话。"), where="agreed")
    data = body.dict(exclude={"channel"})
    data["village"] = optional(villages_of(place), data["village"])
    return wish_of(data, body.agreed)


@router.post("/{slug:place}/years", response={201: s.YearOut})
def set_up_year(request: HttpRequest, place: str, body: s.YearIn) -> Any:
    """设立项目年."""
    found = place_for(request, place, permissions.can_set_up)
    made = years.set_up_year(actor_of(request), found, **body.dict())
    return Status(201, year_shown(made))


@router.put(YEAR, response=s.YearOut)
def change_year(request: HttpRequest, place: str, year: int, body: s.FrameIn) -> Any:
    """更改项目年."""
    found, wanted = year_for(request, place, year, permissions.can_set_up)
    return year_shown(years.change_year(actor_of(request), found, wanted, **body.dict()))


@router.post(YEAR + "/collecting", response=s.YearOut)
def open_collecting(request: HttpRequest, place: str, year: int, body: s.OpenIn) -> Any:
    """发布征集公告、开始征集."""
    found, wanted = year_for(request, place, year, permissions.can_set_up)
    return year_shown(years.open_collecting(actor_of(request), found, wanted, **body.dict()))


@router.post(YEAR + "/collecting/extend", response=s.YearOut)
def extend_collecting(request: HttpRequest, place: str, year: int, body: s.ExtendIn) -> Any:
    """延长征集."""
    found, wanted = year_for(request, place, year, permissions.can_set_up)
    return year_shown(years.extend_collecting(actor_of(request), found, wanted, **body.dict()))


@router.post(YEAR + "/collecting/end", response=s.YearOut)
def end_collecting(request: HttpRequest, place: str, year: int) -> Any:
    """结束征集."""
    found, wanted = year_for(request, place, year, permissions.can_set_up)
    return year_shown(years.end_collecting(actor_of(request), found, wanted))


@router.post(YEAR + "/collecting/notice", response={201: s.NoticeOut})
def propose_notice(request: HttpRequest, place: str, year: int, body: s.NoteIn) -> Any:
    """拟公开征集公告."""
    found, wanted = year_for(request, place, year, permissions.can_publish)
    made = years.propose_notice(actor_of(request), found, wanted, note=body.note)
    return Status(201, {"version": made.version, "version_id": made.public_id, "state": made.state})


def row(one: Proposal) -> dict[str, Any]:
    """A proposal in a list."""
    return {
        "id": one.public_id,
        "number": one.code,
        "channel": one.channel,
        "kind": one.kind,
        "title": one.title,
        "where": one.where,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "village": one.village.name if one.village else "",
        "state": one.state,
        "seen": one.seen_at is not None,
        "received_at": one.received_at,
    }


@router.get(YEAR + "/proposals", response=s.ProposalListOut)
def list_proposals(
    request: HttpRequest,
    place: str,
    year: int,
    q: str = "",
    state: str = "",
    channel: str = "",
    kind: str = "",
    village: str = "",
    session: str = "",
    sort: str = "",
    page: int = 1,
) -> dict[str, Any]:
    """Proposals, filtered and sorted as on the page."""
    _found, wanted = year_for(request, place, year, permissions.can_see)
    filters = Filters(q[:100], state, channel, kind, village, session)
    rows = ordered(filtered(queries.proposals_of(wanted), filters), sort)
    return page_of(rows, page, row)


@router.post(YEAR + "/proposals", response={201: s.ReceiptOut})
def enter_proposal(request: HttpRequest, place: str, year: int, body: s.EnterIn) -> Any:
    """录入一条建议."""
    found, wanted = year_for(request, place, year, may_enter)
    made = actions.enter_proposal(
        actor_of(request), found, wanted, wish=wish_in(found, body), channel=body.channel
    )
    return Status(201, {**receipt(made), "id": made.proposal.public_id})


def session_shown(one: CollectingSession) -> dict[str, Any]:
    """An occasion as the API says it."""
    names = ("kind", "on", "where", "led_by", "people")
    known = getattr(one, "n", None)
    count = one.proposals.count() if known is None else known
    return {"id": one.public_id, **{n: getattr(one, n) for n in names}, "proposals": count}


@router.get(YEAR + "/sessions", response=s.SessionListOut)
def list_sessions(request: HttpRequest, place: str, year: int, page: int = 1) -> dict[str, Any]:
    """Forums, visits and receptions on record."""
    _found, wanted = year_for(request, place, year, permissions.can_see)
    return page_of(sessions_of(wanted), page, session_shown)


@router.post(YEAR + "/sessions", response={201: s.SessionMadeOut})
def record_session(request: HttpRequest, place: str, year: int, body: s.SessionIn) -> Any:
    """登记座谈、走访."""
    found, wanted = year_for(request, place, year, may_enter)
    made, received = actions.record_session(
        actor_of(request),
        found,
        wanted,
        details=body.dict(exclude={"wishes"}),
        wishes=[wish_in(found, one) for one in body.wishes],
    )
    return Status(
        201, {"session": session_shown(made), "receipts": [receipt(one) for one in received]}
    )


@router.post(YEAR + "/sessions/{slug:key}/proposals", response={201: list[s.ReceiptOut]})
def add_to_session(request: HttpRequest, place: str, year: int, key: str, body: s.WishesIn) -> Any:
    """补录."""
    found, wanted = year_for(request, place, year, may_enter)
    session = the(sessions_of(wanted).select_related("project_year"), key)
    wishes = [wish_in(found, one) for one in body.wishes]
    made = actions.add_to_session(actor_of(request), found, session, wishes=wishes)
    return Status(201, [receipt(one) for one in made])
