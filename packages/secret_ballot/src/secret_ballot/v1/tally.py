"""汇总和开启 (tally): one ciphertext a cell, its decryption by trustees, the counts.

The last ballot of a credential counts, as the protocol has it; the hall refuses a second one before, unless the adopted
measure allows it. Only cells of the whole are decrypted, never a ballot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from secret_ballot.findings import BallotError
from secret_ballot.v1.answers import read_ciphertext
from secret_ballot.v1.ballots import Ballot
from secret_ballot.v1.canonical import array, decode, encode, members, written_count
from secret_ballot.v1.elections import Election, read_element
from secret_ballot.v1.proofs import Ciphertext, Proof, read_proof
from secret_ballot.v1.suites import Element, Suite
from secret_ballot.v1.trustees import Pedersen, Single, Trustees

Cells: TypeAlias = tuple[tuple[Ciphertext, ...], ...]
Factors: TypeAlias = tuple[tuple[Element, ...], ...]


@dataclass(frozen=True)
class Tally:
    """加密汇总: the cells, and how many ballots of which weight they hold."""

    cells: Cells = field(repr=False)
    ballots: int
    weight: int

    def as_json(self, suite: Suite) -> list[Any]:
        return [
            [{"alpha": suite.write(c.alpha), "beta": suite.write(c.beta)} for c in question]
            for question in self.cells
        ]


def counted(ballots: Iterable[Ballot]) -> list[Ballot]:
    """Of each credential the last ballot, in the order in which credentials came first."""
    return list({ballot.credential: ballot for ballot in ballots}.values())


def tally(election: Election, weights: Mapping[str, int], ballots: Iterable[Ballot]) -> Tally:
    """The product of checked ballots, each raised to its weight."""
    suite = election.suite
    cells = [[(suite.identity, suite.identity)] * q.cells for q in election.questions]
    number = weight = 0
    for ballot in counted(ballots):
        own = weights[ballot.credential]
        number, weight = number + 1, weight + own
        for row, answer in zip(cells, ballot.answers, strict=True):
            for place, each in enumerate(answer.choices):
                alpha, beta = row[place]
                row[place] = (
                    suite.multiply(alpha, _raised(suite, each.alpha, own)),
                    suite.multiply(beta, _raised(suite, each.beta, own)),
                )
    found = tuple(tuple(Ciphertext(*cell) for cell in row) for row in cells)
    return Tally(found, number, weight)


def _raised(suite: Suite, element: Element, weight: int) -> Element:
    return element if weight == 1 else suite.power(element, weight)


def read_tally(election: Election, raw: bytes, where: str = "tally") -> Cells:
    """The stored cells; raises ``BallotError``."""
    rows = array(decode(raw, where), where, len(election.questions))
    return tuple(
        tuple(
            read_ciphertext(election.suite, cell, f"{where}[{number}][{place}]")
            for place, cell in enumerate(array(row, f"{where}[{number}]", question.cells))
        )
        for number, (row, question) in enumerate(zip(rows, election.questions, strict=True))
    )


def sized(found: Tally, tally_hash: str) -> bytes:
    """The record of how much was counted."""
    return encode(
        {
            "num_tallied": found.ballots,
            "total_weight": written_count(found.weight),
            "encrypted_tally": tally_hash,
        }
    )


# Partial decryption


def _decryption_prefix(election: Election, public: Element) -> str:
    return f"decrypt|{election.fingerprint}|{election.suite.write(public)}|"


def decrypt(election: Election, secret: int, cells: Cells) -> bytes:
    """Every cell's factor alpha^x, each with the proof that x is the key's (section 4.18)."""
    suite = election.suite
    public = suite.secret_power(suite.generator, secret)
    prefix = _decryption_prefix(election, public)
    factors: list[list[str]] = []
    proofs: list[list[dict[str, str]]] = []
    for row in cells:
        made = [_decrypt_cell(suite, secret, cell, prefix) for cell in row]
        factors.append([factor for factor, _proof in made])
        proofs.append([proof.as_json() for _factor, proof in made])
    return encode({"decryption_factors": factors, "decryption_proofs": proofs})


def _decrypt_cell(suite: Suite, secret: int, cell: Ciphertext, prefix: str) -> tuple[str, Proof]:
    nonce = suite.random_scalar()
    one = suite.secret_power(suite.generator, nonce)
    other = suite.secret_power(cell.alpha, nonce)
    challenge = suite.scalar_of(f"{prefix}{suite.write(one)},{suite.write(other)}")
    proof = Proof(challenge, (nonce - secret * challenge) % suite.order)
    return suite.write(suite.secret_power(cell.alpha, secret)), proof


def read_decryption(
    election: Election, key: Single, cells: Cells, raw: bytes, where: str = "decryption"
) -> Factors:
    """The factors, members and proven; raises ``BallotError``: not_member, decryption_proof."""
    order = "decryption_factors decryption_proofs"
    found = members(decode(raw, where), order, where)
    rows = array(found["decryption_factors"], f"{where}.decryption_factors", len(cells))
    proofs = array(found["decryption_proofs"], f"{where}.decryption_proofs", len(cells))
    prefix = _decryption_prefix(election, key.public_key)
    factors = []
    for number, row in enumerate(cells):
        texts = array(rows[number], f"{where}.decryption_factors[{number}]", len(row))
        given = array(proofs[number], f"{where}.decryption_proofs[{number}]", len(row))
        factors.append(
            tuple(
                _read_factor(
                    election.suite, key, cell, text, proof, prefix, f"{where}[{number}][{place}]"
                )
                for place, (cell, text, proof) in enumerate(zip(row, texts, given, strict=True))
            )
        )
    return tuple(factors)


def _read_factor(
    suite: Suite, key: Single, cell: Ciphertext, text: Any, proof: Any, prefix: str, where: str
) -> Element:
    factor, shown = read_element(suite, text, where), read_proof(suite, proof, where)
    one = suite.multiply(
        suite.generator_table.power(shown.response), suite.power(key.public_key, shown.challenge)
    )
    other = suite.multiply(
        suite.power(cell.alpha, shown.response), suite.power(factor, shown.challenge)
    )
    expected = suite.scalar_of(f"{prefix}{suite.write(one)},{suite.write(other)}")
    if expected != shown.challenge:
        raise BallotError("decryption_proof", where)
    return factor


# The result


def combine(
    election: Election, trustees: Trustees, cells: Cells, factors: Mapping[int, Factors]
) -> Factors:
    """g^n of every cell, from the factors by trustee number; raises ``BallotError``: decryptions_missing.

    Single keys all; of a threshold the first as many as it needs, in the order of ``factors``.
    """
    suite, number = election.suite, 1
    raised: list[tuple[Factors, int]] = []
    for item in trustees.items:
        if isinstance(item, Single):
            raised.append((_given(factors, number), 1))
            number += 1
        else:
            raised += _by_threshold(suite, item, factors, number)
            number += len(item.members)
    return tuple(
        tuple(
            suite.divide(
                cell.beta,
                suite.product(
                    each[row][place] if power == 1 else suite.power(each[row][place], power)
                    for each, power in raised
                ),
            )
            for place, cell in enumerate(cells[row])
        )
        for row in range(len(cells))
    )


def _given(factors: Mapping[int, Factors], number: int) -> Factors:
    if number not in factors:
        raise BallotError("decryptions_missing", f"trustee {number}")
    return factors[number]


def _by_threshold(
    suite: Suite, item: Pedersen, factors: Mapping[int, Factors], first: int
) -> list[tuple[Factors, int]]:
    places = [n - first + 1 for n in factors if first <= n < first + len(item.members)]
    if len(places) < item.threshold:
        raise BallotError("decryptions_missing", f"trustees from {first}")
    chosen = places[: item.threshold]
    return [(factors[first + k - 1], lagrange(suite, chosen, k)) for k in chosen]


def lagrange(suite: Suite, places: Sequence[int], own: int) -> int:
    """The coefficient of one place for the value at 0."""
    above = below = 1
    for other in places:
        if other != own:
            above = above * other % suite.order
            below = below * (other - own) % suite.order
    return above * pow(below, -1, suite.order) % suite.order


def count_up(election: Election, found: Tally, opened: Factors) -> list[list[int]]:
    """The number behind every g^n; raises ``BallotError``: result_differs where there is none."""
    counts = []
    for row, elements in enumerate(opened):
        numbers = []
        for place, element in enumerate(elements):
            number = election.suite.logarithm(element, found.weight)
            if number is None:
                raise BallotError("result_differs", f"result[{row}][{place}]")
            numbers.append(number)
        counts.append(numbers)
    return counts


def make_result(counts: Sequence[Sequence[int]]) -> bytes:
    """The record of the result."""
    return encode({"result": [[written_count(n) for n in row] for row in counts]})
