"""定时: which jobs come every day or every hour, each time slot once however many workers run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from oversight.audit.actors import system
from oversight.jobs.actions import enqueue
from oversight.jobs.models import Job


@dataclass(frozen=True)
class Daily:
    """每天: at an hour and minute of the installation's time zone."""

    kind: str
    at: time
    payload: dict[str, Any] = field(default_factory=dict)

    def last_slot(self, now: datetime) -> datetime:
        """The newest time of this entry that has come."""
        today = now.replace(
            hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0, fold=0
        )
        return today if today <= now else today - timedelta(days=1)


@dataclass(frozen=True)
class Hourly:
    """每小时: at a minute of every hour."""

    kind: str
    minute: int
    payload: dict[str, Any] = field(default_factory=dict)

    def last_slot(self, now: datetime) -> datetime:
        """The newest time of this entry that has come."""
        this = now.replace(minute=self.minute, second=0, microsecond=0)
        return this if this <= now else this - timedelta(hours=1)


def slots(entries: Sequence[Daily | Hourly], now: datetime) -> Iterator[tuple[str, Daily | Hourly]]:
    """Every entry with the name of its newest slot. What was missed while no worker ran comes once."""
    for entry in entries:
        yield f"{entry.kind}@{entry.last_slot(now):%Y-%m-%dT%H:%M}", entry


def enqueue_due(now: datetime | None = None) -> int:
    """Enqueue what the schedule asks for and nobody has enqueued yet; returns how many."""
    entries: Sequence[Daily | Hourly] = import_string(settings.JOB_SCHEDULE)
    due = dict(slots(entries, timezone.localtime(now)))
    taken = set(Job.rows.filter(slot__in=due).values_list("slot", flat=True))
    fresh = [name for name in due if name not in taken]
    for name in fresh:
        entry = due[name]
        enqueue(entry.kind, place="", actor=system(), payload=entry.payload, slot=name)
    return len(fresh)
