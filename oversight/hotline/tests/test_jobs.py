"""后台任务: an upload is imported by the worker and its scratch copy goes, however it ends."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.db import OperationalError
from hotline_analytics.tickets import parse_month

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted
from oversight.config.job_kinds import JOB_KINDS, JOB_LABELS
from oversight.hotline import actions, jobs, queries, uploads
from oversight.hotline.tests.builders import (
    clerk,
    make_csv,
    make_import,
    make_mapping,
    make_place,
    member,
    ticket,
)
from oversight.jobs.actions import stop_job
from oversight.jobs.running import LeaseLostError, RunningJob

pytestmark = pytest.mark.django_db
ROWS = [ticket(1, "2026-06-01 08:00"), ticket(2, "2026-06-02 08:00")]


class Unasked(RunningJob):
    """An attempt in a role that nobody asks about: the clerk of these tests has no account."""

    @property
    def actor(self) -> Actor:
        return self.job.actor


class Attempt(Unasked):
    """An attempt that nobody can take away."""

    stop = False

    def hold(self) -> None:
        return None

    def should_stop(self) -> bool:
        return self.stop


def requested(place, tmp_path, content=None):
    upload = io.BytesIO(make_csv(tmp_path, ROWS).read_bytes() if content is None else content)
    return actions.request_import(
        clerk(place), place, upload=upload, file_name="六月.csv", mapping=make_mapping(place.code)
    )


def scratch_of(job):
    return settings.HOME.scratch / job.payload["scratch"]


def test_an_upload_becomes_a_batch_in_the_name_of_its_clerk(tmp_path):
    place = make_place()
    job = requested(place, tmp_path)
    assert scratch_of(job).stat().st_mode & 0o777 == 0o600
    attempt = Attempt(job)
    jobs.import_tickets(attempt)
    (batch,) = queries.batches_of(place)
    assert (batch.file_name, batch.accepted, batch.imported_by) == ("六月.csv", 2, "周砚清")
    assert attempt.result["batch"] == batch.public_id
    assert not scratch_of(job).exists()


def test_a_stopped_import_leaves_nothing(tmp_path):
    from oversight.jobs.running import JobStopped

    place = make_place()
    job = requested(place, tmp_path)
    attempt = Attempt(job)
    attempt.stop = True
    with pytest.raises(JobStopped):
        jobs.import_tickets(attempt)
    assert queries.files_at(place) == [] and not scratch_of(job).exists()


def test_a_bad_upload_is_refused_and_removed(tmp_path):
    place = make_place()
    job = requested(place, tmp_path, b"")
    with pytest.raises(Invalid):
        jobs.import_tickets(Attempt(job))
    assert not scratch_of(job).exists()


@pytest.mark.parametrize(("attempts", "kept"), [(1, True), (3, False)])
def test_an_unexpected_error_leaves_the_upload_to_the_next_attempt(
    tmp_path, monkeypatch, attempts, kept
):
    job = requested(make_place(), tmp_path)
    job.attempts = attempts

    def away(*_args, **_named):
        raise OperationalError("the database is away")

    monkeypatch.setattr("oversight.hotline.actions.import_tickets", away)
    with pytest.raises(OperationalError):
        jobs.import_tickets(Attempt(job))
    assert scratch_of(job).exists() is kept


def test_an_attempt_that_lost_its_job_leaves_the_upload_to_the_winner(tmp_path):
    job = requested(make_place(), tmp_path)
    job.attempts = job.max_attempts
    with pytest.raises(LeaseLostError):
        jobs.import_tickets(Unasked(job))
    assert scratch_of(job).exists()


def test_uploads_that_no_job_waits_for_are_removed(tmp_path):
    place = make_place()
    stopped, waiting = requested(place, tmp_path), requested(place, tmp_path)
    stop_job(clerk(place), stopped)
    assert scratch_of(stopped).exists()
    assert uploads.remove_unneeded() == 0
    uploads.remove_unneeded(settling=-1)
    assert not scratch_of(stopped).exists() and scratch_of(waiting).exists()


def test_only_the_clerk_hands_an_upload_in(tmp_path):
    place = make_place()
    before = set(settings.HOME.scratch.iterdir())
    with pytest.raises(NotPermitted):
        actions.request_import(
            member(place),
            place,
            upload=io.BytesIO(b"x"),
            file_name="x.csv",
            mapping=make_mapping(place.code),
        )
    assert set(settings.HOME.scratch.iterdir()) == before


def test_a_freeze_from_a_page_is_a_job(tmp_path):
    place = make_place()
    make_import(place, tmp_path, ROWS)
    job = actions.request_freeze(clerk(place), place, month=parse_month("2026-06"))
    jobs.freeze_month(Attempt(job))
    assert queries.latest_freeze(place, parse_month("2026-06")).frozen_by == "周砚清"


def test_every_kind_of_this_app_has_a_name():
    kinds = {kind for kind in JOB_KINDS if kind.startswith("hotline.")}
    assert kinds == {kind for kind in JOB_LABELS if kind.startswith("hotline.")}
    assert {"hotline.import", "hotline.freeze", "hotline.refresh_cubes", "hotline.nightly"} <= kinds
