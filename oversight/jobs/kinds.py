"""任务种类: which function carries out a kind, read from the hand-written list that settings name.

Functions are imported when a job of the kind runs, never before, so that the web process stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.jobs.models import Job

TASK = "task"  # a function decorated with django_tasks.task, named in the payload


class UnknownKindError(ValueError):
    """A job of a kind that is not on the list: a mistake of the programmer."""


def known_kinds() -> Mapping[str, str]:
    """kind → dotted path of its function."""
    return import_string(settings.JOB_KINDS)


def require_known(kind: str) -> None:
    """Refuse to enqueue what no worker could run."""
    if kind != TASK and kind not in known_kinds():
        raise UnknownKindError(f"job kind {kind!r} is not on the list {settings.JOB_KINDS}")


def function_of(kind: str) -> Callable[[Any], None]:
    """The function of a kind, imported now."""
    if kind == TASK:
        return import_string("oversight.jobs.backend.run_task")
    require_known(kind)
    return import_string(known_kinds()[kind])


def label_of(job: Job) -> str:
    """What the job is called on a page: its own title, else the name of its kind."""
    labels: Mapping[str, str] = import_string(settings.JOB_LABELS)
    return job.title or str(labels.get(job.kind, job.kind))
