"""Ballots that a booth opened: judged by what they hold, and what is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from secret_ballot.cli import main
from secret_ballot.findings import BallotError
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.opened import check_opened

from .made import STAMP, TWO_OR_BLANK, Made, changed, make

CHOICES = [0, 1, 0, 1]


@pytest.fixture(scope="module")
def made() -> Made:
    return make(questions=(TWO_OR_BLANK,), voters=1)


@pytest.fixture(scope="module")
def opened(made: Made) -> tuple[bytes, str]:
    """The record and digest of a ballot: its randomness is what is drawn first."""
    suite, drawn = made.election.suite, []
    draw = suite.random_scalar

    def kept() -> int:
        drawn.append(draw())
        return drawn[-1]

    with mock.patch.object(suite, "random_scalar", kept):
        body = json.loads(made.ballot(0, [CHOICES]))
    del body["signature"]
    unsigned = encode(body)
    randomness = [[str(each) for each in drawn[: TWO_OR_BLANK.cells]]]
    record = {"unsigned": unsigned.decode(), "choices": [CHOICES], "randomness": randomness}
    return encode(record), suite.fingerprint(unsigned)


def test_what_was_encrypted(made: Made, opened: tuple[bytes, str]):
    assert check_opened(made.election, *opened) == [CHOICES]


def other_choice(record: Any) -> None:
    record["choices"] = [[0, 0, 1, 1]]


def two_randomnesses_swapped(record: Any) -> None:
    row = record["randomness"][0]
    row[1], row[2] = row[2], row[1]


def no_scalar(record: Any) -> None:
    record["randomness"][0][0] = "-1"


def too_many(record: Any) -> None:
    record["choices"] = [[0, 1, 1, 1]]


def no_list(record: Any) -> None:
    record["choices"] = [7]


def a_cell_short(record: Any) -> None:
    record["randomness"][0].pop()


def another_ballot(record: Any) -> None:
    record["unsigned"] = record["unsigned"].replace('"response":"', '"response":"1', 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (other_choice, "opened_ciphertext"),
        (two_randomnesses_swapped, "opened_ciphertext"),
        (no_scalar, "scalar"),
        (too_many, "choices"),
        (no_list, "shape"),
        (a_cell_short, "shape"),
        (another_ballot, "opened_digest"),
    ],
)
def test_what_was_not(
    made: Made, opened: tuple[bytes, str], change: Callable[[Any], None], code: str
):
    raw, digest = opened
    with pytest.raises(BallotError) as refusal:
        check_opened(made.election, changed(raw, change), digest)
    assert refusal.value.code == code


def test_a_wrong_proof_is_seen_even_if_its_ciphertexts_are_right(
    made: Made, opened: tuple[bytes, str]
):
    record = json.loads(opened[0])
    body = json.loads(record["unsigned"])
    body["answers"][0]["overall_proof"][0]["response"] = "1"
    unsigned = encode(body)
    raw = encode({**record, "unsigned": unsigned.decode()})
    with pytest.raises(BallotError, match="overall_proof"):
        check_opened(made.election, raw, made.election.suite.fingerprint(unsigned))


def test_on_the_command_line(
    made: Made, opened: tuple[bytes, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    raw, digest = opened
    out = io.BytesIO()
    ArchiveWriter(out, STAMP).setup(made.election.raw, made.trustees.raw, made.credentials)
    record, archive = tmp_path / "record.json", tmp_path / "x.bel"
    record.write_bytes(raw)
    archive.write_bytes(out.getvalue())
    arguments = ["opened", str(record), "--archive", str(archive), "--digest"]
    assert main([*arguments, digest]) == 0
    assert "人选: 甲、丙" in capsys.readouterr().out
    assert main([*arguments, "another"]) == 1
    assert "opened_digest" in capsys.readouterr().out
