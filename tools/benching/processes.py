"""What a command costs with all its processes: time on the clock, processor time, and its longest way.

The longest way is the time of the first process and of the busiest of those it started: so long a machine takes that
has a core free for each of them. It does not depend on what else the machine does.
"""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY_SECONDS = 0.02


@dataclass(frozen=True)
class Cost:
    """Of one run of a command, in seconds."""

    wall: float
    cpu: float
    longest: float


def cost(command: Sequence[str]) -> Cost:
    """Run it, from its start to its exit."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    look = Look(process.pid)
    look.start()
    _out, told = process.communicate()
    wall = time.perf_counter() - started
    look.end()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    others = list(look.others.values())
    return Cost(wall, cpu, cpu - sum(others) + max(others, default=0.0))


class Look(threading.Thread):
    """Reads the processor time of all processes that a process has started, as long as they run."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.over = pid, threading.Event()
        self.others: dict[int, float] = {}

    def run(self) -> None:
        while not self.over.wait(EVERY_SECONDS):
            for pid in started_by(self.pid):
                try:
                    fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2]
                except OSError:
                    continue
                times = fields.split()[11:13]
                self.others[pid] = sum(map(int, times)) / TICKS

    def end(self) -> None:
        self.over.set()
        self.join()


def started_by(pid: int) -> list[int]:
    """The processes that any thread of a process has started and that still run."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:
            continue
    return found
