"""逐票验证 (checking): all ballots of an archive, spread over processes, each ballot's proofs once.

``verified`` may hold keys of ballots whose proofs were checked before; form, election, credential and hash are
judged anew every time. A key names ballot and election, so it says nothing about another election.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableSet, Sequence

from secret_ballot.findings import BallotError, Finding
from secret_ballot.v1.ballots import Ballot, check_proofs, check_signature, read_ballot
from secret_ballot.v1.elections import Election, read_election

CHUNK, LEAST = 4, 16
"""So many ballots a task: small, so that no process is the last for long. At least so many ballots a process."""

_here: Election


def cache_key(election: Election, ballot_hash: str) -> str:
    """Under which a checked ballot is remembered."""
    return f"{election.fingerprint}:{ballot_hash}"


def check_ballots(
    election: Election,
    listed: Sequence[str],
    raws: Sequence[bytes],
    *,
    workers: int = 1,
    verified: MutableSet[str] | None = None,
) -> tuple[list[Ballot], list[Finding]]:
    """All readable ballots, and the first finding of each bad one, in their order."""
    ballots: dict[int, Ballot] = {}
    findings: dict[int, Finding] = {}
    credentials = frozenset(listed)
    for number, raw in enumerate(raws):
        try:
            ballots[number] = read_ballot(election, credentials, raw, f"ballots[{number}]")
        except BallotError as error:
            findings[number] = error.finding
    known: MutableSet[str] = set() if verified is None else verified
    keys = {number: cache_key(election, ballot.hex_hash) for number, ballot in ballots.items()}
    waiting = [number for number in ballots if keys[number] not in known]
    for number, finding in _checked(election, ballots, waiting, workers):
        if finding is None:
            known.add(keys[number])
        else:
            findings[number] = finding
    return list(ballots.values()), [findings[number] for number in sorted(findings)]


def _checked(
    election: Election, ballots: dict[int, Ballot], waiting: Sequence[int], workers: int
) -> Iterator[tuple[int, Finding | None]]:
    """Signature and proofs of the waiting ballots, with their numbers."""
    workers = min(workers, -(-len(waiting) // LEAST))
    if workers <= 1:
        for number in waiting:
            yield number, judged(election, ballots[number], f"ballots[{number}]")
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    chunks = [waiting[start : start + CHUNK] for start in range(0, len(waiting), CHUNK)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (election.raw,)) as pool:
        for found in pool.map(_judge, ([(n, ballots[n].raw) for n in chunk] for chunk in chunks)):
            yield from found


def _begin(election: bytes) -> None:
    """In a new process: the election, its tables made once."""
    global _here
    _here = read_election(election)


def _judge(chunk: Sequence[tuple[int, bytes]]) -> list[tuple[int, Finding | None]]:
    """In a process: ballots that the first process has read already."""
    found = []
    for number, raw in chunk:
        where = f"ballots[{number}]"
        ballot = read_ballot(_here, _Everybody(), raw, where)
        found.append((number, judged(_here, ballot, where)))
    return found


class _Everybody:
    """The list of credentials was compared in the first process."""

    def __contains__(self, credential: object) -> bool:
        return True


def judged(election: Election, ballot: Ballot, where: str) -> Finding | None:
    """What is wrong with signature or proofs, or None."""
    try:
        check_signature(election, ballot, where)
        check_proofs(election, ballot, where)
    except BallotError as error:
        return error.finding
    return None
