"""回执 (receipts): what a booth's server signs when it has kept a ballot, and how anybody checks it.

Ed25519 over election and tracker alone: no time, no number, no choice.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from secret_ballot.findings import BallotError
from secret_ballot.v1.elections import read_uuid

FORM, DOMAIN = "JN1", "jiannuo-receipt-1"
TRACKER_BYTES, SIGNATURE_BYTES, KEY_BYTES = 32, 64, 32


@dataclass(frozen=True)
class Receipt:
    """A receipt as its text says; whether its signature holds is judged by ``check_receipt``."""

    uuid: str
    digest: bytes
    signature: bytes

    @property
    def tracker(self) -> str:
        """As the deputy sees it and the board shows it."""
        return base64.b64encode(self.digest).decode().rstrip("=")

    @property
    def text(self) -> str:
        return ".".join((FORM, self.uuid, _url(self.digest), _url(self.signature)))


def _url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _signed(uuid: str, tracker: str) -> bytes:
    return f"{DOMAIN}|{uuid}|{tracker}".encode()


def make_receipt(secret: bytes, uuid: str, digest: bytes) -> str:
    """The receipt of the ballot with this SHA-256, signed with 32 secret bytes."""
    made = Receipt(uuid, digest, b"")
    signature = SigningKey(secret).sign(_signed(uuid, made.tracker)).signature
    return Receipt(uuid, digest, signature).text


def read_receipt(text: str, where: str = "receipt") -> Receipt:
    """A receipt in its only form; raises ``BallotError``: receipt, uuid."""
    parts = text.split(".")
    if len(parts) != 4 or parts[0] != FORM:
        raise BallotError("receipt", where)
    receipt = Receipt(
        read_uuid(parts[1], where),
        _bytes(parts[2], TRACKER_BYTES, where),
        _bytes(parts[3], SIGNATURE_BYTES, where),
    )
    if receipt.text != text:
        raise BallotError("receipt", where)
    return receipt


def _bytes(text: str, size: int, where: str) -> bytes:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BallotError("receipt", where) from error
    if len(raw) != size:
        raise BallotError("receipt", where)
    return raw


def receipt_key_of(secret: bytes) -> bytes:
    """The public key of the 32 secret bytes that receipts are signed with."""
    return bytes(SigningKey(secret).verify_key)


def read_receipt_key(text: str, where: str = "key") -> bytes:
    """The public key in base 64, padded or not; raises ``BallotError``: receipt_key."""
    try:
        raw = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BallotError("receipt_key", where) from error
    if len(raw) != KEY_BYTES:
        raise BallotError("receipt_key", where)
    return raw


def check_receipt(receipt: Receipt, public: bytes, where: str = "receipt") -> None:
    """The signature holds; raises ``BallotError``: receipt_signature."""
    try:
        VerifyKey(public).verify(_signed(receipt.uuid, receipt.tracker), receipt.signature)
    except (BadSignatureError, ValueError) as error:
        raise BallotError("receipt_signature", where) from error
