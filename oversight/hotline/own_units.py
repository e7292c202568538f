"""本单位: to which unit a reader of tickets is bound, and under which names a unit's tickets are stored."""

from __future__ import annotations

from django.http import Http404
from hotline_analytics.lineage import Lineage

from oversight.audit.actors import Actor
from oversight.hotline import permissions, queries
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def own_unit(actor: Actor, place: Jurisdiction) -> str | None:
    """The one unit to which the reader is bound; None where all may be read."""
    if permissions.can_read_tickets(actor, place):
        return None
    unit = institutions.units_of(place).filter(pk=actor.unit_id).first()
    if unit is None:
        raise Http404
    return unit.name


def stored_names(place: Jurisdiction, month: int, unit: str) -> frozenset[str]:
    """The names under which a unit's tickets are stored, predecessors included."""
    lineage = Lineage(queries.successions(place), queries.unit_validity(place), month)
    return frozenset({unit, *lineage.predecessors(unit)})
