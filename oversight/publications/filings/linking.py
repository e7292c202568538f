"""报送作为关联的一端: titles for who may read them, for the auditor the number alone; found by who may read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.publications.filings import permissions, queries
from oversight.publications.filings.words import address, known_name
from oversight.publications.models import Filing
from oversight.ui.formats import day


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A filing, for who may know of it."""
    if not permissions.can_know(actor, place):
        return None
    filing = queries.filing_by_id(place, public_id)
    return _linked(actor, place, filing) if filing else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Filings by title, action or number."""
    if not permissions.can_read_content(actor, place):
        return []
    rows = queries.filing_list(place, q=text)[:FOUND_AT_MOST]
    return [_linked(actor, place, filing) for filing in rows]


def _linked(actor: Actor, place: Jurisdiction, filing: Filing) -> Linked:
    words = permissions.can_read_content(actor, place)
    title = filing.title if words else known_name(filing)
    note = str(filing.get_state_display())
    return Linked("filing", filing.public_id, title, address(filing), note)


def linked_reply(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A reply (批示): its day and the filing's page, for who may read it; a unit sees its task alone."""
    if not permissions.can_read_content(actor, place):
        return None
    reply = queries.reply_by_id(place, public_id)
    if reply is None:
        return None
    title = _("%(day)s的批示") % {"day": day(reply.on)}
    return Linked("filing_reply", reply.public_id, title, address(reply.filing), reply.who)


def find_replies(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Replies are reached through their filing."""
    return []
