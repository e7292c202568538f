"""清理: ended jobs are kept ninety days."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob

KEPT = timedelta(days=90)


def clean_jobs(running: RunningJob) -> None:
    """Job kind ``jobs.clean``: delete what ended long ago."""
    old = Job.rows.filter(state__in=Job.ENDED, ended_at__lt=timezone.now() - KEPT)
    deleted, _ = old.delete()
    running.result = {"deleted": deleted}
