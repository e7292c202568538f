"""任务页面: the list of a place, one job with its progress, stop and repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.jobs import actions, kinds, permissions, queries
from oversight.jobs.models import Job
from oversight.jobs.pages import JobView, state_words, view_of, workers_line
from oversight.jobs.web import require_place, signed_in, visible_job
from oversight.ui.page import Crumb, Page

PAGE_SIZE = 25
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class JobList:
    """What the list page is told."""

    page: Page
    rows: list[JobView]
    paging: PaginatorPage[Job]
    states: Choices
    kinds: Choices
    state: str
    kind: str
    filtered: bool


@dataclass(frozen=True)
class JobPage:
    """What the page of one job is told."""

    page: Page
    job: JobView
    list_url: str
    refused: Refused | None = None


@require_GET
@signed_in
def jobs(request: HttpRequest, place: str) -> HttpResponse:
    """后台任务清单."""
    require_place(place)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not permissions.can_read_jobs(actor, place):
        raise PermissionDenied
    words, labels = state_words(), kind_labels(place)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    state, kind = state if state in words else "", kind if kind in labels else ""
    found = queries.jobs_of(place, state=state, kind=kind)
    paging = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = JobList(
        page=Page(title=headline(place), lead=workers_line(), crumbs=(Crumb(_("后台任务")),)),
        rows=[view_of(job, actor) for job in paging],
        paging=paging,
        states=tuple(words.items()),
        kinds=tuple(labels.items()),
        state=state,
        kind=kind,
        filtered=bool(state or kind),
    )
    return render(request, "jobs/jobs.html", vars(context))


def kind_labels(place: str) -> dict[str, str]:
    """The kinds of the place's jobs with their names."""
    return {kind: str(kinds.label_of(Job(kind=kind))) for kind in queries.kinds_of(place)}


def headline(place: str) -> str:
    """The first line answers: is anything running, did anything fail?"""
    running = queries.jobs_of(place).filter(state__in=Job.OPEN).count()
    if running:
        return ngettext("有 %(number)d 项后台任务在办", "有 %(number)d 项后台任务在办", running) % {
            "number": running
        }
    return _("没有在办的后台任务")


@require_GET
@signed_in
def job(request: HttpRequest, place: str, public_id: str) -> HttpResponse:
    """一项任务: progress, result or reason; can be left and found again."""
    return job_answer(request, visible_job(request, place, public_id))


def job_answer(request: HttpRequest, found: Job, refused: Refused | None = None) -> HttpResponse:
    """The page of a job, with the reason where an act on it was refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown = view_of(found, actor)
    list_url = reverse("jobs:jobs", kwargs={"place": found.place})
    may_list = permissions.can_read_jobs(actor, found.place)
    crumbs = (Crumb(_("后台任务"), list_url if may_list else ""), Crumb(shown.title))
    title = _("%(title)s：%(state)s") % {"title": shown.title, "state": shown.state}
    context = JobPage(
        page=Page(title=title, crumbs=crumbs),
        job=shown,
        list_url=list_url if may_list else "",
        refused=refused,
    )
    status = refused.status if refused else 200
    return render(request, "jobs/job.html", vars(context), status=status)


@require_GET
@signed_in
def job_progress(request: HttpRequest, place: str, public_id: str) -> HttpResponse:
    """The progress alone, asked for every two seconds; an ended job makes the page load anew."""
    found = visible_job(request, place, public_id)
    shown = view_of(found, request.actor)  # type: ignore[attr-defined]
    answer = render(request, "jobs/job.html#progress", {"job": shown})
    if not found.is_open:
        answer["HX-Refresh"] = "true"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def stop_job(request: HttpRequest, place: str, public_id: str) -> HttpResponse:
    """停止."""
    return act_on(request, visible_job(request, place, public_id), actions.stop_job)


@require_POST
@signed_in
def retry_job(request: HttpRequest, place: str, public_id: str) -> HttpResponse:
    """重办."""
    return act_on(request, visible_job(request, place, public_id), actions.retry_job)


def act_on(request: HttpRequest, found: Job, action: Callable[..., Any]) -> HttpResponse:
    """Run the act and show the job again."""
    try:
        action(request.actor, found)  # type: ignore[attr-defined]
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        return job_answer(request, queries.job_of(found.place, found.public_id) or found, error)
    where = {"place": found.place, "public_id": found.public_id}
    return HttpResponseRedirect(reverse("jobs:job", kwargs=where))
