"""收票承诺 (heads): what a server signs while a vote runs – so many ballots, and a commitment to each of them.

A head continues the one before it: number, ballots so far, a commitment to every ballot that came since (sorted, so no
order within a head), Ed25519 by the key of receipts over a hash of all that. Commitments hide (``commitments``): heads
tell no more than the counter on the wall. Where a card may vote again a head only counts, for a later ballot takes an
earlier one's place.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, members, string
from secret_ballot.v1.commitments import check
from secret_ballot.v1.elections import read_element
from secret_ballot.v1.receipts import SIGNATURE_BYTES
from secret_ballot.v1.suites import Element, Suite

DOMAIN = "jiannuo-head-1"
ORDER = "number ballots leaves signature"
MOST = 1_000_000
REVOTED = "；结束前可以重投，以最后一次为准："
"""In the description of an election whose cards may vote again, before the clause: of no other do heads only count."""
START = ""
"""The root before the first head."""


@dataclass(frozen=True)
class Head:
    """一份收票承诺. ``leaves``: commitments to what came since the head before, None where it only counts."""

    number: int
    ballots: int
    leaves: tuple[str, ...] | None = field(repr=False)
    signature: str

    def root(self, uuid: str, before: str) -> str:
        """The hash of this head and, by ``before``, of all earlier ones; hexadecimal."""
        leaves = "-" if self.leaves is None else ",".join(self.leaves)
        text = f"{DOMAIN}|{uuid}|{self.number}|{self.ballots}|{before}|{leaves}"
        return hashlib.sha256(text.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "ballots": self.ballots,
            "leaves": None if self.leaves is None else list(self.leaves),
            "signature": self.signature,
        }


def make_head(
    secret: bytes,
    uuid: str,
    before: str,
    number: int,
    ballots: int,
    leaves: Collection[str] | None,
) -> Head:
    """The next head, signed with the 32 secret bytes of receipts."""
    listed = None if leaves is None else tuple(sorted(leaves))
    root = Head(number, ballots, listed, "").root(uuid, before)
    signature = SigningKey(secret).sign(f"{DOMAIN}|{root}".encode()).signature
    return Head(number, ballots, listed, base64.b64encode(signature).decode())


def read_head(value: Any, where: str = "head") -> Head:
    """A head in its form; raises ``BallotError``: heads_form, shape."""
    found = members(value, ORDER, where)
    number, ballots, leaves = found["number"], found["ballots"], found["leaves"]
    if any(type(one) is not int or not 0 <= one <= MOST for one in (number, ballots)):
        raise BallotError("heads_form", where)
    if leaves is not None:
        leaves = tuple(string(one, where) for one in array(leaves, where))
        if list(leaves) != sorted(set(leaves)):
            raise BallotError("heads_form", where)
    return Head(number, ballots, leaves, string(found["signature"], where))


@dataclass(frozen=True)
class Chain:
    """The heads of one box as far as they are known, each judged when it came."""

    uuid: str
    heads: tuple[Head, ...] = ()
    root: str = START

    @property
    def ballots(self) -> int:
        return self.heads[-1].ballots if self.heads else 0

    @property
    def leaves(self) -> list[str]:
        """Every commitment, in the order of the heads."""
        return [leaf for head in self.heads for leaf in head.leaves or ()]

    @property
    def only_counts(self) -> bool:
        return bool(self.heads) and self.heads[0].leaves is None

    def grown(self, head: Head, public: bytes) -> Chain:
        """With the next head; raises ``BallotError``: heads_form, heads_signature."""
        where = f"head {head.number}"
        more = head.ballots - self.ballots
        fits = head.number == len(self.heads) + 1 and more > 0
        if self.heads and (head.leaves is None) != self.only_counts:
            fits = False
        if head.leaves is not None and len(head.leaves) != more:
            fits = False
        if not fits:
            raise BallotError("heads_form", where)
        root = head.root(self.uuid, self.root)
        try:
            signature = base64.b64decode(head.signature, validate=True)
            if len(signature) != SIGNATURE_BYTES:
                raise BallotError("heads_signature", where)
            VerifyKey(public).verify(f"{DOMAIN}|{root}".encode(), signature)
        except (BadSignatureError, binascii.Error) as error:
            raise BallotError("heads_signature", where) from error
        return Chain(self.uuid, (*self.heads, head), root)


def message_of(suite: Suite, uuid: str, ballot_hash: str) -> int:
    """What a commitment to the ballot of this SHA-256 (hexadecimal) holds."""
    return suite.scalar_of(f"jiannuo-entry-1|{uuid}|{ballot_hash}")


def context_of(uuid: str, root: str, hashes: Collection[str]) -> str:
    """What the proof is about: all commitments, by the root of the last head, and all ballots, in the order of hashes."""
    return f"{uuid}|{root}|{','.join(sorted(hashes))}"


def check_whole(suite: Suite, chain: Chain, hashes: Sequence[str], proof: Any) -> None:
    """The ballots with these hashes are just those that the heads committed to; raises ``BallotError``.

    Where heads only count, nothing more than the number can be judged, by whoever knows the cards.
    """
    if chain.only_counts:
        return
    if len(set(hashes)) != len(hashes) or len(hashes) != chain.ballots:
        raise BallotError("heads_number", f"{len(set(hashes))} ≠ {chain.ballots}")
    if not hashes:
        return
    committed: list[Element] = [read_element(suite, leaf, "head") for leaf in chain.leaves]
    messages = [message_of(suite, chain.uuid, one) for one in sorted(hashes)]
    context = context_of(chain.uuid, chain.root, hashes)
    check(suite, committed, messages, proof, context)
