"""监票密钥 (trustees): who must decrypt, as the election's set-up lists it. Reading judges every proof.

Two kinds, which may be mixed: a single key, which is always needed, and Pedersen's threshold, of which any t of n
members are needed (specification, sections 4.5 to 4.7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, encode, members, small, string
from secret_ballot.v1.channels import is_signed, read_signed
from secret_ballot.v1.elections import read_element, read_key
from secret_ballot.v1.proofs import knows, prove_knowledge, read_proof
from secret_ballot.v1.suites import Element, Suite


@dataclass(frozen=True)
class Single:
    """One key that is always needed."""

    public_key: Element = field(repr=False)
    name: str | None = None


@dataclass(frozen=True)
class Pedersen:
    """Members of whom any ``threshold`` are needed."""

    threshold: int
    members: tuple[Single, ...]
    public_key: Element = field(repr=False)


Item: TypeAlias = Single | Pedersen


@dataclass(frozen=True)
class Trustees:
    """The trustees (监票人) of one election."""

    raw: bytes = field(repr=False)
    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[Single, ...]:
        """Everybody who can decrypt; number i is entry i - 1, members of a threshold in their place."""
        found: list[Single] = []
        for item in self.items:
            found += [item] if isinstance(item, Single) else item.members
        return tuple(found)

    def election_key(self, suite: Suite) -> Element:
        """The product of all keys: the election's."""
        return suite.product(item.public_key for item in self.items)

    @property
    def independent_keys(self) -> int:
        """How many people have to work together at least to open anything."""
        return sum(1 if isinstance(item, Single) else item.threshold for item in self.items)


def fingerprint_of(suite: Suite, raw: bytes) -> str:
    """What scrutineers read aloud when the meeting activates their keys: the hash of the list in hexadecimal."""
    return suite.digest(raw).hex()


# Single keys


def make_public_key(suite: Suite, secret: int, name: str | None = None) -> dict[str, Any]:
    """A trustee's public key with the proof of knowing the secret one."""
    text = suite.write(suite.secret_power(suite.generator, secret))
    proof = prove_knowledge(suite, secret, f"pok|{suite.name}|{text}|")
    found: dict[str, Any] = {"pok": proof.as_json(), "public_key": text}
    return found if name is None else found | {"name": name}


def read_public_key(suite: Suite, value: Any, where: str) -> Single:
    """A public key whose proof holds; raises ``BallotError``: trustee_proof."""
    found = members(value, "pok public_key name?", where)
    public = read_key(suite, found["public_key"], f"{where}.public_key")
    proof = read_proof(suite, found["pok"], f"{where}.pok")
    if not knows(suite, public, proof, f"pok|{suite.name}|{suite.write(public)}|"):
        raise BallotError("trustee_proof", f"{where}.pok")
    name = string(found["name"], where) if "name" in found else None
    return Single(public, name)


# Threshold


@dataclass(frozen=True)
class Certificate:
    """A member's two keys: one to verify signatures, one to encrypt to."""

    verification: Element = field(repr=False)
    encryption: Element = field(repr=False)


def read_certificates(suite: Suite, value: Any, where: str) -> tuple[Certificate, ...]:
    """Certificates signed by themselves, no two alike; raises ``BallotError``."""
    found: list[Certificate] = []
    for place, entry in enumerate(array(value, where)):
        certificate = _certificate(suite, entry, f"{where}[{place}]")
        if any(
            certificate.verification == other.verification
            or certificate.encryption == other.encryption
            for other in found
        ):
            raise BallotError("certificate_twice", f"{where}[{place}]")
        found.append(certificate)
    return tuple(found)


def _certificate(suite: Suite, value: Any, where: str) -> Certificate:
    message, proof = read_signed(suite, value, where)
    keys = members(decode(message.encode(), where), "verification encryption", where)
    certificate = Certificate(
        read_key(suite, keys["verification"], f"{where}.verification"),
        read_key(suite, keys["encryption"], f"{where}.encryption"),
    )
    if not is_signed(suite, certificate.verification, message, proof):
        raise BallotError("certificate", where)
    return certificate


def read_coefficients(
    suite: Suite, certificates: Sequence[Certificate], value: Any, where: str
) -> tuple[tuple[Element, ...], ...]:
    """Each member's commitments, signed and as many; raises ``BallotError``: coefficients, threshold."""
    found: list[tuple[Element, ...]] = []
    entries = array(value, where, len(certificates))
    for place, (entry, certificate) in enumerate(zip(entries, certificates, strict=True)):
        spot = f"{where}[{place}]"
        message, proof = read_signed(suite, entry, spot)
        listed = members(decode(message.encode(), spot), "coefexps", spot)["coefexps"]
        found.append(tuple(read_element(suite, text, spot) for text in array(listed, spot)))
        if not is_signed(suite, certificate.verification, message, proof):
            raise BallotError("coefficients", spot)
        if len(found[-1]) != len(found[0]):
            raise BallotError("threshold", spot)
    return tuple(found)


def combined(suite: Suite, coefficients: Sequence[Sequence[Element]]) -> tuple[Element, ...]:
    """The commitments to the sum of all polynomials."""
    return tuple(suite.product(column) for column in zip(*coefficients, strict=True))


def value_at(suite: Suite, commitments: Sequence[Element], place: int) -> Element:
    """g^f(place), by Horner's rule from the commitments to f."""
    found = suite.identity
    for commitment in reversed(commitments):
        found = suite.multiply(suite.power(found, place), commitment)
    return found


def read_pedersen(suite: Suite, value: Any, where: str) -> Pedersen:
    """Threshold parameters of which everything holds; raises ``BallotError``."""
    found = members(value, "threshold certs coefexps verification_keys", where)
    certificates = read_certificates(suite, found["certs"], f"{where}.certs")
    coefficients = read_coefficients(suite, certificates, found["coefexps"], f"{where}.coefexps")
    threshold = small(found["threshold"], f"{where}.threshold")
    fits = bool(certificates) and len(coefficients[0]) == threshold
    if not fits or not 1 <= threshold <= len(certificates):
        raise BallotError("threshold", f"{where}.threshold")
    commitments = combined(suite, coefficients)
    keys = []
    listed = array(found["verification_keys"], f"{where}.verification_keys", len(certificates))
    for place, entry in enumerate(listed):
        spot = f"{where}.verification_keys[{place}]"
        keys.append(read_public_key(suite, entry, spot))
        if keys[-1].public_key != value_at(suite, commitments, place + 1):
            raise BallotError("verification_key", spot)
    return Pedersen(threshold, tuple(keys), commitments[0])


# The whole list


def read_trustees(suite: Suite, raw: bytes, where: str = "trustees") -> Trustees:
    """The trustees of canonical bytes, all proofs judged; raises ``BallotError``."""
    items: list[Item] = []
    for place, entry in enumerate(array(decode(raw, where), where)):
        spot = f"{where}[{place}]"
        kind, value = array(entry, spot, 2)
        if kind == "Single":
            items.append(read_public_key(suite, value, spot))
        elif kind == "Pedersen":
            items.append(read_pedersen(suite, value, spot))
        else:
            raise BallotError("shape", spot)
    if not items:
        raise BallotError("trustees_none", where)
    return Trustees(raw, tuple(items))


def make_trustees(
    suite: Suite, singles: Sequence[dict[str, Any]], thresholds: Sequence[dict[str, Any]] = ()
) -> Trustees:
    """The list of single keys, then threshold parameters; raises ``BallotError``."""
    value = [["Single", key] for key in singles] + [["Pedersen", each] for each in thresholds]
    return read_trustees(suite, encode(value))
