"""演示的日子: acts that the demonstration does on the days on which they would have been done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from unittest.mock import patch

from django.apps import apps
from django.utils import timezone

from oversight.audit import outbox
from oversight.calendar import shipped
from oversight.calendar.queries import days_off_of
from oversight.calendar.rules import workdays

CLOCK = timezone.now


@cache
def days_off() -> workdays.DaysOff:
    """The days off that are shipped; of a year not yet announced only weekends are known."""
    known = shipped.years()
    return days_off_of((day for days in known.values() for day in days), known)


def before(day: date, days: int) -> date:
    """So many days before; where offices are closed, the last working day before that."""
    return workdays.previous_working_day(day - timedelta(days=days), days_off())


def after(day: date, days: int) -> date:
    """So many days after; where offices are closed, the next working day."""
    return workdays.next_working_day(day + timedelta(days=days), days_off())


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    """What is done inside, and what follows from it, is done on that day, a second after each look at the clock."""
    start = timezone.make_aware(datetime.combine(day, time(hour)))
    seconds = count()

    def now() -> datetime:
        return start + timedelta(seconds=next(seconds))

    with ExitStack() as stack:
        stack.enter_context(patch.object(timezone, "now", now))
        for field in clock_fields():
            stack.enter_context(patch.object(field, "_get_default", now))
        yield
        settle()


@cache
def clock_fields() -> tuple[object, ...]:
    """The fields that take the time of writing by themselves; they hold the clock, not its name."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return tuple(field for field in fields if getattr(field, "default", None) is CLOCK)


def settle() -> None:
    """What the worker does after the acts so far, until nothing is left, so that no page waits for a worker."""
    from oversight.config.reactions import REACTIONS

    while outbox.run_pending(REACTIONS):
        pass
