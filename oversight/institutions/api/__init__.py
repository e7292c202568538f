"""接口: places, units, people, bodies, roles, records and spreadsheets over HTTP."""

from oversight.institutions.api import (
    bodies,
    boundaries,
    people,
    public,
    records,
    roles,
    sheets,
    unit_acts,
    villages,
)
from oversight.institutions.api.routing import router

__all__ = [
    "bodies",
    "boundaries",
    "people",
    "public",
    "records",
    "roles",
    "router",
    "sheets",
    "unit_acts",
    "villages",
]
