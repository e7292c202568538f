"""公文作为关联的一端: office staff see the paper, a unit what was sent to it; found by who may read."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from oversight.audit.actors import Actor
from oversight.documents import permissions, queries
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A paper, for who may read it."""
    seen, name = seen_by(actor, place)
    paper = seen.filter(public_id=public_id).first()
    return shown(place, paper, name) if paper else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Papers by title or number."""
    seen, name = seen_by(actor, place)
    words = search_text(text)
    rows = seen.filter(models.Q(title__icontains=words) | models.Q(number__icontains=words))
    return [shown(place, paper, name) for paper in rows[:FOUND_AT_MOST]]


def seen_by(actor: Actor, place: Jurisdiction) -> tuple[models.QuerySet[Paper], str]:
    """What the role may read, and under which page."""
    if permissions.can_receive(actor, place):
        return queries.issued_to(actor, place), "documents:received_paper"
    return queries.papers_seen_by(actor, place), "documents:paper"


def shown(place: Jurisdiction, paper: Paper, name: str) -> Linked:
    """Title, number and state."""
    note = " · ".join([paper.number_text, str(paper.get_state_display())])
    url = reverse(name, args=[place.code, paper.public_id])
    return Linked("paper", paper.public_id, paper.title, url, note)
