"""到期事项: what is due, by whom, until when – put together by hand from the apps below."""

from __future__ import annotations

from datetime import date

from oversight.audit.actors import Actor
from oversight.followups import queries as followups
from oversight.institutions.models import Jurisdiction
from oversight.portal.matters.cases import (
    CaseChain,
    case_matters,
    meeting_words,
    next_meeting,
    running,
)
from oversight.portal.matters.ladder import headline, ladder
from oversight.portal.matters.meetings import meeting_matters
from oversight.portal.matters.months import (
    MonthChain,
    finding_matters,
    may_import,
    month_matters,
    recent_months,
)
from oversight.portal.matters.office import job_matters, proposal_matters
from oversight.portal.matters.papers import papers_to_acknowledge, waiting_papers
from oversight.portal.matters.units import UnitLine, unit_headline, unit_lines
from oversight.portal.matters.votes import vote_matters
from oversight.ui.page import Due

__all__ = [
    "CaseChain",
    "Due",
    "MonthChain",
    "UnitLine",
    "due_matters",
    "headline",
    "ladder",
    "may_import",
    "meeting_words",
    "next_meeting",
    "recent_months",
    "running",
    "unit_headline",
    "unit_lines",
    "unit_matters",
]


def due_matters(
    actor: Actor, place: Jurisdiction, today: date, cases: list[CaseChain]
) -> list[Due]:
    """Everything that waits for the office, with its day."""
    return [
        *month_matters(actor, place, today),
        *finding_matters(actor, place),
        *case_matters(cases),
        *waiting_papers(actor, place),
        *meeting_matters(actor, place, today),
        *vote_matters(actor, place, today),
        *followups.due_matters(actor, place, today),
        *proposal_matters(actor, place),
        *job_matters(place),
    ]


def unit_matters(actor: Actor, place: Jurisdiction, today: date) -> list[Due]:
    """Everything that waits for whoever speaks for a unit."""
    cases = [one for one in running(actor, place) if one.row.mine]
    return [
        *papers_to_acknowledge(actor, place),
        *case_matters(cases),
        *followups.due_matters(actor, place, today),
    ]
