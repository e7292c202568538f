"""零知识证明 (proofs): challenge and response, so that a verifier recomputes the commitments and hashes them.

Two kinds. A proof of knowledge of x with X = g^x; and a proof that a ciphertext (alpha, beta) holds one of several
messages, without telling which: all branches but the true one are simulated (specification, sections 4.12, 4.13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, members
from secret_ballot.v1.suites import Element, Suite, Table


@dataclass(frozen=True, slots=True)
class Proof:
    """Challenge and response."""

    challenge: int
    response: int

    def as_json(self) -> dict[str, str]:
        return {"challenge": str(self.challenge), "response": str(self.response)}


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """alpha = g^r, beta = y^r · g^m."""

    alpha: Element
    beta: Element


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative: the ciphertext that holds the message m."""

    ciphertext: Ciphertext
    message: int


def read_proof(suite: Suite, value: Any, where: str) -> Proof:
    """A proof with both scalars in range; raises ``BallotError``: shape, scalar."""
    found = members(value, "challenge response", where)
    try:
        return Proof(suite.read_scalar(found["challenge"]), suite.read_scalar(found["response"]))
    except ValueError as error:
        raise BallotError("scalar", where) from error


def read_proofs(suite: Suite, value: Any, length: int, where: str) -> tuple[Proof, ...]:
    """So many proofs; raises ``BallotError``: shape, scalar."""
    found = array(value, where, length)
    return tuple(read_proof(suite, each, f"{where}[{place}]") for place, each in enumerate(found))


def prove_knowledge(suite: Suite, secret: int, prefix: str) -> Proof:
    """That one knows x: the challenge is the hash of the prefix and the commitment."""
    nonce = suite.random_scalar()
    commitment = suite.secret_power(suite.generator, nonce)
    challenge = suite.scalar_of(prefix + suite.write(commitment))
    return Proof(challenge, (nonce - secret * challenge) % suite.order)


def knows(suite: Suite, public: Element, proof: Proof, prefix: str) -> bool:
    """Whether the proof of knowledge holds for a member of the group."""
    commitment = suite.multiply(
        suite.generator_table.power(proof.response), suite.power(public, proof.challenge)
    )
    return suite.scalar_of(prefix + suite.write(commitment)) == proof.challenge


def encrypt(suite: Suite, key: Table, message: int, randomness: int) -> Ciphertext:
    """The ciphertext of a small message."""
    return Ciphertext(
        suite.generator_table.power(randomness),
        suite.multiply(key.power(randomness), suite.generator_table.power(message)),
    )


def prove_alternative(
    suite: Suite, key: Table, branches: Sequence[Branch], true: int, randomness: int, prefix: str
) -> tuple[Proof, ...]:
    """That one of the branches holds; ``true`` is its place, ``randomness`` that of its ciphertext."""
    order, nonce = suite.order, suite.random_scalar()
    commitments: list[Element] = []
    proofs: list[Proof] = []
    for place, branch in enumerate(branches):
        if place == true:
            proofs.append(Proof(0, 0))
            commitments += [suite.generator_table.power(nonce), key.power(nonce)]
        else:
            proof = Proof(suite.random_scalar(), suite.random_scalar())
            proofs.append(proof)
            commitments += _simulated(suite, key, branch, proof)
    others = sum(proof.challenge for proof in proofs)
    challenge = (_hash(suite, prefix, commitments) - others) % order
    proofs[true] = Proof(challenge, (nonce - randomness * challenge) % order)
    return tuple(proofs)


def _simulated(suite: Suite, key: Table, branch: Branch, proof: Proof) -> list[Element]:
    """The commitments that a chosen challenge and response answer."""
    (found,) = opened(suite, key, branch.ciphertext, [branch.message], [proof])
    return list(found)


def opened(
    suite: Suite,
    key: Table,
    ciphertext: Ciphertext,
    messages: Sequence[int],
    proofs: Sequence[Proof],
) -> list[tuple[Element, Element]]:
    """The commitments A = g^s · alpha^c and B = y^s · (beta / g^m)^c of every branch of a member's ciphertext."""
    challenges = [proof.challenge for proof in proofs]
    alphas = suite.powers(ciphertext.alpha, challenges)
    betas = suite.shifted_powers(ciphertext.beta, messages, challenges, checked=False)
    return _completed(suite, key, proofs, alphas, betas or [])


def opened_checked(
    suite: Suite,
    key: Table,
    ciphertext: Ciphertext,
    messages: Sequence[int],
    proofs: Sequence[Proof],
    where: str,
) -> list[tuple[Element, Element]]:
    """The same of a ciphertext from outside; raises ``BallotError``: not_member."""
    challenges = [proof.challenge for proof in proofs]
    alphas = suite.checked_powers(ciphertext.alpha, challenges)
    if alphas is None:
        raise BallotError("not_member", f"{where}.alpha")
    betas = suite.shifted_powers(ciphertext.beta, messages, challenges, checked=True)
    if betas is None:
        raise BallotError("not_member", f"{where}.beta")
    return _completed(suite, key, proofs, alphas, betas)


def _completed(
    suite: Suite,
    key: Table,
    proofs: Sequence[Proof],
    alphas: Sequence[Element],
    betas: Sequence[Element],
) -> list[tuple[Element, Element]]:
    return [
        (
            suite.multiply(suite.generator_table.power(proof.response), alpha),
            suite.multiply(key.power(proof.response), beta),
        )
        for proof, alpha, beta in zip(proofs, alphas, betas, strict=True)
    ]


def challenges_fit(
    suite: Suite,
    proofs: Sequence[Proof],
    commitments: Sequence[tuple[Element, Element]],
    prefix: str,
) -> bool:
    """Whether the challenges add up to the hash of the commitments."""
    total = sum(proof.challenge for proof in proofs) % suite.order
    flat = [element for pair in commitments for element in pair]
    return _hash(suite, prefix, flat) == total


def _hash(suite: Suite, prefix: str, commitments: Sequence[Element]) -> int:
    return suite.scalar_of(prefix + ",".join(map(suite.write, commitments)))
