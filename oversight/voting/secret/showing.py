"""会场看得到的: where the booth is, how many ballots came in, whether the key of what was received is there.

The count is read anew every five seconds and not in between, so that nobody sees a single ballot come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from oversight.voting.models import BallotBox, KeyHolder
from oversight.voting.secret import board, heads, journal, receipts
from oversight.voting.secret.queries import cards_of

EVERY = 5
"""Seconds between two counts of what was received."""


def booth_address(request: HttpRequest) -> str:
    """The address of the booth's page, at the port of this request; "" where no booth is set up."""
    if not settings.BOOTH_HOST:
        return ""
    host = request.get_host()
    port = host.rpartition(":")[2]
    behind = f":{port}" if ":" in host and port.isdigit() else ""
    return f"{request.scheme}://{settings.BOOTH_HOST}{behind}/"


def counted(box: BallotBox) -> int:
    """How many cards have voted, as of the last five seconds."""
    slot = int(timezone.now().timestamp()) // EVERY if box.state == "opened" else box.state
    key = f"voting:received:{box.uuid}:{slot}"
    found: int | None = cache.get(key)
    if found is None:
        found = board.received(box)
        cache.set(key, found, EVERY * 2)
    return found


def journal_is_lost(box: BallotBox) -> bool:
    """Whether the machine was switched off while ballots of this box could still come in or wait."""
    needed = box.state == "opened" or (
        box.state == "closed" and (board.waiting(box).any or heads.is_unproved(box))
    )
    if not needed:
        return False
    try:
        journal.read_key(box.uuid)
    except journal.JournalLostError:
        return True
    return False


def seconds_left(box: BallotBox, at: datetime) -> int | None:
    """Until the time that is shown as the end, never below 0; None where none is shown."""
    if box.closes_at is None or box.state != "opened":
        return None
    return max(0, int((box.closes_at - at).total_seconds()))


@dataclass(frozen=True)
class Marks:
    """校验值: what anybody may compare before, while and after the vote."""

    configuration: str
    election: str
    bundle: str
    receipts: str
    keys: str


def marks_of(box: BallotBox) -> Marks:
    """Of one box."""
    return Marks(
        box.configuration,
        box.fingerprint,
        box.bundle,
        receipts.fingerprint(),
        box.key_set.fingerprint,
    )


@dataclass(frozen=True)
class Opening:
    """开启进度: each holder and whether the own part is in; ``needed`` of them open the total."""

    needed: int
    given: int
    holders: tuple[tuple[KeyHolder, bool], ...]

    @property
    def missing(self) -> tuple[KeyHolder, ...]:
        return tuple(holder for holder, given in self.holders if not given)


def opening_of(box: BallotBox) -> Opening:
    """Who of the holders has opened a box, who has not."""
    done = set(box.decryptions.values_list("holder", flat=True))
    holders = tuple((one, one.pk in done) for one in box.key_set.holders.order_by("number"))
    return Opening(box.key_set.threshold, len(done), holders)


def handed_out(box: BallotBox) -> int | None:
    """Cards handed out as the list says, None before it is fixed."""
    cards = cards_of(box)
    return cards.handed_out if cards is not None else None
