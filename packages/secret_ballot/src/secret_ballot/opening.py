"""开启 (opening): what a trustee's key may be used for, and how an archive goes on from ballots to result.

A trustee decrypts nothing but the tally of a closed election whose archive verified here, on the trustee's own machine:
whoever could have another ciphertext decrypted would read a single ballot. An archive of one ballot alone would verify
too, so the trustee says how many ballots the hall has counted, and ballots seen before must still be there. The hall
counts cards: where a card may vote again, ballots that a later one replaced are in the archive, and do not count.
"""

from __future__ import annotations

import io
from collections.abc import Collection, MutableSet

from secret_ballot.checking import cache_key
from secret_ballot.findings import BallotError
from secret_ballot.v1.archive import ArchiveWriter, timestamp_of
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.elections import Election
from secret_ballot.v1.tally import Tally, combine, count_up, decrypt, make_result
from secret_ballot.v1.trustees import Trustees
from secret_ballot.verify import Judgement, judge


def add_tally(raw: bytes, *, workers: int = 1, verified: MutableSet[str] | None = None) -> bytes:
    """An archive of ballots with the end of voting and the encrypted tally; raises ``BallotError``."""
    judged, election, _trustees, whole = _sound(raw, workers, verified)
    if judged.contents.state not in ("voting", "ended"):
        raise BallotError("event_order", "tally")
    out, writer = _continued(raw, judged)
    if judged.contents.state == "voting":
        writer.end_ballots()
    writer.encrypted_tally(whole.as_json(election.suite), whole.ballots, whole.weight)
    return out.getvalue()


def decrypt_closed(
    raw: bytes,
    secret: int,
    *,
    ballots: int,
    workers: int = 1,
    verified: MutableSet[str] | None = None,
) -> tuple[int, bytes]:
    """The number of the trustee whose key this is, and its decryption of the closed tally of so many ballots.

    Raises ``BallotError``: not_closed, opened, ballots_number, ballots_missing, owner_unknown, owner_twice, or what is
    wrong with the archive.
    """
    before = frozenset(verified or ())
    judged, election, trustees, whole = _sound(raw, workers, verified)
    if judged.contents.state not in ("tallied", "decrypting"):
        closed = judged.contents.state == "done"
        raise BallotError("opened" if closed else "not_closed", "archive")
    _check_box(judged, election, whole, ballots, before)
    public = election.suite.secret_power(election.suite.generator, secret)
    numbers = [n for n, key in enumerate(trustees.keys, 1) if key.public_key == public]
    if not numbers:
        raise BallotError("owner_unknown", "private key")
    if numbers[0] in judged.factors:
        raise BallotError("owner_twice", f"trustee {numbers[0]}")
    return numbers[0], decrypt(election, secret, whole.cells)


def _check_box(
    judged: Judgement, election: Election, whole: Tally, ballots: int, before: Collection[str]
) -> None:
    """All ballots are there: as many count as the hall says, and every one that was seen here before."""
    if whole.ballots != ballots:
        raise BallotError("ballots_number", f"{whole.ballots} ≠ {ballots}")
    keys = {cache_key(election, hex_hash(raw)) for raw in judged.contents.ballots}
    own = cache_key(election, "")
    missing = {key for key in before if key.startswith(own)} - keys
    if missing:
        raise BallotError("ballots_missing", min(missing).removeprefix(own))


def add_decryption(
    raw: bytes,
    owner: int,
    decryption: bytes,
    *,
    workers: int = 1,
    verified: MutableSet[str] | None = None,
) -> bytes:
    """The archive with a decryption that holds; raises ``BallotError``."""
    judged, _election, _trustees, _whole = _sound(raw, workers, verified)
    if judged.contents.state not in ("tallied", "decrypting"):
        raise BallotError("not_closed", "archive")
    out, writer = _continued(raw, judged)
    writer.partial_decryption(owner, decryption)
    _sound(out.getvalue(), workers, verified)
    return out.getvalue()


def add_result(
    raw: bytes, *, workers: int = 1, verified: MutableSet[str] | None = None
) -> tuple[bytes, list[list[int]]]:
    """The archive with its result, and the counts; raises ``BallotError``: decryptions_missing."""
    judged, election, trustees, whole = _sound(raw, workers, verified)
    if judged.contents.state != "decrypting":
        done = judged.contents.state == "done"
        raise BallotError("opened" if done else "decryptions_missing", "archive")
    counts = count_up(election, whole, combine(election, trustees, whole.cells, judged.factors))
    out, writer = _continued(raw, judged)
    writer.result(make_result(counts))
    return out.getvalue(), counts


def _sound(
    raw: bytes, workers: int, verified: MutableSet[str] | None
) -> tuple[Judgement, Election, Trustees, Tally]:
    """A running archive in which nothing is wrong; raises ``BallotError`` with the first finding."""
    judged = judge(raw, partial=True, workers=workers, verified=verified)
    for reason in judged.report.reasons:
        raise BallotError(reason.code, reason.where)
    election, trustees, whole = judged.election, judged.trustees, judged.whole
    assert election is not None and trustees is not None and whole is not None
    return judged, election, trustees, whole


def _continued(raw: bytes, judged: Judgement) -> tuple[io.BytesIO, ArchiveWriter]:
    """The bytes so far, and a writer behind them."""
    out = io.BytesIO()
    out.write(raw)
    contents = judged.contents
    return out, ArchiveWriter.continuing(
        out, timestamp_of(raw), contents.last_event, contents.height
    )
