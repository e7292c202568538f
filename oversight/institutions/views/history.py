"""办理记录: the history of a record from the audit chain, as entries of a timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit import queries as audit
from oversight.audit.actors import ANYONE, Actor
from oversight.institutions import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import records
from oversight.ui.page import Act, Entry

SHOWN = 12


def history(
    actor: Actor,
    place: Jurisdiction,
    *subjects: Any,
    called: Callable[[Any], str] = lambda subject: "",
    most: int = SHOWN,
) -> list[Entry]:
    """The newest acts on these records; the entry's page only for those who may read the chain.

    called  what a record is called beside the act, where the page tells of several
    most    how many acts the page shows
    """
    links = permissions.can_read_audit(actor, place)
    found = {}
    for subject in subjects:
        for entry in audit.history_of(subject).filter(place=place.code)[:most]:
            found[entry.seq] = (entry, called(subject))
    newest = sorted(found.values(), key=lambda one: -one[0].seq)[:most]
    return [_entry(place, entry, links, name) for entry, name in newest]


def links_act(place: Jurisdiction, kind: str, key: str) -> Act:
    """The way to what a record of the registers is linked with; that page stands above, known by address."""
    return Act(_("关联"), reverse("links:record", args=[place.code, kind, key]), "link-45deg")


def _entry(place: Jurisdiction, entry: Any, links: bool, called: str = "") -> Entry:
    values = {"name": entry.actor_label, "role": records.role_label(entry.actor_role, place)}
    # who acts without an account, by a code that was given to them, is told by name alone
    same = values["name"] == values["role"] or entry.actor_role == ANYONE
    note = entry.actor_label if same else _("%(name)s（%(role)s）") % values
    if entry.basis:
        note = _("%(note)s，依据%(basis)s") % {"note": note, "basis": entry.basis}
    address = reverse("institutions:record", args=[place.code, entry.seq]) if links else ""
    text = str(records.act_label(entry.code))
    if called:
        text = _("%(act)s：%(what)s") % {"act": text, "what": called}
    return Entry(at=entry.at, text=text, note=note, url=address)
