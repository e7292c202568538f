"""读机构: every read of this app by subject; the list below is its public face."""

from oversight.institutions.queries.bodies import (
    bodies_of,
    body_of_kind,
    constituencies_of,
    counters_of,
    current_term,
    delegations_of,
    stations_of,
    terms_of,
)
from oversight.institutions.queries.grants import actor_for, grants_in, grants_of, is_of_place
from oversight.institutions.queries.people import (
    deputyships_in,
    memberships_in,
    people_of,
    person_by_id,
    posts_in,
)
from oversight.institutions.queries.places import (
    ALL_PLACES,
    all_places,
    place_by_code,
    profile_of,
    today,
)
from oversight.institutions.queries.units import (
    correspondence_in,
    last_day,
    liaisons_in,
    posts_of,
    successions_of,
    successors_on,
    unit_by_id,
    unit_names,
    unit_periods,
    units_of,
)

__all__ = [
    "ALL_PLACES",
    "actor_for",
    "all_places",
    "bodies_of",
    "body_of_kind",
    "constituencies_of",
    "correspondence_in",
    "counters_of",
    "current_term",
    "delegations_of",
    "deputyships_in",
    "grants_in",
    "grants_of",
    "is_of_place",
    "last_day",
    "liaisons_in",
    "memberships_in",
    "people_of",
    "person_by_id",
    "place_by_code",
    "posts_in",
    "posts_of",
    "profile_of",
    "stations_of",
    "successions_of",
    "successors_on",
    "terms_of",
    "today",
    "unit_by_id",
    "unit_names",
    "unit_periods",
    "units_of",
]
