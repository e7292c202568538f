"""One small election that the tests of the verifier change in every way, built once."""

from __future__ import annotations

from typing import Any

from secret_ballot.checking import cache_key
from secret_ballot.v1.archive import read_records
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.suites import suite_of
from secret_ballot.verify import verify

from .made import ONE_OF_THREE, TWO_OR_BLANK, closed, make, written

QUESTIONS = (ONE_OF_THREE, TWO_OR_BLANK)
VOTES = [
    (0, [[1, 0, 0], [0, 1, 0, 1]]),
    (1, [[0, 1, 0], [1, 0, 0, 0]]),
    (2, [[0, 1, 0], [0, 0, 1, 0]]),
    (0, [[0, 0, 1], [0, 1, 1, 0]]),
]
SUITE = suite_of("Ed25519")
MADE = make("Ed25519", QUESTIONS, singles=1, pedersen=(2, 3))
WHOLE = closed(MADE, [MADE.ballot(voter, chosen) for voter, chosen in VOTES])
RAW = written(WHOLE)
RECORDS = list(read_records(RAW))
SEEN = {cache_key(MADE.election, hex_hash(raw)) for raw in WHOLE.ballots}


def found(raw: bytes, **options: Any) -> list[tuple[str, str]]:
    """What is wrong with an archive; the ballots of the good one count as checked."""
    report = verify(raw, verified=set(SEEN), **options)
    assert report.as_dict()["result"] is None or report.valid
    return [(reason.code, reason.where) for reason in report.reasons]
