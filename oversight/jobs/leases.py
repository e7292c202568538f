"""租约: every change of hands of a job, each one short transaction that two workers cannot both win.

A claim writes a fresh lease token; whoever no longer holds the token in the row has lost the job and can
neither report progress nor finish it. PostgreSQL skips rows that another worker has locked; SQLite's
IMMEDIATE transactions let one writer in at a time.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oversight.jobs.models import Job

log = logging.getLogger("oversight.jobs")


def lease_time() -> timedelta:
    """How long a worker may be silent before its job is taken from it."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def claimable(now: datetime) -> models.Q:
    """Due and waiting, or running under a lease that ran out with attempts left."""
    waiting = models.Q(state=Job.WAITING, run_after__lte=now)
    orphaned = models.Q(
        state=Job.RUNNING, lease_until__lt=now, attempts__lt=models.F("max_attempts")
    )
    return (waiting | orphaned) & models.Q(cancel_requested=False)


def of_parts(parts: Sequence[str]) -> models.Q:
    """Jobs whose kind is of one of these parts of the system (``voting``); of any where none is named."""
    found = models.Q()
    for part in parts:
        found |= models.Q(kind__startswith=f"{part}.")
    return found


def claim(worker: str, parts: Sequence[str] = ()) -> Job | None:
    """Take the next job, of these parts alone where some are named, or None.

    Reads first, so that an idle worker takes no write lock.
    """
    mine = of_parts(parts)
    if not Job.rows.filter(claimable(timezone.now()) & mine).exists():
        return None
    with transaction.atomic():
        now = timezone.now()
        due = Job.rows.filter(claimable(now) & mine).order_by("-priority", "run_after", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        taken_over = job.state == Job.RUNNING
        job.state, job.worker, job.lease = Job.RUNNING, worker, secrets.token_hex(16)
        if job.workers[-1:] != [worker]:  # a job that gives way comes back every second
            job.workers = [*job.workers, worker]
        job.lease_until, job.heartbeat_at = now + lease_time(), now
        job.attempts += 1
        job.attempted_at, job.started_at = now, job.started_at or now
        job.done, job.total, job.text = 0, None, ""
        job.save()
    log.info(
        "job claimed id=%s kind=%s attempt=%d worker=%s%s",
        *(job.public_id, job.kind, job.attempts, worker, " after lost lease" if taken_over else ""),
    )
    return job


def held(job: Job) -> models.QuerySet[Job]:
    """The row of the job while this worker's lease is the one in it."""
    return Job.rows.filter(pk=job.pk, state=Job.RUNNING, lease=job.lease)


def others_wait(job: Job) -> bool:
    """Whether another job is due that no worker has taken up."""
    return Job.rows.filter(claimable(timezone.now())).exclude(pk=job.pk).exists()


def extend(job: Job, progress: dict[str, Any]) -> bool:
    """Heartbeat: prolong the lease and show progress; False where the job was lost."""
    now = timezone.now()
    return bool(held(job).update(heartbeat_at=now, lease_until=now + lease_time(), **progress))


def finish(job: Job, state: str, **changes: Any) -> bool:
    """End the job and tell whoever waits for it; False where the lease was lost meanwhile."""
    with transaction.atomic():
        now = timezone.now()
        changes |= {"state": state, "ended_at": now, "lease": "", "lease_until": None}
        if not held(job).update(**changes):
            log.warning("job lost id=%s kind=%s: its end is not kept", job.public_id, job.kind)
            return False
        job.refresh_from_db()
        tell_finished(job)
    log.info("job finished id=%s kind=%s state=%s", job.public_id, job.kind, state)
    return True


def give_back(job: Job, *, run_after: datetime, counted: bool, **changes: Any) -> bool:
    """Put the job back into the queue: for a later attempt, or because the worker ends."""
    attempts = job.attempts if counted else max(0, job.attempts - 1)
    changes |= {"state": Job.WAITING, "run_after": run_after, "attempts": attempts}
    returned = bool(held(job).update(lease="", lease_until=None, worker="", **changes))
    if returned:
        log.info("job given back id=%s kind=%s counted=%s", job.public_id, job.kind, counted)
    return returned


def settle_orphans() -> int:
    """End what cannot be taken up again: lease run out and no attempt left, or stop asked for."""
    now = timezone.now()
    lost = Job.rows.filter(state=Job.RUNNING, lease_until__lt=now).filter(
        models.Q(attempts__gte=models.F("max_attempts")) | models.Q(cancel_requested=True)
    )
    settled = 0
    for job in list(lost):
        if job.cancel_requested:
            settled += finish(job, Job.CANCELLED)
        else:
            settled += finish(job, Job.FAILED, error_code="worker_lost", error=LOST_TEXT)
    return settled


LOST_TEXT = _("办理进程中途停掉（断电、重启或内存不足），重试次数已经用完。")


def tell_finished(job: Job) -> None:
    """Call what settings name for an ended job; its failure never undoes the end of the job."""
    if not settings.JOB_FINISHED:
        return
    try:
        with transaction.atomic():
            import_string(settings.JOB_FINISHED)(job)
    except Exception:
        log.exception("telling the end of job id=%s failed", job.public_id)
