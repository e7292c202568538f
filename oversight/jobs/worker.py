"""后台进程: claims jobs one after another; beside them the schedule and the ticks, every second.

SIGTERM ends politely: the running job is asked to stop at a safe point and goes back into the queue.
SIGKILL loses nothing either: the lease runs out and another worker takes the job up.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence

from django.db import close_old_connections, connection

from oversight.jobs import leases, schedule
from oversight.jobs.execution import execute
from oversight.jobs.presence import Presence

log = logging.getLogger("oversight.jobs")
Tick = Callable[[], object]
TICK_SECONDS = 1.0
IDLE_SECONDS = 0.5


def run(ticks: Sequence[Tick] = (), once: bool = False, parts: Sequence[str] = ()) -> int:
    """Work until a signal comes, or once through what is due; returns the exit code.

    parts  parts of the system whose kinds of jobs alone are taken (``voting``); none: every kind
    """
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(2)}"
    if once:
        tick(ticks)
        run_due(name, parts)
        tick(ticks)
        return 0
    ending, presence = threading.Event(), Presence(name, parts)
    with ended_by_signals(ending):
        log.info("worker started %s", name)
        beating = [presence.tell, *ticks]
        ticker = threading.Thread(target=keep_ticking, args=(beating, ending), name="ticks")
        ticker.start()
        while not ending.is_set():
            work(name, ending, parts)
        ticker.join()
        tick_one(presence.leave)
        log.info("worker ended %s", name)
    return 0


def work(name: str, ending: threading.Event, parts: Sequence[str] = ()) -> None:
    """One job, or a short wait. A database that is away for a while does not end the worker."""
    close_old_connections()
    try:
        job = leases.claim(name, parts)
        if job is not None:
            execute(job, ending)
            return
    except Exception:
        log.exception("worker %s", name)
    ending.wait(IDLE_SECONDS)


def run_due(name: str = "once", parts: Sequence[str] = ()) -> int:
    """Run every job that is due, in this thread; returns how many. For ``--once`` and for tests."""
    count = 0
    while (job := leases.claim(name, parts)) is not None:
        execute(job)
        count += 1
    return count


def keep_ticking(ticks: Sequence[Tick], ending: threading.Event) -> None:
    """The thread beside the jobs."""
    try:
        while not ending.is_set():
            close_old_connections()
            tick(ticks)
            ending.wait(TICK_SECONDS)
    finally:
        connection.close()


def tick(ticks: Sequence[Tick]) -> None:
    """The schedule, orphaned jobs, and what else the caller brings; one failure does not stop the rest."""
    for each in (schedule.enqueue_due, leases.settle_orphans, *ticks):
        tick_one(each)


def tick_one(each: Tick) -> None:
    """One of them; its failure is told in the log alone."""
    try:
        each()
    except Exception:
        log.exception("tick failed")


@contextlib.contextmanager
def ended_by_signals(ending: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set the event; earlier handlers come back afterwards."""
    chosen = (signal.SIGTERM, signal.SIGINT)
    earlier = {number: signal.getsignal(number) for number in chosen}
    for number in chosen:
        signal.signal(number, lambda *_: ending.set())
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
