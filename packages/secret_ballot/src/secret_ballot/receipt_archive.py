"""档案里的选票 (the ballots of an archive) by hash and by card: which of a card's counts, where it may vote again."""

from __future__ import annotations

import base64

from secret_ballot.findings import BallotError
from secret_ballot.v1.ballots import ORDER
from secret_ballot.v1.canonical import decode, hex_hash, is_hex_hash, members
from secret_ballot.v1.contents import Contents
from secret_ballot.v1.credentials import derive, public_of
from secret_ballot.v1.elections import read_election


class Archive:
    """The ballots of an archive, by hash and by card."""

    def __init__(self, contents: Contents, uuid: str) -> None:
        """Raises ``BallotError``: ballot_uuid."""
        self.election = read_election(contents.election)
        if self.election.uuid != uuid:
            raise BallotError("ballot_uuid", "receipt")
        self.cards = {hex_hash(raw): _credential(raw) for raw in contents.ballots}
        self.last = {card: name for name, card in self.cards.items()}

    def card(self, text: str) -> str:
        """The credential of a code, or of a check value where it has voted; raises ``BallotError``: private_credential."""
        if is_hex_hash(text):
            marks = {hex_hash(card.encode()): card for card in self.last}
            return marks.get(text, "")
        suite = self.election.suite
        return suite.write(public_of(suite, derive(suite, self.election.uuid, text)))

    def counted(self, name: str, card: str) -> str:
        """The hash of the ballot that counts of this one's card, or where it is not here of that card.

        Raises ``BallotError``: receipt_missing.
        """
        found = self.last.get(self.cards.get(name, card))
        if found is None:
            raise BallotError("receipt_missing", "archive")
        return found


def tracker_of(name: str) -> str:
    """A hash as the voter has it."""
    return base64.b64encode(bytes.fromhex(name)).decode().rstrip("=")


def _credential(raw: bytes) -> str:
    return str(members(decode(raw, "ballot"), ORDER, "ballot")["credential"])
