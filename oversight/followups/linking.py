"""跟踪事项作为关联的一端: the office sees every item, a unit its own and what it assists."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.followups import queries
from oversight.followups.limits import limits_of, standing_of
from oversight.followups.models import Followup
from oversight.followups.presenting import badge_of, url_of
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """An item, for who may read it."""
    found = queries.readable_by(actor, place).filter(public_id=public_id).first()
    return shown(place, found) if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Items by title or number."""
    words = search_text(text)
    rows = queries.readable_by(actor, place).filter(
        models.Q(title__icontains=words) | models.Q(code__icontains=words)
    )
    return [shown(place, row) for row in rows.order_by("-pk")[:FOUND_AT_MOST]]


def shown(place: Jurisdiction, followup: Followup) -> Linked:
    """Title, number and state; late where it is."""
    parts = [followup.code, badge_of(followup).word]
    standing = standing_of(followup, limits_of(place))
    if standing.is_late:
        parts.append(standing.word)
    return Linked(
        "followup", followup.public_id, followup.title, url_of(place, followup), " · ".join(parts)
    )
