"""读地方: the tree of places and each office's settings."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction, PlaceProfile

ALL_PLACES = Scope.everywhere("the tree of places is public")


def today() -> date:
    return timezone.localdate()


def place_by_code(code: str) -> Jurisdiction | None:
    """The place with this code, with its ending if it has one; or None."""
    rows = Jurisdiction.objects.in_scope(ALL_PLACES).select_related("succession__successor")
    return rows.filter(code=code).first()


def all_places() -> models.QuerySet[Jurisdiction]:
    """Every place of the installation (the tree is public)."""
    return Jurisdiction.objects.in_scope(ALL_PLACES)


def profile_of(place: Jurisdiction) -> PlaceProfile:
    """The office's settings; unsaved defaults where none were set."""
    found = PlaceProfile.objects.in_scope(Scope.of(place)).filter(jurisdiction=place).first()
    return found or PlaceProfile(
        jurisdiction=place, modules=[name for name, _ in PlaceProfile.MODULES]
    )


def any_demo_place() -> bool:
    """Whether this installation holds demonstration data."""
    scope = Scope.everywhere("pages without a place must say so too")
    return PlaceProfile.objects.in_scope(scope).filter(demo=True).exists()


def only_root_profile() -> PlaceProfile | None:
    """The settings of the place above all others, where there is just one: it names pages without a place."""
    roots = list(all_places().filter(parent=None)[:2])
    return profile_of(roots[0]) if len(roots) == 1 else None
