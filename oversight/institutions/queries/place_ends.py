"""读撤并: which places ended, which carries on for one, whose matters a place has taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from oversight.institutions.models import Jurisdiction, PlaceSuccession
from oversight.institutions.queries.places import ALL_PLACES


def place_successions() -> QuerySet[PlaceSuccession]:
    """Every ending of a place that is on record; the tree of places is public."""
    rows = PlaceSuccession.objects.in_scope(ALL_PLACES)
    return rows.select_related("predecessor", "successor", "jurisdiction")


def ending_of(place: Jurisdiction) -> PlaceSuccession | None:
    """How the place ended; None while it is there."""
    return place_successions().filter(predecessor=place).first()


def heir_of(place: Jurisdiction) -> Jurisdiction | None:
    """The place that carries its matters on today, through several endings; None while it is there itself."""
    found = ending_of(place)
    heir: Jurisdiction | None = None
    while found is not None:
        heir = found.successor
        found = ending_of(heir)
    return heir


@dataclass(frozen=True)
class TakenOver:
    """An ended place, and since when its matters come to the place that was asked about."""

    place: Jurisdiction
    since: date


def taken_over_by(place: Jurisdiction, since: date = date.min) -> list[TakenOver]:
    """Whose matters come to this place: of those merged into it, and of those merged into them before."""
    found: list[TakenOver] = []
    for one in place_successions().filter(successor=place):
        day = max(one.on, since)
        found += [TakenOver(one.predecessor, day), *taken_over_by(one.predecessor, day)]
    return found


def living_below(place: Jurisdiction) -> QuerySet[Jurisdiction]:
    """The places right below this one that have not ended."""
    rows = Jurisdiction.objects.in_scope(ALL_PLACES).filter(parent=place, succession=None)
    return rows.order_by("code")
