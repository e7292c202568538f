"""页面测试的样例: a county with two years of tickets, its cubes, and people in their roles."""

from __future__ import annotations

from pathlib import Path

from django.test import Client

from oversight.audit.actors import system
from oversight.hotline import actions
from oversight.hotline.tests.builders import make_import, make_place, spread, ticket, two_years
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.tests.builders import make_grant, signed_in

MONTH = 2026 * 12 + 5
UNITS = {"城管局": 12, "水务局": 8, "教育局": 6, "公安局": 5, "民政局": 4, "税务局": 4}


def month_rows() -> list[dict[str, str]]:
    """June 2026 with everything that quality and flows look at."""
    more = {
        "closed": "2026-06-29 10:00",
        "due": "2026-06-30 10:00",
        "satisfaction": "满意",
        "caller": "13800000001",
        "first_unit": "水务局",
        "kind_first": "投诉",
        "category": "供水",
    }
    late = {**more, "due": "2026-06-28 10:00", "satisfaction": "不满意", "caller": "13800000002"}
    return [
        *spread("2026-06", "城管局", 8, 100, **more),
        *spread("2026-06", "城管局", 4, 200, **late),
        *spread("2026-06", "水务局", 5, 100, kind="咨询", kind_first="投诉", category="排水"),
    ]


def make_month(folder: Path, factor: float = 1.5) -> Jurisdiction:
    """A place whose last month rose, with cubes."""
    place = make_place()
    make_import(place, folder, [*two_years(UNITS, factor), *month_rows()])
    refresh(place)
    return place


def refresh(place: Jurisdiction) -> None:
    """Bring the cubes up to the store, as the worker does."""
    actions.refresh_cubes(system(), place)


def add_tickets(place: Jurisdiction, folder: Path, count: int, unit: str = "城管局") -> None:
    """More tickets of June 2026."""
    rows = [ticket(f"extra-{n}", "2026-06-15 08:00", unit) for n in range(count)]
    make_import(place, folder, rows)
    refresh(place)


def client_as(place: Jurisdiction, role: str = "clerk", unit: Unit | None = None) -> Client:
    """Somebody signed in in a role."""
    return signed_in(make_grant(place, role, unit))


def unit_named(place: Jurisdiction, name: str) -> Unit:
    """One unit of the place."""
    return institutions.units_of(place).get(name=name)
