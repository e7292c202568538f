"""定时: each slot once; what was missed comes once; old jobs go."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from oversight.jobs import schedule, worker
from oversight.jobs.models import Job
from oversight.jobs.tests.builders import make_job

ENTRIES = (
    schedule.Daily("jobs.clean", time(3, 40)),
    schedule.Hourly("test.add", 15, {"a": 1, "b": 1}),
)
# 2026-07-08 10:05 in Shanghai
NOW = datetime(2026, 7, 8, 2, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def entries(settings):
    settings.JOB_SCHEDULE = "oversight.jobs.tests.test_schedule.ENTRIES"


def test_slots_are_the_newest_that_have_come():
    names = [name for name, _ in schedule.slots(ENTRIES, timezone.localtime(NOW))]
    assert names == ["jobs.clean@2026-07-08T03:40", "test.add@2026-07-08T09:15"]


def test_before_its_hour_the_slot_is_yesterdays():
    early = timezone.localtime(NOW) - timedelta(hours=8)
    names = [name for name, _ in schedule.slots(ENTRIES[:1], early)]
    assert names == ["jobs.clean@2026-07-07T03:40"]


@pytest.mark.django_db
def test_each_slot_is_enqueued_once():
    assert schedule.enqueue_due(NOW) == 2
    assert schedule.enqueue_due(NOW) == 0
    worker.run_due()
    assert schedule.enqueue_due(NOW) == 0
    assert schedule.enqueue_due(NOW + timedelta(minutes=10)) == 1


@pytest.mark.django_db
def test_two_workers_that_enqueue_the_same_slot_get_the_same_job():
    first = make_job(slot="jobs.clean@x")
    assert make_job(slot="jobs.clean@x").pk == first.pk
    with pytest.raises(IntegrityError):
        Job.rows.create(kind="test.add", slot="jobs.clean@x")


@pytest.mark.django_db
def test_ended_jobs_are_deleted_after_ninety_days_and_open_ones_stay():
    old, recent, waiting = make_job(), make_job(), make_job(run_after=NOW + timedelta(days=9000))
    worker.run_due()
    Job.rows.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=91))
    cleaning = make_job("jobs.clean", place="")
    worker.run_due()
    kept = set(Job.rows.values_list("pk", flat=True))
    assert kept == {recent.pk, waiting.pk, cleaning.pk}


def test_the_projects_own_lists_name_real_functions(settings):
    from django.utils.module_loading import import_string

    from oversight.config.job_kinds import JOB_KINDS, JOB_LABELS
    from oversight.config.schedule import SCHEDULE

    assert set(JOB_LABELS) == set(JOB_KINDS)
    assert all(callable(import_string(path)) for path in JOB_KINDS.values())
    assert {entry.kind for entry in SCHEDULE} <= set(JOB_KINDS)
