"""公示板 (board): workers check the proofs of what was received, and put checked ballots up by many at once.

At least so many at once, in the order of their check values: whoever knows who voted when learns of a ballot no more
than that it was one of these. While the vote runs as many stay back, those with the highest keyed slots, so that the
last to vote do not go up alone at the close. Then the journal's key is forgotten.

Where a card may vote again, what it cast after its ballot was put up waits for the close, all such together: a card has
two ballots on the board at most, the later of them counts, and nobody sees meanwhile that it has voted again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import models, transaction
from secret_ballot.checking import cache_key, check_ballots
from secret_ballot.v1.canonical import hex_hash

from oversight.audit.actors import system
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.voting.models import BallotBox, BoardBallot, JournalEntry, RejectedBallot
from oversight.voting.secret.journal import Journal, forget_key
from oversight.voting.secret.opened_boxes import OpenedBox, opened_box
from oversight.voting.secret.receiving import state_under_lock

log = logging.getLogger("oversight.voting")
AT_ONCE = 256
"""So many are checked in one go: processes are started a go, a transaction ends it, a stop is between two."""
LEAST_BATCH = 50


@dataclass(frozen=True)
class Waiting:
    """How many ballots wait for a check, and for the board."""

    unchecked: int
    checked: int

    @property
    def any(self) -> bool:
        return bool(self.unchecked or self.checked)


def waiting(box: BallotBox) -> Waiting:
    rows = JournalEntry.objects.filter(box=box).values("state").annotate(n=models.Count("slot"))
    counts = {row["state"]: row["n"] for row in rows}
    return Waiting(counts.get("received", 0), counts.get("verified", 0))


def received(box: BallotBox) -> int:
    """How many cards have voted: the counter of the wall."""
    return JournalEntry.objects.filter(box=box).count()


def check_some(box: BallotBox) -> int:
    """Check the proofs of up to ``AT_ONCE`` ballots; returns how many. Killed anywhere, it is done again."""
    rows = JournalEntry.objects.filter(box=box, state="received").order_by("slot")[:AT_ONCE]
    entries = [(row.slot, bytes(row.sealed)) for row in rows]
    if not entries:
        return 0
    found = opened_box(box)
    journal = found.journal()
    raws = {slot: journal.open(slot, sealed) for slot, sealed in entries}
    log.debug("box %s: %d to be checked", box.uuid, len(raws))
    good = proven(found, list(raws.values()))
    bad = [slot for slot, raw in raws.items() if hex_hash(raw) not in good]
    with transaction.atomic():
        # what another ballot has taken the place of meanwhile is not "received" any more: its own was checked before
        fine = JournalEntry.objects.filter(box=box, state="received", slot__in=set(raws) - set(bad))
        fine.update(state="verified")
        for slot in bad:
            reject(box, found, slot, raws[slot])
        log.debug("box %s: %d checked, not yet kept", box.uuid, len(raws))
    log.debug("box %s: %d checked", box.uuid, len(raws))
    return len(entries)


def proven(found: OpenedBox, raws: Sequence[bytes]) -> set[str]:
    """The check values of those whose every proof holds; on several cores where there are many."""
    verified: set[str] = set()
    workers = min(os.cpu_count() or 1, max(1, len(raws) // 32))
    check_ballots(found.election, sorted(found.listed), raws, workers=workers, verified=verified)
    start = len(cache_key(found.election, ""))
    return {key[start:] for key in verified}


def reject(box: BallotBox, found: OpenedBox, slot: str, raw: bytes) -> None:
    """核验不过: kept with its reason, told to nobody's card; a scrutineer signs it invalid before a result."""
    entry = JournalEntry.objects.filter(box=box, slot=slot, state="received")
    if not entry.update(state="rejected"):
        return  # another ballot of the card has taken its place while it was checked
    _ballots, findings = check_ballots(found.election, sorted(found.listed), [raw])
    with act(
        "voting.reject_ballot", actor=system(), place=box.jurisdiction.code, permitted=True
    ) as running:
        row = RejectedBallot(
            jurisdiction=box.jurisdiction,
            box=box,
            hash=hex_hash(raw),
            raw=raw.decode(),
            code=findings[0].code[:40],
            where=findings[0].where[:100],
        )
        put(row)
        running.facts = {"poll": box.poll.public_id, "code": row.code}


def put_up(box: BallotBox, least: int = LEAST_BATCH) -> int:
    """Put up all checked ballots but ``least``, at least so many, or after the close, all checked, the rest at once."""
    with transaction.atomic():
        state = state_under_lock(box.pk)
        if state not in {"opened", "closed"}:
            return 0  # sealed meanwhile: nothing more is read of what was received
        closed = state == "closed"
        if closed and JournalEntry.objects.filter(box=box, state="received").exists():
            return 0
        if waiting(box).checked < (1 if closed else 2 * least):
            return 0
        shown = shown_of(box, opened_box(box).journal())
        if not closed:
            shown = [one for one in shown if not one.again]
            shown = shown[:-least] if len(shown) >= 2 * least else []
        if not shown:
            return 0
        last = BoardBallot.objects.filter(box=box).aggregate(last=models.Max("batch"))["last"] or 0
        BoardBallot.objects.bulk_create(
            BoardBallot(hash=one.hash, box=box, batch=last + 1, card=one.card, raw=one.raw)
            for one in sorted(shown, key=lambda one: one.hash)
        )
        slots = [one.slot for one in shown]
        JournalEntry.objects.filter(box=box, slot__in=slots).update(state="boarded")
        log.debug("box %s: %d put up, not yet kept", box.uuid, len(shown))
    log.debug("box %s: %d put up", box.uuid, len(shown))
    return len(shown)


@dataclass(frozen=True)
class Shown:
    """A checked ballot that may be put up. ``again``: its card has an earlier one on the board."""

    slot: str
    raw: bytes
    hash: str
    card: str
    again: bool = False


def shown_of(box: BallotBox, journal: Journal) -> list[Shown]:
    """All that are checked, by slot."""
    rows = JournalEntry.objects.filter(box=box, state="verified").order_by("slot")
    found = []
    for slot, sealed in rows.values_list("slot", "sealed"):
        raw = journal.open(slot, bytes(sealed))
        found.append(Shown(slot, raw, hex_hash(raw), card_of(raw)))
    if not box.may_revote:
        return found
    cards = set(BoardBallot.objects.filter(box=box).values_list("card", flat=True))
    return [replace(one, again=one.card in cards) for one in found]


def card_of(raw: bytes) -> str:
    """By which a card's ballots are found on the board: the SHA-256 of its credential, hexadecimal."""
    return card_mark(str(json.loads(raw)["credential"]))


def card_mark(credential: str) -> str:
    """The same of a public credential."""
    return hashlib.sha256(credential.encode()).hexdigest()


def complete(box: BallotBox) -> bool:
    """Whether everything received has been checked and put up; then the journal's key is forgotten."""
    if box.state == "opened" or waiting(box).any:
        return False
    forget_key(box.uuid)
    return True
