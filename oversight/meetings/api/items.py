"""议题的接口: proposed, placed, ordered, considered, put to the vote, decided, taken back – over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Status

from oversight.audit.errors import Invalid
from oversight.institutions.api.access import Allowed, place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import actions, permissions, queries
from oversight.meetings.api import schemas as s
from oversight.meetings.api.meetings import MEETING, meeting_for
from oversight.meetings.api.routing import router
from oversight.meetings.api.values import item_value
from oversight.meetings.models import AgendaItem

ITEM = "/{slug:place}/agenda/{slug:key}"


def item_for(
    request: HttpRequest, code: str, key: str, allowed: Allowed
) -> tuple[Jurisdiction, AgendaItem]:
    """Place and item."""
    place = place_for(request, code, allowed)
    found = queries.item_by_id(place, key)
    if found is None:
        raise Http404(key)
    return place, found


def value(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The item as it stands after the act."""
    item = queries.item_by_id(place, key)
    assert item is not None
    return item_value(actor_of(request), place, item)


@router.post(MEETING + "/items", response={201: s.ItemOut})
def propose_item(request: HttpRequest, place: str, key: str, body: s.ItemIn) -> Any:
    """提出议题."""
    found, meeting = meeting_for(request, place, key, permissions.can_propose)
    values = body.dict()
    about = (values.pop("about_kind"), values.pop("about_id"))
    if line := values.pop("plan_item"):
        values["plan_item"] = queries.plan_item_by_id(found, line)
        if values["plan_item"] is None:
            raise Invalid("unknown_plan_item", _("没有这一项计划。"), where="plan_item")
    made = actions.propose_item(actor_of(request), found, meeting=meeting, about=about, **values)
    return Status(201, value(request, found, made.public_id))


@router.put(MEETING + "/items/order", response=list[s.ItemOut])
def order_items(request: HttpRequest, place: str, key: str, body: s.OrderIn) -> Any:
    """排议程次序."""
    found, meeting = meeting_for(request, place, key, permissions.can_arrange)
    actions.order_items(actor_of(request), found, meeting, order=body.order)
    return [value(request, found, one.public_id) for one in queries.items_of(meeting)]


@router.get(ITEM, response=s.ItemOut)
def get_item(request: HttpRequest, place: str, key: str) -> Any:
    """一项议题."""
    found, item = item_for(request, place, key, permissions.can_read)
    return item_value(actor_of(request), found, item)


@router.patch(ITEM, response=s.ItemOut)
def change_item(request: HttpRequest, place: str, key: str, body: s.ItemChange) -> Any:
    """改议题."""
    found, item = item_for(request, place, key, permissions.can_propose)
    values = {name: one for name, one in body.dict().items() if one is not None}
    actions.change_item(actor_of(request), found, item, **values)
    return value(request, found, key)


@router.post(ITEM + "/place", response=s.ItemOut)
def place_item(request: HttpRequest, place: str, key: str, body: s.PlaceIn) -> Any:
    """列入议程."""
    found, item = item_for(request, place, key, permissions.can_run)
    actions.place_item(actor_of(request), found, item, placed_by=body.placed_by)
    return value(request, found, key)


@router.post(MEETING + "/items/place", response=list[s.ItemOut])
def place_items(request: HttpRequest, place: str, key: str, body: s.PlaceManyIn) -> Any:
    """一并列入议程."""
    found, meeting = meeting_for(request, place, key, permissions.can_run)
    made = actions.place_items(actor_of(request), found, meeting, **body.dict())
    return [value(request, found, one.public_id) for one in made]


@router.post(ITEM + "/consider", response=s.ItemOut)
def start_consideration(request: HttpRequest, place: str, key: str) -> Any:
    """开始审议."""
    found, item = item_for(request, place, key, permissions.can_run)
    actions.start_consideration(actor_of(request), found, item)
    return value(request, found, key)


@router.post(ITEM + "/vote", response={201: s.PollMade})
def put_to_vote(request: HttpRequest, place: str, key: str, body: s.VoteIn) -> Any:
    """付表决: freezes the roll from attendance now."""
    found, item = item_for(request, place, key, permissions.can_run)
    poll = actions.put_to_vote(actor_of(request), found, item, **body.dict())
    return Status(201, {"poll": poll.public_id, "base": poll.base, "present": poll.present})


@router.post(ITEM + "/vote/present", response=s.PollMade)
def count_present(request: HttpRequest, place: str, key: str) -> Any:
    """清点到会人数: the roll of the prepared vote frozen anew from attendance now."""
    found, item = item_for(request, place, key, permissions.can_run)
    poll = actions.count_present(actor_of(request), found, item)
    return {"poll": poll.public_id, "base": poll.base, "present": poll.present}


@router.post(ITEM + "/vote/again", response={201: s.PollMade})
def vote_again(request: HttpRequest, place: str, key: str, body: s.AgainIn | None = None) -> Any:
    """再次表决."""
    found, item = item_for(request, place, key, permissions.can_run)
    method = body.method if body is not None else ""
    poll = actions.vote_again(actor_of(request), found, item, method=method)
    return Status(201, {"poll": poll.public_id, "base": poll.base, "present": poll.present})


@router.post(ITEM + "/vote/settle", response=s.ItemOut)
def settle_item(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """以现有结果为准."""
    found, item = item_for(request, place, key, permissions.can_run)
    actions.settle_item(actor_of(request), found, item, reason=body.reason)
    return value(request, found, key)


@router.post(ITEM + "/decide", response=s.ItemOut)
def decide_item(request: HttpRequest, place: str, key: str, body: s.DecideIn) -> Any:
    """不经票决作出决定."""
    found, item = item_for(request, place, key, permissions.can_run)
    actions.decide_item_without_vote(actor_of(request), found, item, **body.dict())
    return value(request, found, key)


@router.post(ITEM + "/put-off", response=s.ItemOut)
def do_not_put(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """暂不付表决."""
    found, item = item_for(request, place, key, permissions.can_run)
    actions.do_not_put(actor_of(request), found, item, reason=body.reason)
    return value(request, found, key)


@router.post(ITEM + "/withdraw", response=s.ItemOut)
def withdraw_item(request: HttpRequest, place: str, key: str, body: s.WithdrawIn) -> Any:
    """撤回议题."""
    found, item = item_for(request, place, key, permissions.can_propose)
    actions.withdraw_item(actor_of(request), found, item, **body.dict())
    return value(request, found, key)
