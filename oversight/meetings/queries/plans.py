"""读年度计划: the plans of a place, their lines, one line."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings.models import AnnualPlan, PlanChange, PlanItem


def plans_of(place: Jurisdiction) -> models.QuerySet[AnnualPlan]:
    """Every plan of the place, the newest year first."""
    return AnnualPlan.objects.in_scope(Scope.of(place)).select_related("body")


def plan_by_id(place: Jurisdiction, key: str) -> AnnualPlan | None:
    """One plan of the place."""
    return plans_of(place).filter(public_id=key).first()


def plan_items_in(place: Jurisdiction) -> models.QuerySet[PlanItem]:
    """Every line of every plan."""
    return PlanItem.objects.in_scope(Scope.of(place)).select_related("plan", "plan__body", "office")


def plan_items_of(plan: AnnualPlan) -> models.QuerySet[PlanItem]:
    """The lines of a plan in their order."""
    rows = plan.items.select_related("office", "plan").prefetch_related("changes__meeting")
    return rows.order_by("order", "pk")


def plan_item_by_id(place: Jurisdiction, key: str) -> PlanItem | None:
    """One line."""
    return plan_items_in(place).filter(public_id=key).first()


def changes_waiting(place: Jurisdiction) -> models.QuerySet[PlanChange]:
    """The changes that were proposed and wait for a meeting, the oldest first."""
    rows = PlanChange.objects.in_scope(Scope.of(place)).filter(state="proposed")
    return rows.select_related("item", "item__plan", "item__plan__body").order_by("pk")


def offices_by_name(place: Jurisdiction) -> dict[str, Body]:
    """The offices of today by name and short name."""
    rows = institutions.bodies_of(place).on(institutions.today()).filter(kind__in=Body.OFFICES)
    return {name: body for body in rows for name in (body.name, body.short_name) if name}


def office_named(offices: Mapping[str, Body], name: str) -> Body | None:
    """The office that a plan means: by its name, or the only one whose name ends so (市人大财经工委, 财经工委)."""
    if not name or name in offices:
        return offices.get(name)
    alike = {
        body.pk: body
        for known, body in offices.items()
        if min(len(known), len(name)) > 2 and (known.endswith(name) or name.endswith(known))
    }
    return next(iter(alike.values())) if len(alike) == 1 else None
