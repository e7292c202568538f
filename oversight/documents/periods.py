"""公文的规定: until when a receipt is due, how long a paper is kept, which word numbers it – as the rulebook says."""

from __future__ import annotations

from datetime import date

from oversight.calendar.queries import due_day
from oversight.documents.kind_values import SERIES
from oversight.documents.models import Paper
from oversight.institutions.models import Body, Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Deadlines, Numbering, Retentions
from oversight.rulebooks.sections.numbering import in_series


def receipt_due(place: Jurisdiction, sent: date) -> date:
    """The last day for a receipt of what was sent on that day."""
    period = rulebooks.in_force(place, sent).of(Deadlines).of("receipt")
    return due_day(place, sent, period.amount, period.unit)


def retention_of(place: Jurisdiction, paper: Paper) -> tuple[str, str]:
    """(永久 | 30年 | 10年, reference of the rulebook that says so)."""
    found = rulebooks.in_force(place)
    return found.of(Retentions).period(paper.paper_kind.retention), found.reference


def issuer_word(place: Jurisdiction, issuer: Body, series: str) -> str:
    """机关代字 with the series' word, 云人常办研; our own word for a series that the rulebook does not have."""
    numbering = rulebooks.in_force(place).of(Numbering)
    if series in {row.code for row in numbering.series} or series not in SERIES:
        return numbering.word(issuer.kind, series, place.name)
    return in_series(numbering.word(issuer.kind, "main", place.name), SERIES[series].word)
