"""任务的样例: jobs and their functions for tests."""

from __future__ import annotations

import os
import time
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from oversight.audit.actors import Actor, system
from oversight.jobs.actions import enqueue
from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob
from oversight.jobs.schedule import Daily

HERE = "oversight.jobs.tests.builders"
KINDS = {
    "test.add": f"{HERE}.add",
    "test.fail": f"{HERE}.fail",
    "test.refuse": f"{HERE}.refuse",
    "test.slow": f"{HERE}.slow",
    "test.patient": f"{HERE}.patient",
    "test.line": f"{HERE}.line",
    "test.polite": f"{HERE}.polite",
    "jobs.clean": "oversight.jobs.cleaning.clean_jobs",
}
LABELS = {"test.add": "相加"}
SCHEDULE = (Daily("jobs.clean", time_of_day(0, 0)),)


def clerk(place: str = "test", account: int = 7) -> Actor:
    """An actor with the clerk's role."""
    return Actor(account, "周砚清", "clerk", place)


def make_job(
    kind: str = "test.add", *, place: str = "test", actor: Actor | None = None, **more: Any
) -> Job:
    """A waiting job."""
    more.setdefault("payload", {"a": 1, "b": 2})
    return enqueue(kind, place=place, actor=actor or system(), **more)


def add(running: RunningJob) -> None:
    running.progress(1, 2, "相加")
    running.result = {"sum": running.payload["a"] + running.payload["b"]}


def fail(running: RunningJob) -> None:
    raise ValueError("13800001234 is not for every reader")


def refuse(running: RunningJob) -> None:
    from oversight.audit.errors import Invalid

    raise Invalid("bad_file", "没有导入。文件是空的。", where="上传的文件")


def slow(running: RunningJob) -> None:
    """Writes a mark at every attempt; blocks for ever at the first, ends at once at the second."""
    mark = Path(running.payload["mark"])
    with mark.open("a") as handle:
        handle.write(f"{running.attempt} {os.getpid()}\n")
    running.progress(1, 3, "第一步")
    while running.attempt == 1:
        time.sleep(0.05)
    running.result = {"attempt": running.attempt}


def patient(running: RunningJob) -> None:
    """Works until it is told to stop."""
    Path(running.payload["mark"]).write_text("begun")
    running.progress(5, 10, "在办")
    while True:
        running.check_stop()
        time.sleep(0.05)


def polite(running: RunningJob) -> None:
    """Has nothing to do while another job waits."""
    running.give_way(0)
    running.result = {"attempt": running.attempt}


def line(running: RunningJob) -> None:
    """Adds one line to a file, in one write."""
    with Path(running.payload["mark"]).open("a") as handle:
        handle.write(f"{running.job.public_id}\n")
