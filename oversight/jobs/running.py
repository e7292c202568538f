"""办理中的任务 (RunningJob): what a job function sees – payload, progress, whether to stop, the result.

Progress is kept in memory and written by the heartbeat, so reporting it costs nothing and never mixes
with the transactions of the work itself.
"""

from __future__ import annotations

import threading
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.jobs import leases
from oversight.jobs.models import Job
from oversight.jobs.owners import still_holds


class JobStopped(Exception):
    """Raised by a job function that ends early because ``should_stop()`` said so."""


class JobGivesWay(Exception):
    """Raised by a job that waits for something, so that others have their turn; it goes on afterwards."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class LeaseLostError(RuntimeError):
    """Another worker holds the job now; nothing may be written any more."""


class RunningJob:
    """One attempt at a job."""

    def __init__(self, job: Job, ending: threading.Event | None = None) -> None:
        self.job = job
        self.result: dict[str, Any] | None = None
        self.lost = False
        self.cancelled = False
        self._ending = ending or threading.Event()
        self._progress: dict[str, Any] = {}

    @property
    def payload(self) -> dict[str, Any]:
        return self.job.payload

    @property
    def place(self) -> str:
        """Code of the jurisdiction, "" for work of the installation."""
        return self.job.place

    @property
    def actor(self) -> Actor:
        """The role of the act that enqueued the job; refused where it is no longer held.

        Between the wish and the work an office may have taken the role away. Work that only follows (the
        cubes after an import) runs as the system and asks nothing.
        """
        actor = self.job.actor
        if not still_holds(actor):
            text = _("没有办理。提出这件任务的%(who)s已经不任该职务，请由现任的人重新提出。")
            raise Refused("role_ended", text % {"who": actor.label})
        return actor

    @property
    def attempt(self) -> int:
        """1 at the first try; more after a failure or a killed worker."""
        return self.job.attempts

    @property
    def is_last(self) -> bool:
        """Whether no further attempt follows an unexpected error."""
        return self.job.attempts >= self.job.max_attempts or self.cancelled

    @property
    def ending(self) -> bool:
        """Whether the worker itself was told to end."""
        return self._ending.is_set()

    def progress(self, done: int, total: int | None = None, text: str = "") -> None:
        """How far the work is: ``done`` of ``total`` (None: not known), and what it is at in words."""
        self._progress = {"done": done, "total": total, "text": text[:300]}

    def should_stop(self) -> bool:
        """True when somebody pressed stop, the worker is ending, or the job went to another worker."""
        return self.lost or self.cancelled or self.ending

    def give_way(self, seconds: float) -> None:
        """Leave the job function here where another job waits; this one goes on after so many seconds."""
        if leases.others_wait(self.job):
            raise JobGivesWay(seconds)

    def check_stop(self) -> None:
        """Leave the job function here where it should stop."""
        if self.should_stop():
            raise JobStopped

    def hold(self) -> None:
        """Inside the transaction that writes the result: make sure that the job is still ours.

        The row stays locked until that transaction ends, so no second worker can finish the same job.
        """
        mine = leases.held(self.job)
        if connection.features.has_select_for_update:
            mine = mine.select_for_update()
        if mine.first() is None:
            self.lost = True
            raise LeaseLostError(f"job {self.job.public_id} is held by another worker")

    def pending_progress(self) -> dict[str, Any]:
        """What ``progress`` said last."""
        return self._progress

    def beat(self) -> None:
        """Prolong the lease, show progress, learn whether to stop. Called by the heartbeat."""
        if not leases.extend(self.job, self._progress):
            self.lost = True
            return
        asked = Job.rows.filter(pk=self.job.pk).values_list("cancel_requested", flat=True)
        self.cancelled = bool(asked.first())
