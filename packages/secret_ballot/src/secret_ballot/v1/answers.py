"""答案 (answers): the ciphertexts of one question with their proofs, made and judged.

Blank choices: the first cell holds the blank bit. Then ``blank_proof`` says that it is 0 or nothing else is chosen,
``overall_proof`` that it is 1 or the number chosen is allowed (specification, section 4.13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, members
from secret_ballot.v1.elections import Election
from secret_ballot.v1.proofs import (
    Branch,
    Ciphertext,
    Proof,
    challenges_fit,
    encrypt,
    opened,
    opened_checked,
    prove_alternative,
    read_proofs,
)
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import Suite

BITS = (0, 1)


@dataclass(frozen=True)
class Answer:
    """One answer (答案); whether its elements are members is judged with its proofs."""

    choices: tuple[Ciphertext, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] | None

    def as_json(self, suite: Suite) -> dict[str, Any]:
        """As it stands in a ballot."""
        found: dict[str, Any] = {
            "choices": [
                {"alpha": suite.write(each.alpha), "beta": suite.write(each.beta)}
                for each in self.choices
            ],
            "individual_proofs": [[p.as_json() for p in proofs] for proofs in self.individual],
            "overall_proof": [proof.as_json() for proof in self.overall],
        }
        if self.blank is not None:
            found["blank_proof"] = [proof.as_json() for proof in self.blank]
        return found


def read_answer(suite: Suite, question: Question, value: Any, where: str) -> Answer:
    """Form and ranges alone; raises ``BallotError``: shape, scalar, element."""
    order = "choices individual_proofs overall_proof" + (" blank_proof" if question.blank else "")
    found = members(value, order, where)
    choices = array(found["choices"], f"{where}.choices", question.cells)
    individual = array(found["individual_proofs"], f"{where}.individual_proofs", question.cells)
    number = len(question.numbers) + question.blank
    return Answer(
        choices=tuple(
            read_ciphertext(suite, each, f"{where}.choices[{place}]")
            for place, each in enumerate(choices)
        ),
        individual=tuple(
            read_proofs(suite, each, len(BITS), f"{where}.individual_proofs[{place}]")
            for place, each in enumerate(individual)
        ),
        overall=read_proofs(suite, found["overall_proof"], number, f"{where}.overall_proof"),
        blank=read_proofs(suite, found["blank_proof"], 2, f"{where}.blank_proof")
        if question.blank
        else None,
    )


def read_ciphertext(suite: Suite, value: Any, where: str) -> Ciphertext:
    """Two elements in their form; raises ``BallotError``: shape, element."""
    found = members(value, "alpha beta", where)
    try:
        return Ciphertext(suite.read(found["alpha"]), suite.read(found["beta"]))
    except (ValueError, AttributeError, TypeError) as error:
        raise BallotError("element", where) from error


def _segment(suite: Suite, base: str, choices: Sequence[Ciphertext]) -> str:
    """What the proofs about a whole answer are bound to: the ballot's prefix and every ciphertext."""
    texts = [f"{suite.write(each.alpha)},{suite.write(each.beta)}" for each in choices]
    return f"{base}|{','.join(texts)}"


def _sum(suite: Suite, choices: Sequence[Ciphertext]) -> Ciphertext:
    """The ciphertext of the number chosen."""
    return Ciphertext(
        suite.product(each.alpha for each in choices), suite.product(each.beta for each in choices)
    )


def _about(suite: Suite, whole: str, ciphertext: Ciphertext) -> str:
    """The hash input of a proof about one ciphertext, up to the commitments."""
    return f"prove|{whole}|{suite.write(ciphertext.alpha)},{suite.write(ciphertext.beta)}|"


def make_answer(
    election: Election, question: Question, chosen: Sequence[int], base: str, where: str
) -> Answer:
    """Encrypt and prove; ``base`` is fingerprint and credential; raises ``BallotError``: choices."""
    question.check_choices(chosen, where)
    suite, key = election.suite, election.key_table
    randomness = [suite.random_scalar() for _ in chosen]
    choices = tuple(
        encrypt(suite, key, bit, drawn) for bit, drawn in zip(chosen, randomness, strict=True)
    )
    individual = tuple(
        prove_alternative(
            suite, key, [Branch(each, bit) for bit in BITS], true, drawn, _about(suite, base, each)
        )
        for each, true, drawn in zip(choices, chosen, randomness, strict=True)
    )
    whole = _segment(suite, base, choices)
    total = _sum(suite, choices[question.blank :])
    drawn = sum(randomness[question.blank :]) % suite.order
    number = [Branch(total, count) for count in question.numbers]
    if not question.blank:
        true = sum(chosen) - question.least
        prefix = _about(suite, whole, total)
        overall = prove_alternative(suite, key, number, true, drawn, prefix)
        return Answer(choices, individual, overall, None)
    is_blank = bool(chosen[0])
    true = 0 if is_blank else 1 + sum(chosen[1:]) - question.least
    overall = prove_alternative(
        suite,
        key,
        [Branch(choices[0], 1), *number],
        true,
        randomness[0] if is_blank else drawn,
        f"bproof1|{whole}|",
    )
    blank = prove_alternative(
        suite,
        key,
        [Branch(choices[0], 0), Branch(total, 0)],
        1 if is_blank else 0,
        drawn if is_blank else randomness[0],
        f"bproof0|{whole}|",
    )
    return Answer(choices, individual, overall, blank)


def check_answer(
    election: Election, question: Question, answer: Answer, base: str, where: str
) -> None:
    """Membership of every element and every proof; raises ``BallotError``."""
    suite, key = election.suite, election.key_table
    for place, (each, proofs) in enumerate(zip(answer.choices, answer.individual, strict=True)):
        spot = f"{where}.choices[{place}]"
        commitments = opened_checked(suite, key, each, BITS, proofs, spot)
        if not challenges_fit(suite, proofs, commitments, _about(suite, base, each)):
            raise BallotError("individual_proof", f"{where}.individual_proofs[{place}]")
    _check_number(election, question, answer, _segment(suite, base, answer.choices), where)


def _check_number(
    election: Election, question: Question, answer: Answer, whole: str, where: str
) -> None:
    """The proofs about the number chosen, and about a blank choice where there is one."""
    suite, key = election.suite, election.key_table
    total = _sum(suite, answer.choices[question.blank :])
    prefix = f"bproof1|{whole}|" if question.blank else _about(suite, whole, total)
    number = answer.overall[question.blank :]
    commitments = opened(suite, key, total, question.numbers, number)
    if answer.blank is not None:
        first = answer.choices[0]
        commitments = opened(suite, key, first, [1], answer.overall[:1]) + commitments
        blank = opened(suite, key, first, [0], answer.blank[:1])
        blank += opened(suite, key, total, [0], answer.blank[1:])
        if not challenges_fit(suite, answer.blank, blank, f"bproof0|{whole}|"):
            raise BallotError("blank_proof", f"{where}.blank_proof")
    if not challenges_fit(suite, answer.overall, commitments, prefix):
        raise BallotError("overall_proof", f"{where}.overall_proof")
