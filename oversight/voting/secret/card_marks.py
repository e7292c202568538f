"""名单的短标记: by which a booth's device sees for itself whether its card is on the list, before anything is written.

Everybody gets the same file and before a code is typed, so nobody hears which card was looked up. No key follows from
a mark, nor the list of credentials, which may be kept back with the archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

MARK = 8
"""Bytes of a mark: among 3,000 cards none is taken for another by chance."""


@dataclass(frozen=True)
class CardMarks:
    """The marks of all cards of a vote, one after the other, and their check value."""

    raw: bytes = field(repr=False)
    sha256: str


def mark_of(uuid: str, credential: str) -> bytes:
    """The first bytes of a credential's hash in its vote; ``page/listing.ts`` makes the same of its card."""
    return hashlib.sha256(f"jiannuo-card-1|{uuid}|{credential}".encode()).digest()[:MARK]


def marks_of(uuid: str, listed: Iterable[str]) -> CardMarks:
    """Those of a whole list, in an order of their own."""
    raw = b"".join(sorted(mark_of(uuid, credential) for credential in listed))
    return CardMarks(raw, hashlib.sha256(raw).hexdigest())
