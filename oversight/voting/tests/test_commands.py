"""`jiannuo ballot count-paper`: JSON and exit codes as outside checks rely on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oversight.config.cli import main

SHEET: dict[str, Any] = {
    "method": "paper",
    "base": 60,
    "present": 58,
    "issued": 58,
    "returned": 57,
    "valid": 56,
    "invalid": 1,
    "rule": "congress_more_than_half_of_all",
    "k": 2,
    "items": [
        {"name": "修路", "yes": 40, "no": 10, "abstain": 5, "blank": 1},
        {"name": "路灯", "yes": 50, "no": 6, "abstain": 0, "blank": 0},
        {"name": "广场", "yes": 20, "no": 30, "abstain": 6, "blank": 0},
    ],
}


def counted(folder: Path, capsys: pytest.CaptureFixture[str], **changes: Any) -> tuple[int, Any]:
    path = folder / "sheet.json"
    path.write_text(json.dumps({**SHEET, **changes}), encoding="utf-8")
    code = main(["ballot", "count-paper", str(path), "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_a_valid_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code, result = counted(tmp_path, capsys)
    assert code == 0
    assert result["status"] == "valid"
    assert result["passed"] == ["路灯", "修路"]
    assert (result["tied"], result["open_places"]) == ([], 0)
    assert {"code", "text", "where"} == set(result["reasons"][0])


def test_a_broken_sum_is_refused_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code, result = counted(tmp_path, capsys, valid=55, invalid=2)
    assert (code, result["status"]) == (1, "refused")
    assert {reason["where"] for reason in result["reasons"]} == {"items[0]", "items[1]", "items[2]"}


def test_more_returned_than_issued_is_void(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code, result = counted(tmp_path, capsys, issued=56)
    assert (code, result["status"], result["passed"]) == (1, "void", [])


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "by_acclamation"},
        {"method": "hands"},
        {"base": -1},
        {"present": "58"},
        {"issued": None},
        {"items": []},
        {"items": [{"name": "", "yes": 1}]},
        {"items": [{"name": "一", "no": 1}]},
        {"items": [SHEET["items"][0]] * 2},
        {"k": 0},
    ],
)
def test_what_is_no_sheet_ends_with_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]
):
    path = tmp_path / "sheet.json"
    path.write_text(json.dumps({**SHEET, **changes}), encoding="utf-8")
    assert main(["ballot", "count-paper", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\x00", b"{"])
def test_an_unreadable_file_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
):
    path = tmp_path / "sheet.json"
    path.write_bytes(content)
    assert main(["ballot", "count-paper", str(path), "--json"]) == 2
    assert main(["ballot", "count-paper", str(tmp_path / "none.json"), "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_secret_ballots_by_the_same_command_line(capsys: pytest.CaptureFixture[str]):
    """`jiannuo ballot verify` is the package's own command."""
    kept = Path("packages/secret_ballot/tests/data/ed25519-mixed-weights.bel")
    archive = Path(__file__).resolve().parents[3] / kept
    assert main(["ballot", "verify", str(archive), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"]
    assert main(["ballot", "verify", "/nowhere/x.bel", "--json"]) == 2
