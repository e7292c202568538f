"""任务后端: Django's Task API on our table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from oversight.jobs import worker
from oversight.jobs.backend import task_at
from oversight.jobs.models import Job

pytestmark = pytest.mark.django_db


@task
def double(number: int) -> int:
    return number * 2


@task(takes_context=True)
def which_attempt(context) -> int:
    return context.attempt


@task
def broken() -> None:
    raise ValueError("x")


def test_a_task_is_enqueued_run_and_read_back():
    result = double.enqueue(21)
    assert result.status == TaskResultStatus.READY and not result.is_finished
    worker.run_due()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == ("SUCCESSFUL", 42, 1)
    assert double.get_result(result.id).return_value == 42


def test_a_task_may_ask_for_its_context():
    result = which_attempt.enqueue()
    worker.run_due()
    result.refresh()
    assert result.return_value == 1


def test_a_task_is_gone_with_the_transaction_that_enqueued_it():
    with pytest.raises(RuntimeError), transaction.atomic():
        double.enqueue(1)
        raise RuntimeError
    assert not Job.rows.exists()


def test_priority_and_deferral_are_kept():
    later = timezone.now() + timedelta(hours=1)
    deferred = double.using(run_after=later).enqueue(1)
    low, high = double.using(priority=-5).enqueue(2), double.using(priority=5).enqueue(3)
    worker.run_due()
    for result in (deferred, low, high):
        result.refresh()
    assert deferred.status == TaskResultStatus.READY and deferred.task.run_after == later
    assert high.started_at < low.started_at


def test_a_failed_task_shows_its_error():
    result = broken.enqueue()
    Job.rows.update(max_attempts=1)
    worker.run_due()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].traceback.startswith("ValueError")


def test_only_decorated_functions_are_run_and_unknown_results_are_said_so():
    with pytest.raises(InvalidTaskError):
        task_at("os.getcwd")
    with pytest.raises(TaskResultDoesNotExist):
        double.get_backend().get_result("nothing")
