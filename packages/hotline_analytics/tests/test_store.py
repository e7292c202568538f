"""The files of the store: named by content, never changed, whole or not there."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hotline_analytics.store import FileRef, StoreError, locate, unreferenced

from .import_cases import Shelf, make_row, write_csv


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_file_is_named_by_its_content_and_holds_one_month(shelf: Shelf) -> None:
    shelf.take_rows(
        [make_row(i, 时间=f"2026-0{1 + i % 4}-01", 单位=f"局{i % 3}") for i in range(40)]
    )
    assert len(shelf.files) == 4
    for ref in shelf.files:
        path = Path(ref.path)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == ref.sha256
        assert path == locate(shelf.folder / "store", ref.month, ref.sha256)
        table = pq.read_table(path)
        assert set(table["month"].to_pylist()) == {ref.month}
        assert table.num_rows == ref.rows
        order = list(zip(table["unit"].to_pylist(), table["received_at"].to_pylist(), strict=True))
        assert order == sorted(order)


def test_the_same_tickets_make_the_same_files(tmp_path: Path) -> None:
    rows = [make_row(i, 内容=str(i)) for i in range(50)]
    shelves = [Shelf(tmp_path / "a"), Shelf(tmp_path / "b")]
    for shelf, ordered in zip(shelves, (rows, rows[::-1]), strict=True):
        shelf.folder.mkdir()
        shelf.take_rows(ordered)
    assert [ref.sha256 for ref in shelves[0].files] == [ref.sha256 for ref in shelves[1].files]


def test_existing_files_are_never_touched(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1), make_row(2)])
    before = {ref.path: Path(ref.path).stat().st_mtime_ns for ref in shelf.files}
    shelf.take_rows([make_row(1, 内容="改"), make_row(3)])
    assert {path: Path(path).stat().st_mtime_ns for path in before} == before
    assert {path.as_posix() for path in unreferenced(shelf.folder / "store", shelf.files)} == set(
        before
    )


def test_a_catalogue_entry_without_its_file_is_said(shelf: Shelf) -> None:
    shelf.files = [FileRef(24000, str(shelf.folder / "gone.parquet"), "0" * 64, 1)]
    with pytest.raises(StoreError) as error:
        shelf.take_rows([make_row(1)])
    assert error.value.code == "missing_file"


SCRIPT = """
import sys
from pathlib import Path
from hotline_analytics import store
from hotline_analytics.ingest import run_import
from hotline_analytics.mapping import load_mapping

place = getattr(store, sys.argv[1])

def slow(*args, **options):
    result = place(*args, **options)
    print("written", flush=True)
    sys.stdin.read()
    return result

setattr(store, sys.argv[1], slow)
folder = Path(sys.argv[2])
run_import(folder / "a.csv", load_mapping(folder / "m.toml"), base=[], store_root=folder / "store",
           secret=b"s", quarantine_dir=folder / "quarantine")
"""


@pytest.mark.parametrize("moment", ["_make_durable", "_sync_folder"])
def test_a_killed_import_leaves_nothing_that_is_referenced(shelf: Shelf, moment: str) -> None:
    """Killed while a month is written, and after the first files stand in the store."""
    from .import_cases import MAPPING

    rows = [make_row(i, 时间=f"2026-0{1 + i % 6}-01 08:00") for i in range(600)]
    write_csv(shelf.folder / "a.csv", rows)
    mapping = MAPPING.format(name="热线", ticket_id="编号", policy="auto")
    (shelf.folder / "m.toml").write_text(mapping, "utf-8")
    shelf.take_rows(rows[:10])
    before, stored = list(shelf.files), shelf.tickets()
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT), moment, str(shelf.folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert shelf.files == before
    assert shelf.tickets() == stored
    result = shelf.take(shelf.folder / "a.csv")
    assert (result.accepted, result.duplicates) == (590, 10)
    assert len(shelf.tickets()) == 600
