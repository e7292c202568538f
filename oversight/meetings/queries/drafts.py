"""读文书的素材: the agenda as it was placed, announced votes, duties of units, who sits in, which papers can be drafted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.models import Unit
from oversight.meetings.models import AgendaItem, AnswerPromise, ItemPaper, Meeting, Question
from oversight.meetings.queries.item_papers import papers_of_item
from oversight.meetings.queries.items import items_of, polls_of
from oversight.meetings.queries.presence import participants_of
from oversight.meetings.queries.questions import promises_of, questions_of
from oversight.meetings.rules.drafts import ItemPaperFacts, MeetingPaperFacts
from oversight.voting import queries as voting
from oversight.voting.models import CountSheet, Poll
from oversight.voting.values import Outcome

RESEARCH = "research"
DEFERRED = "deferred"
SILENCED = ("blocked", "withdrawn")


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """What was placed on the agenda and not taken back."""
    return list(items_of(meeting).exclude(state__in=["proposed", "withdrawn"]))


def meeting_facts(meeting: Meeting) -> MeetingPaperFacts:
    """The meeting as the rules of its papers look at it."""
    return MeetingPaperFacts(
        meeting.state, len(agenda_of(meeting)), meeting.participants.all().count()
    )


def item_facts(item: AgendaItem) -> ItemPaperFacts:
    """The item as the rules of its papers look at it."""
    return ItemPaperFacts(
        meeting_state=item.meeting.state,
        state=item.state,
        announced=any(poll.is_announced for poll in polls_of(item)),
        duties=len(units_with_duties(item)),
        research=len(research_of(item)),
    )


def announced(item: AgendaItem) -> tuple[Poll, CountSheet, Outcome]:
    """The announced vote that decided the item, else the newest, with its locked sheet and outcome."""
    polls = polls_of(item)
    for poll in sorted(polls, key=lambda one: (one.public_id == item.result_poll, one.pk))[::-1]:
        outcome, sheet = voting.outcome_of(poll), voting.sheet_of(poll)
        if outcome is not None and sheet is not None:
            return poll, sheet, outcome
    raise Refused("not_announced", _("这项议题还没有宣布的表决结果；宣布之前不成文。"))


def promises_in(item: AgendaItem) -> list[AnswerPromise]:
    return list(promises_of(item))


def deferred_in(item: AgendaItem) -> list[Question]:
    """Questions that are to be answered in writing."""
    return [one for one in questions_of(item) if one.state == DEFERRED and one.unit is not None]


def units_with_duties(item: AgendaItem) -> list[Unit]:
    """The units that promised something or owe a written answer, each once."""
    units = {one.unit_id: one.unit for one in promises_in(item)}
    units |= {one.unit.pk: one.unit for one in deferred_in(item) if one.unit is not None}
    return sorted(units.values(), key=lambda unit: unit.name)


def duties_of(item: AgendaItem, unit: Unit) -> tuple[list[AnswerPromise], list[Question]]:
    """What one unit must do after the item."""
    promises = [one for one in promises_in(item) if one.unit_id == unit.pk]
    return promises, [one for one in deferred_in(item) if one.unit_id == unit.pk]


def questions_to_put(item: AgendaItem) -> list[Question]:
    """The questions in the chair's order, those that are not put left out."""
    return [
        one
        for one in questions_of(item)
        if one.state not in SILENCED and one.follow_up_of_id is None
    ]


def research_of(item: AgendaItem) -> list[ItemPaper]:
    """The research reports among the papers of the item."""
    return [one for one in papers_of_item(item) if one.kind == RESEARCH and not one.dropped]


def sitting_in(meeting: Meeting) -> list[str]:
    """Who sits in, units once: 县住建局局长程砚秋."""
    rows = [one for one in participants_of(meeting) if one.capacity == "sit_in"]
    return [f"{one.unit.name if one.unit else ''}{one.title}{one.name}" for one in rows]
