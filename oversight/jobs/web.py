"""任务页面的共同做法: place, sign-in and permission. ``jobs`` lies below ``institutions``, so how a place
is found is named by settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from oversight.jobs import permissions, queries
from oversight.jobs.models import Job

View = Callable[..., HttpResponse]


def require_place(place: str) -> None:
    """404 for an unknown place."""
    import_string(settings.JOB_PLACE)(place)


def visible_job(request: HttpRequest, place: str, public_id: str) -> Job:
    """The job, where the acting role may see it; a stranger to the place learns nothing of its jobs."""
    require_place(place)
    actor = request.actor  # type: ignore[attr-defined]
    job = queries.job_of(place, public_id)
    if job is None:
        if actor.place == place or permissions.can_read_jobs(actor, place):
            raise Http404(public_id)
        raise PermissionDenied
    if not permissions.can_read_job(actor, job):
        raise PermissionDenied
    return job


def signed_in(view: View) -> View:
    """Ask for sign-in first."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return page
