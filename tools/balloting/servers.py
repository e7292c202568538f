"""`jiannuo serve` on a trial home: started, watched, killed, and what its processes cost."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.trial_home import TrialError, TrialHome, Watched

TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1 << 20
PATIENCE = 400
"""Seconds in which a server answers, on a machine that is ten times overloaded too."""


def start(home: TrialHome, *more: str, log: str = "WARNING") -> Watched:
    """The server as a user starts it, once it answers."""
    served = home.start("serve", "--port", str(home.port), *more, log=log)
    deadline = time.monotonic() + PATIENCE
    while not home.answers():
        if served.process.poll() is not None or time.monotonic() > deadline:
            served.kill()
            raise TrialError("the server does not answer: " + "\n".join(served.lines[-5:]))
        time.sleep(0.1)
    return served


@contextmanager
def serving(home: TrialHome, *more: str, log: str = "WARNING") -> Iterator[Watched]:
    served = start(home, *more, log=log)
    try:
        yield served
    finally:
        served.end()


@dataclass
class Costs:
    """Processor time and the largest memory of a group of processes, by what they are."""

    cpu: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "cpu": {name: round(value, 1) for name, value in sorted(self.cpu.items())},
            "memory_mb": {name: value // MEGABYTE for name, value in sorted(self.memory.items())},
        }


class Meter(threading.Thread):
    """Looks twice a second at every process of some sessions (those that ``Watched`` starts have one each)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.sessions: set[int] = set()
        self.over = threading.Event()
        self.costs = Costs()
        self._used: dict[int, tuple[str, float]] = {}

    def run(self) -> None:
        while not self.over.wait(0.5):
            self.look()

    def look(self) -> None:
        memory: dict[str, int] = {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                stat = (path / "stat").read_text().rpartition(")")[2].split()
                if int(stat[3]) not in self.sessions:
                    continue
                name = kind_of(command_of(int(path.name)), command_of(int(stat[1])))
                resident = int((path / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            except (OSError, ValueError, IndexError):
                continue
            self._used[int(path.name)] = (name, (int(stat[11]) + int(stat[12])) / TICKS)
            memory[name] = memory.get(name, 0) + resident
        for name, value in memory.items():
            self.costs.memory[name] = max(value, self.costs.memory.get(name, 0))

    def used(self, name: str) -> float:
        """Processor time so far of what has this name."""
        self.look()
        return sum(used for found, used in list(self._used.values()) if found == name)

    def end(self) -> Costs:
        self.over.set()
        self.join()
        for name, used in self._used.values():
            self.costs.cpu[name] = self.costs.cpu.get(name, 0.0) + used
        return self.costs


def command_of(pid: int) -> list[str]:
    """The words that a process was started with; raises ``OSError``."""
    return (Path("/proc") / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")


def kind_of(words: list[str], of_parent: list[str]) -> str:
    """Web (with several processes: what the first has spawned too), worker, or what that spawned to check proofs."""
    if "uvicorn" in words or "uvicorn" in of_parent:
        return "web"
    if "worker" in words:
        return "worker"
    if "serve" in words:
        return "serve"
    return "spawned"


@contextmanager
def metered(served: Watched) -> Iterator[Meter]:
    meter = Meter()
    meter.sessions.add(served.process.pid)
    meter.start()
    try:
        yield meter
    finally:
        meter.over.set()


def load() -> str:
    """The load average of the last minute, beside every number."""
    return f"{os.getloadavg()[0]:.1f}"
