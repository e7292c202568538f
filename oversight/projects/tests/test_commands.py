"""`jiannuo projects tally`: JSON and exit codes as outside checks rely on them; real ballots counted again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oversight.config.cli import main
from oversight.projects.commands import instance_in
from oversight.projects.rules.selection import GREEDY, NO_SKIP, THRESHOLD, tally
from oversight.projects.tests.rules.test_selection import TEXT

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "pabulib"
REAL = sorted(SHARED.glob("*.pb"))


def counted(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """The JSON of the command, which ends well."""
    assert main(["projects", "tally", str(path), *more, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "year.pb"
    path.write_text(TEXT, encoding="utf-8")
    found = counted(path, capsys, "--rule", GREEDY)
    assert found["votes"] == 2 and found["scores"] == {"1": 8, "2": 1}
    assert found["selected"] == ["1", "2"] and found["rule"] == GREEDY and found["ties"] == []
    assert [one["code"] for one in found["warnings"]] == ["fewer", "score_differ"]
    assert counted(path, capsys)["selected"] == []  # META names no rule
    assert main(["projects", "tally", str(path), "--rule", GREEDY]) == 0
    assert "✓ 1\t8\t60.5\t修路；路灯;一期" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"a;b\n1;2\n", b"\xff\xfe\x00", b""])
def test_what_is_no_such_file_ends_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
):
    path = tmp_path / "year.pb"
    path.write_bytes(content)
    assert main(["projects", "tally", str(path), "--json"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["projects", "tally", str(tmp_path / "none.pb")]) == 2


@pytest.mark.shared
@pytest.mark.skipif(not REAL, reason="needs ../shared/data/pabulib")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:40])
def test_published_scores_and_selections_come_out_again(path: Path):
    instance = instance_in(path)
    found = tally(instance)
    assert found.mismatches == ()
    if found.rule in {GREEDY, NO_SKIP, THRESHOLD} and instance.projects[0].selected is not None:
        assert set(found.selected) == {one.id for one in instance.projects if one.selected}
