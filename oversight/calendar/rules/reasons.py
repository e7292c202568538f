"""理由: why a day came out as it did; the text is Chinese and translated where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


def gettext_noop(text: str) -> str:
    return text


DAY = gettext_noop("%(year)d年%(month)d月%(day)d日")


@dataclass(frozen=True)
class Reason:
    """理由: a code for machines, a text with named places, and what fills them (days as ``date``)."""

    code: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    basis: str = ""

    @property
    def chinese(self) -> str:
        """The text filled in, without translation."""
        days = {
            name: words(value) for name, value in self.values.items() if isinstance(value, date)
        }
        return self.text % {**self.values, **days}


def words(day: date) -> str:
    """``2026年7月5日``."""
    return DAY % {"year": day.year, "month": day.month, "day": day.day}
