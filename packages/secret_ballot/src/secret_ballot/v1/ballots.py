"""选票 (ballots): made, read, and checked in three steps of rising cost.

``read_ballot`` judges form, election and credential; ``check_signature`` is cheap too: both stand before an
acknowledgement. ``check_proofs`` is the long one, for workers.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.answers import Answer, check_answer, make_answer, read_answer
from secret_ballot.v1.canonical import array, decode, encode, hex_hash, members, string
from secret_ballot.v1.credentials import public_of
from secret_ballot.v1.elections import Election, read_element
from secret_ballot.v1.proofs import Proof, knows, prove_knowledge, read_proof

ORDER = "election_uuid election_hash credential answers signature"


@dataclass(frozen=True)
class Ballot:
    """A ballot (选票) as its bytes say."""

    raw: bytes = field(repr=False)
    credential: str = field(repr=False)
    answers: tuple[Answer, ...] = field(repr=False)
    signed_hash: str
    signature: Proof = field(repr=False)
    tracker: str
    """What the deputy sees and finds on the board."""

    @property
    def hex_hash(self) -> str:
        """The name of its record in the archive."""
        return hex_hash(self.raw)


def _base(election: Election, credential: str) -> str:
    """What every proof is bound to."""
    return f"{election.fingerprint}|{credential}"


def make_ballot(election: Election, secret: int, choices: Sequence[Sequence[int]]) -> bytes:
    """Encrypt, prove and sign with the secret of a credential; raises ``BallotError``: choices."""
    suite = election.suite
    if len(choices) != len(election.questions):
        raise BallotError("choices", "ballot")
    credential = suite.write(public_of(suite, secret))
    answers = [
        make_answer(
            election, question, chosen, _base(election, credential), f"ballot.answers[{place}]"
        ).as_json(suite)
        for place, (question, chosen) in enumerate(zip(election.questions, choices, strict=True))
    ]
    value: dict[str, Any] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": credential,
        "answers": answers,
    }
    digest = suite.fingerprint(encode(value))
    proof = prove_knowledge(suite, secret, f"sig|{digest}|")
    value["signature"] = {"hash": digest, "proof": proof.as_json()}
    return encode(value)


def read_ballot(
    election: Election, listed: Container[str], raw: bytes, where: str = "ballot"
) -> Ballot:
    """Canonical form, election, listed credential, lengths, ranges, hash; raises ``BallotError``."""
    found = members(decode(raw, where), ORDER, where)
    if found["election_uuid"] != election.uuid:
        raise BallotError("ballot_uuid", f"{where}.election_uuid")
    if found["election_hash"] != election.fingerprint:
        raise BallotError("ballot_election", f"{where}.election_hash")
    if string(found["credential"], where) not in listed:
        raise BallotError("ballot_credential", f"{where}.credential")
    answers = array(found["answers"], f"{where}.answers", len(election.questions))
    signature = members(found["signature"], "hash proof", f"{where}.signature")
    ballot = Ballot(
        raw=raw,
        credential=found["credential"],
        answers=tuple(
            read_answer(election.suite, question, answer, f"{where}.answers[{place}]")
            for place, (question, answer) in enumerate(
                zip(election.questions, answers, strict=True)
            )
        ),
        signed_hash=string(signature["hash"], f"{where}.signature"),
        signature=read_proof(election.suite, signature["proof"], f"{where}.signature.proof"),
        tracker=election.suite.fingerprint(raw),
    )
    # Canonical, and the signature is the last member: what was signed ends before it.
    signed = raw[: raw.rindex(b',"signature":')] + b"}"
    if election.suite.fingerprint(signed) != ballot.signed_hash:
        raise BallotError("ballot_hash", f"{where}.signature.hash")
    return ballot


def check_signature(election: Election, ballot: Ballot, where: str = "ballot") -> None:
    """The credential is a member and has signed these answers; raises ``BallotError``."""
    suite = election.suite
    public = read_element(suite, ballot.credential, f"{where}.credential")
    if not knows(suite, public, ballot.signature, f"sig|{ballot.signed_hash}|"):
        raise BallotError("ballot_signature", f"{where}.signature")


def check_proofs(election: Election, ballot: Ballot, where: str = "ballot") -> None:
    """Every element is a member and every proof holds; raises ``BallotError``."""
    base = _base(election, ballot.credential)
    for place, (question, answer) in enumerate(
        zip(election.questions, ballot.answers, strict=True)
    ):
        check_answer(election, question, answer, base, f"{where}.answers[{place}]")
