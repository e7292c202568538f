"""在运行的后台进程: which workers live and which kinds each takes; told every few seconds, believed for a little longer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from oversight.jobs.models import Job, Worker

TELL_SECONDS = 5.0
BELIEVED = timedelta(seconds=20)


class Presence:
    """A worker's own sign of life: written at most every five seconds, taken back at its polite end."""

    def __init__(self, name: str, kinds: Sequence[str] = ()) -> None:
        self.name, self.kinds = name, " ".join(kinds)
        self.told_at: float | None = None

    def tell(self) -> None:
        """Say that this worker lives; the first time also forget those that were killed long ago."""
        if self.told_at is not None and time.monotonic() - self.told_at < TELL_SECONDS:
            return
        now = timezone.now()
        if self.told_at is None:
            Worker.objects.filter(seen_at__lt=now - timedelta(hours=1)).delete()
        Worker.objects.update_or_create(
            name=self.name,
            defaults={"seen_at": now},
            create_defaults={"kinds": self.kinds, "seen_at": now},
        )
        self.told_at = time.monotonic()

    def leave(self) -> None:
        Worker.objects.filter(name=self.name).delete()


@dataclass(frozen=True)
class Working:
    """后台的情况: workers for every kind, workers reserved for some, jobs under way and jobs that are due."""

    general: int
    reserved: tuple[str, ...]
    running: tuple[Job, ...]
    waiting: int

    @property
    def workers(self) -> int:
        return self.general + len(self.reserved)

    def takes(self, kind: str) -> int:
        """How many workers take up jobs of this kind."""
        return self.general + sum(is_of(kind, one.split()) for one in self.reserved)


def is_of(kind: str, parts: Sequence[str]) -> bool:
    """Whether a kind is of one of these parts of the system: ``voting.watch_box`` of ``voting``."""
    return kind.partition(".")[0] in parts


def working() -> Working:
    """How it stands now, over the whole installation."""
    now = timezone.now()
    kinds = list(Worker.objects.filter(seen_at__gt=now - BELIEVED).values_list("kinds", flat=True))
    running = Job.rows.filter(state=Job.RUNNING, lease_until__gt=now).order_by("attempted_at")
    waiting = Job.rows.filter(state=Job.WAITING, run_after__lte=now).count()
    reserved = tuple(sorted(each for each in kinds if each))
    return Working(len(kinds) - len(reserved), reserved, tuple(running), waiting)
