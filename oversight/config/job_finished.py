"""任务办结后的通知: tells whoever asked for a job, in their inbox, that it ended."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.inbox.actions import notify
from oversight.institutions.queries import place_by_code
from oversight.jobs.kinds import label_of
from oversight.jobs.models import Job

QUIET = frozenset({"hotline.refresh_cubes"})
"""Work that follows by itself from what the reader did; its success is no news."""


def notify_finished(job: Job) -> None:
    """A notice to the owner; a failed job that nobody asked for is told to the clerks of its place."""
    if job.kind in QUIET and job.state == Job.DONE:
        return
    place = place_by_code(job.place) if job.place else None
    title = sentence(job) % {"title": label_of(job)}
    url = (job.result or {}).get("url") or job.url
    if place is not None and (job.state == Job.FAILED or not url):
        url = reverse("jobs:job", kwargs={"place": place.code, "public_id": job.public_id})
    common = {
        "key": f"job:{job.public_id}:{job.state}:{len(job.workers)}",
        "title": title,
        "text": (job.result or {}).get("text", "") if job.state == Job.DONE else "",
        "url": url,
        "kind": "job",
        "place": place,
    }
    if job.owner_account is not None:
        notify(account=job.owner_account, **common)
    elif job.state == Job.FAILED and place is not None:
        notify(roles=("clerk", "admin"), **common)


def sentence(job: Job) -> str:
    """What is said of the end."""
    if job.state == Job.DONE:
        return _("已办完：%(title)s")
    if job.state == Job.CANCELLED:
        return _("已停止：%(title)s")
    return _("没有办成：%(title)s")
