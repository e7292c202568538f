"""随系统提供的放假和调休: the file ``data/days.toml``, years as the State Council announced them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from oversight.calendar.rules.arrangements import Arranged

FILE = Path(__file__).parent / "data" / "days.toml"


@cache
def years() -> Mapping[int, tuple[Arranged, ...]]:
    """Every year of the file with its days in order."""
    with FILE.open("rb") as file:
        table = tomllib.load(file)
    return {int(year): _days(year, kinds) for year, kinds in table.items()}


def _days(year: str, kinds: Mapping[str, Mapping[str, str]]) -> tuple[Arranged, ...]:
    found = [
        Arranged(date.fromisoformat(f"{year}-{day}"), kind, name)
        for kind, days in kinds.items()
        for day, name in days.items()
    ]
    return tuple(sorted(found))
