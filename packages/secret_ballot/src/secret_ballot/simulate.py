"""模拟投票 (simulate): a whole election with invented voters, for trials and measurements.

Choices follow the seed; keys, cards and encryption never do: they come from the system's randomness.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from secret_ballot.templates import Template
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import make_ballot, read_ballot
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    new_private_credential,
    public_of,
    read_credentials,
)
from secret_ballot.v1.elections import Election, make_election, new_uuid, read_election
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import Suite
from secret_ballot.v1.tally import (
    Factors,
    combine,
    count_up,
    decrypt,
    make_result,
    read_decryption,
    tally,
)
from secret_ballot.v1.trustees import Trustees, make_public_key, make_trustees

Choices: TypeAlias = list[list[int]]
IN_ONE_PROCESS = 32
BLANK_ONE_IN = 8

_here: Election


@dataclass(frozen=True)
class Plan:
    """What is simulated. Without a threshold every trustee holds a single key."""

    voters: int
    ballots: int
    template: Template
    suite: Suite
    trustees: int
    threshold: int | None
    seed: int
    workers: int = 1


@dataclass
class Clock:
    """Seconds a phase."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - started, 3)


def drawn(chance: random.Random, question: Question) -> list[int]:
    """Choices that the question allows, each number as likely."""
    cells = [0] * question.cells
    if question.blank and not chance.randrange(BLANK_ONE_IN):
        cells[0] = 1
        return cells
    number = chance.randint(question.least, question.most)
    for place in chance.sample(range(len(question.answers)), number):
        cells[place + question.blank] = 1
    return cells


def who_votes(chance: random.Random, voters: int, ballots: int) -> list[int]:
    """Distinct voters first, in mixed order; further ballots are cast again by any of them."""
    order = list(range(voters))
    chance.shuffle(order)
    return order[:ballots] + [chance.randrange(voters) for _ in range(ballots - voters)]


def simulate(plan: Plan, folder: Path) -> dict[str, Any]:
    """Write the archive and what to expect of it; returns their paths and the seconds of every phase."""
    clock, chance = Clock(), random.Random(plan.seed)  # noqa: S311 invented choices
    uuid = new_uuid()
    with clock.phase("trustees"):
        trustees, keys = make_keys(plan.suite, plan.trustees, plan.threshold)
    with clock.phase("credentials"):
        secrets = [derive(plan.suite, uuid, new_private_credential()) for _ in range(plan.voters)]
        listed = make_credentials(
            plan.suite, [(public_of(plan.suite, secret), None) for secret in secrets]
        )
    election = _election(plan, uuid, trustees)
    casts = who_votes(chance, plan.voters, plan.ballots)
    votes = [[drawn(chance, question) for question in election.questions] for _ in casts]
    with clock.phase("ballots"):
        work = [(secrets[voter], choices) for voter, choices in zip(casts, votes, strict=True)]
        ballots = list(_made(election, work, plan.workers))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid}.bel"
    with path.open("wb") as out:
        writer = ArchiveWriter(out, int(time.time()))
        writer.setup(election.raw, trustees.raw, listed)
        for ballot in ballots:
            writer.ballot(ballot)
        writer.end_ballots()
        counts = _close(plan, clock, writer, election, trustees, keys, listed, ballots)
    expected = _expected(plan, election, casts, votes)
    expected["decrypting_trustees"] = [{"trustee_id": number} for number in sorted(keys)]
    if counts != expected["expected_result"]:
        raise AssertionError("the count differs from the votes")
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    return {"archive": str(path), "uuid": uuid, "seconds": clock.seconds}


def _election(plan: Plan, uuid: str, trustees: Trustees) -> Election:
    return make_election(
        plan.suite,
        trustees.election_key(plan.suite),
        uuid=uuid,
        name=plan.template.name,
        description=plan.template.description,
        questions=plan.template.questions,
        administrator=plan.template.administrator,
        credential_authority=plan.template.credential_authority,
    )


def make_keys(suite: Suite, number: int, threshold: int | None) -> tuple[Trustees, dict[int, int]]:
    """The trustees, and the secret keys of as many as are needed, by trustee number."""
    if threshold is None:
        keys = [suite.random_scalar() for _ in range(number)]
        made = make_trustees(suite, [make_public_key(suite, key) for key in keys])
        return made, dict(enumerate(keys, 1))
    seeds = [ceremony.new_seed() for _ in range(number)]
    certs = [ceremony.make_certificate(suite, seed) for seed in seeds]
    polynomials = [ceremony.make_polynomial(suite, seed, certs, threshold) for seed in seeds]
    routed = ceremony.route(suite, certs, polynomials)
    shares = [
        ceremony.make_share(suite, seed, certs, received, threshold)
        for seed, received in zip(seeds, routed, strict=True)
    ]
    parameters, sealed = ceremony.assemble(suite, certs, polynomials, shares)
    opened = {
        place: ceremony.open_key(suite, seeds[place - 1], sealed[place - 1])
        for place in range(number - threshold + 1, number + 1)
    }
    return make_trustees(suite, [], [parameters]), opened


def _made(election: Election, work: Sequence[tuple[int, Choices]], workers: int) -> Iterator[bytes]:
    """Ballots, in several processes where there are many."""
    if workers <= 1 or len(work) < IN_ONE_PROCESS:
        for secret, choices in work:
            yield make_ballot(election, secret, choices)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (election.raw,)) as pool:
        yield from pool.map(_make_one, work, chunksize=8)


def _begin(election: bytes) -> None:
    global _here
    _here = read_election(election)


def _make_one(work: tuple[int, Choices]) -> bytes:
    return make_ballot(_here, *work)


def _close(
    plan: Plan,
    clock: Clock,
    writer: ArchiveWriter,
    election: Election,
    trustees: Trustees,
    keys: dict[int, int],
    listed: bytes,
    ballots: Sequence[bytes],
) -> list[list[int]]:
    """Add up, open, count: everything after the end of voting."""
    suite = plan.suite
    with clock.phase("tally"):
        credentials = read_credentials(suite, listed)
        read = [read_ballot(election, credentials, raw) for raw in ballots]
        whole = tally(election, credentials.weights, read)
        writer.encrypted_tally(whole.as_json(suite), whole.ballots, whole.weight)
    with clock.phase("decryption"):
        factors: dict[int, Factors] = {}
        for number in sorted(keys):
            raw = decrypt(election, keys[number], whole.cells)
            writer.partial_decryption(number, raw)
            factors[number] = read_decryption(election, trustees.keys[number - 1], whole.cells, raw)
    with clock.phase("result"):
        counts = count_up(election, whole, combine(election, trustees, whole.cells, factors))
        writer.result(make_result(counts))
    return counts


def _expected(
    plan: Plan, election: Election, casts: Sequence[int], votes: Sequence[Choices]
) -> dict[str, Any]:
    """The plain count beside which the archive's is judged."""
    last = dict(zip(casts, votes, strict=True))
    return {
        "group": plan.suite.name,
        "uuid": election.uuid,
        "votes_in_cast_order": [
            {"voter": f"dep{voter + 1:03d}", "choices": choices}
            for voter, choices in zip(casts, votes, strict=True)
        ],
        "expected_result": [
            [sum(choices[row][cell] for choices in last.values()) for cell in range(question.cells)]
            for row, question in enumerate(election.questions)
        ],
        "num_tallied": len(last),
        "total_weight": len(last),
    }
