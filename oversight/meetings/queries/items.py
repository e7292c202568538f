"""读议题: the agenda of a meeting, items about a record, one item, how its vote stands."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.permissions import can_read
from oversight.meetings.queries.meetings import readable
from oversight.meetings.queries.presence import quorum_of
from oversight.meetings.rules.item_stages import ItemFacts
from oversight.meetings.rules.kinds import must_vote
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written
from oversight.voting.models import Poll

AT_HAND = frozenset({"considered", "put_to_vote"})
POLL_OVER = frozenset({"announced", "cancelled", "void"})
LONGEST_RESULT = 1000


def items_in(place: Jurisdiction) -> models.QuerySet[AgendaItem]:
    """Every item of the place."""
    rows = AgendaItem.objects.in_scope(Scope.of(place))
    return rows.select_related("meeting", "meeting__body", "meeting__jurisdiction", "jurisdiction")


def items_of(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    """The agenda in its order."""
    return items_in(meeting.jurisdiction).filter(meeting=meeting).order_by("order", "pk")


def readable_items(actor: Actor, place: Jurisdiction) -> models.QuerySet[AgendaItem]:
    """Those of meetings that the actor may see; who is only called sees the agenda, no proposals."""
    rows = items_in(place).filter(meeting__in=readable(actor, place))
    return rows if can_read(actor, place) else rows.exclude(state__in=["proposed", "withdrawn"])


def items_about(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[AgendaItem]:
    """The items about a record, e.g. a case, oldest first."""
    found = items_in(place).filter(about_kind=kind, about_id=public_id)
    return found.order_by("meeting__starts_on", "pk")


def item_by_id(place: Jurisdiction, public_id: str) -> AgendaItem | None:
    """One item of the place."""
    return items_in(place).filter(public_id=public_id).first()


def polls_of(item: AgendaItem) -> list[Poll]:
    """The votes on the item, oldest first."""
    return list(voting.polls_about(item.jurisdiction, "agenda_item", item.public_id))


def anything_chosen(item: AgendaItem) -> bool:
    """Whether an announced vote on the item, in whichever round, chose or passed something."""
    outcomes = [voting.outcome_of(one) for one in polls_of(item) if one.is_announced]
    return any(one is not None and one.passed for one in outcomes)


def live_poll(item: AgendaItem) -> Poll | None:
    """The vote that runs, waits to be announced, or was announced and is not yet taken over by the item."""
    polls = polls_of(item)
    running = next((one for one in reversed(polls) if one.state not in POLL_OVER), None)
    last = next((one for one in reversed(polls) if one.is_announced), None)
    if running is None and last is not None and not is_taken_over(item, last):
        return last if is_vote_on(item, last) else None
    return running


def is_taken_over(item: AgendaItem, poll: Poll) -> bool:
    """Whether the item holds the result; items of before hold it as it was spoken."""
    return item.result_text in {result_of(poll), poll.announcement[:LONGEST_RESULT]}


def result_of(poll: Poll) -> str:
    """The announcement as an item keeps it."""
    return as_written(poll.announcement)[:LONGEST_RESULT]


def is_vote_on(item: AgendaItem, poll: Poll) -> bool:
    """Whether the poll is the item's own vote or another round of it; who only names the item does not decide it."""
    return item.result_poll in {one.public_id for one in voting.rounds_of(poll)}


def facts_of_item(item: AgendaItem, meeting: Meeting | None = None) -> ItemFacts:
    """The item as the rules look at it; the quorum is asked for only where something may be decided."""
    meeting = meeting or item.meeting
    return ItemFacts(
        state=item.state,
        meeting_state=meeting.state,
        quorate=item.state in AT_HAND and quorum_of(meeting).reached,
        must_vote=must_vote(item.kind, item.about_kind),
        poll_live=item.state == "put_to_vote" and live_poll(item) is not None,
        partly_chosen=item.state == "put_to_vote" and bool(item.result_text),
        asking=item.state in AT_HAND and item.questions.filter(state="asked").exists(),
    )
