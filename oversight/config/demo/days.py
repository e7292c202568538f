"""演示的日子: acts that the demonstration does on the days on which they would have been done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import count
from unittest.mock import patch

from django.utils import timezone


def before(today: date, days: int) -> date:
    """So many days before today; of a weekend the Friday."""
    day = today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    """What is done inside is done on that day, from that hour, a second after each look at the clock."""
    start = timezone.make_aware(datetime.combine(day, time(hour)))
    seconds = count()
    with patch.object(timezone, "now", lambda: start + timedelta(seconds=next(seconds))):
        yield
