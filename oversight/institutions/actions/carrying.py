"""单位变动时人和联系的去向: posts, liaison officers, correspondence and roles of a unit that ends.

``carry_over`` ends each on the eve and lets it go on under the successor; ``close_ties`` only ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.records import new_public_id
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import put
from oversight.institutions.models import (
    LiaisonOfficer,
    OfficeCorrespondence,
    Post,
    RoleGrant,
    Unit,
)
from oversight.institutions.rules import periods

TIES: tuple[type[models.Model], ...] = (Post, LiaisonOfficer, OfficeCorrespondence, RoleGrant)


def ties_of(unit: Unit, on: date) -> Iterator[Any]:
    """Everything dated that hangs on the unit and would still hold on ``on``."""
    scope = Scope.of(unit.jurisdiction_id)
    for model in TIES:
        rows = model.objects.in_scope(scope).filter(unit=unit)
        yield from rows.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=on)).order_by("pk")


def carry_over(unit: Unit, successor: Unit, on: date) -> None:
    """Each tie ends the day before and a new one begins under the successor."""
    for tie in ties_of(unit, on):
        last, first = tie.valid_to, max(on, tie.valid_from or on)
        if tie.valid_from is not None and tie.valid_from >= on:
            tie.unit = successor
            put(tie)
            continue
        _end(tie, on, "")
        _renew(tie, successor, first, last)


def close_ties(unit: Unit, successor: Unit | None, on: date) -> None:
    """Each tie ends the day before the change."""
    name = successor.name if successor else ""
    reason = _("单位变动：%(name)s") % {"name": name} if name else _("单位撤销")
    for tie in ties_of(unit, on):
        _end(tie, on, reason)


def _end(tie: Any, on: date, reason: str) -> None:
    """End the eve before; a tie that had not begun keeps an empty period and never holds."""
    tie.valid_to = periods.day_before(on)
    if reason and hasattr(tie, "end_reason"):
        tie.end_reason = reason[:200]
    put(tie)


def _renew(tie: Any, successor: Unit, first: date, last: date | None) -> None:
    if already_there(tie, successor, first):
        return
    tie.pk, tie.public_id = None, new_public_id()
    tie._state.adding = True
    tie.unit, tie.valid_from, tie.valid_to = successor, first, last
    if hasattr(tie, "end_reason"):
        tie.end_reason = ""
    put(tie)


def already_there(tie: Any, successor: Unit, first: date) -> bool:
    """Whether the office already follows the successor (several units merged into one)."""
    if not isinstance(tie, OfficeCorrespondence):
        return False
    rows = OfficeCorrespondence.objects.in_scope(Scope.of(tie.jurisdiction_id))
    return rows.filter(office=tie.office_id, unit=successor).on(first).exists()
