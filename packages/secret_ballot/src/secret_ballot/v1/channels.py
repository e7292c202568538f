"""监票人之间的信道 (channels): signed and encrypted messages of the threshold ceremony, as belenios-tool 2.0 has them.

ElGamal hides a key for AES-256-CCM with an 8-byte tag; the message names its recipient and is signed inside
(specification, section 4.6). Nothing of this stands in the archive, except signed messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import decode, dumps, members, string
from secret_ballot.v1.elections import read_element
from secret_ballot.v1.proofs import Proof, knows, prove_knowledge, read_proof
from secret_ballot.v1.suites import Element, Suite

TAG_BYTES, NONCE_BYTES = 8, 13


def sign(suite: Suite, signing_key: int, message: str) -> dict[str, Any]:
    """A signed message."""
    proof = prove_knowledge(suite, signing_key, f"sigmsg|{message}|")
    return {"message": message, "signature": proof.as_json()}


def read_signed(suite: Suite, value: Any, where: str) -> tuple[str, Proof]:
    """Message and signature, not yet judged; raises ``BallotError``: shape, scalar."""
    found = members(value, "message signature", where)
    return string(found["message"], where), read_proof(suite, found["signature"], where)


def is_signed(suite: Suite, verification: Element, message: str, proof: Proof) -> bool:
    """Whether the holder of the key has signed the message."""
    return knows(suite, verification, proof, f"sigmsg|{message}|")


def send(suite: Suite, signing_key: int, recipient: Element, message: str) -> str:
    """Sign for a recipient and encrypt to it."""
    letter = dumps({"recipient": suite.write(recipient), "message": message})
    plain = dumps(sign(suite, signing_key, letter)).encode()
    randomness, hidden = suite.random_scalar(), suite.random_scalar()
    alpha = suite.secret_power(suite.generator, randomness)
    secret = suite.secret_power(suite.generator, hidden)
    beta = suite.multiply(suite.secret_power(recipient, randomness), secret)
    data = _cipher(suite, secret).encrypt(_nonce(suite, alpha), plain, None)
    return dumps({"alpha": suite.write(alpha), "beta": suite.write(beta), "data": data.hex()})


def receive(
    suite: Suite, decryption_key: int, recipient: Element, sender: Element, text: str, where: str
) -> str:
    """Open a message, check for whom it is and who signed it; raises ``BallotError``: message."""
    from cryptography.exceptions import InvalidTag

    found = members(decode(text.encode(), where), "alpha beta data", where)
    alpha = read_element(suite, found["alpha"], where)
    beta = read_element(suite, found["beta"], where)
    secret = suite.divide(beta, suite.secret_power(alpha, decryption_key))
    try:
        data = bytes.fromhex(string(found["data"], where))
        plain = _cipher(suite, secret).decrypt(_nonce(suite, alpha), data, None)
    except (ValueError, InvalidTag) as error:
        raise BallotError("message", where) from error
    message, proof = read_signed(suite, decode(plain, where), where)
    letter = members(decode(message.encode(), where), "recipient message", where)
    if letter["recipient"] != suite.write(recipient):
        raise BallotError("message", where)
    if not is_signed(suite, sender, message, proof):
        raise BallotError("message", where)
    return string(letter["message"], where)


def _cipher(suite: Suite, secret: Element) -> AESCCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM

    key = suite.digest(f"key|{suite.write(secret)}".encode())
    return AESCCM(key, tag_length=TAG_BYTES)


def _nonce(suite: Suite, alpha: Element) -> bytes:
    return suite.digest(f"iv|{suite.write(alpha)}".encode())[:NONCE_BYTES]
