"""Small makers for the import tests: a mapping, a source file, a store with its catalogue."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hotline_analytics.ingest import ImportResult, run_import
from hotline_analytics.mapping import Mapping, load_mapping
from hotline_analytics.store import FileRef

HEADER = ("编号", "时间", "单位", "办结", "类型", "内容")
MAPPING = """
name = "{name}"
[columns]
ticket_id = "{ticket_id}"
received_at = "时间"
unit = "单位"
closed_at = "办结"
kind = "类型"
text = "内容"
[formats]
datetime = ["%Y/%m/%d %H:%M"]
timezone = "Asia/Shanghai"
[values.kind]
"投诉" = "complaint"
"咨询" = "consultation"
[units]
policy = "{policy}"
jurisdiction = "test"
"""


def make_mapping(name: str = "热线", ticket_id: str = "编号", policy: str = "auto") -> Mapping:
    """A mapping for files with `HEADER`."""
    return load_mapping(MAPPING.format(name=name, ticket_id=ticket_id, policy=policy))


def make_row(number: object, **changed: str) -> list[str]:
    """A row that fits `HEADER`."""
    cells = {
        "编号": f"T{number}",
        "时间": "2026-06-01 08:00:00",
        "单位": "城管局",
        "办结": "",
        "类型": "投诉",
        "内容": f"内容{number}",
    }
    return list((cells | changed).values())


def write_csv(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """A CSV file in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@dataclass
class Shelf:
    """A store and its catalogue, swapped after each import as the caller does."""

    folder: Path
    files: list[FileRef] = field(default_factory=list)
    secret: bytes = b"a secret of this test"

    def take(self, source: Path, mapping: Mapping | None = None, **options: Any) -> ImportResult:
        """Import a file and swap the catalogue."""
        result = run_import(
            source,
            mapping or make_mapping(),
            base=self.files,
            store_root=self.folder / "store",
            secret=self.secret,
            quarantine_dir=self.folder / "quarantine",
            **options,
        )
        assert result.read == (
            result.accepted + result.duplicates + result.updated + result.quarantined
        )
        self.files = [ref for ref in self.files if ref not in result.removed] + result.added
        return result

    def take_rows(
        self, rows: Sequence[Sequence[str]], mapping: Mapping | None = None
    ) -> ImportResult:
        """Import rows under `HEADER`."""
        return self.take(write_csv(self.folder / "source.csv", rows), mapping)

    def tickets(self, role: str = "current") -> list[dict[str, Any]]:
        """All stored rows of a role, sorted by source, id and version."""
        tables = [pq.read_table(ref.path) for ref in self.files if ref.role == role]
        rows = pa.concat_tables(tables).to_pylist() if tables else []
        return sorted(rows, key=lambda row: (row["source"], row["ticket_id"], row["version"]))

    def ticket(self, ticket_id: str) -> dict[str, Any]:
        """The one current row of an id."""
        [row] = [row for row in self.tickets() if row["ticket_id"] == ticket_id]
        return row


def rows_of(path: Path | None) -> list[dict[str, str]]:
    """The rows of a quarantine file."""
    assert path is not None
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
