"""`jiannuo hotline …` as outside checks run it: JSON, exit codes, one line of error, nothing by halves."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from pathlib import Path

import pytest

from oversight.hotline.tests.builders import make_csv, make_mapping, ticket, two_years
from oversight.hotline.tests.commands import run

ROWS = [
    *two_years({"城管局": 6, "水务局": 4}, last_factor=2.0),
    ticket("", "2026-06-02 08:00"),
    ticket("bad", "2026-06-31 08:00"),
]
REFUSED = [
    (["2026-13"], "bad_month"),
    (["2026-06", "--kinds", "complaint,nonsense"], "bad_kind"),
    (["2026-06", "--source", "nobody"], "unknown_source"),
    (["2026-06", "--jurisdiction", "nowhere"], "unknown_jurisdiction"),
    (["2026-06", "--by", "weather"], "bad_choice"),
    (["2026-06", "--as-of", "yesterday"], "bad_instant"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home with one place and two years of tickets."""
    folder = tmp_path_factory.mktemp("home")
    mapping = folder / "m.toml"
    mapping.write_text(make_mapping("xian"), encoding="utf-8")
    done = run(
        folder / "h", "hotline", "import", make_csv(folder, ROWS), "--mapping", mapping, "--json"
    )
    assert done.code == 0, done.err
    (folder / "import.json").write_text(done.out)
    return folder


def test_import_prints_one_document_and_keeps_the_quarantine_private(home):
    import json

    result = json.loads((home / "import.json").read_text())
    assert set(result) == {
        "read", "accepted", "duplicates", "updated", "quarantined", "quarantine_file", "batch", "notes",
    }  # fmt: skip
    assert result["read"] == len(ROWS) and result["quarantined"] == 2
    assert result["read"] == sum(
        result[k] for k in ("accepted", "duplicates", "updated", "quarantined")
    )
    path = Path(result["quarantine_file"])
    assert path.is_absolute() and stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert {"line", "code", "reason", "id", "received"} <= set(rows[0])
    stored = [p.suffix for p in (home / "h" / "store").rglob("*") if p.is_file()]
    assert set(stored) == {".parquet"}
    assert not [p for p in (home / "h" / "scratch").rglob("*") if p.is_file()]


def test_import_again_is_all_duplicates(home):
    done = run(
        home / "h",
        "hotline",
        "import",
        home / "tickets.csv",
        "--mapping",
        home / "m.toml",
        "--json",
    )
    assert done.code == 0 and done.json["duplicates"] == len(ROWS) - 2


def test_monthly_answers_in_the_contracts_form(home):
    done = run(home / "h", "hotline", "monthly", "2026-06", "--json")
    assert done.code == 0 and not done.err
    result = done.json
    assert (result["month"], result["window"], result["by"]) == ("2026-06", "month", "unit")
    assert result["snapshot"]["tickets"] == 20 and result["snapshot"]["version"] is None
    assert result["units_tested"] == 2 and result["expected_by_chance"] == pytest.approx(2 / 3)
    first = result["rows"][0]
    assert (first["name"], first["count"], first["previous"], first["last_year"]) == (
        "城管局",
        12,
        6,
        6,
    )
    assert (first["mom"], first["double_rise"]) == (1.0, "yes") and first["grade"] in {
        "strong",
        "weak",
        "noise",
    }
    assert first["rates"]["reopen"] is None and first["rates"]["closing"]["denominator"] == 12
    year = run(
        home / "h", "hotline", "monthly", "2026-06", "--window", "ytd", "--by", "category",
        "--kinds", "complaint,help", "--jurisdiction", "xian", "--source", "12345",
        "--as-of", "2026-07-05T09:00", "--json",
    ).json  # fmt: skip
    (row,) = year["rows"]
    assert row["name"] is None and (row["count"], row["month_count"]) == (70, 20)
    assert year["as_of"].startswith("2026-07-05T01:00:00") and year["as_of"].endswith("+00:00")


@pytest.mark.parametrize(("arguments", "code"), REFUSED)
def test_bad_use_is_exit_2_with_one_line(home, arguments, code):
    done = run(home / "h", "hotline", "monthly", *arguments, "--json")
    assert done.code == 2 and not done.out
    assert done.err.count("\n") == 1 and code in done.err


def test_freeze_gives_the_same_version_until_something_changes(home):
    first = run(home / "h", "hotline", "freeze", "2026-05", "--json").json
    assert set(first) == {"month", "version", "sha256", "tickets", "frozen_at"}
    assert run(home / "h", "hotline", "freeze", "2026-05", "--json").json == first
    monthly = run(home / "h", "hotline", "monthly", "2026-05", "--json").json
    assert monthly["snapshot"] == {key: first[key] for key in ("sha256", "tickets", "version")}
    assert monthly["as_of"] == first["frozen_at"]
    assert run(home / "h", "hotline", "freeze", "2031-01", "--json").code == 2


def test_report_writes_a_document_that_opens(home):
    out = home / "report.docx"
    done = run(home / "h", "hotline", "report", "2026-06", "--out", out)
    assert done.code == 0, done.err
    with zipfile.ZipFile(out) as parts:
        text = parts.read("word/document.xml").decode()
    assert "城管局" in text and "{{" not in text and "{%" not in text


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04rubbish", b"PAR1rubbish"])
def test_an_unusable_file_is_exit_2_and_writes_nothing(tmp_path, content):
    path, mapping = tmp_path / "bad.csv", tmp_path / "m.toml"
    path.write_bytes(content)
    mapping.write_text(make_mapping("xian"), encoding="utf-8")
    done = run(tmp_path / "h", "hotline", "import", path, "--mapping", mapping, "--json")
    assert done.code == 2 and not done.out and done.err.count("\n") == 1
    assert not list((tmp_path / "h").rglob("*.parquet"))
    assert run(tmp_path / "h", "hotline", "monthly", "2026-06", "--json").code == 2


def test_missing_files_and_bad_mappings_are_exit_2(tmp_path):
    path = make_csv(tmp_path, ROWS[:1])
    mapping = tmp_path / "m.toml"
    gone = run(tmp_path / "h", "hotline", "import", path, "--mapping", tmp_path / "no.toml")
    mapping.write_text("name = ", encoding="utf-8")
    broken = run(tmp_path / "h", "hotline", "import", path, "--mapping", mapping)
    mapping.write_text(make_mapping("xian"), encoding="utf-8")
    absent = run(tmp_path / "h", "hotline", "import", tmp_path / "no.csv", "--mapping", mapping)
    for done in (gone, broken, absent):
        assert done.code == 2 and done.err.count("\n") == 1 and "Traceback" not in done.err


def test_several_places_must_be_told_apart(tmp_path):
    path = make_csv(tmp_path, ROWS[:3])
    for code in ("east", "west"):
        mapping = tmp_path / f"{code}.toml"
        mapping.write_text(make_mapping(code), encoding="utf-8")
        assert run(tmp_path / "h", "hotline", "import", path, "--mapping", mapping).code == 0
    done = run(tmp_path / "h", "hotline", "monthly", "2024-07", "--json")
    assert done.code == 2 and "east" in done.err and "west" in done.err
    named = run(tmp_path / "h", "hotline", "monthly", "2024-07", "--jurisdiction", "west", "--json")
    assert named.code == 0
    assert run(tmp_path / "h", "audit", "verify", "--json").json["valid"] is True
