"""节假日表: the place's days off as the analysis package takes them, with the Spring Festivals it ships."""

from __future__ import annotations

from hotline_analytics.workdays import Holidays, shipped

from oversight.calendar.queries import days_off
from oversight.institutions.models import Jurisdiction


def holidays_of(place: Jurisdiction) -> Holidays:
    """What counts for the place; a year whose notice is not entered is unknown, never guessed."""
    off = days_off(place)
    return Holidays(off.off, off.on, off.years, shipped().festivals)
