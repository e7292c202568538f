"""回执 (receipt): what a voter takes away, signed by this installation: this ballot was taken in.

It names election and ballot, nothing of a choice, a card or a time. ``jiannuo-ballot receipt`` checks it.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from django.conf import settings
from nacl.signing import SigningKey
from secret_ballot.v1.receipts import make_receipt


@lru_cache(maxsize=1)
def _key() -> SigningKey:
    return SigningKey(settings.HOME.key("receipts"))


def public_key() -> str:
    """Base 64 of the Ed25519 key; shown on the wall and in the booth."""
    return base64.b64encode(bytes(_key().verify_key)).decode()


def fingerprint() -> str:
    """SHA-256 of the key, hexadecimal."""
    return hashlib.sha256(bytes(_key().verify_key)).hexdigest()


def tracker_of(digest: bytes) -> str:
    """追踪号: the SHA-256 of a ballot in base 64 without padding, as the protocol shows it."""
    return base64.b64encode(digest).decode().rstrip("=")


def receipt(uuid: str, digest: bytes) -> str:
    """The receipt of the ballot with this SHA-256, signed by this installation."""
    return make_receipt(settings.HOME.key("receipts"), uuid, digest)
