"""收票 (receiving): a ballot is acknowledged once it is durable and its form, card and signature hold.

The long proofs are for workers (``board``). Before the close by committed time: a cast and the close take turns at the
box's row. No act is recorded, no time, no address, no order: see ``models.secret.JournalEntry``.

Where the adopted measure lets a card vote again, a later ballot takes the place of the earlier one in the journal. Its
proofs are checked before, so that no ballot that fails takes the place of one that holds. What a card cast before is
remembered inside its entry: the same bytes again are answered with their receipt, and never count again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from secret_ballot.findings import BallotError
from secret_ballot.v1.ballots import check_proofs, check_signature, read_ballot

from oversight.audit.scoping import Scope
from oversight.voting.models import BallotBox, BoardBallot, CardList, JournalEntry, RejectedBallot
from oversight.voting.secret.journal import MOST_AGAIN, Journal, JournalLostError
from oversight.voting.secret.line import checked, proofs_checked
from oversight.voting.secret.opened_boxes import OpenedBox, at_hand, journal_of, opened_box
from oversight.voting.secret.receipts import receipt, tracker_of

ANYBODY = Scope.everywhere("a booth has no account; a box is found by its random number")
STANDING = {"received": "received", "verified": "verified", "boarded": "on_board"}
_failed: Counter[tuple[str, str]] = Counter()
"""How many later ballots of a card failed their long checks, which one card could ask for without end."""
OPEN_OR_CHECKED = frozenset({"opened", "closed"})
"""Of a box whose board is not complete. Whether a card has voted again is told to nobody till then."""


class NotTaken(Exception):
    """A ballot that is not taken: a code for the booth, and what of the ballot it is about."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code, self.where = code, where


class ProofsFirst(Exception):
    """The ballot would take the place of another: its proofs are checked before."""


@dataclass(frozen=True)
class Taken:
    """What the booth is told. ``state``: received | verified | on_board | rejected | replaced.

    again  an earlier ballot of this card no longer counts, because of this one
    """

    receipt: str
    tracker: str
    state: str
    is_new: bool = False
    again: bool = False


