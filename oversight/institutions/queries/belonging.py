"""读归属: in which units and bodies somebody is – by post, seat, liaison or account (procedures §9)."""

from __future__ import annotations

from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.grants import grants_in
from oversight.institutions.queries.people import memberships_in, posts_in
from oversight.institutions.queries.places import today
from oversight.institutions.queries.units import liaisons_in


def units_of_person(place: Jurisdiction, person: str) -> frozenset[str]:
    """Where somebody holds a post or a seat today, is liaison officer or has an account for."""
    day = today()
    posts = posts_in(place).on(day).filter(person__public_id=person)
    liaisons = liaisons_in(place).on(day).filter(person__public_id=person)
    grants = grants_in(place).on(day).filter(role__in=RoleGrant.OF_UNIT)
    grants = grants.filter(account__person__public_id=person)
    seats = memberships_in(place).on(day).filter(person__public_id=person)
    units = (each.values_list("unit__public_id", flat=True) for each in (posts, liaisons, grants))
    return frozenset().union(*units, seats.values_list("body__public_id", flat=True))
