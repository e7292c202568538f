"""承诺 (commitments): what was received is fixed before anybody sees it, and proved afterwards without telling which was which.

A commitment is Pedersen's: C = g^m · h^r hides m whatever is guessed, and binds to it. Later the messages are public, in
another order; that the commitments hold just these, each once, is proved by the product of (m − x) for a random x: a
shuffle of known content (Neff 2001, Groth 2003), made of proofs that one committed number is the product of two. The
proof is zero-knowledge: it says nothing of which commitment holds which message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, members
from secret_ballot.v1.suites import Element, Suite

ORDER = "products challenge messages blinds steps last"
WHERE = "proof"


@dataclass(frozen=True)
class Opening:
    """What a commitment holds: the message, and the number that hides it."""

    message: int
    blind: int


def commit(suite: Suite, opening: Opening) -> Element:
    """g^m · h^r."""
    return suite.multiply(
        suite.generator_table.power(opening.message), suite.second_table.power(opening.blind)
    )


def _times_g(suite: Suite, element: Element, exponent: int) -> Element:
    return suite.multiply(element, suite.generator_table.power(exponent))


def _point(suite: Suite, context: str) -> int:
    """The x at which both products are taken, known only once commitments and messages are."""
    return suite.scalar_of(f"jiannuo-shuffle-point|{context}")


def _challenge(suite: Suite, context: str, parts: Sequence[Element]) -> int:
    return suite.scalar_of(
        f"jiannuo-shuffle-proof|{context}|{','.join(suite.write(part) for part in parts)}"
    )


def prove(suite: Suite, openings: Sequence[Opening], context: str) -> dict[str, Any]:
    """That the commitments with these openings, in this order, hold just the messages that ``context`` names.

    context  must name all commitments and all messages, these in an order that tells nothing
    """
    order, point = suite.order, _point(suite, context)
    factors = [(one.message - point) % order for one in openings]
    product, blind = factors[0], openings[0].blind
    products, blinds, steps = [_times_g(suite, commit(suite, openings[0]), -point)], [blind], [0]
    for factor in factors[1:]:
        product, fresh = product * factor % order, suite.random_scalar()
        steps.append((fresh - blind * factor) % order)
        blind = fresh
        products.append(commit(suite, Opening(product, blind)))
        blinds.append(blind)
    nonces = [
        (suite.random_scalar(), suite.random_scalar(), suite.random_scalar()) for _one in openings
    ]
    last = suite.random_scalar()
    parts = [commit(suite, Opening(one, two)) for one, two, _three in nonces]
    parts += [
        suite.multiply(suite.secret_power(before, one), suite.second_table.power(three))
        for (before, _after), (one, _two, three) in zip(pairwise(products), nonces[1:], strict=True)
    ]
    parts.append(suite.second_table.power(last))
    challenge = _challenge(suite, context, [*products[1:], *parts])
    answered = [
        (
            (one + challenge * factor) % order,
            (two + challenge * opening.blind) % order,
            (three + challenge * step) % order,
        )
        for (one, two, three), factor, opening, step in zip(
            nonces, factors, openings, steps, strict=True
        )
    ]
    return {
        "products": [suite.write(one) for one in products[1:]],
        "challenge": str(challenge),
        "messages": [str(one) for one, _two, _three in answered],
        "blinds": [str(two) for _one, two, _three in answered],
        "steps": [str(three) for _one, _two, three in answered[1:]],
        "last": str((last + challenge * blinds[-1]) % order),
    }


def check(
    suite: Suite,
    committed: Sequence[Element],
    messages: Sequence[int],
    value: Any,
    context: str,
) -> None:
    """The commitments, members all, hold just these messages, each once; raises ``BallotError``."""
    found, number = members(value, ORDER, WHERE), len(committed)
    if not number or number != len(messages):
        raise BallotError("heads_proof", WHERE)
    order, point = suite.order, _point(suite, context)
    first = _times_g(suite, committed[0], -point)
    products = [first, *(_member(suite, text) for text in _rest(found["products"], number))]
    challenge, last = _scalars(suite, [found["challenge"], found["last"]])
    own = _scalars(suite, array(found["messages"], WHERE, number))
    blinds = _scalars(suite, array(found["blinds"], WHERE, number))
    steps = _scalars(suite, _rest(found["steps"], number))
    parts = [
        suite.divide(
            commit(suite, Opening((one + point * challenge) % order, two)),
            suite.power(leaf, challenge),
        )
        for leaf, one, two in zip(committed, own, blinds, strict=True)
    ]
    parts += [
        suite.divide(
            suite.multiply(suite.power(before, one), suite.second_table.power(step)),
            suite.power(after, challenge),
        )
        for (before, after), one, step in zip(pairwise(products), own[1:], steps, strict=True)
    ]
    whole = 1
    for message in messages:
        whole = whole * (message - point) % order
    rest = _times_g(suite, products[-1], -whole)
    parts.append(suite.divide(suite.second_table.power(last), suite.power(rest, challenge)))
    if _challenge(suite, context, [*products[1:], *parts]) != challenge:
        raise BallotError("heads_proof", WHERE)


def _rest(value: Any, number: int) -> list[Any]:
    return array(value, WHERE, number - 1)


def _member(suite: Suite, text: Any) -> Element:
    """An element of the group; raises ``BallotError``: element, not_member."""
    from secret_ballot.v1.elections import read_element

    return read_element(suite, text, WHERE)


def _scalars(suite: Suite, texts: Sequence[Any]) -> list[int]:
    try:
        return [suite.read_scalar(text) for text in texts]
    except ValueError as error:
        raise BallotError("scalar", WHERE) from error
