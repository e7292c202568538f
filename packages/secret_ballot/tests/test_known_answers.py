"""Known answers: ballots from fixed cards, choices and randomness, byte for byte, for every program that makes ballots.

``data/known-answers.json`` is written by ``python -m packages.secret_ballot.tests.test_known_answers`` in the checkout; a
change of it is a change of the protocol.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from secret_ballot.v1.ballots import check_proofs, check_signature, make_ballot, read_ballot
from secret_ballot.v1.credentials import derive, public_of
from secret_ballot.v1.elections import Election, make_election, read_election
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import Suite, suite_of

KEPT = Path(__file__).parent / "data" / "known-answers.json"
UUID = "KnownAnswers11"
CODES = ("DwA-H48-HGT-CBK-idb", "ABCDE-FGHJKL-MNPQR-STUVWX")
QUESTIONS = (
    Question('议案 "一"', ("赞成", "反对"), 1, 1),
    Question("人选", ("甲", "乙"), 0, 2),
    Question("评议", ("丙", "丁"), 1, 1, blank=True),
)
CHOICES = ([[0, 1], [1, 1], [1, 0, 0]], [[1, 0], [0, 0], [0, 0, 1]])
GROUPS = ("BELENIOS-2048", "Ed25519")


def tape(suite: Suite, label: str) -> Iterator[int]:
    """The n-th scalar drawn is the hash of "known answer|label|n", n from 0."""
    number = 0
    while True:
        yield suite.scalar_of(f"known answer|{label}|{number}")
        number += 1


def drawn_by(suite: Suite, election: Election, place: int) -> dict[str, Any]:
    """One ballot with everything that leads to it."""
    code, choices = CODES[place], CHOICES[place]
    label = f"{suite.name}|{place}"
    scalars = tape(suite, label)
    secret = derive(suite, UUID, code)
    with mock.patch.object(type(suite), "random_scalar", lambda _suite: next(scalars)):
        raw = make_ballot(election, secret, choices)
    listed = {suite.write(public_of(suite, secret))}
    ballot = read_ballot(election, listed, raw)
    return {
        "code": code,
        "secret": str(secret),
        "credential": ballot.credential,
        "choices": choices,
        "label": label,
        "tracker": ballot.tracker,
        "ballot": raw.decode(),
    }


def answers(group: str) -> dict[str, Any]:
    """All of one group."""
    suite = suite_of(group)
    key = suite.scalar_of("known answer|key")
    election = make_election(
        suite,
        suite.power(suite.generator, key),
        uuid=UUID,
        name="已知答案",
        description="制表符\t删除符\x7f",
        questions=QUESTIONS,
    )
    return {
        "group": group,
        "key": str(key),
        "election": election.raw.decode(),
        "fingerprint": election.fingerprint,
        "ballots": [drawn_by(suite, election, place) for place in range(len(CHOICES))],
    }


@pytest.mark.parametrize("group", GROUPS)
def test_known_answers(group: str):
    kept = next(each for each in json.loads(KEPT.read_text()) if each["group"] == group)
    assert answers(group) == kept
    election = read_election(kept["election"].encode())
    for each in kept["ballots"]:
        ballot = read_ballot(election, {each["credential"]}, each["ballot"].encode())
        check_signature(election, ballot)
        check_proofs(election, ballot)


if __name__ == "__main__":
    text = json.dumps([answers(group) for group in GROUPS], ensure_ascii=False, indent=1)
    KEPT.write_text(text + "\n", encoding="utf-8")
