"""The import of a million CSV rows, masked and checked, beside DuckDB copying that CSV to Parquet."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

from tools.benching.store import Tickets
from tools.benching.works import Work
from tools.trial_home import JIANNUO, TrialHome

LIMIT = 12.0
MEGABYTES = 600.0
THREADS = 2


def import_beside_copy(home: TrialHome, tickets: Tickets, *, limited: bool = True) -> list[Work]:
    """`jiannuo hotline import` from start to exit, its memory, and the copy before and after it."""
    target = home.root / "copied.parquet"
    copies = [copy_seconds(tickets.csv, target) for _ in range(2)]
    seconds, peak, result = watched_import(home, tickets)
    copies.append(copy_seconds(tickets.csv, target))
    target.unlink()
    if result["read"] != tickets.rows or result["accepted"] != tickets.rows:
        raise AssertionError(f"the import took in {result}")
    name = f"import of {tickets.rows:,} CSV rows, masked and checked"
    by_duckdb = f"DuckDB copies that CSV to Parquet, {THREADS} threads"
    return [
        Work(name, seconds, by_duckdb, median(copies), LIMIT if limited else None),
        Work(
            "peak memory of that import, all its processes",
            peak / 1e6,
            "600 MB",
            MEGABYTES,
            1.0 if limited else None,
            unit="MB",
        ),
    ]


def copy_seconds(csv: Path, target: Path) -> float:
    """The reference: one COPY, in this process, without the start of an interpreter."""
    import duckdb

    con = duckdb.connect(":memory:", config={"threads": THREADS})
    started = time.perf_counter()
    con.execute(f"COPY (FROM read_csv('{csv}')) TO '{target}' (FORMAT parquet)")
    seconds = time.perf_counter() - started
    con.close()
    return seconds


def watched_import(home: TrialHome, tickets: Tickets) -> tuple[float, float, dict[str, Any]]:
    """Seconds, peak bytes of the process tree, and the document that the import printed."""
    import json

    arguments = ["hotline", "import", str(tickets.csv), "--mapping", str(tickets.mapping), "--json"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*JIANNUO, *arguments],
        env=home.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = Peak(process.pid)
    peak.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - started
    peak.over.set()
    peak.join()
    if process.returncode:
        raise AssertionError(f"the import ended with {process.returncode}: {errors}")
    return seconds, float(peak.bytes), json.loads(output)


class Peak(threading.Thread):
    """Looks twenty times a second at what a process and its children hold in memory."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.bytes, self.over = process, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.bytes = max(self.bytes, tree_bytes(self.process))


def tree_bytes(process: int) -> int:
    """What the process and everything below it hold in memory; its own highest mark counts too."""
    tree = [process]
    for number in tree:
        tree += children_of(number)
    return sum(memory_of(number) for number in tree)


def children_of(process: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    except OSError:
        return found
    return found


def memory_of(process: int) -> int:
    """The high-water mark of resident memory, in bytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    marks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(marks[0]) * 1024 if marks else 0


def import_all(home: TrialHome, tickets: Tickets) -> None:
    """The big store that pages read, and its cubes."""
    home.json("hotline", "import", tickets.csv, "--mapping", tickets.mapping)
    build_cubes(home)


def build_cubes(home: TrialHome) -> None:
    """What the worker does after an import."""
    home.run("worker", "--once")


def quiet_disk() -> None:
    """Nothing of the works before waits to be written."""
    os.sync()
    sys.stdout.flush()
