"""恢复份额 (sharing): a box's journal key in shares, any t of n of which rebuild it (Shamir), each checkable (Feldman).

A random scalar is shared; the key is hidden under its hash, with a check. A share is sealed to the channel key of a
member's certificate by hashed ElGamal and AES-256-GCM under names that stand in no other message: what was sealed for
another purpose, another box or another member does not open here, and what is sealed here opens nothing else.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, dumps, encode, members, small, string
from secret_ballot.v1.elections import read_element
from secret_ballot.v1.suites import Element, Suite
from secret_ballot.v1.threshold import decryption_key, place_of, value_of
from secret_ballot.v1.trustees import read_certificates, value_at

DOMAIN = "jiannuo-recovery-1"
KEY_BYTES, CHECK_BYTES = 32, 16
HIDDEN_BYTES = KEY_BYTES + CHECK_BYTES
PLACE_BYTES = 2
ORDER = "place hidden commitments alpha data"


@dataclass(frozen=True)
class Sealed:
    """A sealed share as its text says; what is inside only its member can read."""

    place: int
    hidden: bytes
    commitments: tuple[Element, ...]
    alpha: Element = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Share:
    """An opened share: whose, of which key, and the value of the polynomial there."""

    place: int
    hidden: bytes
    value: int = field(repr=False)

    def write(self, suite: Suite) -> str:
        """One decimal number."""
        raw = self.place.to_bytes(PLACE_BYTES, "big") + self.hidden
        return str(int.from_bytes(raw + self.value.to_bytes(_size(suite), "big"), "big"))


def _size(suite: Suite) -> int:
    """Bytes of a value."""
    return (suite.order.bit_length() + 7) // 8


def share_key(
    suite: Suite,
    certificates: Sequence[dict[str, Any]],
    threshold: int,
    key: bytes,
    *,
    box: str = "",
) -> list[str]:
    """The key in sealed shares, one a member in the certificates' order; raises ``BallotError``.

    ``box`` is the election's id: a share of one box is not opened for another.
    """
    found = read_certificates(suite, list(certificates), "certs")
    if not 1 <= threshold <= len(found):
        raise BallotError("threshold", "threshold")
    if len(key) != KEY_BYTES:
        raise BallotError("number", "key")
    coefficients = [suite.random_scalar() for _ in range(threshold)]
    hidden = _hidden(suite, coefficients[0], key)
    commitments = [suite.write(suite.secret_power(suite.generator, each)) for each in coefficients]
    sealed = []
    for place, certificate in enumerate(found, 1):
        head = {"place": place, "hidden": hidden.hex(), "commitments": commitments}
        value = value_of(suite, coefficients, place)
        drawn = suite.random_scalar()
        alpha = suite.secret_power(suite.generator, drawn)
        shared = suite.secret_power(certificate.encryption, drawn)
        key_, nonce = _keys(suite, alpha, certificate.encryption, shared)
        data = _cipher(key_).encrypt(nonce, str(value).encode(), _bound(suite, box, head))
        sealed.append(dumps(head | {"alpha": suite.write(alpha), "data": data.hex()}))
    return sealed


def open_share(
    suite: Suite,
    seed: str,
    certificates: Sequence[dict[str, Any]],
    sealed: str,
    *,
    box: str = "",
) -> str:
    """A member's share, checked against the commitments; raises ``BallotError``: message, share, private_key."""
    from cryptography.exceptions import InvalidTag

    found = read_sealed(suite, sealed)
    listed = read_certificates(suite, list(certificates), "certs")
    place = place_of(suite, seed, listed)
    if found.place != place + 1:
        raise BallotError("message", "sealed.place")
    shared = suite.secret_power(found.alpha, decryption_key(suite, seed))
    key, nonce = _keys(suite, found.alpha, listed[place].encryption, shared)
    head = decode(sealed.encode(), "sealed")
    bound = _bound(suite, box, {name: head[name] for name in ORDER.split()[:3]})
    try:
        value = suite.read_scalar(_cipher(key).decrypt(nonce, found.data, bound).decode())
    except (InvalidTag, ValueError) as error:
        raise BallotError("message", "sealed.data") from error
    share = Share(found.place, found.hidden, value).write(suite)
    check_share(suite, sealed, share)
    return share


def check_share(suite: Suite, sealed: str, share: str, where: str = "share") -> None:
    """The share is the one that was sealed for this member; raises ``BallotError``: share."""
    found, given = read_sealed(suite, sealed), read_share(suite, share, where)
    fits = (found.place, found.hidden) == (given.place, given.hidden)
    promised = value_at(suite, found.commitments, given.place)
    if not fits or suite.secret_power(suite.generator, given.value) != promised:
        raise BallotError("share", where)


