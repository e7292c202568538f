"""投票档案 (archive): the bytes that anybody can verify, as far as the box has come.

Set-up, the board by batches, the end, the total, what holders opened, the result: a function of the rows alone, so it
may be killed anywhere and written again to the same bytes. A file keeps what is written; it only grows.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import read_ballot
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.credentials import read_credentials
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.tally import Tally, make_result, read_tally, tally

from oversight.voting.models import BallotBox, BoardBallot

log = logging.getLogger("oversight.voting")
PHASES = ("voting", "tallied", "decrypted")


@dataclass(frozen=True)
class Written:
    """What of a box's archive is in the file: bytes, batches, the phase it ends with, the last event."""

    size: int
    batches: int
    phase: str
    parent: str
    height: int


def phase_of(box: BallotBox) -> str:
    """How far the archive of a box goes."""
    if box.state == "decrypted":
        return "decrypted"
    return "tallied" if box.state == "tallied" or box.tally else "voting"


def archive_file(box: BallotBox) -> Path:
    """The file with the archive so far; its cards must be listed."""
    folder = settings.HOME.root / "ballots"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{box.uuid}.bel"
    with _alone(path.with_suffix(".lock")):
        _bring_up(box, path)
    return path


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _bring_up(box: BallotBox, path: Path) -> None:
    """Continue the file, or write it anew where what is noted of it does not fit."""
    note = path.with_suffix(".json")
    written = _noted(note, path)
    batches, phase = last_batch(box), phase_of(box)
    if written is not None and written.phase == phase and written.batches == batches:
        return
    if written is None or PHASES.index(written.phase) > PHASES.index(phase):
        written = None
    log.debug("archive %s: writing", box.uuid)
    with path.open("r+b" if written else "wb") as out:
        if written is not None:
            out.truncate(written.size)
            out.seek(written.size)
        writer = _write(box, out, written, phase)
        out.flush()
        found = Written(out.tell(), batches, phase, writer.parent, writer.height)
    log.debug("archive %s: written, not yet noted", box.uuid)
    waiting = note.with_suffix(".new")
    waiting.write_text(json.dumps(asdict(found)), encoding="ascii")
    waiting.replace(note)


def _noted(note: Path, path: Path) -> Written | None:
    try:
        found = Written(**json.loads(note.read_text(encoding="ascii")))
        return found if path.stat().st_size >= found.size else None
    except (OSError, ValueError, TypeError):
        return None


def last_batch(box: BallotBox) -> int:
    """The number of the last batch on the board, 0 where there is none."""
    rows = BoardBallot.objects.filter(box=box).order_by("-batch").values_list("batch", flat=True)
    return rows.first() or 0


def archive_bytes(box: BallotBox) -> bytes:
    """The same from the rows alone."""
    out = io.BytesIO()
    _write(box, out, None, phase_of(box))
    return out.getvalue()


def _write(box: BallotBox, out: BinaryIO, written: Written | None, phase: str) -> ArchiveWriter:
    """All that is missing after what is written."""
    done = PHASES.index(written.phase) if written else -1
    if written is None:
        writer = ArchiveWriter(out, box.timestamp)
        writer.setup(box.election.encode(), trustees_of(box), credentials_of(box))
    else:
        writer = ArchiveWriter.continuing(out, box.timestamp, written.parent, written.height)
    if done <= 0:
        for raw in ballots_of(box, after=written.batches if written else 0):
            writer.ballot(raw)
    if phase != "voting" and done <= 0:
        writer.end_ballots()
        total = sealed_total(box)
        election = read_election(box.election.encode())
        writer.encrypted_tally(total.as_json(election.suite), total.ballots, total.weight)
    if phase == "decrypted" and done <= 1:
        for each in box.decryptions.select_related("holder").order_by("holder__number"):
            writer.partial_decryption(each.holder.number, each.raw.encode())
        writer.result(make_result(box.result or []))
    return writer


def trustees_of(box: BallotBox) -> bytes:
    return box.key_set.trustees.encode()


def credentials_of(box: BallotBox) -> bytes:
    return box.cards.credentials.encode()


def ballots_of(box: BallotBox, after: int = 0) -> Iterator[bytes]:
    """The board's ballots of the batches after one, in the order of the archive."""
    rows = BoardBallot.objects.filter(box=box, batch__gt=after).order_by("batch", "hash")
    for raw in rows.values_list("raw", flat=True).iterator(chunk_size=200):
        yield bytes(raw)


def sealed_total(box: BallotBox) -> Tally:
    """The encrypted total as it was sealed, if it has its check value; from the board where an older box kept none."""
    raw = box.total.encode()
    if not box.tally or hex_hash(raw) != box.tally or box.ballots is None:
        if raw:
            log.error("box %s: the total that was kept is not the one that was sealed", box.uuid)
        return total_of(box)
    cells = read_tally(read_election(box.election.encode()), raw)
    return Tally(cells, box.ballots, box.ballots)  # one card, one vote: no list has weights


def total_of(box: BallotBox) -> Tally:
    """The encrypted total, multiplied anew from the board."""
    election = read_election(box.election.encode())
    credentials = read_credentials(election.suite, credentials_of(box))
    ballots = (read_ballot(election, credentials, raw) for raw in ballots_of(box))
    return tally(election, credentials.weights, ballots)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
