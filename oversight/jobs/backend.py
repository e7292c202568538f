"""任务后端: Django's Task API on our job table, so that a library's tasks need no second queue."""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from oversight.audit.actors import system
from oversight.jobs.actions import enqueue
from oversight.jobs.kinds import TASK
from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob

STATUS = {
    Job.WAITING: TaskResultStatus.READY,
    Job.RUNNING: TaskResultStatus.RUNNING,
    Job.DONE: TaskResultStatus.SUCCESSFUL,
    Job.FAILED: TaskResultStatus.FAILED,
    Job.CANCELLED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Enqueues in the caller's transaction; tasks run in ``jiannuo worker``."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        job = enqueue(
            TASK,
            place="",
            actor=system(),
            payload={
                "path": task.module_path,
                "args": normalize_json(list(args)),
                "kwargs": normalize_json(kwargs),
                "queue": task.queue_name,
            },
            run_after=task.run_after,
            priority=task.priority,
            title=task.module_path,
        )
        result = self.result_of(job)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult:
        job = Job.rows.filter(public_id=result_id, kind=TASK).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self.result_of(job)

    def result_of(self, job: Job) -> TaskResult:
        """The job as Django's Task API sees it."""
        task = task_at(job.payload["path"]).using(
            priority=job.priority,
            queue_name=job.payload["queue"],
            run_after=job.run_after,
            backend=self.alias,
        )
        result: TaskResult = TaskResult(
            task=task,
            id=job.public_id,
            status=STATUS[job.state],
            enqueued_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.ended_at,
            last_attempted_at=job.attempted_at,
            args=job.payload["args"],
            kwargs=job.payload["kwargs"],
            backend=self.alias,
            errors=errors_of(job),
            worker_ids=list(job.workers),
        )
        if job.state == Job.DONE:
            object.__setattr__(result, "_return_value", (job.result or {}).get("value"))
        return result


def errors_of(job: Job) -> list[TaskError]:
    """The last error; the traceback itself stands in the server's log only."""
    if not job.error:
        return []
    return [TaskError(exception_class_path="builtins.RuntimeError", traceback=job.error)]


def task_at(path: str) -> Task:
    """The task of a dotted path; nothing but a decorated task is accepted."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise InvalidTaskError(f"{path} is not a task")
    return found


def run_task(running: RunningJob) -> None:
    """Job kind ``task``: call the function that Django's Task API named."""
    task = task_at(running.payload["path"])
    args = list(running.payload["args"])
    if task.takes_context:
        args.insert(
            0, TaskContext(task_result=task.get_backend().get_result(running.job.public_id))
        )
    value = task.call(*args, **running.payload["kwargs"])
    running.result = {"value": normalize_json(value)}
