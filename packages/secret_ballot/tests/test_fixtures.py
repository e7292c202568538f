"""Kept archives stay valid, and each of their bytes stays needed: a later version must read what this one wrote."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.verify import verify

DATA = Path(__file__).parent / "data"
KEPT: dict[str, dict[str, Any]] = {
    "ed25519-mixed-weights.bel": {
        "group": "Ed25519", "voters": 4, "ballots": 4, "counted": 3,
        "result": [[0, 5, 1], [2, 1, 4, 0]],
    },
    "belenios-2048-threshold.bel": {
        "group": "BELENIOS-2048", "voters": 3, "ballots": 3, "counted": 3, "result": [[2, 1, 0]],
    },
    "rfc-3526-weights-blank.bel": {
        "group": "RFC-3526-2048", "voters": 2, "ballots": 2, "counted": 2, "result": [[1, 2, 0]],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_archive(name: str):
    raw = (DATA / name).read_bytes()
    seen: set[str] = set()
    report = verify(raw, verified=seen)
    assert report.reasons == []
    assert {key: getattr(report, key) for key in KEPT[name]} == KEPT[name]
    chance = random.Random(name)
    for _ in range(40):
        place, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        bad = raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :]
        assert not verify(bad, verified=seen).valid, (place, bit)


def test_every_archive_here_is_listed():
    assert {path.name for path in DATA.glob("*.bel")} == set(KEPT)
