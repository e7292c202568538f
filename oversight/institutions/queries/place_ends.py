"""读撤并: which places ended, which carries on for one, whose matters a place has taken over."""

from __future__ import annotations

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


def taken_over_by(place: Jurisdiction) -> list[PlaceSuccession]:
    """The endings whose matters come to this place, those of its own predecessors' predecessors too."""
    found = list(place_successions().filter(successor=place))
    for one in list(found):
        found += taken_over_by(one.predecessor)
    return found


def living_below(place: Jurisdiction) -> QuerySet[Jurisdiction]:
    """The places right below this one that have not ended."""
    rows = Jurisdiction.objects.in_scope(ALL_PLACES).filter(parent=place, succession=None)
    return rows.order_by("code")
