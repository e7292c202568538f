"""年度计划的接口: plans read, imported, adopted, kept – over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import actions, permissions, queries
from oversight.meetings.api import schemas as s
from oversight.meetings.api.files import readable_file
from oversight.meetings.api.plan_values import (
    change_value,
    plan_detail,
    plan_item_value,
    plan_value,
)
from oversight.meetings.api.routing import router
from oversight.meetings.rules.plan_text import PlanLine

PLANS = "/{slug:place}/plans"
PLAN = PLANS + "/{slug:key}"


@router.get(PLANS, response=s.PlansOut)
def list_plans(request: HttpRequest, place: str) -> Any:
    """年度计划."""
    found = place_for(request, place, permissions.can_read)
    return {"items": [plan_value(one) for one in queries.plans_of(found)]}


@router.post(PLANS, response={201: s.PlanDetail})
def import_plan(request: HttpRequest, place: str, body: s.PlanIn) -> Any:
    """导入年度计划."""
    found = place_for(request, place, permissions.can_import_plan)
    made = actions.import_plan(
        actor_of(request),
        found,
        body=the(institutions.bodies_of(found), body.body),
        year=body.year,
        title=body.title,
        lines=[PlanLine(one.section, one.text, one.office, one.when) for one in body.lines],
    )
    return Status(201, plan_detail(made))


@router.get(PLAN, response=s.PlanDetail)
def get_plan(request: HttpRequest, place: str, key: str) -> Any:
    """一份年度计划."""
    found = place_for(request, place, permissions.can_read)
    return plan_detail(the(queries.plans_of(found), key))


@router.post(PLAN + "/adopt", response=s.PlanDetail)
def adopt_plan(request: HttpRequest, place: str, key: str, body: s.AdoptIn) -> Any:
    """登记年度计划通过."""
    found = place_for(request, place, permissions.can_import_plan)
    plan = the(queries.plans_of(found), key)
    return plan_detail(actions.adopt_plan(actor_of(request), found, plan, **body.dict()))


@router.post(PLAN + "/items", response={201: s.PlanItemOut})
def add_plan_item(request: HttpRequest, place: str, key: str, body: s.PlanItemIn) -> Any:
    """增加计划事项: to an adopted plan with the meeting that decided."""
    found = place_for(request, place, permissions.can_import_plan)
    values = body.dict()
    values["met"] = met_of(request, found, body.met) if body.met else None
    office = optional(institutions.bodies_of(found), values.pop("office"))
    plan = the(queries.plans_of(found), key)
    made = actions.add_plan_item(actor_of(request), found, plan, office=office, **values)
    return Status(201, plan_item_value(made))


@router.put(PLAN + "/items/{slug:item}", response=s.PlanItemOut)
def set_plan_item(
    request: HttpRequest, place: str, key: str, item: str, body: s.PlanItemState
) -> Any:
    """登记计划事项的进展."""
    found = place_for(request, place, permissions.can_keep_plan)
    plan = the(queries.plans_of(found), key)
    one = the(queries.plan_items_of(plan), item)
    return plan_item_value(actions.set_plan_item(actor_of(request), found, one, **body.dict()))


@router.patch(PLAN + "/items/{slug:item}", response=s.PlanItemOut)
def change_plan_item(
    request: HttpRequest, place: str, key: str, item: str, body: s.PlanItemChange
) -> Any:
    """改计划事项: the words of a draft's line; of an adopted plan the office alone."""
    found = place_for(request, place, permissions.can_import_plan)
    one = the(queries.plan_items_of(the(queries.plans_of(found), key)), item)
    words = {name: said for name, said in body.dict().items() if said is not None}
    office = one.office
    if "office" in words:
        office = optional(institutions.bodies_of(found), words.pop("office"))
    return plan_item_value(
        actions.change_plan_item(actor_of(request), found, one, office=office, **words)
    )


@router.delete(PLAN + "/items/{slug:item}", response={204: None})
def remove_plan_item(request: HttpRequest, place: str, key: str, item: str) -> Any:
    """删去计划事项: out of a draft."""
    found = place_for(request, place, permissions.can_import_plan)
    one = the(queries.plan_items_of(the(queries.plans_of(found), key)), item)
    actions.remove_plan_item(actor_of(request), found, one)
    return Status(204, None)


@router.delete(PLAN, response={204: None})
def discard_plan(request: HttpRequest, place: str, key: str) -> Any:
    """作废计划草案."""
    found = place_for(request, place, permissions.can_import_plan)
    actions.discard_plan(actor_of(request), found, the(queries.plans_of(found), key))
    return Status(204, None)


def met_of(request: HttpRequest, place: Jurisdiction, given: s.MetIn) -> actions.Met:
    """The meeting that decided, its body and its minutes found by id."""
    values = given.dict()
    values["paper"] = readable_file(actor_of(request), place, given.paper)
    return actions.Met(body=the(institutions.bodies_of(place), values.pop("body")), **values)


@router.post(PLAN + "/items/{slug:item}/proposals", response={201: s.PlanChangeOut})
def propose_plan_change(
    request: HttpRequest, place: str, key: str, item: str, body: s.PlanChangeIn
) -> Any:
    """提出调整计划: nothing of the plan changes by it."""
    found = place_for(request, place, permissions.can_keep_plan)
    one = the(queries.plan_items_of(the(queries.plans_of(found), key)), item)
    made = actions.propose_plan_change(actor_of(request), found, one, **body.dict())
    return Status(201, change_value(made))


@router.post(PLAN + "/items/{slug:item}/changes", response={201: s.PlanChangeOut})
def decide_plan_change(
    request: HttpRequest, place: str, key: str, item: str, body: s.PlanDecisionIn
) -> Any:
    """登记调整计划的决定: what a meeting of the body that adopted the plan decided on a line."""
    found = place_for(request, place, permissions.can_decide_plan)
    one = the(queries.plan_items_of(the(queries.plans_of(found), key)), item)
    values = body.dict()
    values["met"] = met_of(request, found, body.met)
    made = actions.decide_plan_change(actor_of(request), found, one, **values)
    return Status(201, change_value(made))