def at_once(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Where nobody waits in line."""
    return work(*given, **named)


def box_by_uuid(uuid: str) -> BallotBox | None:
    """The box of an election's number with what receiving asks of it; its long texts, and the poll's roll, not."""
    rows = BallotBox.objects.in_scope(ANYBODY).filter(uuid=uuid).order_by()
    return rows.only("uuid", "state", "ballot_size", "revote_clause", "jurisdiction").first()


def cast(uuid: str, raw: bytes, *, turn: Callable[..., Any] = at_once) -> Taken:
    """Take a ballot in; the same bytes again give the same receipt. Raises ``NotTaken``.

    turn  how what needs the database is done: in line, for a crowd. All else is done here, and kept by no one who waits
    """
    found: OpenedBox = at_hand(uuid) or turn(opened_by, uuid)
    if len(raw) > found.size:
        raise NotTaken("too_large")
    credential = checked(judged, found, raw)
    try:
        taken: Taken = turn(taken_in, found, credential, raw)
    except ProofsFirst:
        proofs_checked(proven, found, credential, raw)
        taken = turn(taken_in, found, credential, raw, is_proven=True)
    return taken


def opened_by(uuid: str) -> OpenedBox:
    """The box of an election's number once it was opened; raises ``NotTaken``."""
    box = box_by_uuid(uuid)
    if box is None:
        raise NotTaken("no_election")
    if box.state == "prepared":  # its list may still be replaced
        raise NotTaken("not_open")
    try:
        return opened_box(box)
    except CardList.DoesNotExist:
        raise NotTaken("closed") from None


def judged(found: OpenedBox, raw: bytes) -> str:
    """The credential of a ballot in which form, election, card and signature hold; raises ``NotTaken``."""
    try:
        ballot = read_ballot(found.election, found.listed, raw)
        check_signature(found.election, ballot)
    except BallotError as error:
        code = "not_listed" if error.code == "ballot_credential" else error.code
        raise NotTaken(code, error.where) from None
    return ballot.credential


def proven(found: OpenedBox, credential: str, raw: bytes) -> None:
    """Every proof of a judged ballot holds; raises ``NotTaken``. A card is heard no oftener than it may vote again."""
    card = (found.uuid, credential)
    if _failed[card] >= MOST_AGAIN:
        raise NotTaken("voted_too_often")
    try:
        check_proofs(found.election, read_ballot(found.election, found.listed, raw))
    except BallotError as error:
        _failed[card] += 1
        raise NotTaken(error.code, error.where) from None


def taken_in(found: OpenedBox, credential: str, raw: bytes, *, is_proven: bool = False) -> Taken:
    """What is left to do of a judged ballot; raises ``NotTaken``, ``ProofsFirst``."""
    box = box_by_uuid(found.uuid)
    if box is None:
        raise NotTaken("no_election")
    if box.state == "prepared":
        raise NotTaken("not_open")
    if box.state != "opened":
        earlier = standing_in(box, hashlib.sha256(raw).hexdigest(), credential)
        if earlier is None:
            raise NotTaken("closed")
        return earlier
    try:
        return kept(found, found.journal(), credential, raw, is_proven=is_proven)
    except JournalLostError:
        raise NotTaken("not_open") from None


def kept(
    found: OpenedBox, journal: Journal, credential: str, raw: bytes, *, is_proven: bool = False
) -> Taken:
    """Written, committed; refused where the box has closed meanwhile or the card has voted and may not again."""
    ballot_hash = hashlib.sha256(raw).hexdigest()
    slot, mark = journal.slot(credential), journal.mark(ballot_hash)
    if JournalEntry.objects.filter(
        slot=slot, box_id=found.pk
    ).exists():  # sent again: nothing is written
        with transaction.atomic():
            return once_more(found, journal, slot, raw, is_proven=is_proven)
    sealed = journal.seal(slot, raw)
    try:
        with transaction.atomic():
            if state_under_lock(found.pk) != "opened" and not is_there(found, mark):
                raise NotTaken("closed")
            JournalEntry.objects.create(slot=slot, mark=mark, box_id=found.pk, sealed=sealed)
    except IntegrityError:
        with transaction.atomic():
            return once_more(found, journal, slot, raw, is_proven=is_proven)
    return told(found.uuid, ballot_hash, "received", is_new=True)


def once_more(
    found: OpenedBox, journal: Journal, slot: str, raw: bytes, *, is_proven: bool
) -> Taken:
    """A ballot of a card that has voted: the same again, one that was replaced, or one that takes its place."""
    ballot_hash = hashlib.sha256(raw).hexdigest()
    state, digest = state_under_lock(found.pk), bytes.fromhex(ballot_hash)
    rows = JournalEntry.objects.filter(box_id=found.pk, slot=slot)
    entry = rows.first()
    if entry is None:  # its mark is in another slot: never, but for a broken hash
        raise NotTaken("voted_already")
    sealed = bytes(entry.sealed)
    earlier = journal.earlier(slot, sealed) if found.again else ()
    if entry.mark == journal.mark(ballot_hash):
        # of what all can read anybody may ask: the answer is the same once a later one has taken its place
        again = bool(earlier) and entry.state != "boarded"
        return told(found.uuid, ballot_hash, standing_as(entry.state), again=again)
    if not found.again:
        raise NotTaken("voted_already")
    if digest in earlier:
        return told(found.uuid, ballot_hash, shown_to_all(found.pk, ballot_hash) or "replaced")
    if state != "opened":
        raise NotTaken("closed")
    if len(earlier) == found.again:
        raise NotTaken("voted_too_often")
    if not is_proven:
        raise ProofsFirst
    before = hashlib.sha256(journal.open(slot, sealed)).digest()
    rows.update(
        mark=journal.mark(ballot_hash),
        sealed=journal.seal(slot, raw, (*earlier, before)),
        state="verified",
    )
    return told(found.uuid, ballot_hash, "verified", is_new=True, again=True)


def is_there(found: OpenedBox, mark: str) -> bool:
    """Whether these very bytes came before: a phone that asks again while the box closes is told so."""
    return JournalEntry.objects.filter(box_id=found.pk, mark=mark).exists()


def state_under_lock(pk: int) -> str:
    """The box's state, its row held until the transaction ends: casts and the close take turns."""
    rows = BallotBox.objects.in_scope(ANYBODY).filter(pk=pk).order_by()
    return rows.select_for_update().values_list("state", flat=True).get()


def told(
    uuid: str, ballot_hash: str, state: str, *, is_new: bool = False, again: bool = False
) -> Taken:
    """What the booth is told of the ballot of this SHA-256 (hexadecimal)."""
    digest = bytes.fromhex(ballot_hash)
    return Taken(receipt(uuid, digest), tracker_of(digest), state, is_new, again)


def standing(uuid: str, ballot_hash: str) -> Taken | None:
    """How a ballot of this SHA-256 (hexadecimal) stands; None where it is not here. Raises ``NotTaken``."""
    box = box_by_uuid(uuid)
    if box is None:
        return None
    found = standing_in(box, ballot_hash)
    running = box.may_revote and box.state in OPEN_OR_CHECKED
    if found is None and running and journal_of(box) is None:
        raise NotTaken("not_open")  # what is not here was replaced; what cannot be read is unknown
    return found


def standing_in(box: BallotBox, ballot_hash: str, credential: str = "") -> Taken | None:
    """The same of a box at hand; by its card also a ballot that was replaced before it was put up."""
    state = shown_to_all(box.pk, ballot_hash)
    if state == "on_board" and box.may_revote and box.state not in OPEN_OR_CHECKED:
        state = "replaced" if replaced_on_board(box.pk, ballot_hash) else state
    state = state or in_journal(box, ballot_hash, credential)
    return told(box.uuid, ballot_hash, state) if state else None


def standing_as(state: str) -> str:
    """The state of an entry in the words of the booth."""
    return STANDING.get(state, "rejected")


def shown_to_all(pk: int, ballot_hash: str) -> str:
    """on_board | rejected of a ballot that everybody may read; "" of others."""
    if BoardBallot.objects.filter(box_id=pk, hash=ballot_hash).exists():
        return "on_board"
    rejected = RejectedBallot.objects.in_scope(ANYBODY).filter(box_id=pk, hash=ballot_hash)
    return "rejected" if rejected.exists() else ""


def replaced_on_board(pk: int, ballot_hash: str) -> bool:
    """Whether a later ballot of the same card is on the board."""
    rows = BoardBallot.objects.filter(box_id=pk)
    own = rows.filter(hash=ballot_hash).values("card", "batch").first()
    if own is None or not own["card"]:
        return False
    return rows.filter(card=own["card"], batch__gt=own["batch"]).exists()


def in_journal(box: BallotBox, ballot_hash: str, credential: str = "") -> str:
    """How a ballot that nobody can read yet stands; "" where it is not here."""
    journal = journal_of(box)
    if journal is None:
        return ""
    rows = JournalEntry.objects.filter(box=box)
    state = rows.filter(mark=journal.mark(ballot_hash)).values_list("state", flat=True).first()
    if state or not (credential and box.may_revote):
        return standing_as(state) if state else ""
    slot = journal.slot(credential)
    sealed = rows.filter(slot=slot).values_list("sealed", flat=True).first()
    if sealed is None:
        return ""
    return "replaced" if bytes.fromhex(ballot_hash) in journal.earlier(slot, bytes(sealed)) else ""
