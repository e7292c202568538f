"""开着的票箱: what every process needs of a box at hand, read once: election, listed cards, journal."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.credentials import read_credentials
from secret_ballot.v1.elections import Election, read_election

from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, CardList
from oversight.voting.secret.journal import Journal, read_key

MOST = 8
"""So many boxes a process keeps at hand; a list of 3,000 cards is 4 MB."""

_at_hand: OrderedDict[str, OpenedBox] = OrderedDict()


@dataclass(frozen=True)
class OpenedBox:
    """A box whose cards are listed."""

    pk: int
    uuid: str
    size: int
    list_sha256: str
    election: Election = field(repr=False)
    listed: frozenset[str] = field(repr=False)

    def journal(self) -> Journal:
        """The journal under its key; raises ``JournalLostError``."""
        return Journal(self.uuid, self.size, read_key(self.uuid))


def opened_box(box: BallotBox) -> OpenedBox:
    """The box as this process has it at hand; raises ``CardList.DoesNotExist`` before its cards are listed."""
    rows = CardList.objects.in_scope(Scope.of(box.jurisdiction_id)).filter(box=box)
    sha256 = rows.values_list("sha256", flat=True).get()
    found = _at_hand.get(box.uuid)
    if found is None or found.list_sha256 != sha256:
        found = _read(box, rows.get())
        _at_hand[box.uuid] = found
        while len(_at_hand) > MOST:
            _at_hand.popitem(last=False)
    return found


def _read(box: BallotBox, cards: CardList) -> OpenedBox:
    election = read_election(box.election.encode())
    listed = read_credentials(election.suite, cards.credentials.encode())
    return OpenedBox(
        pk=box.pk,
        uuid=box.uuid,
        size=box.ballot_size,
        list_sha256=hex_hash(cards.credentials.encode()),
        election=election,
        listed=frozenset(listed.weights),
    )
