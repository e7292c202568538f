"""案件作为关联的一端: shown and found for whoever may read it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import queries
from oversight.cases.actions.support import case_url
from oversight.cases.models import Case
from oversight.cases.pages.listing import search
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The case, None where there is none or the reader may not read it."""
    found = queries.readable(actor, place).filter(public_id=public_id).first()
    return _linked(place, found) if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Cases by number, subject or unit."""
    rows = queries.readable(actor, place).filter(search(search_text(text)))
    return [_linked(place, case) for case in rows[:FOUND_AT_MOST]]


def _linked(place: Jurisdiction, case: Case) -> Linked:
    title = _("%(code)s %(subject)s") % {"code": case.code, "subject": case.subject}
    note = f"{case.unit.name} · {case.get_state_display()}"
    return Linked("case", case.public_id, title, case_url(place, case), note)
