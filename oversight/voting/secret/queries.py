"""读电子无记名表决: boxes of a poll or of keys, and how they stand; nothing tells a choice or a time of a ballot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import BallotBox, BoardBallot, CardList, KeySet, Poll, RejectedBallot
from oversight.voting.secret.board import Waiting, card_of, received, waiting

SEEN = "_seen"
"""Under which a poll that is only shown keeps its boxes, and such a box its list of cards."""


def boxes_in(place: Jurisdiction) -> models.QuerySet[BallotBox]:
    """Every box of a place; the roll of its poll only where it is asked for."""
    rows = BallotBox.objects.in_scope(Scope.of(place))
    rows = rows.select_related("poll", "jurisdiction", "key_set")
    return rows.defer("poll__roll_rows")


def box_of(poll: Poll, *, trial: bool = False) -> BallotBox | None:
    """The box of a poll, or that of its trial."""
    seen: dict[bool, BallotBox] | None = poll.__dict__.get(SEEN)
    if seen is not None:
        return seen.get(trial)
    return boxes_in(poll.jurisdiction).filter(poll=poll, trial=trial).first()


def read_boxes(poll: Poll) -> Poll:
    """The poll with its boxes read once, for what is only shown; an act, which must see anew, locks a poll of its own."""
    rows = boxes_in(poll.jurisdiction).filter(poll=poll) if poll.method == "cards" else ()
    found = {box.trial: box for box in rows}
    for box in found.values():
        box.__dict__[SEEN] = cards_of(box)
    poll.__dict__[SEEN] = found
    return poll


def boxes_of(key_set: KeySet) -> models.QuerySet[BallotBox]:
    """The boxes that these keys open."""
    return boxes_in(key_set.jurisdiction).filter(key_set=key_set)


def cards_of(box: BallotBox) -> CardList | None:
    """The list of the cards handed out, once it is fixed; without its long text."""
    if SEEN in box.__dict__:
        seen: CardList | None = box.__dict__[SEEN]
        return seen
    rows = CardList.objects.in_scope(Scope.of(box.jurisdiction_id))
    return rows.filter(box=box).defer("credentials").first()


def papers_beside(poll: Poll) -> int:
    """How many of a vote by cards gave theirs back for paper."""
    box = box_of(poll)
    cards = cards_of(box) if box is not None else None
    return cards.surrendered if cards is not None else 0


def cards_collected(poll: Poll) -> tuple[int, int]:
    """发出、收回 of the cards of a vote: as listed, and those that the box counts with those whose proofs failed."""
    box = box_of(poll)
    cards = cards_of(box) if box is not None else None
    if box is None or cards is None:
        return 0, 0
    return cards.handed_out, (box.ballots or 0) + invalid_of(box)


def invalid_of(box: BallotBox) -> int:
    """核验不过的: cards of which no other ballot counts; where a card may vote again, a later one may."""
    rows = rejected_of(box)
    if not box.may_revote:
        return rows.count()
    cards = {card_of(raw.encode()) for raw in rows.values_list("raw", flat=True)}
    return len(cards - counted_cards(box, cards))


def counted_cards(box: BallotBox, cards: Iterable[str]) -> set[str]:
    """Those of the cards that have a ballot on the board."""
    rows = BoardBallot.objects.filter(box=box, card__in=list(cards))
    return set(rows.values_list("card", flat=True))


def replaced_of(box: BallotBox) -> int:
    """How many ballots on the board do not count, because the same card voted again."""
    if not box.may_revote or box.ballots is None:
        return 0
    return box.board.count() - box.ballots


def rejected_of(box: BallotBox) -> models.QuerySet[RejectedBallot]:
    """Ballots whose proofs did not hold."""
    return RejectedBallot.objects.in_scope(Scope.of(box.jurisdiction_id)).filter(box=box)


def unsigned(box: BallotBox) -> models.QuerySet[RejectedBallot]:
    """Those of them that no scrutineer has signed invalid yet: they keep the total closed."""
    return rejected_of(box).filter(signed_at=None)


@dataclass(frozen=True)
class Standing:
    """票箱的情况: for wall, page and API. ``missing``: how many holders have to open the total yet."""

    state: str
    cards: int | None
    received: int
    waiting: Waiting
    unsigned: int
    missing: int


def standing_of(box: BallotBox) -> Standing:
    """How a box stands now."""
    cards = cards_of(box)
    return Standing(
        state=box.state,
        cards=cards.handed_out if cards else None,
        received=received(box),
        waiting=waiting(box),
        unsigned=unsigned(box).count(),
        missing=max(0, box.key_set.threshold - box.decryptions.count()),
    )
