"""The two files of the import runs: one that the store holds already, and one that changes part of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tools.benching.store import write_tickets
from tools.killing.runs import PLACE

ID, RATING = "工单编号", "满意度"


@dataclass(frozen=True)
class Files:
    """Tickets of twelve months: the first file, the second one, and their mapping."""

    first: Path
    second: Path
    mapping: Path
    month: str = "2026-03"


def write_files(folder: Path, rows: int) -> Files:
    """The second file repeats most tickets of the first, rates some of them anew, and adds others."""
    tickets = write_tickets(folder, rows, months=12, units=20)
    with tickets.csv.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        heads = list(reader.fieldnames or ())
        every = list(reader)
    first = [row for number, row in enumerate(every) if number % 3]
    second = [
        {**row, RATING: "不满意"} if number % 10 == 0 else row for number, row in enumerate(every)
    ]
    mapping = tickets.mapping.read_text(encoding="utf-8")
    tickets.mapping.write_text(
        mapping.replace('jurisdiction = "synthetic"', f'jurisdiction = "{PLACE}"'),
        encoding="utf-8",
    )
    return Files(
        write_csv(folder / "first.csv", heads, first),
        write_csv(folder / "second.csv", heads, second),
        tickets.mapping,
    )


def write_csv(path: Path, heads: list[str], rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(rows)
    return path
