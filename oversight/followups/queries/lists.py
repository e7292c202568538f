"""清单的条件: search, kind, state, deadline, unit and office as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

from oversight.followups.limits import Limits
from oversight.followups.models import Followup
from oversight.institutions.queries.searching import search_text

ORDERS: Mapping[str, str] = {
    "code": "pk",
    "title": "title",
    "unit": "unit__name",
    "due": "due",
    "state": "state",
    "assigned": "assigned_at",
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; everything empty means all that is open."""

    q: str = ""
    kind: str = ""
    state: str = ""
    due: str = ""
    unit: str = ""
    office: str = ""

    @property
    def given(self) -> bool:
        return any(vars(self).values())


def filtered(
    rows: models.QuerySet[Followup], filters: Filters, limits: Limits, today: date
) -> models.QuerySet[Followup]:
    """The rows that match."""
    rows = of_state(rows, filters.state)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.unit:
        rows = rows.filter(unit__public_id=filters.unit)
    if filters.office:
        rows = rows.filter(office__public_id=filters.office)
    if filters.due:
        rows = rows.filter(due_condition(filters.due, limits, today))
    text = search_text(filters.q)
    if text:
        rows = rows.filter(
            models.Q(title__icontains=text)
            | models.Q(code__icontains=text)
            | models.Q(unit__name__icontains=text)
            | models.Q(requirement__icontains=text)
            | models.Q(about_label__icontains=text)
        )
    return rows


def of_state(rows: models.QuerySet[Followup], state: str) -> models.QuerySet[Followup]:
    """One state, or a group of them: open by default."""
    if state == "all":
        return rows
    if state == "closed":
        return rows.filter(state__in=Followup.CLOSED)
    if state == "extension":
        return rows.filter(extensions__state="waiting").exclude(state__in=Followup.CLOSED)
    if state == "with_unit":
        return rows.filter(state__in=Followup.WITH_UNIT)
    if state:
        return rows.filter(state=state)
    return rows.exclude(state__in=Followup.CLOSED)


def due_condition(due: str, limits: Limits, today: date) -> models.Q:
    """The rung of the ladder as a condition."""
    soon = today + timedelta(days=limits.soon_days)
    long = today - timedelta(days=limits.long_days)
    conditions = {
        "late": models.Q(due__lt=today),
        "long_overdue": models.Q(due__lte=long),
        "soon": models.Q(due__gte=today, due__lte=soon),
        "on_time": models.Q(due__gt=soon),
        "no_deadline": models.Q(due=None),
    }
    return conditions.get(due, models.Q())


def ordered(rows: models.QuerySet[Followup], wanted: str, first: str = "due") -> Any:
    """By one of the columns; a missing deadline comes last."""
    descending = wanted.startswith("-")
    name = wanted.lstrip("-")
    if name not in ORDERS:
        descending, name = False, first
    field = models.F(ORDERS[name])
    order = field.desc(nulls_last=True) if descending else field.asc(nulls_last=True)
    return rows.order_by(order, "pk")
