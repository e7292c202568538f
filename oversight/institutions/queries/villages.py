"""读村和社区: those of a place that are there today, and those that were."""

from __future__ import annotations

from django.db.models import QuerySet

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.places import all_places, today


def all_villages(place: Jurisdiction) -> QuerySet[Jurisdiction]:
    """The villages and communities right below a place, ended ones too."""
    return all_places().filter(parent=place, level="village").order_by("name")


def villages_of(place: Jurisdiction) -> QuerySet[Jurisdiction]:
    """Those that are there today."""
    return all_villages(place).on(today())
