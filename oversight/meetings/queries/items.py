"""读议题: the agenda of a meeting, items about a record, one item, how its vote stands."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.queries.presence import quorum_of
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.rules.stages import ItemFacts
from oversight.voting import queries as voting
from oversight.voting.models import Poll

AT_HAND = frozenset({"considered", "put_to_vote"})
POLL_OVER = frozenset({"announced", "cancelled", "void"})


def items_in(place: Jurisdiction) -> models.QuerySet[AgendaItem]:
    """Every item of the place."""
    rows = AgendaItem.objects.in_scope(Scope.of(place))
    return rows.select_related("meeting", "meeting__body", "meeting__jurisdiction", "jurisdiction")


def items_of(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    """The agenda in its order."""
    return items_in(meeting.jurisdiction).filter(meeting=meeting).order_by("order", "pk")


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


def live_poll(item: AgendaItem) -> Poll | None:
    """The vote that runs or waits to be announced."""
    return next((one for one in reversed(polls_of(item)) if one.state not in POLL_OVER), None)


def facts_of_item(item: AgendaItem, meeting: Meeting | None = None) -> ItemFacts:
    """The item as the rules look at it; the quorum is asked for only where something may be decided."""
    meeting = meeting or item.meeting
    return ItemFacts(
        state=item.state,
        meeting_state=meeting.state,
        quorate=item.state in AT_HAND and quorum_of(meeting).reached,
        must_vote=kind_of(item.kind).must_vote,
        poll_live=item.state == "put_to_vote" and live_poll(item) is not None,
        partly_chosen=item.state == "put_to_vote" and bool(item.result_text),
    )
