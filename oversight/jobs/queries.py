"""读任务: the jobs of a place, one job, and what is running for an account."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.jobs.models import Job


def jobs_of(place: str, *, state: str = "", kind: str = "") -> models.QuerySet[Job]:
    """The jobs of a place (by code), newest first."""
    found = Job.objects.in_scope(Scope.of(place)).order_by("-created_at", "-pk")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found


def job_of(place: str, public_id: str) -> Job | None:
    """One job of a place."""
    return jobs_of(place).filter(public_id=public_id).first()


def kinds_of(place: str) -> list[str]:
    """The kinds of which the place has jobs."""
    found = jobs_of(place).order_by("kind").values_list("kind", flat=True).distinct()
    return list(found)


def open_job(place: str, unique_key: str) -> Job | None:
    """The waiting or running job with this key."""
    return jobs_of(place).filter(unique_key=unique_key, state__in=Job.OPEN).first()
