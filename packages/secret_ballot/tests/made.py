"""Small elections made by our own code, and archives of them with anything changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from secret_ballot.simulate import make_keys
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import make_ballot, read_ballot
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.contents import Contents, read_contents
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    new_private_credential,
    public_of,
    read_credentials,
)
from secret_ballot.v1.elections import Election, make_election, new_uuid
from secret_ballot.v1.proofs import prove_knowledge
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.tally import combine, count_up, decrypt, make_result, read_decryption, tally
from secret_ballot.v1.trustees import Trustees, make_public_key, make_trustees

STAMP = 1795305000
ONE_OF_THREE = Question("议案", ("赞成", "反对", "弃权"), 1, 1)
UP_TO_TWO = Question("项目", ("甲", "乙", "丙"), 0, 2)
TWO_OR_BLANK = Question("人选", ("甲", "乙", "丙"), 1, 2, blank=True)


@dataclass(frozen=True)
class Made:
    """A set-up with its secrets."""

    election: Election
    trustees: Trustees
    keys: dict[int, int]
    credentials: bytes
    secrets: list[int]

    def ballot(self, voter: int, choices: Sequence[Sequence[int]]) -> bytes:
        return make_ballot(self.election, self.secrets[voter], choices)


def mixed_trustees(group: str, singles: int, pedersen: tuple[int, int] | None):
    """Single keys, then a threshold; every secret by trustee number, of the threshold only the last t."""
    suite = suite_of(group)
    keys = {number: suite.random_scalar() for number in range(1, singles + 1)}
    values = [make_public_key(suite, key) for key in keys.values()]
    if pedersen is None:
        return make_trustees(suite, values), keys
    threshold, number = pedersen
    made, opened = make_keys(suite, number, threshold)
    parameters = json.loads(made.raw)[0][1]
    keys |= {singles + place: key for place, key in opened.items()}
    return make_trustees(suite, values, [parameters]), keys


def make(
    group: str = "Ed25519",
    questions: Sequence[Question] = (ONE_OF_THREE,),
    *,
    voters: int = 4,
    singles: int = 1,
    pedersen: tuple[int, int] | None = None,
    weights: Sequence[int] | None = None,
) -> Made:
    """A set-up."""
    suite, uuid = suite_of(group), new_uuid()
    trustees, keys = mixed_trustees(group, singles, pedersen)
    election = make_election(
        suite,
        trustees.election_key(suite),
        uuid=uuid,
        name="试验",
        description="小型投票",
        questions=questions,
    )
    secrets = [derive(suite, uuid, new_private_credential()) for _ in range(voters)]
    listed = make_credentials(
        suite,
        [
            (public_of(suite, secret), weights[place] if weights else None)
            for place, secret in enumerate(secrets)
        ],
    )
    return Made(election, trustees, keys, listed, secrets)


def closed(made: Made, ballots: Sequence[bytes], owners: Iterable[int] | None = None) -> Contents:
    """Add up, open and count."""
    election, suite = made.election, made.election.suite
    credentials = read_credentials(suite, made.credentials)
    read = [read_ballot(election, credentials, raw) for raw in ballots]
    whole = tally(election, credentials.weights, read)
    decryptions, factors = [], {}
    for number in made.keys if owners is None else owners:
        raw = decrypt(election, made.keys[number], whole.cells)
        decryptions.append((number, raw))
        key = made.trustees.keys[number - 1]
        factors[number] = read_decryption(election, key, whole.cells, raw)
    counts = count_up(election, whole, combine(election, made.trustees, whole.cells, factors))
    archive = io.BytesIO()
    writer = ArchiveWriter(archive, STAMP)
    writer.setup(election.raw, made.trustees.raw, made.credentials)
    for raw in ballots:
        writer.ballot(raw)
    writer.end_ballots()
    writer.encrypted_tally(whole.as_json(suite), whole.ballots, whole.weight)
    for number, raw in decryptions:
        writer.partial_decryption(number, raw)
    writer.result(make_result(counts))
    return read_contents(archive.getvalue())


def written(contents: Contents, **changes: Any) -> bytes:
    """The archive of contents with changes, hashed and chained anew, as somebody with the file alone could."""
    contents = replace(contents, **changes)
    out = io.BytesIO()
    writer = ArchiveWriter(out, STAMP)
    writer.setup(contents.election, contents.trustees, contents.credentials)
    for raw in contents.ballots:
        writer.ballot(raw)
    writer.end_ballots()
    stored = contents.tally
    writer.encrypted_tally(json.loads(stored.raw), stored.ballots, stored.weight)
    for owner, raw in contents.decryptions:
        writer.partial_decryption(owner, raw)
    writer.result(contents.result)
    return out.getvalue()


def changed(raw: bytes, change: Callable[[Any], Any]) -> bytes:
    """A record with its value changed in place, in canonical form again."""
    value = json.loads(raw)
    change(value)
    return encode(value)


def resigned(made: Made, voter: int, raw: bytes, change: Callable[[Any], Any]) -> bytes:
    """A ballot changed by its own voter, who hashes and signs it again."""
    suite, secret = made.election.suite, made.secrets[voter]
    value = json.loads(raw)
    change(value)
    del value["signature"]
    digest = suite.fingerprint(encode(value))
    proof = prove_knowledge(suite, secret, f"sig|{digest}|")
    value["signature"] = {"hash": digest, "proof": proof.as_json()}
    return encode(value)


def plain_count(
    questions: Sequence[Question],
    votes: Sequence[tuple[int, Sequence[Sequence[int]]]],
    weights=None,
) -> list[list[int]]:
    """What the result must be: the last vote of each voter, cell by cell."""
    last = dict(votes)
    return [
        [
            sum(
                (weights[voter] if weights else 1) * chosen[row][cell]
                for voter, chosen in last.items()
            )
            for cell in range(question.cells)
        ]
        for row, question in enumerate(questions)
    ]
