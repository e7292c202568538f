"""到期事项: what is due, by whom, until when – put together by hand from the apps below."""

from __future__ import annotations

from datetime import date

from oversight.audit.actors import Actor
from oversight.followups import queries as followups
from oversight.institutions.models import Jurisdiction
from oversight.portal.matters.building import building_matters
from oversight.portal.matters.cases import (
    CaseChain,
    case_matters,
    meeting_words,
    next_meeting,
    running,
)
from oversight.portal.matters.ladder import headline, ladder
from oversight.portal.matters.meetings import meeting_matters, own_meeting_matters
from oversight.portal.matters.months import (
    MonthChain,
    finding_matters,
    may_import,
    month_matters,
    recent_months,
)
from oversight.portal.matters.office import job_matters, proposal_matters
from oversight.portal.matters.papers import papers_to_acknowledge, waiting_papers
from oversight.portal.matters.plans import plan_matters
from oversight.portal.matters.projects import project_matters
from oversight.portal.matters.projects_selecting import selecting_matters
from oversight.portal.matters.units import UnitLine, unit_headline, unit_lines, unit_works
from oversight.portal.matters.votes import OwnVote, own_vote_matters, own_votes, vote_matters
from oversight.ui.page import Due

__all__ = [
    "CaseChain",
    "Due",
    "MonthChain",
    "OwnVote",
    "UnitLine",
    "due_matters",
    "headline",
    "ladder",
    "may_import",
    "meeting_words",
    "next_meeting",
    "own_votes",
    "recent_months",
    "running",
    "unit_headline",
    "unit_lines",
    "unit_matters",
    "unit_works",
    "watches_all",
]

WATCHING = frozenset({"clerk"})
"""Who keeps the whole list: what others have to do, too."""


def due_matters(
    actor: Actor, place: Jurisdiction, today: date, cases: list[CaseChain]
) -> list[Due]:
    """What waits for the reader, or what the reader answers for, each once; the clerk keeps the whole list."""
    papers = waiting_papers(actor, place)
    found = [
        *month_matters(actor, place, today),
        *finding_matters(actor, place),
        *case_matters(actor, cases, papers),
        *papers.values(),
        *own_meeting_matters(actor, place),
        *meeting_matters(actor, place, today),
        *plan_matters(actor, place, today),
        *own_vote_matters(actor, place, today),
        *vote_matters(actor, place, today),
        *selecting_matters(actor, place),
        *project_matters(actor, place, today),
        *building_matters(actor, place, today),
        *followups.due_matters(actor, place, today),
        *proposal_matters(actor, place),
        *job_matters(place),
    ]
    return once(found if watches_all(actor) else [due for due in found if concerns(due)])


def watches_all(actor: Actor) -> bool:
    """Whether the reader keeps the whole list of the office."""
    return actor.role in WATCHING


def concerns(due: Due) -> bool:
    """Whether the reader can act now, or answers for the matter while others act."""
    return due.matter.act.main or due.own


def once(found: list[Due]) -> list[Due]:
    """Two apps may lead to the same act: the first stays."""
    acts: dict[str, Due] = {}
    for due in found:
        acts.setdefault(due.matter.act.url, due)
    return list(acts.values())


def unit_matters(actor: Actor, place: Jurisdiction, today: date) -> list[Due]:
    """Everything that waits for whoever speaks for a unit."""
    cases = [one for one in running(actor, place) if one.row.mine]
    papers = papers_to_acknowledge(actor, place)
    return [
        *papers.values(),
        *case_matters(actor, cases, papers),
        *(due for due in selecting_matters(actor, place) if concerns(due)),
        *building_matters(actor, place, today),
        *followups.due_matters(actor, place, today),
    ]
