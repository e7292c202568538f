"""核对密钥的各部分: every part that a holder tells is judged by the package at once, before the others build on it.

Pure but for the package. Where the protocol refuses, its own code and place say why; ``BallotError`` goes through.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, dumps, is_hex_hash, members, string
from secret_ballot.v1.elections import read_element
from secret_ballot.v1.suites import Suite
from secret_ballot.v1.threshold import assemble, commitment_of, route
from secret_ballot.v1.trustees import (
    Trustees,
    combined,
    make_trustees,
    read_certificates,
    read_coefficients,
    read_public_key,
    value_at,
)

LONGEST = 400_000
"""Bytes of a part: a polynomial for nine holders has about 60,000."""


@dataclass(frozen=True)
class Told:
    """What the holders of a set have told so far, in the order of their numbers."""

    suite: Suite
    threshold: int
    certificates: Sequence[Any]
    commitments: Sequence[str]
    polynomials: Sequence[Any]
    shares: Sequence[Any]


def read_part(raw: bytes, part: str) -> tuple[Any, str]:
    """Value and canonical text of what was sent, however it was spaced; raises ``BallotError``: malformed."""
    try:
        text = dumps(json.loads(raw.decode("utf-8-sig")))
        return decode(text.encode(), part), text
    except (ValueError, RecursionError) as error:
        raise BallotError("malformed", part) from error


def judge(part: str, value: Any, number: int, told: Told) -> None:
    """Whether the part of holder ``number`` holds beside what the others told; raises ``BallotError``."""
    if part == "certificate":
        read_certificates(told.suite, [*told.certificates, value], part)
    elif part == "commitment":
        if not is_hex_hash(value):
            raise BallotError("shape", part)
    elif part == "polynomial":
        judge_polynomial(value, number, told)
    else:
        judge_share(value, number, told)


def judge_polynomial(value: Any, number: int, told: Told) -> None:
    """Letters to everybody, commitments signed, of the degree agreed, and those that were announced."""
    found = members(value, "polynomial secrets coefexps", "polynomial")
    letters = array(found["secrets"], "polynomial.secrets", len(told.certificates))
    for letter in (found["polynomial"], *letters):
        read_letter(told.suite, letter, "polynomial")
    if commitment_of(told.suite, value) != told.commitments[number - 1]:
        raise BallotError("coefficients", "polynomial.coefexps")
    certificates = read_certificates(told.suite, list(told.certificates), "certificates")
    own, given = certificates[number - 1 : number], [found["coefexps"]]
    (coefficients,) = read_coefficients(told.suite, own, given, "polynomial.coefexps")
    if len(coefficients) != told.threshold:
        raise BallotError("threshold", "polynomial.coefexps")


def judge_share(value: Any, number: int, told: Told) -> None:
    """The holder's key as the polynomials of all give it, with the proof of knowing it."""
    found = members(value, "private_key public_key", "share")
    read_letter(told.suite, found["private_key"], "share.private_key")
    key = read_public_key(told.suite, found["public_key"], "share.public_key")
    certificates = read_certificates(told.suite, list(told.certificates), "certificates")
    given = [each["coefexps"] for each in told.polynomials]
    coefficients = read_coefficients(told.suite, certificates, given, "coefexps")
    if key.public_key != value_at(told.suite, combined(told.suite, coefficients), number):
        raise BallotError("verification_key", "share.public_key")


def read_letter(suite: Suite, text: Any, where: str) -> None:
    """The outside of an encrypted message; what stands in it only its receiver can judge."""
    found = members(decode(string(text, where).encode(), where), "alpha beta data", where)
    for name in ("alpha", "beta"):
        read_element(suite, found[name], f"{where}.{name}")
    string(found["data"], where)


def received_by(number: int, told: Told) -> dict[str, Any]:
    """What holder ``number`` receives of all."""
    listed = list(told.certificates)
    return route(told.suite, listed, told.polynomials, told.commitments)[number - 1]


def assembled(told: Told) -> tuple[Trustees, list[str]]:
    """The record of the protocol and each holder's sealed key: a function of what was told alone."""
    parameters, sealed = assemble(
        told.suite, list(told.certificates), told.polynomials, told.shares
    )
    return make_trustees(told.suite, [], [parameters]), sealed
