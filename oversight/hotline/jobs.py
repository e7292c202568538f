"""热线的后台任务: the job kinds of this app, listed in ``config/job_kinds.py``."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, Refused
from oversight.hotline import actions, drafts, queries, uploads
from oversight.hotline.actions.tickets import Watch
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.jobs.running import JobStopped, LeaseLostError, RunningJob

REFRESHED_MONTHS = 14
"""How many of the newest months are counted again every night: deadlines pass without an import."""


def place_of(running: RunningJob) -> Jurisdiction:
    """The place of the job."""
    place = institutions.place_by_code(running.place)
    if place is None:
        raise Invalid("unknown_jurisdiction", running.place)
    return place


def import_tickets(running: RunningJob) -> None:
    """Job kind ``hotline.import``: one uploaded file; its scratch copy is removed at the end.

    An attempt that lost its job, or that another attempt follows, leaves the copy to the next one.
    """
    from hotline_analytics.ingest import ImportStopped

    scratch = settings.HOME.scratch / running.payload["scratch"]
    try:
        batch = actions.import_tickets(
            running.actor,
            place_of(running),
            path=scratch,
            mapping=running.payload["mapping"],
            file_name=running.payload["file_name"],
            watch=Watch(
                progress=lambda read, expected, quarantined: running.progress(
                    read, expected, progress_words(quarantined)
                ),
                should_stop=running.should_stop,
                hold=running.hold,
            ),
        )
    except ImportStopped as stopped:
        if not running.ending:
            scratch.unlink(missing_ok=True)
        raise JobStopped from stopped
    except LeaseLostError:
        raise
    except Exception as error:
        if isinstance(error, Refused) or running.is_last:
            scratch.unlink(missing_ok=True)
        raise
    scratch.unlink(missing_ok=True)
    running.result = {
        "text": _("读到 %(read)d 行，新收 %(accepted)d，更新 %(updated)d，隔离 %(quarantined)d")
        % vars(batch),
        "url": reverse("hotline:import_result", args=[running.place, batch.public_id]),
        "batch": batch.public_id,
        "read": batch.read,
        "accepted": batch.accepted,
        "duplicates": batch.duplicates,
        "updated": batch.updated,
        "quarantined": batch.quarantined,
    }


def progress_words(quarantined: int) -> str:
    """What the progress says beside the rows read."""
    return _("读工单，隔离 %(n)d 行") % {"n": quarantined} if quarantined else _("读工单")


def refresh_cubes(running: RunningJob) -> None:
    """Job kind ``hotline.refresh_cubes``: build what the imports since the last build changed."""
    generation = actions.refresh_cubes(
        system(), place_of(running), beat=running.progress, hold=running.hold
    )
    running.result = {"generation": generation}


def freeze_month(running: RunningJob) -> None:
    """Job kind ``hotline.freeze``: a month frozen from a page."""
    freeze = actions.freeze_month(
        running.actor, place_of(running), month=int(running.payload["month"]), hold=running.hold
    )
    month = format_month(freeze.month)
    running.result = {
        "text": _("%(month)s 冻结第 %(version)d 版，%(tickets)d 件")
        % {"month": month, "version": freeze.version, "tickets": freeze.tickets},
        "url": reverse("hotline:month", args=[running.place, month]),
        "month": month,
        "version": freeze.version,
    }


def nightly(running: RunningJob) -> None:
    """Job kind ``hotline.nightly``: tidy every store, count the newest months again as of now.

    Uploads are not masked: what no job and no page waits for any more goes too.
    """
    drafts.expire()
    removed_uploads = uploads.remove_unneeded()
    places = queries.places_with_figures()
    removed = 0
    for number, place in enumerate(places, 1):
        running.check_stop()
        removed += actions.clean_store(system(), place)
        covered = queries.covered_months(place)
        if covered is not None:
            newest = range(max(covered[0], covered[1] - REFRESHED_MONTHS + 1), covered[1] + 1)
            actions.refresh_cubes(system(), place, months=newest)
        running.progress(number, len(places), place.name)
    running.result = {"places": len(places), "removed_files": removed + removed_uploads}
