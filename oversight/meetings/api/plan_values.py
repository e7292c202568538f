"""计划的接口的值: plans, their lines and changes, as the pages show them."""

from __future__ import annotations

from typing import Any

from oversight.meetings import queries
from oversight.meetings.api.values import named
from oversight.meetings.models import AnnualPlan, PlanChange, PlanItem

CHANGE = (
    "kind", "state", "text", "reason", "proposed_kind", "proposed_text", "proposed_reason",
    "proposed_on", "proposed_label", "recorded_label", "paper_ref", "term_no", "meeting_no", "on", "meeting_name",
)  # fmt: skip


def plan_value(plan: AnnualPlan) -> dict[str, Any]:
    """A plan with how much of it is done."""
    states = list(plan.items.values_list("state", flat=True))
    names = ("title", "year", "state", "adopted_on", "adopted_by")
    return {
        "id": plan.public_id,
        "body": named(plan.body),
        **{name: getattr(plan, name) for name in names},
        "lines": len(states),
        "done": states.count("done"),
    }


def plan_item_value(item: PlanItem) -> dict[str, Any]:
    """One line with what was proposed and decided about it."""
    names = ("order", "section", "text", "due_text", "state", "state_note", "state_on")
    office = item.office.name if item.office else item.office_name
    return {
        "id": item.public_id,
        "office": office,
        **{name: getattr(item, name) for name in names},
        "changes": [change_value(one) for one in item.changes.all()],
    }


def change_value(one: PlanChange) -> dict[str, Any]:
    """One change of a line."""
    return {
        "id": one.public_id,
        "meeting": one.meeting.public_id if one.meeting else "",
        "paper": one.paper_id is not None,
        **{name: getattr(one, name) for name in CHANGE},
    }


def plan_detail(plan: AnnualPlan) -> dict[str, Any]:
    """A plan with its lines."""
    items = [plan_item_value(one) for one in queries.plan_items_of(plan)]
    return {**plan_value(plan), "items": items}
