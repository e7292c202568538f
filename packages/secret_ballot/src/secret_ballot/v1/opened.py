"""打开的选票 (opened ballots): what a booth shows of a ballot that it never casts, judged by another program.

The deputy noted the digest before asking the booth to open; choices and randomness then either make the very ciphertexts
that have this digest, or the booth encrypted something else. An opened ballot has no signature and counts nowhere.
"""

from __future__ import annotations

from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.answers import check_answer, read_answer
from secret_ballot.v1.canonical import array, decode, members, string
from secret_ballot.v1.elections import Election
from secret_ballot.v1.proofs import encrypt
from secret_ballot.v1.questions import Question

RECORD = "unsigned choices randomness"
BODY = "election_uuid election_hash credential answers"


def check_opened(
    election: Election, raw: bytes, digest: str, where: str = "opened"
) -> list[list[int]]:
    """The choices that a record's ballot with this digest really holds; raises ``BallotError``."""
    found = members(decode(raw, where), RECORD, where)
    unsigned = string(found["unsigned"], f"{where}.unsigned").encode()
    if election.suite.fingerprint(unsigned) != digest:
        raise BallotError("opened_digest", f"{where}.unsigned")
    body = members(decode(unsigned, f"{where}.unsigned"), BODY, f"{where}.unsigned")
    if body["election_uuid"] != election.uuid:
        raise BallotError("ballot_uuid", f"{where}.unsigned")
    if body["election_hash"] != election.fingerprint:
        raise BallotError("ballot_election", f"{where}.unsigned")
    base = f"{election.fingerprint}|{string(body['credential'], where)}"
    number = len(election.questions)
    answers = array(body["answers"], where, number)
    choices = array(found["choices"], f"{where}.choices", number)
    drawn = array(found["randomness"], f"{where}.randomness", number)
    for place, question in enumerate(election.questions):
        spot = f"{where}.answers[{place}]"
        _check(election, question, answers[place], (choices[place], drawn[place]), base, spot)
    return choices


def _check(
    election: Election,
    question: Question,
    value: Any,
    opening: tuple[Any, Any],
    base: str,
    where: str,
) -> None:
    """One answer: its ciphertexts are those of choices and randomness, and its proofs hold."""
    suite = election.suite
    answer = read_answer(suite, question, value, where)
    chosen = array(opening[0], where, question.cells)
    question.check_choices(chosen, where)
    drawn = array(opening[1], where, question.cells)
    for place, ciphertext in enumerate(answer.choices):
        try:
            randomness = suite.read_scalar(drawn[place])
        except ValueError as error:
            raise BallotError("scalar", where) from error
        if encrypt(suite, election.key_table, chosen[place], randomness) != ciphertext:
            raise BallotError("opened_ciphertext", f"{where}.choices[{place}]")
    check_answer(election, question, answer, base, where)
