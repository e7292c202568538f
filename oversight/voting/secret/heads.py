"""收票承诺 (heads): while a box receives, what came is committed to and signed, as often as the counter on the wall moves.

A head says how many ballots came and has a commitment to each that came since the head before; commitments hide, so a
head tells no more than the counter. After the close one proof shows that board and rejected ballots are just what was
committed, not which is which (``secret_ballot.v1.heads``); then which entry is in which head is forgotten with the
journal's key. Where cards may vote again heads only count: a later ballot takes an earlier one's place.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from secret_ballot.v1.canonical import dumps, hex_hash
from secret_ballot.v1.commitments import Opening, commit, prove
from secret_ballot.v1.heads import Chain, context_of, make_head, message_of, read_head
from secret_ballot.v1.receipts import receipt_key_of
from secret_ballot.v1.suites import suite_of

from oversight.voting.models import BallotBox, BallotHead, HeadProof, JournalEntry
from oversight.voting.secret import receipts
from oversight.voting.secret.journal import Journal
from oversight.voting.secret.opened_boxes import journal_of, opened_box
from oversight.voting.secret.queries import rejected_of

log = logging.getLogger("oversight.voting")
EVERY = 5
"""Seconds between two heads, as between two counts on the wall."""
RECEIVING = ("opened", "closed")


def keep_up(box: BallotBox) -> bool:
    """A head over what came since the last, at most every five seconds, and one at the close; True where one was made."""
    if box.state not in RECEIVING or (box.state == "opened" and not is_due(box)):
        return False
    rows = list(BallotHead.objects.filter(box=box))
    if box.state == "closed" and not rows and journal_of(box) is None:
        return False  # of before there were heads: its key is gone
    known = {mark for row in rows for mark in row.marks}
    marks = set(JournalEntry.objects.filter(box=box).values_list("mark", flat=True))
    if len(marks) == (rows[-1].ballots if rows else 0):
        return False
    chain = chain_of(box, rows)
    fresh = [] if box.may_revote else sorted(marks - known)
    leaves = [leaf for leaf, _opening, _hash in committed(box, fresh)]
    head = make_head(
        settings.HOME.key("receipts"),
        box.uuid,
        chain.root,
        len(rows) + 1,
        len(marks),
        None if box.may_revote else leaves,
    )
    try:
        with transaction.atomic():
            BallotHead.objects.create(box=box, marks=fresh, **head.as_json())
    except IntegrityError:
        return False  # another worker was quicker
    return True


def is_due(box: BallotBox) -> bool:
    """Once in every five seconds, at the first look in them."""
    slot = int(timezone.now().timestamp()) // EVERY
    return bool(cache.add(f"voting:head:{box.uuid}:{slot}", True, EVERY * 2))


def committed(box: BallotBox, marks: list[str]) -> Iterator[tuple[str, Opening, str]]:
    """Of each entry its commitment, what opens it, and its ballot's hash; raises ``JournalLostError``."""
    if not marks:
        return
    suite, journal = suite_of(box.key_set.group), opened_box(box).journal()
    rows = JournalEntry.objects.filter(box=box, mark__in=marks).order_by("slot")
    for slot, sealed in rows.values_list("slot", "sealed").iterator(chunk_size=200):
        ballot_hash = hex_hash(journal.open(slot, bytes(sealed)))
        message = message_of(suite, box.uuid, ballot_hash)
        opening = Opening(message, blind_of(journal, slot) % suite.order)
        yield suite.write(commit(suite, opening)), opening, ballot_hash


def blind_of(journal: Journal, slot: str) -> int:
    """What hides the commitment of a slot: follows from the journal's key, and is gone with it."""
    text = f"jiannuo-journal|blind|{journal.uuid}|{slot}".encode()
    return int.from_bytes(hmac.new(journal.key, text, hashlib.sha512).digest(), "big")


def chain_of(box: BallotBox, rows: list[BallotHead]) -> Chain:
    """The heads as anybody reads them."""
    public, chain = receipt_key_of(settings.HOME.key("receipts")), Chain(box.uuid)
    for row in rows:
        chain = chain.grown(read_head(as_json(row)), public)
    return chain


def as_json(row: BallotHead) -> dict[str, Any]:
    return {
        "number": row.number,
        "ballots": row.ballots,
        "leaves": row.leaves,
        "signature": row.signature,
    }


def prove_whole(box: BallotBox) -> None:
    """Once everything is checked, while the journal's key is there: that what is shown is what was committed.

    Raises ``JournalLostError``.
    """
    # Read before the look whether another worker has proved them: that one forgets their marks.
    rows = list(BallotHead.objects.filter(box=box))
    if box.state != "closed" or not is_unproved(box):
        return
    chain, suite = chain_of(box, rows), suite_of(box.key_set.group)
    found = {
        leaf: (opening, ballot_hash)
        for part in (row.marks for row in rows)
        for leaf, opening, ballot_hash in committed(box, part)
    }
    openings = [found[leaf][0] for leaf in chain.leaves]
    context = context_of(
        box.uuid, chain.root, [ballot_hash for _one, ballot_hash in found.values()]
    )
    raw = dumps(prove(suite, openings, context))  # seconds, in which no other writer has to wait
    with transaction.atomic():
        HeadProof.objects.get_or_create(box=box, defaults={"raw": raw})
        BallotHead.objects.filter(box=box).update(marks=[])
    log.debug("box %s: %d heads proved", box.uuid, len(rows))


def is_unproved(box: BallotBox) -> bool:
    """Whether there are commitments and no proof yet, so that the journal's key is still needed."""
    if box.may_revote or not BallotHead.objects.filter(box=box).exists():
        return False
    return not HeadProof.objects.filter(box=box).exists()


def told(box: BallotBox, after: int) -> dict[str, Any] | None:
    """What a holder's tool reads; None of a box of before there were heads."""
    rows = BallotHead.objects.filter(box=box)
    if box.state not in RECEIVING and box.ballots and not rows.exists():
        return None
    sealed = box.state in {"tallied", "decrypted"}
    proof = HeadProof.objects.filter(box=box).first() if sealed else None
    return {
        "key": receipts.public_key(),
        "heads": [as_json(row) for row in rows.filter(number__gt=after)],
        "rejected": [row.raw for row in rejected_of(box)] if sealed else None,
        "proof": json.loads(proof.raw) if proof is not None else None,
    }


@dataclass(frozen=True)
class Last:
    """末份承诺: its number, how many ballots it counts, and its root, as every holder's tool says it."""

    number: int
    ballots: int
    root: str


def last_of(box: BallotBox) -> Last | None:
    """The last head; None where there is none yet."""
    rows = BallotHead.objects.filter(box=box)
    found = rows.order_by("-number").values_list("number", "ballots").first()
    if found is None:
        return None
    key = f"voting:head-root:{box.uuid}:{found[0]}"
    root: str | None = cache.get(key)
    if root is None:
        root = chain_of(box, list(rows)).root
        cache.set(key, root, 3600)
    return Last(*found, root)
