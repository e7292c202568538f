"""读机构: places, grants, units and people as pages and other apps need them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import (
    Jurisdiction,
    PlaceProfile,
    RoleGrant,
    Unit,
    UnitSuccession,
)

ALL_PLACES = Scope.everywhere("the tree of places is public")


def today() -> date:
    return timezone.localdate()


def place_by_code(code: str) -> Jurisdiction | None:
    """The place with this code, or None."""
    return Jurisdiction.objects.in_scope(ALL_PLACES).filter(code=code).first()


def all_places() -> models.QuerySet[Jurisdiction]:
    """Every place of the installation (the tree is public)."""
    return Jurisdiction.objects.in_scope(ALL_PLACES)


def profile_of(place: Jurisdiction) -> PlaceProfile:
    """The office's settings; unsaved defaults where none were set."""
    found = PlaceProfile.objects.in_scope(Scope.of(place)).filter(jurisdiction=place).first()
    return found or PlaceProfile(
        jurisdiction=place, modules=[name for name, _ in PlaceProfile.MODULES]
    )


def grants_of(account: Any) -> list[RoleGrant]:
    """The roles that the account may act in today, in the order of their places."""
    scope = Scope.everywhere("an account may hold roles in several places")
    return list(
        RoleGrant.objects.in_scope(scope)
        .filter(account=account)
        .on(today())
        .select_related("jurisdiction", "unit")
        .order_by("jurisdiction__code", "role", "pk")
    )


def actor_for(grant: RoleGrant) -> Actor:
    """The acting role that a grant gives."""
    return Actor(
        account_id=grant.account_id,
        label=str(grant.account),
        role=grant.role,
        place=grant.jurisdiction.code,
        unit_id=grant.unit_id,
    )


def units_of(place: Jurisdiction) -> models.QuerySet[Unit]:
    """All units ever known in the place."""
    return Unit.objects.in_scope(Scope.of(place))


def successions_of(place: Jurisdiction) -> models.QuerySet[UnitSuccession]:
    """Who became whom in the place."""
    return (
        UnitSuccession.objects.in_scope(Scope.of(place))
        .select_related("predecessor", "successor")
        .order_by("on", "pk")
    )
