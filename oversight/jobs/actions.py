"""任务的行为: enqueue work, stop it, repeat it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.jobs import kinds, leases, permissions
from oversight.jobs.models import Job


def enqueue(
    kind: str,
    *,
    place: Any,
    actor: Actor,
    payload: dict[str, Any] | None = None,
    unique_key: str | None = None,
    run_after: datetime | None = None,
    title: str = "",
    url: str = "",
    priority: int = 0,
    max_attempts: int = 3,
    can_retry: bool = True,
    slot: str | None = None,
) -> Job:
    """Put a job into the queue, in the transaction of the act that wants it.

    place       the jurisdiction or its code, "" for the installation
    unique_key  while a job with this key waits or runs, that one is returned instead of a second
    slot        like ``unique_key``, but for as long as the row is kept (schedule)
    title, url  what the job is called on pages, and the page to return to
    can_retry   False where the payload names something that is gone afterwards
    """
    kinds.require_known(kind)
    job = Job(
        kind=kind,
        place=getattr(place, "code", place),
        payload=payload or {},
        unique_key=unique_key,
        slot=slot,
        run_after=run_after or timezone.now(),
        title=title[:200],
        url=url,
        priority=priority,
        max_attempts=max_attempts,
        can_retry=can_retry,
    )
    job.take_owner(actor)
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        twin = twin_of(job)
        if twin is None:
            raise
        return twin
    return job


def twin_of(job: Job) -> Job | None:
    """The job that holds the same key or slot."""
    if job.slot and (same := Job.rows.filter(slot=job.slot).first()):
        return same
    if not job.unique_key:
        return None
    return Job.rows.filter(unique_key=job.unique_key, state__in=Job.OPEN).first()


def stop_job(actor: Actor, job: Job) -> Job:
    """停止任务: a waiting job ends at once, a running one at its next safe point."""
    with act(
        "jobs.stop_job",
        actor=actor,
        place=job.place,
        permitted=permissions.can_control_job(actor, job),
    ) as running:
        stored = locked(job)
        if not stored.is_open:
            raise Refused("job_ended", _("这项任务已经结束，没有可停的。"))
        stored.cancel_requested = True
        if stored.state == Job.WAITING:
            stored.state, stored.ended_at = Job.CANCELLED, timezone.now()
        stored.save()
        running.facts = stored.facts()
        if stored.state == Job.CANCELLED:
            leases.tell_finished(stored)
    return stored


def retry_job(actor: Actor, job: Job) -> Job:
    """重办任务: a failed or stopped job goes back into the queue, with all its attempts."""
    with act(
        "jobs.retry_job",
        actor=actor,
        place=job.place,
        permitted=permissions.can_control_job(actor, job),
    ) as running:
        stored = locked(job)
        if stored.state not in {Job.FAILED, Job.CANCELLED}:
            raise Refused("job_not_failed", _("只有没有完成或已停止的任务可以重办。"))
        if not stored.can_retry:
            raise Refused("job_not_repeatable", _("这项任务的材料已经清除，要重新提出。"))
        if (twin := twin_of(stored)) is not None and twin.pk != stored.pk:
            raise Refused("job_twin", _("同样的任务已经在办，不必重办。"))
        stored.state, stored.cancel_requested = Job.WAITING, False
        stored.attempts, stored.run_after, stored.ended_at = 0, timezone.now(), None
        stored.error = stored.error_code = stored.text = ""
        stored.result, stored.done, stored.total = None, 0, None
        stored.save()
        running.facts = stored.facts()
    return stored


def locked(job: Job) -> Job:
    """The row as it is now, locked until the act ends."""
    return Job.rows.select_for_update().get(pk=job.pk)
