"""公开年度监督计划 (监督法 art. 63): every line as adopted, what a meeting changed of it, how far it is. No person is named."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from oversight.meetings import queries
from oversight.meetings.models import AnnualPlan, PlanItem

KIND = "annual_plan"
KEPT_IN = "zh-hans"


@override(KEPT_IN)
def plan_content(plan: AnnualPlan) -> dict[str, Any]:
    """The plan as values."""
    return {
        "place": plan.jurisdiction.code,
        "place_name": plan.jurisdiction.name,
        "title": plan.title,
        "year": plan.year,
        "body": plan.body.name,
        "adopted_on": plan.adopted_on.isoformat() if plan.adopted_on else "",
        "adopted_by": plan.adopted_by,
        "lines": [line_content(one) for one in queries.plan_items_of(plan)],
    }


def line_content(item: PlanItem) -> dict[str, Any]:
    """One line with the decisions on it, the oldest first."""
    return {
        "number": item.order,
        "section": item.section,
        "text": item.text,
        "office": item.office.name if item.office else item.office_name,
        "when": item.due_text,
        "state": item.state,
        "state_on": item.state_on.isoformat() if item.state_on else "",
        "changes": [
            {
                "kind": one.kind,
                "text": one.text,
                "reason": one.reason,
                "on": one.on.isoformat() if one.on else "",
                "meeting": one.meeting_name,
            }
            for one in item.changes.all()
            if one.state == "decided"
        ],
    }