def join_shares(
    suite: Suite, threshold: int, shares: Sequence[str], sealed: Sequence[str] = ()
) -> bytes:
    """The key from ``threshold`` shares or more; raises ``BallotError``: threshold, share.

    With what was sealed, in the members' order, a wrong share is named by its place; without, only seen.
    """
    if threshold < 1 or len(shares) < threshold:
        raise BallotError("threshold", "shares")
    found = [read_share(suite, each, f"shares[{n}]") for n, each in enumerate(shares)]
    for number, share in enumerate(found):
        if any(share.place == other.place for other in found[:number]):
            raise BallotError("share", f"shares[{number}]")
        if sealed:
            if not 1 <= share.place <= len(sealed):
                raise BallotError("share", f"shares[{number}]")
            check_share(suite, sealed[share.place - 1], shares[number], f"shares[{number}]")
    if len({share.hidden for share in found}) != 1:
        raise BallotError("share", "shares")
    used = found[:threshold]
    secret = sum(_weight(suite, used, share) * share.value for share in used) % suite.order
    hidden = found[0].hidden
    key = _xor(hidden[:KEY_BYTES], _mask(suite, secret))
    if not hmac.compare_digest(_hidden(suite, secret, key), hidden):
        raise BallotError("share", "shares")
    return key


def _weight(suite: Suite, used: Sequence[Share], share: Share) -> int:
    """Lagrange's coefficient at zero."""
    from secret_ballot.v1.tally import lagrange

    return lagrange(suite, [each.place for each in used], share.place)


def read_sealed(suite: Suite, text: str, where: str = "sealed") -> Sealed:
    """A sealed share in its form, every element a member; raises ``BallotError``."""
    found = members(decode(text.encode(), where), ORDER, where)
    commitments = array(found["commitments"], f"{where}.commitments")
    if not commitments:
        raise BallotError("shape", f"{where}.commitments")
    return Sealed(
        place=small(found["place"], f"{where}.place"),
        hidden=_bytes(found["hidden"], HIDDEN_BYTES, f"{where}.hidden"),
        commitments=tuple(
            read_element(suite, each, f"{where}.commitments[{n}]")
            for n, each in enumerate(commitments)
        ),
        alpha=read_element(suite, found["alpha"], f"{where}.alpha"),
        data=_bytes(found["data"], None, f"{where}.data"),
    )


def read_share(suite: Suite, text: str, where: str = "share") -> Share:
    """A share of one decimal number; raises ``BallotError``: share."""
    start = PLACE_BYTES + HIDDEN_BYTES
    size = start + _size(suite)
    if not text.isascii() or not text.isdigit() or len(text) > 3 * size or text[0] == "0":
        raise BallotError("share", where)
    number = int(text)
    if number.bit_length() > 8 * size:
        raise BallotError("share", where)
    raw = number.to_bytes(size, "big")
    place, value = (int.from_bytes(each, "big") for each in (raw[:PLACE_BYTES], raw[start:]))
    if not place or value >= suite.order:
        raise BallotError("share", where)
    return Share(place, raw[PLACE_BYTES:start], value)


def _bytes(value: Any, size: int | None, where: str) -> bytes:
    text = string(value, where)
    try:
        raw = bytes.fromhex(text)
    except ValueError as error:
        raise BallotError("shape", where) from error
    if raw.hex() != text or (size is not None and len(raw) != size):
        raise BallotError("shape", where)
    return raw


def _hidden(suite: Suite, secret: int, key: bytes) -> bytes:
    """The key under the scalar's hash, and a check of both."""
    check = suite.digest(f"{DOMAIN}|check|{secret}|".encode() + key)[:CHECK_BYTES]
    return _xor(key, _mask(suite, secret)) + check


def _mask(suite: Suite, secret: int) -> bytes:
    return suite.digest(f"{DOMAIN}|mask|{secret}".encode())


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _keys(suite: Suite, alpha: Element, recipient: Element, shared: Element) -> tuple[bytes, bytes]:
    """Key and nonce of one message."""
    words = "|".join(suite.write(each) for each in (alpha, recipient, shared))
    nonce = suite.digest(f"{DOMAIN}|iv|{words}".encode())[:12]
    return suite.digest(f"{DOMAIN}|key|{words}".encode()), nonce


def _bound(suite: Suite, box: str, head: dict[str, Any]) -> bytes:
    """What a sealed share is bound to beside its key."""
    return encode([DOMAIN, suite.name, box, head])


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
