"""公文的期限: until when a receipt is due and how long a paper is kept, as the rulebook in force says."""

from __future__ import annotations

from datetime import date

from oversight.calendar.queries import due_day
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction

RECEIPT = (3, "working_days")


def receipt_due(place: Jurisdiction, sent: date) -> date:
    """The last day for a receipt of what was sent on that day."""
    amount, unit = RECEIPT
    return due_day(place, sent, amount, unit)


def retention_of(place: Jurisdiction, paper: Paper) -> tuple[str, str]:
    """(永久 | 30年 | 10年, reference of the rulebook that says so)."""
    return paper.paper_kind.kept, ""
