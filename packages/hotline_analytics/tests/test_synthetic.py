"""Synthetic tickets: as many as asked for, the same again, readable by an import."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hotline_analytics import synthetic
from hotline_analytics.ingest import run_import
from hotline_analytics.mapping import load_mapping
from hotline_analytics.tickets import SCHEMA, format_month


def test_as_many_tickets_months_and_units_as_asked_for(tmp_path: Path) -> None:
    written = synthetic.write_tickets(3000, 5, 7, tmp_path, seed=2)
    tables = [pq.read_table(entry["path"]) for entry in written["files"]]
    assert sum(table.num_rows for table in tables) == written["rows"] == 3000
    assert all(table.schema.equals(SCHEMA) for table in tables)
    assert len({unit for table in tables for unit in table["unit"].to_pylist()}) == 7
    months = [set(table["month"].to_pylist()) for table in tables]
    assert months == [{entry["month"]} for entry in written["files"]]
    assert written["months"] == [format_month(synthetic.LAST_MONTH - 4), "2026-06"]
    with Path(written["csv"]).open(encoding="utf-8") as file:
        assert sum(1 for _ in csv.reader(file)) == 3001


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    first, again, other = (
        synthetic.write_tickets(500, 3, 4, tmp_path / name, seed=seed)
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    hashes = [[entry["sha256"] for entry in one["files"]] for one in (first, again, other)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_the_csv_imports_as_the_tickets_that_lie_beside_it(tmp_path: Path) -> None:
    written = synthetic.write_tickets(2000, 3, 5, tmp_path / "out")
    done = run_import(
        written["csv"],
        load_mapping(Path(written["mapping"])),
        base=[],
        store_root=tmp_path / "store",
        secret=b"s",
        quarantine_dir=tmp_path,
    )
    assert (done.read, done.accepted, done.quarantined) == (2000, 2000, 0)
    same = ("ticket_id", "received_at", "month", "closed_at", "due_at", "unit", "kind", "category")
    imported = rows_of([ref.path for ref in done.added], same)
    assert imported == rows_of([entry["path"] for entry in written["files"]], same)


def rows_of(paths: list[Any], columns: tuple[str, ...]) -> list[Any]:
    tables = [pq.read_table(path, columns=list(columns)) for path in paths]
    return sorted(tuple(row[c] or 0 for c in columns) for t in tables for row in t.to_pylist())


def test_the_benchmark_compares_equal_figures(tmp_path: Path) -> None:
    path = Path(__file__).resolve().parents[1] / "bench" / "monthly_bench.py"
    spec = importlib.util.spec_from_file_location("monthly_bench", path)
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules["monthly_bench"] = bench
    spec.loader.exec_module(bench)
    found = bench.run_synthetic(6000, 16, 5, str(tmp_path), repeats=1, pandas=True)
    assert found["units"] == 5
    assert set(found["ratios"]) == {"duckdb_by_hand", "analysis", "pandas"}
