"""回执 (receipt): what a voter takes away, signed by this installation: this ballot was taken in.

It names election and ballot, nothing of a choice, a card or a time. ``jiannuo-ballot receipt`` checks it.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from django.conf import settings
from nacl.signing import SigningKey

FORM, PREFIX = "jiannuo-receipt-1", "JN1"


@lru_cache(maxsize=1)
def _key() -> SigningKey:
    return SigningKey(settings.HOME.key("receipts"))


def public_key() -> str:
    """Base 64 of the Ed25519 key; shown on the wall and in the booth."""
    return base64.b64encode(bytes(_key().verify_key)).decode()


def fingerprint() -> str:
    """SHA-256 of the key, hexadecimal."""
    return hashlib.sha256(bytes(_key().verify_key)).hexdigest()


def tracker_of(raw: bytes) -> str:
    """追踪号: the SHA-256 of a ballot in base 64 without padding, as the protocol shows it."""
    return base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")


def receipt(uuid: str, tracker: str) -> str:
    """``JN1.uuid.tracker.signature``, both base 64 in the form for addresses, without padding."""
    signed = _key().sign(f"{FORM}|{uuid}|{tracker}".encode()).signature
    word = tracker.replace("+", "-").replace("/", "_")
    return f"{PREFIX}.{uuid}.{word}.{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"
