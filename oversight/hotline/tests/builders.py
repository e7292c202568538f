"""热线测试的样例: small ticket files, mappings, places and actors, made through the acts of users."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.hotline import actions
from oversight.hotline.models import ImportBatch
from oversight.institutions import actions as institutions
from oversight.institutions.models import Jurisdiction

HEADS = (
    "id", "received", "unit", "closed", "due", "kind", "category", "title", "caller",
    "satisfaction", "first_unit", "kind_first",
)  # fmt: skip
MAPPING = """
name = "{name}"
[columns]
ticket_id = "id"
received_at = "received"
unit = "unit"
closed_at = "closed"
due_at = "due"
kind = "kind"
category = "category"
title = "title"
caller = "caller"
satisfaction = "satisfaction"
first_unit = "first_unit"
kind_at_intake = "kind_first"
[formats]
datetime = ["%Y-%m-%d %H:%M"]
timezone = "Asia/Shanghai"
[values.kind]
"投诉" = "complaint"
"咨询" = "consultation"
[values.satisfaction]
"满意" = "satisfied"
"不满意" = "dissatisfied"
[units]
policy = "{policy}"
jurisdiction = "{code}"
"""
numbers = itertools.count(1)


def clerk(place: Jurisdiction | str) -> Actor:
    """The clerk of a place."""
    return Actor(7, "周砚清", "clerk", getattr(place, "code", place))


def member(place: Jurisdiction | str) -> Actor:
    """A committee member of a place, who reads and writes nothing."""
    return Actor(8, "林知夏", "member", getattr(place, "code", place))


def make_code() -> str:
    """A code that no other test uses: the store folder outlives a test's database."""
    return f"place-{next(numbers)}"


def make_place(code: str = "", **more: Any) -> Jurisdiction:
    """A county."""
    code = code or make_code()
    more.setdefault("kind", "county")
    return institutions.create_place(operator(), code=code, name=f"{code}县", **more)


def make_mapping(code: str = "", *, name: str = "12345", policy: str = "auto") -> str:
    """The text of a mapping for the files of ``make_csv``."""
    return MAPPING.format(name=name, policy=policy, code=code)


def ticket(number: int | str, received: str, unit: str = "城管局", **more: str) -> dict[str, str]:
    """One row."""
    return {"id": str(number), "received": received, "unit": unit, "kind": "投诉", **more}


def make_csv(folder: Path, rows: Iterable[Mapping[str, str]], name: str = "tickets.csv") -> Path:
    """A UTF-8 CSV file."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, HEADS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def make_import(
    place: Jurisdiction, folder: Path, rows: Iterable[Mapping[str, str]], **more: Any
) -> ImportBatch:
    """Rows imported by the place's clerk."""
    return actions.import_tickets(
        clerk(place), place, path=make_csv(folder, rows), mapping=make_mapping(place.code, **more)
    )


def spread(month: str, unit: str, count: int, start: int = 0, **more: str) -> list[dict[str, str]]:
    """``count`` tickets of one unit over the days of a month."""
    return [
        ticket(
            f"{month}-{unit}-{start + n}", f"{month}-{n % 28 + 1:02d} 09:{n % 60:02d}", unit, **more
        )
        for n in range(count)
    ]


def two_years(units: Mapping[str, int], last_factor: float = 1.0) -> list[dict[str, str]]:
    """Steady tickets from 2024-07 to 2026-06; the last month multiplied."""
    months = [f"{2024 + (6 + n) // 12}-{(6 + n) % 12 + 1:02d}" for n in range(24)]
    rows: list[dict[str, str]] = []
    for month in months:
        factor = last_factor if month == months[-1] else 1.0
        for unit, count in units.items():
            rows += spread(month, unit, round(count * factor))
    return rows
