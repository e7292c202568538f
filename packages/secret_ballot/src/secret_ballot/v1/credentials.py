"""凭证 (credentials): the private code on a voting card, the scalar derived from it, the public list.

Two forms: 15 characters with a checksum (belenios-tool 2.0, 82 bits) and 22 characters (from 2.4, 128 bits). Both
are derived per election, so the lists of two elections from one set of cards share no element. The public list
is sorted by number, so its order says nothing about voters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, encode, string
from secret_ballot.v1.elections import BASE_58, random_word, read_key
from secret_ballot.v1.suites import Element, Suite

SHORT_RANDOM, FULL_RANDOM = 14, 22
CAPITALS = BASE_58[:33]
"""Digits and capital letters: a code of them may be typed in small letters, at 110 bits instead of 128."""
ROUNDS = 1000
_SHORT, _FULL = (3, 3, 3, 3, 3), (5, 6, 5, 6)


def _grouped(word: str, sizes: Sequence[int]) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(word[start : start + size])
        start += size
    return "-".join(parts)


def _checksum(word: str) -> str:
    number = 0
    for character in word:
        number = 58 * number + BASE_58.index(character)
    return BASE_58[53 - number % 53]


def new_private_credential(*, short: bool = False, capitals: bool = False) -> str:
    """A new code: the 22-character form, perhaps without small letters, or that of belenios-tool 2.0."""
    if not short:
        return _grouped(random_word(FULL_RANDOM, CAPITALS if capitals else BASE_58), _FULL)
    word = random_word(SHORT_RANDOM)
    return _grouped(word + _checksum(word), _SHORT)


def parse_private_credential(code: str) -> str:
    """The code as it is hashed, or ``BallotError``: private_credential (which does not repeat it)."""
    sizes = tuple(len(part) for part in code.split("-"))
    word = code.replace("-", "")
    if not word or set(word) - set(BASE_58):
        raise BallotError("private_credential", "credential")
    is_short = sizes in (_SHORT, (SHORT_RANDOM + 1,)) and _checks(word)
    if not is_short and sizes != _FULL:
        raise BallotError("private_credential", "credential")
    return code


def _checks(word: str) -> bool:
    """Whether number plus checksum is divisible by 53, as the tool tests it."""
    number = 0
    for character in word[:-1]:
        number = 58 * number + BASE_58.index(character)
    return (number + BASE_58.index(word[-1])) % 53 == 0


def derive(suite: Suite, uuid: str, code: str) -> int:
    """The secret scalar of a code in one election; raises ``BallotError``: private_credential."""
    code = parse_private_credential(code)
    if len(code.replace("-", "")) == FULL_RANDOM:
        digests = (
            suite.digest(f"derive_credential|{uuid}|{half}|{code}".encode()).hex()
            for half in (0, 1)
        )
        return int("".join(digests), 16) % suite.order
    key = hashlib.pbkdf2_hmac(suite.hash_name, code.encode(), uuid.encode(), ROUNDS, 32)
    return int.from_bytes(key, "big") % suite.order


def public_of(suite: Suite, secret: int) -> Element:
    """The public credential of a secret scalar."""
    return suite.secret_power(suite.generator, secret)


@dataclass(frozen=True)
class PublicCredentials:
    """公开凭证名单: the texts of the listed credentials, with weights."""

    raw: bytes = field(repr=False)
    weights: Mapping[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.weights)

    def __contains__(self, credential: object) -> bool:
        return credential in self.weights


def read_credentials(suite: Suite, raw: bytes, where: str = "credentials") -> PublicCredentials:
    """The list: members of the group, no two alike; raises ``BallotError``."""
    weights: dict[str, int] = {}
    for place, entry in enumerate(array(decode(raw, where), where)):
        spot = f"{where}[{place}]"
        text, comma, weight = string(entry, spot).partition(",")
        read_key(suite, text, spot)
        if text in weights:
            raise BallotError("credential_twice", spot)
        weights[text] = _weight(weight, spot) if comma else 1
    if not weights:
        raise BallotError("credentials_none", where)
    return PublicCredentials(raw, weights)


def _weight(text: str, where: str) -> int:
    plain = text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= 30
    if not plain:
        raise BallotError("credential_weight", where)
    return int(text)


def make_credentials(suite: Suite, entries: Iterable[tuple[Element, int | None]]) -> bytes:
    """The canonical list of elements and weights (None: no weights), in the order of the elements' numbers."""
    texts = [(suite.write(element), weight) for element, weight in entries]
    texts.sort(key=lambda entry: (len(entry[0]), entry[0]))
    listed: list[Any] = [text if weight is None else f"{text},{weight}" for text, weight in texts]
    return encode(listed)
