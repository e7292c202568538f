"""工单筛选: the filters of a ticket list, as values and as conditions with parameters.

The conditions use the same definitions as the measures, so that a list has as many rows as its figure says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HOUR = 3_600_000_000
DUE_COUNTED = (
    "due_at IS NOT NULL AND ((closed_at IS NOT NULL AND closed_at <= $as_of) OR due_at < $as_of)"
)
RESOLUTION_KNOWN = "coalesce(resolved, '') IN ('yes', 'partly', 'no')"
RATED = "coalesce(satisfaction, '') IN ('satisfied', 'basically_satisfied', 'dissatisfied')"
STATES: dict[str, str] = {
    "closed": "(closed_at IS NOT NULL AND closed_at <= $as_of)",
    "open": "(closed_at IS NULL OR closed_at > $as_of)",
    "due": "(due_at IS NOT NULL)",
    "no_deadline": "(due_at IS NULL)",
    "on_time": "(due_at IS NOT NULL AND closed_at <= $as_of AND closed_at <= due_at)",
    "late": "(due_at IS NOT NULL AND closed_at <= $as_of AND closed_at > due_at)",
    "overdue": "((closed_at IS NULL OR closed_at > $as_of) AND due_at < $as_of)",
    "responded": "(first_response_at IS NOT NULL)",
    "reopened": "(closed_at IS NOT NULL AND closed_at <= $as_of AND reopened >= 1)",
    "with_caller": "(caller IS NOT NULL)",
    "no_caller": "(caller IS NULL)",
    "due_counted": f"({DUE_COUNTED})",
    "due_excluded": f"(NOT ({DUE_COUNTED}))",
    "not_responded": "(first_response_at IS NULL)",
    "resolution_known": f"({RESOLUTION_KNOWN})",
    "resolution_unknown": f"(NOT ({RESOLUTION_KNOWN}))",
    "rated": f"({RATED})",
    "unrated": f"(NOT ({RATED}))",
    "rated_well": "(coalesce(satisfaction, '') IN ('satisfied', 'basically_satisfied'))",
    "within_hour": (
        "(closed_at IS NOT NULL AND closed_at <= $as_of "
        f"AND closed_at - received_at BETWEEN 0 AND {HOUR})"
    ),
}
EQUALS = (
    "first_unit",
    "kind_at_intake",
    "district",
    "channel",
    "satisfaction",
    "resolved",
)
ORDERS: dict[str, str] = {
    "received": "received_at, source, ticket_id",
    "-received": "received_at DESC, source, ticket_id",
    "closed": "closed_at NULLS LAST, source, ticket_id",
    "-closed": "closed_at DESC NULLS LAST, source, ticket_id",
    "due": "due_at NULLS LAST, source, ticket_id",
    "-due": "due_at DESC NULLS LAST, source, ticket_id",
    "unit": "unit, received_at, source, ticket_id",
    "-unit": "unit DESC, received_at, source, ticket_id",
    "id": "ticket_id, source",
    "-id": "ticket_id DESC, source",
}
DAY = 86_400_000_000
REPEAT_WITHIN = 90 * DAY
NO_CATEGORY = ""
"""A category filter of empty text asks for the tickets without one."""


@dataclass(frozen=True)
class TicketFilter:
    """Which tickets of some months; None or empty means no narrowing."""

    months: tuple[int, ...]
    units: frozenset[str] | None = None
    category: str | None = None
    kinds: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    first_unit: str | None = None
    kind_at_intake: str | None = None
    district: str | None = None
    channel: str | None = None
    satisfaction: str | None = None
    resolved: str | None = None
    state: str | None = None
    repeat: bool = False
    q: str = ""


def conditions(chosen: TicketFilter, as_of: int) -> tuple[str, dict[str, Any]]:
    """The WHERE part and its parameters; without the test for repeats, which needs more months."""
    parts = ["list_contains($months, month)"]
    values: dict[str, Any] = {"months": list(chosen.months)}
    for column, names in (
        ("unit", chosen.units),
        ("kind", chosen.kinds),
        ("source", chosen.sources),
    ):
        if names is not None:
            parts.append(f"list_contains($in_{column}, {column})")
            values[f"in_{column}"] = sorted(names)
    if chosen.category is not None:
        if chosen.category == NO_CATEGORY:
            parts.append("category IS NULL")
        else:
            parts.append("category = $category")
            values["category"] = chosen.category
    for column in EQUALS:
        if (wanted := getattr(chosen, column)) is not None:
            parts.append(f"{column} = ${column}")
            values[column] = wanted
    if chosen.state is not None:
        parts.append(STATES[chosen.state])
        if "$as_of" in STATES[chosen.state]:
            values["as_of"] = as_of
    if chosen.q.strip():
        parts.append("contains(lower(coalesce(title, '')), lower($q))")
        values["q"] = chosen.q.strip()[:200]
    return " AND ".join(parts), values
