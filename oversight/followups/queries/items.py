"""读跟踪事项: the items of a place, of a unit with what it carries on, and about a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.followups import owners, permissions
from oversight.followups.models import (
    Evidence,
    ExtensionRequest,
    Followup,
    FollowupPart,
    FollowupVersion,
)
from oversight.institutions.models import Jurisdiction


def followups_of(place: Jurisdiction) -> models.QuerySet[Followup]:
    """Every item of the place."""
    return Followup.objects.in_scope(Scope.of(place)).select_related(
        "unit", "office", "jurisdiction"
    )


def open_of(place: Jurisdiction) -> models.QuerySet[Followup]:
    """What is neither verified nor withdrawn, the nearest deadline first."""
    return (
        followups_of(place)
        .exclude(state__in=Followup.CLOSED)
        .order_by(models.F("due").asc(nulls_last=True), "pk")
    )


def followup_by_id(place: Jurisdiction, public_id: str) -> Followup | None:
    """One item of the place."""
    return followups_of(place).filter(public_id=public_id).first()


def followups_about(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[Followup]:
    """The items that a record gave rise to, e.g. of a case, in their order."""
    return followups_of(place).filter(about_kind=kind, about_id=public_id).order_by("pk")


def open_about(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[Followup]:
    """Those of them that are neither verified nor withdrawn."""
    return followups_about(place, kind, public_id).exclude(state__in=Followup.CLOSED)


def carried_by(place: Jurisdiction, unit_id: int | None) -> models.QuerySet[Followup]:
    """The items that a unit answers for today, those of its predecessors included."""
    units = owners.lineage_of(place).carried_by(unit_id)
    return followups_of(place).filter(unit_id__in=units)


def readable_by(actor: Actor, place: Jurisdiction) -> models.QuerySet[Followup]:
    """What the acting role may see: the office everything, a unit its own and what it assists."""
    if permissions.can_read_office(actor, place):
        return followups_of(place)
    if not permissions.speaks(actor, place):
        return followups_of(place).none()
    units = owners.lineage_of(place).carried_by(actor.unit_id)
    assisted = Followup.objects.in_scope(Scope.of(place)).filter(co_units__unit_id__in=units)
    return followups_of(place).filter(
        models.Q(unit_id__in=units) | models.Q(pk__in=assisted.values("pk"))
    )


def evidence_of(followup: Followup) -> models.QuerySet[Evidence]:
    """The files of an item, oldest first."""
    return followup.evidence.select_related("file", "report", "verification").order_by("pk")


def waiting_extensions(place: Jurisdiction) -> models.QuerySet[ExtensionRequest]:
    """Requests that the office has not answered."""
    return (
        ExtensionRequest.objects.in_scope(Scope.of(place))
        .filter(state="waiting")
        .select_related("followup", "followup__unit")
        .order_by("asked_at")
    )


def parts_of(followups: Iterable[Followup], place: Jurisdiction) -> models.QuerySet[FollowupPart]:
    """The division among sections of several items."""
    return FollowupPart.objects.in_scope(Scope.of(place)).filter(followup__in=list(followups))


def content_at(followup: Followup, number: int) -> dict[str, Any] | None:
    """What the item said at a version, None where there was none."""
    found = FollowupVersion.objects.in_scope(Scope.of(followup.jurisdiction_id)).filter(
        followup=followup, number=number
    )
    row = found.first()
    return row.content if row else None
