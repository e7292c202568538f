"""崩溃: an import killed at any moment leaves the revision before it or the one after, whole."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from oversight.hotline.tests.builders import make_csv, make_mapping, ticket, two_years
from oversight.hotline.tests.commands import command, environment, run

FIRST = [ticket(f"a{n}", f"2026-05-{n % 28 + 1:02d} 08:00") for n in range(50)]
SECOND = two_years({"城管局": 20, "水务局": 10})
MOMENTS = [
    pytest.param("reading", marks=pytest.mark.whole),
    "files written, swapping the list",
    pytest.param("swapped to revision", marks=pytest.mark.whole),
]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A home with one import in it, and a second file waiting."""
    (tmp_path / "m.toml").write_text(make_mapping("xian"), encoding="utf-8")
    make_csv(tmp_path, SECOND, "second.csv")
    first = make_csv(tmp_path, FIRST, "first.csv")
    done = run(tmp_path / "h", "hotline", "import", first, "--mapping", tmp_path / "m.toml")
    assert done.code == 0, done.err
    return tmp_path


def kill_at(folder: Path, moment: str) -> None:
    """Start the second import and kill it with SIGKILL when its log says it has come to the moment."""
    arguments = command(
        "hotline", "import", folder / "second.csv", "--mapping", folder / "m.toml", "--json"
    )
    with subprocess.Popen(
        arguments,
        env=environment(folder / "h", "INFO"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line.decode())
            if moment in lines[-1]:
                process.send_signal(signal.SIGKILL)
                break
        assert lines and moment in lines[-1], lines
        process.wait(timeout=60)


def stored(folder: Path) -> tuple[int, int, set[str]]:
    """The revision, the tickets of its list, and the files of the list, straight from the database."""
    with sqlite3.connect(folder / "h" / "db.sqlite3") as base:
        (revision,) = base.execute("SELECT revision FROM hotline_storestate").fetchone()
        rows = base.execute(
            "SELECT rows, path FROM hotline_storefile WHERE removed_in IS NULL AND role = 'current'"
        ).fetchall()
    return revision, sum(row[0] for row in rows), {row[1] for row in rows}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_import_leaves_a_whole_revision(folder, moment):
    kill_at(folder, moment)
    revision, tickets, paths = stored(folder)
    whole = {1: len(FIRST), 2: len(FIRST) + len(SECOND)}
    assert tickets == whole[revision]
    if moment == "reading":
        assert revision == 1
    if moment == "swapped to revision":
        assert revision == 2
    root = folder / "h" / "store" / "xian"
    assert all((root / path).is_file() for path in paths)
    assert run(folder / "h", "audit", "verify", "--json").json["valid"] is True
    again = run(
        folder / "h",
        "hotline",
        "import",
        folder / "second.csv",
        "--mapping",
        folder / "m.toml",
        "--json",
    ).json
    assert again["accepted"] == (len(SECOND) if revision == 1 else 0)
    assert stored(folder)[:2] == (2, len(FIRST) + len(SECOND))
