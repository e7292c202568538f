"""表决作为关联的一端: shown and found for whoever may read it; before the announcement without any result."""

from __future__ import annotations

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.voting import permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.models import Poll


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The poll, None where there is none or the reader may not read it."""
    if not permissions.can_read(actor, place):
        return None
    found = queries.poll_by_id(place, public_id)
    return _linked(found) if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Polls by title."""
    if not permissions.can_read(actor, place):
        return []
    rows = queries.polls_of(place).filter(title__icontains=search_text(text))
    return [_linked(poll) for poll in rows[:FOUND_AT_MOST]]


def _linked(poll: Poll) -> Linked:
    return Linked("poll", poll.public_id, poll.title, poll_url(poll), str(poll.get_state_display()))
