"""造数据: an index brought up to date, as the worker does it."""

from __future__ import annotations

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.search import indexing, queries


def follow_all() -> None:
    """Read the record of acts to its end."""
    while indexing.follow():
        pass


def titles(actor: Actor, place: Jurisdiction, text: str, kind: str = "") -> list[str]:
    """What the actor finds."""
    return [hit.title for hit in queries.search(actor, place, text, kind).hits]
