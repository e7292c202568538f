"""The four reference elections: worked values, acceptance, the same bytes, and our ballots among theirs."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.checking import cache_key
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import check_proofs, check_signature, make_ballot, read_ballot
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.contents import read_contents
from secret_ballot.v1.credentials import derive, public_of, read_credentials
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.suites.base import Suite
from secret_ballot.v1.tally import combine, decrypt, read_decryption, tally
from secret_ballot.v1.trustees import read_trustees
from secret_ballot.verify import read_result, verify

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "belenios"
FOLDERS = (
    "a-basic-10of20",
    "b-threshold-2of3",
    "c-multi-question",
    "d-ed25519-10of20-threshold",
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/belenios"),
]

# ballot-protocol.md, "Worked values": what the archive's item is, length and SHA-256 of the hash input.
VALUES: dict[str, dict[str, Any]] = {
    "b-threshold-2of3": {
        "uuid": "WmjgJVNhDSJ6Kf",
        "fingerprint": "aJuLuZy7CYydr4ncv0LZNfMQOJ8U3oZ7M/DeE98ICno",
        "code": "DwA-H48-HGT-CBK-idb",
        "secret": 22939783466142946300831137007462176450206260066777778008787733066468820512732,
        "credential": "199613874219267788688946957",
        "signed": "hy8FmsjEVZnO9oQ2DTQ3d3LvZClXjUQ9pseMoHrYs08",
        "tracker": "CbJ2n0BNs5TVs7BIYrtED4cRnqsFqV6okBY7lxQs/R8",
        "sig": (664, "da97f01117fca8a5"),
        "prove": (4374, "b338ceb8166ea7b9"),
        "overall": (6843, "2c6fe795794d43ed"),
        "pok": (1251, "14a737a71c04e997"),
        "decrypt": (1904, "593f2a01e31caf17"),
        "sigmsg": (1892, "5848eb547b33870686ea"),
        "last": ("66ee09b7d38b83f2", 36),
    },
    "d-ed25519-10of20-threshold": {
        "uuid": "gM18fLUzYLmo1E",
        "fingerprint": "PvKwA7HjISRNndFuFuA4ZFQ6XNrpf5Oqh/b5Gu0CDH8",
        "code": "tYp-n3S-DWS-4BL-MvF",
        "secret": 151496102101207681503829621404299138992056882324019676579210037312684635323,
        "credential": "b7c5738e3fe1ce87f04de3bb9162d79f",
        "signed": "sO7xcg05uIdYyUuWKzCZrE4RNgmVmUQ1x+RVuMjLAbU",
        "tracker": "IYkNSsuSg+AcvTBxReDkcaNrB4OVy7NYkcXODIPXbAg",
        "sig": (112, "52ce2782e76be0c4"),
        "prove": (504, "7d4c6387deedd5de"),
        "overall": (4274, "365f83bb962105ce"),
        "bproof0": (1026, "d976189d27301b3d"),
        "bproof1": (1156, "7b4484f48853a1ba"),
        "pok": (141, "61baebf6bd80b6ff"),
        "decrypt": (246, "a6118d83a9ab89e4"),
        "sigmsg": (235, "745d6240f42faca6"),
        "last": ("21a82bf6d267217b", 17),
    },
}


def archive(folder: str) -> bytes:
    (path,) = (SHARED / folder).glob("*.bel")
    return path.read_bytes()


def codes(folder: str) -> list[str]:
    text = (SHARED / folder / "private_creds.txt").read_text()
    if text.startswith("{"):
        return list(json.loads(text).values())
    return [line.split()[1] for line in text.splitlines()]


@pytest.mark.parametrize("folder", VALUES)
def test_the_worked_values(folder: str, monkeypatch: pytest.MonkeyPatch):
    expected, hashed = VALUES[folder], []
    hash_of = Suite.whole_hash
    monkeypatch.setattr(
        Suite, "whole_hash", lambda s, text: hashed.append(text) or hash_of(s, text)
    )

    def first(prefix: str, after: int = 0) -> tuple[int, str]:
        found = [text for text in hashed if text.startswith(prefix + "|")][after]
        return len(found), hashlib.sha256(found.encode()).hexdigest()

    def is_as_worked(item: str, prefix: str, after: int = 0) -> None:
        length, digest = first(prefix, after)
        assert (length, digest[: len(expected[item][1])]) == expected[item], item

    contents = read_contents(archive(folder))
    election = read_election(contents.election)
    assert (election.uuid, election.fingerprint) == (expected["uuid"], expected["fingerprint"])
    secret = derive(election.suite, election.uuid, expected["code"])
    assert secret == expected["secret"]
    credential = election.suite.write(public_of(election.suite, secret))
    assert credential.startswith(expected["credential"])
    ballot = read_ballot(election, {credential}, contents.ballots[0])
    assert (ballot.signed_hash, ballot.tracker) == (expected["signed"], expected["tracker"])
    check_signature(election, ballot)
    check_proofs(election, ballot)
    is_as_worked("sig", "sig")
    is_as_worked("prove", "prove")
    is_as_worked("overall", "prove", len(election.questions[0].answers))
    for item in ("bproof0", "bproof1"):
        if item in expected:
            is_as_worked(item, item)
    read_trustees(election.suite, contents.trustees)
    is_as_worked("pok", "pok")
    is_as_worked("sigmsg", "sigmsg")
    seen = {cache_key(election, hex_hash(raw)) for raw in contents.ballots}
    assert verify(archive(folder), verified=seen).valid
    is_as_worked("decrypt", "decrypt")
    start, height = expected["last"]
    assert (contents.last_event[: len(start)], contents.height) == (start, height)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reference_election_is_accepted_and_written_again_in_the_same_bytes(folder: str):
    raw = archive(folder)
    report = verify(raw)
    expected = json.loads((SHARED / folder / "expected.json").read_text())
    assert report.reasons == []
    assert (report.result, report.counted) == (expected["expected_result"], expected["num_tallied"])
    assert report.ballots == len(expected["votes_in_cast_order"])
    contents = read_contents(raw)
    out = io.BytesIO()
    writer = ArchiveWriter(out, int(json.loads(raw[512:550])["timestamp"]))
    writer.setup(contents.election, contents.trustees, contents.credentials)
    for ballot in contents.ballots:
        writer.ballot(ballot)
    writer.end_ballots()
    stored = contents.tally
    writer.encrypted_tally(json.loads(stored.raw), stored.ballots, stored.weight)
    for owner, decryption in contents.decryptions:
        writer.partial_decryption(owner, decryption)
    writer.result(contents.result)
    assert out.getvalue() == raw


@pytest.mark.parametrize("folder", FOLDERS)
def test_their_cards_and_keys_work_with_ours(folder: str):
    """A ballot from a card of theirs is accepted; their trustees' keys open the tally anew."""
    contents = read_contents(archive(folder))
    election = read_election(contents.election)
    suite = election.suite
    credentials = read_credentials(suite, contents.credentials)
    trustees = read_trustees(suite, contents.trustees)
    ballots = [read_ballot(election, credentials, raw) for raw in contents.ballots]
    secret = derive(suite, election.uuid, codes(folder)[0])
    choices = [[1] * q.least + [0] * (q.cells - q.least) for q in election.questions]
    choices = [
        [1] + [0] * (q.cells - 1) if q.blank else c
        for q, c in zip(election.questions, choices, strict=True)
    ]
    own = read_ballot(election, credentials, make_ballot(election, secret, choices))
    check_signature(election, own)
    check_proofs(election, own)
    whole = tally(election, credentials.weights, ballots)
    factors = {}
    for number, path in keys_of(folder):
        if path.suffix == ".key":
            sealed = path.with_suffix(".dkey").read_text().strip()
            key = ceremony.open_key(suite, path.read_text().strip(), sealed)
        else:
            key = int(json.loads(path.read_text()))
        raw = decrypt(election, key, whole.cells)
        factors[number] = read_decryption(election, trustees.keys[number - 1], whole.cells, raw)
    opened = combine(election, trustees, whole.cells, factors)
    counts = read_result(election, contents.result)
    assert opened == tuple(tuple(suite.generator_table.power(n) for n in row) for row in counts)


def keys_of(folder: str) -> list[tuple[int, Path]]:
    """Who decrypted there, with the file of the key."""
    expected = json.loads((SHARED / folder / "expected.json").read_text())
    return [(e["trustee_id"], SHARED / folder / e["file"]) for e in expected["decrypting_trustees"]]
