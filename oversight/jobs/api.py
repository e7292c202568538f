"""后台任务的接口: list, one job, stop, repeat. Every operation needs a token (set where the API is assembled)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import Router, Schema

from oversight.jobs import actions, kinds, permissions, queries
from oversight.jobs.models import Job
from oversight.jobs.presence import working
from oversight.jobs.web import require_place, visible_job

router = Router(tags=["jobs"])
PAGE_SIZE = 50


class JobOut(Schema):
    """One background job. ``state``: waiting, running, done, failed, cancelled; ``total`` null: not known."""

    id: str
    kind: str
    title: str
    state: str
    attempts: int
    done: int
    total: int | None
    text: str
    result: dict[str, Any] | None
    error_code: str
    error: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JobListOut(Schema):
    """A page of jobs, newest first; ``workers`` that live, ``running`` and ``waiting`` of the whole installation."""

    workers: int
    running: int
    waiting: int
    total: int
    page: int
    pages: int
    items: list[JobOut]


def shown(job: Job) -> dict[str, Any]:
    """A job as the API says it; its payload is not for readers."""
    names = ("kind", "state", "attempts", "done", "total", "text", "result", "error_code", "error")
    times = ("created_at", "started_at", "ended_at")
    fields = {name: getattr(job, name) for name in (*names, *times)}
    return {"id": job.public_id, "title": str(kinds.label_of(job)), **fields}


@router.get("/{place}", response=JobListOut)
def list_jobs(
    request: HttpRequest, place: str, state: str = "", kind: str = "", page: int = 1
) -> dict[str, Any]:
    """The background jobs of the place."""
    require_place(place)
    if not permissions.can_read_jobs(request.actor, place):  # type: ignore[attr-defined]
        raise PermissionDenied
    paginator = Paginator(queries.jobs_of(place, state=state, kind=kind), PAGE_SIZE)
    rows = paginator.get_page(page)
    now = working()
    return {
        "workers": now.workers,
        "running": len(now.running),
        "waiting": now.waiting,
        "total": paginator.count,
        "page": rows.number,
        "pages": paginator.num_pages,
        "items": [shown(job) for job in rows],
    }


@router.get("/{place}/{public_id}", response=JobOut)
def get_job(request: HttpRequest, place: str, public_id: str) -> dict[str, Any]:
    """One job with its progress; ask again until ``state`` is done, failed or cancelled."""
    return shown(visible_job(request, place, public_id))


@router.post("/{place}/{public_id}/stop", response=JobOut)
def stop_job(request: HttpRequest, place: str, public_id: str) -> dict[str, Any]:
    """Stop a job: a waiting one at once, a running one at its next safe point."""
    job = visible_job(request, place, public_id)
    return shown(actions.stop_job(request.actor, job))  # type: ignore[attr-defined]


@router.post("/{place}/{public_id}/retry", response=JobOut)
def retry_job(request: HttpRequest, place: str, public_id: str) -> dict[str, Any]:
    """Put a failed or stopped job back into the queue."""
    job = visible_job(request, place, public_id)
    return shown(actions.retry_job(request.actor, job))  # type: ignore[attr-defined]
