"""开着的票箱: what every process needs of a box at hand, read once: election, listed cards, journal."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property

from secret_ballot.v1.elections import Election, read_election

from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, CardList
from oversight.voting.secret.card_marks import CardMarks, marks_of
from oversight.voting.secret.journal import MOST_AGAIN, Journal, JournalLostError, read_key

MOST = 8
"""So many boxes a process keeps at hand; a list of 3,000 cards is 4 MB."""

_at_hand: OrderedDict[str, OpenedBox] = OrderedDict()


@dataclass(frozen=True)
class OpenedBox:
    """A box whose cards are listed. ``again``: how often a card may vote again."""

    pk: int
    uuid: str
    size: int
    again: int
    election: Election = field(repr=False)
    listed: frozenset[str] = field(repr=False)

    @cached_property
    def marks(self) -> CardMarks:
        """What a booth reads before a code is typed; no key follows from it, nor the list itself."""
        return marks_of(self.uuid, self.listed)

    def journal(self) -> Journal:
        """The journal under its key; raises ``JournalLostError``."""
        return Journal(self.uuid, self.size, read_key(self.uuid), self.again)


def journal_of(box: BallotBox) -> Journal | None:
    """The journal of a box, None where its key is not here: forgotten once the board is complete, or lost."""
    try:
        return Journal(box.uuid, box.ballot_size, read_key(box.uuid), again_of(box))
    except JournalLostError:
        return None


def again_of(box: BallotBox) -> int:
    """How often a card may vote again."""
    return MOST_AGAIN if box.may_revote else 0


def at_hand(uuid: str) -> OpenedBox | None:
    """The box where this process has it at hand already; asks no database."""
    return _at_hand.get(uuid)


def opened_box(box: BallotBox) -> OpenedBox:
    """The box as this process has it at hand; raises ``CardList.DoesNotExist`` before its cards are listed.

    A list may be replaced until its box opens and never after; from then on nothing of it is asked again.
    """
    found = _at_hand.get(box.uuid)
    if found is None:
        rows = CardList.objects.in_scope(Scope.of(box.jurisdiction_id))
        found = _read(box, rows.get(box=box))
        if box.state == "prepared":
            return found
        _at_hand[box.uuid] = found
        while len(_at_hand) > MOST:
            _at_hand.popitem(last=False)
    return found


def _read(box: BallotBox, cards: CardList) -> OpenedBox:
    """The list was judged when it was fixed (``actions.cards``): texts of members, no two alike, without weights."""
    return OpenedBox(
        pk=box.pk,
        uuid=box.uuid,
        size=box.ballot_size,
        again=again_of(box),
        election=read_election(box.election.encode()),
        listed=frozenset(json.loads(cards.credentials)),
    )
