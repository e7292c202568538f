"""租约: who holds a job, and what happens to one that was lost, failed or stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from oversight.audit.queries import last_entry
from oversight.jobs import actions, leases, worker
from oversight.jobs.execution import execute
from oversight.jobs.kinds import UnknownKindError
from oversight.jobs.models import Job
from oversight.jobs.running import JobStopped, LeaseLostError, RunningJob
from oversight.jobs.tests.builders import clerk, make_job

pytestmark = pytest.mark.django_db


def stored(job: Job) -> Job:
    return Job.rows.get(pk=job.pk)


def let_the_lease_run_out(job: Job) -> None:
    Job.rows.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_runs_and_keeps_its_result():
    job = make_job()
    assert worker.run_due() == 1
    after = stored(job)
    assert (after.state, after.result, after.done, after.total) == ("done", {"sum": 3}, 1, 2)
    assert after.started_at and after.ended_at and after.attempts == 1 and not after.lease


def test_a_job_of_an_act_that_fails_is_never_there():
    with pytest.raises(RuntimeError), transaction.atomic():
        make_job()
        raise RuntimeError
    assert not Job.rows.exists()


def test_an_unknown_kind_is_refused_before_it_is_stored():
    with pytest.raises(UnknownKindError):
        make_job("no.such_kind")
    assert not Job.rows.exists()


def test_one_open_job_a_key_and_a_new_one_after_its_end():
    first = make_job(unique_key="import:test")
    assert make_job(unique_key="import:test").pk == first.pk
    worker.run_due()
    assert make_job(unique_key="import:test").pk != first.pk


def test_a_later_job_waits_and_the_urgent_one_goes_first():
    make_job(run_after=timezone.now() + timedelta(hours=1))
    plain, urgent = make_job(), make_job(priority=10)
    assert leases.claim("a").pk == urgent.pk
    assert leases.claim("a").pk == plain.pk
    assert leases.claim("a") is None


def test_a_job_that_gives_way_goes_on_after_the_other_uncounted():
    polite, other = make_job("test.polite", priority=10), make_job()
    for _turn in range(2):
        job = leases.claim("a")
        assert job is not None and job.pk == polite.pk
        execute(job)
        polite.refresh_from_db()
        assert (polite.state, polite.attempts, polite.workers) == (Job.WAITING, 0, ["a"])
    Job.rows.filter(pk=polite.pk).update(run_after=timezone.now() + timedelta(hours=1))
    job = leases.claim("a")
    assert job is not None and job.pk == other.pk
    execute(job)
    Job.rows.filter(pk=polite.pk).update(run_after=timezone.now())
    job = leases.claim("a")
    assert job is not None
    execute(job)
    polite.refresh_from_db()
    assert (polite.state, polite.result) == (Job.DONE, {"attempt": 1})


def test_a_held_job_is_not_given_to_a_second_worker():
    make_job()
    assert leases.claim("a") is not None
    assert leases.claim("b") is None


def test_a_silent_workers_job_is_taken_up_again_and_the_first_can_no_longer_finish_it():
    make_job()
    first = leases.claim("a")
    let_the_lease_run_out(first)
    second = leases.claim("b")
    assert (second.pk, second.attempts, second.workers) == (first.pk, 2, ["a", "b"])
    assert not leases.finish(first, Job.DONE, result={"by": "a"})
    assert not leases.extend(first, {})
    with pytest.raises(LeaseLostError), transaction.atomic():
        RunningJob(first).hold()
    assert leases.finish(second, Job.DONE, result={"by": "b"})
    assert stored(first).result == {"by": "b"}


def test_a_job_whose_workers_all_died_is_shown_failed_with_its_reason():
    job = make_job(max_attempts=1)
    leases.claim("a")
    let_the_lease_run_out(job)
    assert leases.claim("b") is None
    assert leases.settle_orphans() == 1
    assert (stored(job).state, stored(job).error_code) == ("failed", "worker_lost")
    assert "重试次数已经用完" in stored(job).error


def test_an_unexpected_error_is_tried_again_after_growing_pauses_and_tells_no_content():
    job = make_job("test.fail", max_attempts=2)
    worker.run_due()
    once = stored(job)
    assert (once.state, once.attempts) == ("waiting", 1)
    pause = once.run_after - timezone.now()
    assert timedelta(seconds=5) < pause <= timedelta(seconds=10)
    Job.rows.update(run_after=timezone.now())
    worker.run_due()
    twice = stored(job)
    assert (twice.state, twice.attempts, twice.error_code) == ("failed", 2, "unexpected")
    assert twice.error.startswith("ValueError (builders.py:") and "138" not in twice.error


def test_a_refusal_fails_at_once_with_its_sentence():
    job = make_job("test.refuse")
    worker.run_due()
    after = stored(job)
    assert (after.state, after.attempts, after.error_code) == ("failed", 1, "bad_file")
    assert after.error == "上传的文件：没有导入。文件是空的。"


def test_stopping_a_waiting_job_ends_it_and_leaves_a_trace():
    job = make_job()
    actions.stop_job(clerk(), job)
    assert stored(job).state == "cancelled"
    assert worker.run_due() == 0
    assert last_entry("test", "jobs.stop_job").facts["job"] == job.public_id


def test_a_running_job_learns_that_it_should_stop_and_ends_as_stopped(monkeypatch):
    job = make_job()
    running_job = leases.claim("a")
    actions.stop_job(clerk(), job)

    def work(running):
        running.beat()
        running.check_stop()
        raise AssertionError("went on")

    monkeypatch.setattr("oversight.jobs.tests.builders.add", work)
    execute(running_job)
    assert stored(job).state == "cancelled"


def test_a_job_stopped_by_the_end_of_its_worker_goes_back_uncounted(monkeypatch):
    import threading

    make_job()
    job, ending = leases.claim("a"), threading.Event()

    def work(running):
        assert not running.should_stop()
        ending.set()
        assert running.should_stop()
        raise JobStopped

    monkeypatch.setattr("oversight.jobs.tests.builders.add", work)
    execute(job, ending)
    assert (stored(job).state, stored(job).attempts) == ("waiting", 0)


def test_a_failed_job_can_be_repeated_once_and_with_a_trace():
    job = make_job("test.refuse")
    worker.run_due()
    actions.retry_job(clerk(), job)
    again = stored(job)
    assert (again.state, again.attempts, again.error) == ("waiting", 0, "")
    assert last_entry("test", "jobs.retry_job") is not None
    with pytest.raises(actions.Refused) as refusal:
        actions.retry_job(clerk(), job)
    assert refusal.value.code == "job_not_failed"


def test_a_job_is_not_repeated_while_its_twin_is_open_or_its_material_is_gone():
    failed = make_job("test.refuse", unique_key="one")
    gone = make_job("test.refuse", can_retry=False)
    worker.run_due()
    make_job(unique_key="one")
    for job, code in ((failed, "job_twin"), (gone, "job_not_repeatable")):
        with pytest.raises(actions.Refused) as refusal:
            actions.retry_job(clerk(), job)
        assert refusal.value.code == code


def test_another_places_clerk_can_neither_stop_nor_repeat():
    job = make_job()
    for action in (actions.stop_job, actions.retry_job):
        with pytest.raises(actions.Refused) as refusal:
            action(clerk("elsewhere", account=8), job)
        assert refusal.value.status == 403


def test_the_end_is_told_and_a_failing_teller_does_not_undo_it(settings, monkeypatch):
    told = []
    settings.JOB_FINISHED = "oversight.jobs.tests.test_leases.teller"
    monkeypatch.setitem(globals(), "teller", lambda job: told.append((job.public_id, job.state)))
    job = make_job()
    worker.run_due()
    assert told == [(job.public_id, "done")]

    def broken(job):
        Job.rows.filter(pk=job.pk).update(title="half")
        raise RuntimeError

    monkeypatch.setitem(globals(), "teller", broken)
    second = make_job()
    worker.run_due()
    assert (stored(second).state, stored(second).title) == ("done", "")


def test_the_owner_of_a_job_is_the_actor_it_acts_as():
    from dataclasses import replace

    actor = replace(clerk(), scopes=frozenset({"hotline:write"}))
    assert stored(make_job(actor=actor)).actor == actor
    assert stored(make_job(actor=clerk())).actor == clerk()
    staff = replace(clerk(), role="office", body_id=3)
    assert stored(make_job(actor=staff)).actor == staff
