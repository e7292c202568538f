"""What surrounds a command fails: one line on standard error and exit 2, whatever it is; never a traceback."""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from oversight.config.cli import build_parser
from oversight.hotline.tests.builders import make_csv, make_mapping, two_years
from oversight.hotline.tests.commands import Ended, command, environment, run


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A home with tickets of one place."""
    folder = tmp_path_factory.mktemp("filled")
    mapping = folder / "m.toml"
    mapping.write_text(make_mapping("xian"), encoding="utf-8")
    rows = make_csv(folder, two_years({"城管局": 2}))
    done = run(folder / "h", "hotline", "import", rows, "--mapping", mapping)
    assert done.code == 0, done.err
    return folder


def is_one_line(done: Ended) -> bool:
    return done.code == 2 and not done.out and done.err.count("\n") == 1


def options_of(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.Action]]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found += options_of(inner)
        else:
            found.append((parser.prog, action))
    return found


def test_help_documents_every_option():
    options = options_of(build_parser())
    assert len(options) > 30
    assert [f"{prog} {action.dest}" for prog, action in options if not action.help] == []


def test_a_home_or_database_that_cannot_be_used_is_one_line(tmp_path):
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    no_database = tmp_path / "broken"
    no_database.mkdir()
    (no_database / "db.sqlite3").write_bytes(os.urandom(20000))
    for home in (no_folder, no_database):
        assert is_one_line(run(home, "audit", "verify", "--json"))
    for address in ("nonsense", "postgres://nobody@127.0.0.1:1/none"):
        done = subprocess.run(
            command("hotline", "monthly", "2026-06", "--json"),
            env=environment(tmp_path / "h") | {"DATABASE_URL": address},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert is_one_line(Ended(done.returncode, done.stdout.decode(), done.stderr.decode()))


def test_a_lost_or_cut_store_file_is_one_line_that_names_it(filled):
    last = max((filled / "h" / "store").rglob("*.parquet"), key=lambda path: path.parent.name)
    month, whole = last.parent.name, last.read_bytes()
    last.unlink()
    lost = [
        run(filled / "h", "hotline", "monthly", month, "--json"),
        run(
            filled / "h",
            "hotline",
            "import",
            filled / "tickets.csv",
            "--mapping",
            filled / "m.toml",
        ),
    ]
    last.write_bytes(whole[:-10])
    cut = run(filled / "h", "hotline", "monthly", month, "--json")
    last.write_bytes(whole)
    for done in (*lost, cut):
        assert is_one_line(done) and last.name in done.err
    assert run(filled / "h", "hotline", "monthly", month, "--json").code == 0


def test_a_folder_that_is_a_file_is_one_line(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("")
    sizes = ("--rows", 10, "--months", 2, "--units", 2)
    assert is_one_line(run(tmp_path / "h", "hotline", "bench-data", *sizes, "--out", taken))


def test_a_record_that_cannot_be_read_fails_the_check(filled):
    database = filled / "h" / "db.sqlite3"
    with sqlite3.connect(database) as connection:
        kept = connection.execute("SELECT id, at FROM audit_auditentry WHERE seq = 2").fetchone()
        connection.execute("UPDATE audit_auditentry SET at = 'never' WHERE id = ?", kept[:1])
    done = run(filled / "h", "audit", "verify", "--json")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE audit_auditentry SET at = ? WHERE id = ?", kept[::-1])
    assert done.code == 1 and not done.err
    assert done.json["valid"] is False
    assert [chain["reasons"][0]["code"] for chain in done.json["chains"]] == ["unreadable"]
    assert run(filled / "h", "audit", "verify", "--json").json["valid"] is True
