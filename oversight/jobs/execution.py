"""办理一件任务: run the function of a claimed job under a heartbeat and write how it ended."""

from __future__ import annotations

import logging
import os
import threading
import time
import traceback
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from oversight.audit.errors import Refused
from oversight.jobs import kinds, leases
from oversight.jobs.models import Job
from oversight.jobs.running import JobGivesWay, JobStopped, LeaseLostError, RunningJob

log = logging.getLogger("oversight.jobs")
FIRST_PAUSE = timedelta(seconds=10)
GRACE_SECONDS = 20.0


class Heartbeat(threading.Thread):
    """心跳: shows every second that the worker lives; ends a worker that does not stop in time."""

    def __init__(self, running: RunningJob) -> None:
        super().__init__(name=f"heartbeat-{running.job.public_id}", daemon=True)
        self.running = running
        self.over = threading.Event()
        self.told_at: float | None = None

    def run(self) -> None:
        pause = min(1.0, settings.JOB_LEASE_SECONDS / 5)
        try:
            while not self.over.wait(pause):
                self.beat()
                self.enforce_end()
        finally:
            connection.close()

    def beat(self) -> None:
        try:
            close_old_connections()
            self.running.beat()
        except DatabaseError as error:  # busy or away: the lease is longer than one beat
            log.warning("heartbeat of job id=%s: %s", self.running.job.public_id, error)

    def enforce_end(self) -> None:
        """A job that ignores the end of its worker is left to the next one, as after a power cut."""
        if not self.running.ending:
            return
        self.told_at = self.told_at or time.monotonic()
        if time.monotonic() - self.told_at > GRACE_SECONDS:
            log.warning("job left unfinished id=%s", self.running.job.public_id)
            os._exit(1)


def execute(job: Job, ending: threading.Event | None = None) -> None:
    """Run one claimed job to an end, a later attempt, or a stop.

    Within an open transaction (a test) there is no heartbeat thread: it could not see the row.
    """
    running = RunningJob(job, ending)
    heartbeat = None if connection.in_atomic_block else Heartbeat(running)
    if heartbeat:
        heartbeat.start()
    try:
        outcome: Exception | None = None
        kinds.function_of(job.kind)(running)
    except Exception as error:
        outcome = error
    finally:
        if heartbeat:
            heartbeat.over.set()
            heartbeat.join()
    conclude(running, outcome)


def conclude(running: RunningJob, outcome: Exception | None) -> None:
    """Write the end: done, stopped, refused for good, or failed and perhaps tried again."""
    job, progress = running.job, running.pending_progress()
    if outcome is None:
        leases.finish(job, Job.DONE, result=running.result, error="", error_code="", **progress)
    elif isinstance(outcome, JobStopped):
        stopped(running)
    elif isinstance(outcome, JobGivesWay):
        later = timezone.now() + timedelta(seconds=outcome.seconds)
        leases.give_back(job, run_after=later, counted=False)
    elif isinstance(outcome, LeaseLostError):
        log.warning("job lost id=%s kind=%s", job.public_id, job.kind)
    elif isinstance(outcome, Refused):
        where = f"{outcome.where}：" if outcome.where else ""
        changes = {"error_code": outcome.code, "error": where + outcome.text}
        leases.finish(job, Job.FAILED, result=running.result, **changes, **progress)
    else:
        failed(running, outcome)


def stopped(running: RunningJob) -> None:
    """Stopped by somebody: over. Stopped because the worker ends: back into the queue, uncounted."""
    job = running.job
    if running.cancelled or not running.ending:
        leases.finish(job, Job.CANCELLED, result=running.result, **running.pending_progress())
    else:
        leases.give_back(job, run_after=timezone.now(), counted=False)


def failed(running: RunningJob, error: Exception) -> None:
    """An unexpected error: again after a growing pause, or failed with its reason.

    The page names the class and the line only; the message may hold what is not for every reader and
    goes to the server's log.
    """
    job = running.job
    log.error("job error id=%s kind=%s", job.public_id, job.kind, exc_info=error)
    changes = {"error_code": "unexpected", "error": describe(error)}
    if job.attempts < job.max_attempts and not running.cancelled:
        pause = FIRST_PAUSE * 2 ** (job.attempts - 1)
        leases.give_back(job, run_after=timezone.now() + pause, counted=True, **changes)
    else:
        leases.finish(job, Job.FAILED, **changes, **running.pending_progress())


def describe(error: Exception) -> str:
    """``ValueError (reading.py:118)``: enough to find the line in the log, nothing of the content."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f" ({os.path.basename(last.filename)}:{last.lineno})" if last else ""  # noqa: PTH119
    return f"{type(error).__name__}{place}"
