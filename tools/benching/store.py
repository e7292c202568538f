"""Synthetic tickets for the benchmarks: written once a run, read by every work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class StoredFile:
    """A file reference as the store's catalogue gives it."""

    month: int
    path: str
    role: str = "current"


@dataclass(frozen=True)
class Tickets:
    """Tickets as a hotline hands them over (CSV with its mapping) and as the store holds them."""

    rows: int
    csv: Path
    mapping: Path
    files: tuple[StoredFile, ...]


def write_tickets(folder: Path, rows: int, months: int = 36, units: int = 76) -> Tickets:
    """Invented tickets of three years over 76 units."""
    from hotline_analytics import synthetic

    written: dict[str, Any] = synthetic.write_tickets(rows, months, units, folder)
    return Tickets(
        rows,
        Path(written["csv"]),
        Path(written["mapping"]),
        tuple(StoredFile(entry["month"], entry["path"]) for entry in written["files"]),
    )
