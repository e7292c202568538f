"""期间: validity periods, both days inclusive, open ends are None. Decides order and overlap."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)


def is_ordered(first: date | None, last: date | None) -> bool:
    """Whether the period does not end before it begins."""
    return first is None or last is None or first <= last


def overlaps(
    first: date | None, last: date | None, other_first: date | None, other_last: date | None
) -> bool:
    """Whether two periods share a day."""
    begins_in_time = first is None or other_last is None or first <= other_last
    ends_late_enough = last is None or other_first is None or last >= other_first
    return begins_in_time and ends_late_enough


def day_before(day: date) -> date:
    """The last day of what ends when something else begins on ``day``."""
    return day - DAY
