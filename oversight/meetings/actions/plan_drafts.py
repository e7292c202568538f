"""计划草案的写: a line mended or taken out, a draft given up; of an adopted plan only the office of a line is assigned."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Body, Jurisdiction
from oversight.links.queries import linked_ids
from oversight.meetings import permissions
from oversight.meetings.actions.plan_meetings import ADJUSTABLE
from oversight.meetings.actions.plans import locked_line, locked_plan
from oversight.meetings.actions.support import meeting_act, written
from oversight.meetings.models import AnnualPlan, PlanItem

WORDS = ("section", "text", "when")


def change_plan_item(
    actor: Actor, place: Jurisdiction, item: PlanItem, *, office: Body | None, **words: str
) -> PlanItem:
    """改计划事项: what was misread in a draft; in an adopted plan which office carries the line, nothing else."""
    with meeting_act(
        "change_plan_item", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        plan = locked_plan(place, item.plan)
        item = locked_line(actor, place, item)
        check_place(place, office=office)
        unknown = set(words) - set(WORDS)
        if unknown:
            raise TypeError(f"unknown fields {sorted(unknown)}")
        if words and plan.state == "adopted":
            text = _("计划已经通过，内容由会议决定调整；这里只改责任委室。")
            raise Refused("adopted", text, basis=ADJUSTABLE, where="text")
        if words:
            put_words(item, words)
        if office is None and item.office is not None:
            item.office_name = ""
        item.office = office
        put(item)
        running.facts = {"item": item.public_id, "plan": plan.title}
    return item


def put_words(item: PlanItem, words: dict[str, str]) -> None:
    """The words of a draft's line."""
    item.text = written(words.get("text", item.text), "text", _("计划事项"), 1000)
    item.section = words.get("section", item.section).strip()[:200]
    item.due_text = words.get("when", item.due_text).strip()[:100]


def remove_plan_item(actor: Actor, place: Jurisdiction, item: PlanItem) -> None:
    """删去计划事项: out of a draft, as long as nothing is linked to it."""
    with meeting_act(
        "remove_plan_item", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        plan = locked_plan(place, item.plan)
        item = locked_line(actor, place, item)
        refuse_kept(place, plan, [item])
        running.facts = {"plan": plan.title, "text": item.text[:200]}
        item.delete()


def discard_plan(actor: Actor, place: Jurisdiction, plan: AnnualPlan) -> None:
    """作废计划草案: a wrong file was imported; nothing of an adopted plan is ever deleted."""
    with meeting_act(
        "discard_plan", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        plan = locked_plan(place, plan)
        items = list(plan.items.all())
        refuse_kept(place, plan, items)
        running.facts = {"plan": plan.title, "year": plan.year, "lines": len(items)}
        for item in items:
            item.delete()
        plan.delete()


def refuse_kept(place: Jurisdiction, plan: AnnualPlan, items: list[Any]) -> None:
    """An adopted plan is kept, and so is a line that something was done or linked for."""
    if plan.state == "adopted":
        text = _("计划已经通过，不能删去；不再进行的，由会议决定调整。")
        raise Refused("adopted", text, basis=ADJUSTABLE)
    tied = linked_ids(place, "plan_item")
    if any(one.public_id in tied or one.state != "open" for one in items):
        raise Refused("in_use", _("已经有进展或者关联的事项不能删去；先解除关联。"))
