"""Sixteen clients at once: each fetches one address after another over a kept connection."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from tools.trial_home import HOST


@dataclass(frozen=True)
class Answers:
    """How long each answer took, in seconds, and how many bytes came in all."""

    seconds: tuple[float, ...]
    bytes: int

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client(threading.Thread):
    """One browser: sends its cookies, reads every answer to the end."""

    def __init__(
        self, port: int, addresses: Sequence[str], cookies: str, start: threading.Barrier
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.addresses, self.gate = port, addresses, start
        self.headers = {"Cookie": cookies, "Accept-Encoding": "identity"}
        self.seconds: list[float] = []
        self.bytes = 0
        self.failure: Exception | None = None

    def run(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=120)
        self.gate.wait()
        try:
            for address in self.addresses:
                self.fetch(connection, address)
        except Exception as error:
            self.failure = error
        finally:
            connection.close()

    def fetch(self, connection: http.client.HTTPConnection, address: str) -> None:
        started = time.perf_counter()
        connection.request("GET", address, headers=self.headers)
        answer = connection.getresponse()
        body = answer.read()
        self.seconds.append(time.perf_counter() - started)
        self.bytes += len(body)
        if answer.status != 200:
            raise AssertionError(f"{address}: {answer.status}")


def at_once(
    port: int, addresses: Sequence[str], *, each: int, clients: int = 16, cookies: str = ""
) -> Answers:
    """``each`` addresses for every client, beginning at different places of the list."""
    gate = threading.Barrier(clients)
    threads = [
        Client(port, list(islice(cycle(addresses), number * 7, number * 7 + each)), cookies, gate)
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
        if thread.failure is not None:
            raise thread.failure
    return Answers(
        tuple(second for thread in threads for second in thread.seconds),
        sum(thread.bytes for thread in threads),
    )
