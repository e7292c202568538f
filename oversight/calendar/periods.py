"""期限和提前期的数据: what the rulebook in force says, brought in by config as values.

The calendar does not know rulebooks (they stand beside it); ``settings.CALENDAR_PERIODS`` names the function
that gives both, so that pages compute with what the place adopted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.calendar.rules.lead_times import Lead
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today


@dataclass(frozen=True)
class Period:
    """法定期限: an amount of days, working days or months, what it is for, and its article."""

    code: str
    amount: int
    unit: str
    text: str
    basis: str


@dataclass(frozen=True)
class Periods:
    """一地现行的期限: lead times before a meeting, the basis of a waiver, periods, and which rulebook says so."""

    leads: tuple[Lead, ...]
    periods: tuple[Period, ...]
    waiver: str
    label: str


def periods_of(place: Jurisdiction, day: date | None = None) -> Periods:
    """What binds the place on the day (default: today)."""
    found: Periods = import_string(settings.CALENDAR_PERIODS)(place, day or today())
    return found
