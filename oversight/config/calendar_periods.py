"""日历所用的期限: lead times and legal periods of the rulebook in force, as values for the calendar."""

from __future__ import annotations

from datetime import date

from oversight.calendar.periods import Period, Periods
from oversight.calendar.rules.deadlines import UNITS
from oversight.calendar.rules.lead_times import Lead
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries
from oversight.rulebooks.sections import Deadlines, LeadTimes


def calendar_periods(place: Jurisdiction, day: date) -> Periods:
    """What the rulebook in force says; the shipped template where nothing was adopted."""
    rulebook = queries.in_force(place, day)
    leads, deadlines = rulebook.of(LeadTimes), rulebook.of(Deadlines)
    return Periods(
        leads=tuple(Lead(one.code, one.days, one.text, one.basis) for one in leads.steps),
        periods=tuple(
            Period(row.code, row.amount, row.unit, row.text, row.basis)
            for row in deadlines.rows
            if row.unit in UNITS
        ),
        waiver=leads.waiver_basis if leads.waiver else "",
        label=rulebook.label,
    )
