"""Simulated deputies: each sends its ballot from a connection of its own, and the same bytes again until it is answered.

In one process beside the server; what it costs itself is noted, since it shares the machine.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.trial_home import HOST

BOOTH = "booth.localhost"
NOT_OPEN = "not_open"
PATIENCE, PAUSE = 600.0, 0.5


@dataclass
class Answer:
    """What one deputy was told, and when: seconds from the first attempt to the acknowledgement."""

    voter: int
    status: int = 0
    body: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    at: float = 0.0
    attempts: int = 0

    @property
    def acknowledged(self) -> bool:
        return self.status in (200, 201)


@dataclass
class Rush:
    """All answers, how long it took, the generator's own processor time."""

    answers: list[Answer]
    seconds: float
    cpu: float

    @property
    def acknowledged(self) -> list[Answer]:
        return [one for one in self.answers if one.acknowledged]

    def percentile(self, share: float) -> float:
        """Of the seconds to the acknowledgement."""
        taken = sorted(one.seconds for one in self.acknowledged)
        return taken[min(len(taken) - 1, int(len(taken) * share))] if taken else 0.0

    def as_dict(self) -> dict[str, Any]:
        answered = len(self.acknowledged)
        return {
            "sent": len(self.answers),
            "acknowledged": answered,
            "retried": sum(one.attempts > 1 for one in self.answers),
            "seconds": round(self.seconds, 1),
            "per_second": round(answered / self.seconds, 1) if self.seconds else 0,
            "p50_ms": round(self.percentile(0.5) * 1000),
            "p99_ms": round(self.percentile(0.99) * 1000),
            "most_ms": round(self.percentile(1.0) * 1000),
            "generator_cpu": round(self.cpu, 1),
        }


def request(port: int, uuid: str, raw: bytes) -> bytes:
    """A cast as a phone sends it."""
    head = (
        f"POST /elections/{uuid}/ballots HTTP/1.1\r\nHost: {BOOTH}:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(raw)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + raw


async def asked(port: int, message: bytes) -> tuple[int, dict[str, Any]]:
    """Status and body of one answer; raises ``OSError``, ``ValueError`` where there was none."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(message)
        await writer.drain()
        head, found, body = (await reader.read()).partition(b"\r\n\r\n")
        if not found:
            raise ValueError("no answer")
        value = json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])  # it may come in chunks
        return int(head.split(b" ", 2)[1]), value
    finally:
        writer.close()


async def persuade(message: bytes, port: int, answer: Answer, began: float) -> Answer:
    """The same bytes until there is an answer that is neither "busy" nor "not open", as a phone does it."""
    while time.monotonic() - began < PATIENCE:
        answer.attempts += 1
        try:
            answer.status, answer.body = await asked(port, message)
        except (OSError, ValueError, IndexError):
            answer.status, answer.body = 0, {}
        waits = answer.body.get("code") == NOT_OPEN
        if answer.status and answer.status not in (429, 500, 502, 503) and not waits:
            break
        await asyncio.sleep(PAUSE)
    answer.at = time.monotonic()
    answer.seconds = answer.at - began
    return answer


def rush(
    port: int,
    uuid: str,
    ballots: Sequence[bytes],
    *,
    over: float,
    at_once: int = 1000,
    seed: int = 1,
) -> Rush:
    """Each voter at a moment of its own within ``over`` seconds; at most so many connections at once."""
    chance = random.Random(seed)  # noqa: S311 (moments, no secrets)
    moments = sorted((chance.uniform(0, over), voter) for voter in range(len(ballots)))

    async def run() -> list[Answer]:
        gate, began = asyncio.Semaphore(at_once), time.monotonic()

        async def one(moment: float, voter: int) -> Answer:
            await asyncio.sleep(max(0.0, moment - (time.monotonic() - began)))
            wanted = time.monotonic()
            async with gate:
                return await persuade(
                    request(port, uuid, ballots[voter]), port, Answer(voter), wanted
                )

        return list(await asyncio.gather(*(one(*each) for each in moments)))

    before, began = cpu(), time.monotonic()
    answers = asyncio.run(run())
    return Rush(answers, time.monotonic() - began, cpu() - before)


def cpu() -> float:
    """Processor time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
