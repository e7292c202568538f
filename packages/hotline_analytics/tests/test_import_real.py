"""Every real ticket file comes in as a plain reading of the file says."""

from __future__ import annotations

import csv
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest
from hotline_analytics.mapping import load_mapping, shipped_mappings

from .import_cases import Shelf

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "hotline"
FILES = {
    "nyc": "nyc_council_casework_2015_2023_dev.parquet",
    "boston": "boston311_2013_2019_three_reasons.parquet",
    "baltimore": "baltimore311_sample10k.csv",
    "teddy2020": "teddy2020_hot_messages.csv",
}
LARGEST = "nyc"  # with `make walk`
PLAIN = ("unit", "category", "district", "channel", "status")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here"),
]


def plain_rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".parquet":
        rows = pq.read_table(path).to_pylist()
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    return [
        {key: "" if cell is None else str(cell).strip() for key, cell in row.items()}
        for row in rows
    ]


def micros(text: str, form: str, zone: ZoneInfo) -> int | None:
    if not text:
        return None
    moment = datetime.strptime(text, form).replace(tzinfo=zone).astimezone(UTC)
    return int(moment.timestamp()) * 1_000_000


def recount(name: str) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The last content of every id, and how the rows were taken, in plain Python."""
    [toml] = [path for path in shipped_mappings() if path.stem == name]
    mapping = tomllib.loads(toml.read_text("utf-8"))
    columns, zone = mapping["columns"], ZoneInfo(mapping["formats"]["timezone"])
    [form] = mapping["formats"]["datetime"]
    counts = {"accepted": 0, "duplicates": 0, "updated": 0}
    seen: dict[str, set[tuple[str, ...]]] = {}
    current: dict[str, dict[str, Any]] = {}
    for row in plain_rows(SHARED / FILES[name]):
        content = tuple(row[column] for column in columns.values())
        key = row[columns["ticket_id"]]
        versions = seen.setdefault(key, set())
        if content in versions:
            counts["duplicates"] += 1
            continue
        counts["updated" if versions else "accepted"] += 1
        versions.add(content)
        current[key] = {
            ours: row[column] or None for ours, column in columns.items() if ours in PLAIN
        }
        current[key] |= {
            ours: text for ours, text in mapping.get("constants", {}).items() if ours in PLAIN
        }
        for ours in ("received_at", "closed_at", "due_at"):
            if ours in columns:
                current[key][ours] = micros(row[columns[ours]], form, zone)
        local = datetime.strptime(row[columns["received_at"]], form)
        current[key]["month"] = local.year * 12 + local.month - 1
    return current, counts


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.whole if name == LARGEST else ()) for name in FILES],
)
def test_a_real_file_comes_in_as_a_plain_reading_says(name: str, tmp_path: Path) -> None:
    current, counts = recount(name)
    [toml] = [path for path in shipped_mappings() if path.stem == name]
    shelf, mapping = Shelf(tmp_path), load_mapping(toml)
    result = shelf.take(SHARED / FILES[name], mapping)
    assert {key: getattr(result, key) for key in counts} == counts
    assert (result.quarantined, result.quarantine_file) == (0, None)
    stored = {row["ticket_id"]: row for row in shelf.tickets()}
    assert stored.keys() == current.keys()
    for key, facts in current.items():
        assert {ours: stored[key][ours] for ours in facts} == facts
    units: dict[str, int] = {}
    for row in current.values():
        units[row["unit"]] = units.get(row["unit"], 0) + 1
    assert result.units == units
    again = shelf.take(SHARED / FILES[name], mapping)
    assert (again.read, again.duplicates, again.added) == (result.read, result.read, [])
