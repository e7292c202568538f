"""单位清单: the units of a place as of a day, with head, liaison officers and following office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import (
    Jurisdiction,
    LiaisonOfficer,
    OfficeCorrespondence,
    Post,
    Unit,
)
from oversight.institutions.queries.searching import search_text
from oversight.institutions.queries.units import units_of


@dataclass(frozen=True)
class UnitRow:
    """清单的一行。"""

    unit: Unit
    heads: list[Post]
    liaisons: list[LiaisonOfficer]
    offices: list[OfficeCorrespondence]
    exists: bool


def unit_list(
    place: Jurisdiction, *, day: date, q: str = "", kind: str = "", state: str = "existing"
) -> models.QuerySet[Unit]:
    """Units that match; ``state``: existing on the day, ended by it, or all."""
    rows, q = units_of(place), search_text(q)
    if state == "existing":
        rows = rows.on(day)
    elif state == "ended":
        rows = rows.filter(valid_to__lt=day)
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        aliased = [
            key
            for key, aliases in units_of(place).values_list("pk", "aliases")
            if any(q.lower() in alias.lower() for alias in aliases)
        ]
        rows = rows.filter(
            models.Q(name__icontains=q)
            | models.Q(short_name__icontains=q)
            | models.Q(pk__in=aliased)
        )
    return rows


def with_ties(rows: models.QuerySet[Unit], place: Jurisdiction, day: date) -> models.QuerySet[Unit]:
    """The same units with heads, liaison officers and offices of the day fetched beside."""
    scope = Scope.of(place)

    def beside(model: Any, *parts: str) -> Any:
        return model.objects.in_scope(scope).on(day).select_related(*parts)

    return rows.prefetch_related(
        models.Prefetch("posts", beside(Post, "person").filter(is_head=True), to_attr="heads"),
        models.Prefetch(
            "liaisons", beside(LiaisonOfficer, "person").order_by("rank"), to_attr="officers"
        ),
        models.Prefetch("followed_by", beside(OfficeCorrespondence, "office"), to_attr="followers"),
    )


def unit_row(unit: Any, day: date) -> UnitRow:
    """One row from a unit fetched ``with_ties``."""
    return UnitRow(unit, unit.heads, unit.officers, unit.followers, unit.holds_on(day))
