"""收票 (receiving): a ballot is acknowledged once it is durable and its form, card and signature hold.

The long proofs are for workers (``board``). Before the close by committed time: a cast and the close take turns at the
box's row. No act is recorded, no time, no address, no order: see ``models.secret.JournalEntry``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from secret_ballot.findings import BallotError
from secret_ballot.v1.ballots import check_signature, read_ballot

from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, BoardBallot, JournalEntry, RejectedBallot
from oversight.voting.secret.journal import Journal, JournalLostError, read_key
from oversight.voting.secret.opened_boxes import OpenedBox, opened_box
from oversight.voting.secret.receipts import receipt, tracker_of

ANYBODY = Scope.everywhere("a booth has no account; a box is found by its random number")
STANDING = {"received": "received", "verified": "verified", "boarded": "on_board"}


class NotTaken(Exception):
    """A ballot that is not taken: a code for the booth, and what of the ballot it is about."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code, self.where = code, where


@dataclass(frozen=True)
class Taken:
    """What the booth is told. ``state``: received | verified | on_board | rejected."""

    receipt: str
    tracker: str
    state: str
    is_new: bool = False


def box_by_uuid(uuid: str) -> BallotBox | None:
    """The box of an election's number with what receiving asks of it; its long texts, and the poll's roll, not."""
    rows = BallotBox.objects.in_scope(ANYBODY).filter(uuid=uuid).order_by()
    return rows.only("uuid", "state", "ballot_size", "jurisdiction").first()


def cast(uuid: str, raw: bytes) -> Taken:
    """Take a ballot in; the same bytes again give the same receipt. Raises ``NotTaken``."""
    box = box_by_uuid(uuid)
    if box is None:
        raise NotTaken("no_election")
    if box.state == "prepared":
        raise NotTaken("not_open")
    if len(raw) > box.ballot_size:
        raise NotTaken("too_large")
    if box.state != "opened":
        again = standing_in(box, hashlib.sha256(raw).hexdigest())
        if again is None:
            raise NotTaken("closed")
        return again
    found = opened_box(box)
    credential = judged(found, raw)
    try:
        return kept(found, found.journal(), credential, raw)
    except JournalLostError:
        raise NotTaken("not_open") from None


def judged(found: OpenedBox, raw: bytes) -> str:
    """The credential of a ballot in which form, election, card and signature hold; raises ``NotTaken``."""
    try:
        ballot = read_ballot(found.election, found.listed, raw)
        check_signature(found.election, ballot)
    except BallotError as error:
        code = "not_listed" if error.code == "ballot_credential" else error.code
        raise NotTaken(code, error.where) from None
    return ballot.credential


def kept(found: OpenedBox, journal: Journal, credential: str, raw: bytes) -> Taken:
    """Written, committed; refused where the box has closed meanwhile or the card has voted."""
    ballot_hash = hashlib.sha256(raw).hexdigest()
    slot, mark = journal.slot(credential), journal.mark(ballot_hash)
    sealed = journal.seal(slot, raw)
    try:
        with transaction.atomic():
            if state_under_lock(found.pk) != "opened" and not is_there(found, mark):
                raise NotTaken("closed")
            JournalEntry.objects.create(slot=slot, mark=mark, box_id=found.pk, sealed=sealed)
    except IntegrityError:
        row = JournalEntry.objects.filter(box_id=found.pk, slot=slot).values("mark", "state")
        earlier = row.first()
        if earlier is None or earlier["mark"] != mark:
            raise NotTaken("voted_already") from None
        return told(found.uuid, ballot_hash, STANDING.get(earlier["state"], "rejected"))
    return told(found.uuid, ballot_hash, "received", is_new=True)


def is_there(found: OpenedBox, mark: str) -> bool:
    """Whether these very bytes came before: a phone that asks again while the box closes is told so."""
    return JournalEntry.objects.filter(box_id=found.pk, mark=mark).exists()


def state_under_lock(pk: int) -> str:
    """The box's state, its row held until the transaction ends: casts and the close take turns."""
    rows = BallotBox.objects.in_scope(ANYBODY).filter(pk=pk).order_by()
    return rows.select_for_update().values_list("state", flat=True).get()


def told(uuid: str, ballot_hash: str, state: str, *, is_new: bool = False) -> Taken:
    """What the booth is told of the ballot of this SHA-256 (hexadecimal)."""
    digest = bytes.fromhex(ballot_hash)
    return Taken(receipt(uuid, digest), tracker_of(digest), state, is_new)


def standing(uuid: str, ballot_hash: str) -> Taken | None:
    """How a ballot of this SHA-256 (hexadecimal) stands; None where it is not here."""
    box = box_by_uuid(uuid)
    return standing_in(box, ballot_hash) if box is not None else None


def standing_in(box: BallotBox, ballot_hash: str) -> Taken | None:
    """The same of a box at hand."""
    state = _state(box, ballot_hash)
    if state is None:
        return None
    return told(box.uuid, ballot_hash, state)


def _state(box: BallotBox, ballot_hash: str) -> str | None:
    if BoardBallot.objects.filter(box=box, hash=ballot_hash).exists():
        return "on_board"
    rejected = RejectedBallot.objects.in_scope(ANYBODY).filter(box=box, hash=ballot_hash)
    if rejected.exists():
        return "rejected"
    try:
        mark = Journal(box.uuid, box.ballot_size, read_key(box.uuid)).mark(ballot_hash)
    except JournalLostError:
        return None
    rows = JournalEntry.objects.filter(box=box, mark=mark).values_list("state", flat=True)
    state = rows.first()
    return STANDING.get(state, "rejected") if state else None
