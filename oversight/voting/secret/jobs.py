"""核验电子票的后台任务: proofs of what was received, the board, the sealed total; killed anywhere, it goes on.

A worker may be lent to a box for as long as it is open. What the box has is in its rows, so nothing depends on the
task: another worker takes it up, and does the same.
"""

from __future__ import annotations

import logging
import time

from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.jobs.running import RunningJob
from oversight.voting.models import BallotBox
from oversight.voting.secret import board, heads
from oversight.voting.secret.actions.invalid import tell_scrutineers
from oversight.voting.secret.actions.opening import seal_total
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.journal import JournalLostError, forget_key
from oversight.voting.secret.queries import boxes_in, unsigned

log = logging.getLogger("oversight.voting")
PAUSE = 1.0
"""Seconds between two looks at an open box."""
TURN = 5.0
"""Seconds after which a box that has work lets another job have its turn: another town votes too."""


def watch_box(running: RunningJob) -> None:
    """Job kind ``voting.watch_box``: until the box is sealed, or waits for somebody.

    The task of the open box leaves the closed one to the task of the close, so that two workers do not check the same.
    """
    place = institutions.place_by_code(running.place)
    box = boxes_in(place).filter(public_id=running.payload["box"]).first() if place else None
    started, of_state = time.monotonic(), running.payload.get("state")
    while box is not None and box.state in {"opened", "closed"}:
        if of_state not in {None, box.state}:
            return
        running.check_stop()
        if time.monotonic() - started > TURN:
            running.give_way(0)
        try:
            worked = step(box)
        except JournalLostError:
            log.error(
                "box %s: its journal cannot be read, the holders' shares are needed", box.uuid
            )
            worked = False
        if not worked and box.state == "closed" and unsigned(box).exists():
            tell_scrutineers(box)
            return
        if not worked:
            running.give_way(PAUSE)
            time.sleep(PAUSE)
        box = boxes_in(box.jurisdiction).filter(pk=box.pk).first()
    if box is not None and box.state == "sealed":
        forget_key(box.uuid)  # also where the process that sealed it was killed before it could


def step(box: BallotBox) -> bool:
    """Some of the work of a box; False where there is none now. Raises ``JournalLostError``."""
    heads.keep_up(box)
    if board.check_some(box) + board.put_up(box, least=least_a_batch(box)):
        return True
    if box.state == "closed" and not board.waiting(box).any:
        heads.prove_whole(box)  # while the journal's key is there
    if box.state == "closed" and board.complete(box) and not unsigned(box).exists():
        try:
            seal_total(box)
        except Refused as error:
            log.warning("box %s: %s", box.uuid, error.code)
            return False
        return True
    return False


def least_a_batch(box: BallotBox) -> int:
    """Of the rulebook that the vote was prepared under."""
    return governing_poll(box.poll).section.least_batch
