"""`jiannuo-ballot`: what outside checks rely on (contracts.md §3)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cli import main

KEPT = Path(__file__).parent / "data" / "ed25519-mixed-weights.bel"
TEMPLATE = {
    "questions": [
        {
            "max": 1,
            "min": 1,
            "question": "议案",
            "answers": ["赞成", "反对", "弃权"],
            "blank": False,
        },
        {"question": "人选", "answers": ["甲", "乙"], "min": 1, "max": 2, "blank": True},
    ],
    "name": "试验",
    "description": "",
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.json"
    path.write_text(json.dumps(TEMPLATE, ensure_ascii=False), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = main([str(each) for each in arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_valid_archive(capsys: pytest.CaptureFixture[str]):
    code, report = told(capsys, "verify", KEPT, "--json")
    assert code == 0
    assert {"valid", "group", "voters", "ballots", "counted", "result", "reasons"} <= set(report)
    assert (report["valid"], report["reasons"], report["counted"]) == (True, [], 3)
    assert main(["verify", str(KEPT)]) == 0
    assert "VALID: all checks passed" in capsys.readouterr().out


def test_a_wrong_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "x.bel"
    raw = KEPT.read_bytes()
    path.write_bytes(raw[:-512])
    code, report = told(capsys, "verify", path, "--json")
    assert (code, report["valid"], report["result"]) == (1, False, None)
    (reason,) = report["reasons"]
    assert {"code", "text", "where", "text_en"} == set(reason)
    assert main(["verify", str(path)]) == 1
    assert reason["text"] in capsys.readouterr().out
    path.write_bytes(b"")
    assert told(capsys, "verify", path, "--json")[0] == 1


def test_a_running_election_and_an_earlier_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    raw = KEPT.read_bytes()
    start, other = tmp_path / "start.bel", tmp_path / "other.bel"
    start.write_bytes(
        raw[: raw.index(b'"type":"EndBallots"') - raw.index(b'"type":"EndBallots"') % 512 - 512]
    )
    other.write_bytes(KEPT.with_name("belenios-2048-threshold.bel").read_bytes())
    assert told(capsys, "verify", start, "--json")[0] == 1
    code, report = told(capsys, "verify", start, "--json", "--partial")
    assert (code, report["result"], report["ballots"]) == (0, None, 4)
    assert told(capsys, "verify", KEPT, "--json", "--since", start)[0] == 0
    code, report = told(capsys, "verify", KEPT, "--json", "--since", other)
    assert (code, report["reasons"][0]["code"]) == (1, "prefix_changed")


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "/nowhere/x.bel", "--json"],
        ["verify", "/", "--json"],
        ["verify", str(KEPT), "--since", "/nowhere/x.bel"],
        ["verify"],
        ["verify", str(KEPT), "--workers", "0"],
        ["simulate", "--voters", "1"],
        ["nothing"],
        [],
    ],
)
def test_bad_use_is_two_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    try:
        code: Any = main(arguments)
    except SystemExit as ended:
        code = ended.code
    out, error = capsys.readouterr()
    assert (code, out) == (2, "")
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "voted", "ballots"),
    [
        (["--trustees", "2"], 3, 5),
        (["--trustees", "3", "--threshold", "2", "--group", "Ed25519"], 2, 2),
    ],
)
def test_a_simulated_election(
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    voted: int,
    ballots: int,
):
    run = ["simulate", "--voters", 3, "--ballots", ballots, "--questions", template, "--seed", 7]
    code, said = told(capsys, *run, *options, "--out", tmp_path / "out")
    assert code == 0 and set(said["seconds"]) >= {"credentials", "ballots", "tally", "decryption"}
    expected = json.loads((tmp_path / "out" / "expected.json").read_text())
    (archive,) = (tmp_path / "out").glob("*.bel")
    assert archive.name == f"{expected['uuid']}.bel"
    assert (expected["num_tallied"], len(expected["votes_in_cast_order"])) == (voted, ballots)
    _code, report = told(capsys, "verify", archive, "--json")
    assert report["reasons"] == []
    assert (report["result"], report["counted"], report["voters"]) == (
        expected["expected_result"],
        voted,
        3,
    )
    told(capsys, *run, *options, "--out", tmp_path / "again")
    again = json.loads((tmp_path / "again" / "expected.json").read_text())
    assert again["votes_in_cast_order"] == expected["votes_in_cast_order"]
    assert again["uuid"] != expected["uuid"]


@pytest.mark.parametrize(
    "change",
    [
        {"questions": []},
        {"questions": [{"answers": ["a"], "min": 2, "max": 2, "question": "x"}]},
        {"questions": [{"type": "Lists"}]},
        {"questions": 5},
        {"name": None},
        {"unknown": 1},
    ],
)
def test_a_wrong_template(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Any
):
    template.write_text(json.dumps({**TEMPLATE, **change}), encoding="utf-8")
    common = ["--voters", "1", "--ballots", "1", "--trustees", "1", "--out", str(tmp_path / "o")]
    assert main(["simulate", "--questions", str(template), *common]) == 2
    assert not (tmp_path / "o").exists()


def test_more_needed_than_there_are(template: Path, tmp_path: Path):
    common = ["--voters", "1", "--ballots", "1", "--trustees", "2", "--out", str(tmp_path / "o")]
    assert main(["simulate", "--questions", str(template), *common, "--threshold", "3"]) == 2


def test_the_package_alone_needs_no_framework():
    """A scrutineer's machine has this package and nothing of the server."""
    program = (
        "import sys\n"
        "sys.modules['django'] = sys.modules['oversight'] = None\n"
        "from secret_ballot.cli import main\n"
        f"sys.exit(main(['verify', {str(KEPT)!r}, '--json']))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["valid"]


def test_what_speaks_to_a_server_is_loaded_only_by_what_needs_it():
    program = (
        "import sys, secret_ballot.cli\n"
        "sys.exit(any(name in sys.modules for name in ('ssl', 'urllib.request', 'nacl', 'segno')))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
