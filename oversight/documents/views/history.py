"""公文的办理记录: what was done with the paper, its cosignatures and receipts, with what was said."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit import queries as audit
from oversight.audit.actors import Actor
from oversight.documents.models import Paper
from oversight.institutions import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import records
from oversight.ui.page import Entry

SHOWN = 40


def history(actor: Actor, place: Jurisdiction, paper: Paper) -> list[Entry]:
    """The newest acts first; the entry's page only for those who may read the chain."""
    links = permissions.can_read_audit(actor, place)
    found: dict[int, Any] = {}
    for subject in (paper, *paper.receipts.all(), *paper.cosignatures.all()):
        for entry in audit.history_of(subject).filter(place=place.code)[:SHOWN]:
            if entry.code.startswith("documents."):
                found[entry.seq] = entry
    newest = sorted(found.values(), key=lambda entry: -entry.seq)[:SHOWN]
    return [_entry(place, entry, links) for entry in newest]


def _entry(place: Jurisdiction, entry: Any, links: bool) -> Entry:
    values = {"name": entry.actor_label, "role": records.role_label(entry.actor_role, place)}
    who = entry.actor_label
    if values["role"] != who:
        who = _("%(name)s（%(role)s）") % values
    parts = [who, _about(entry), entry.note]
    address = reverse("institutions:record", args=[place.code, entry.seq]) if links else ""
    note = " · ".join(part for part in parts if part)
    return Entry(at=entry.at, text=records.act_label(entry.code), note=note, url=address)


def _about(entry: Any) -> str:
    """To whom, which number, which unit – whichever the act is about."""
    facts = entry.facts
    if entry.code == "documents.return_paper":
        return _("退给%(who)s") % {"who": facts.get("to", "")}
    if entry.code == "documents.edit_paper":
        return _("第 %(number)d 版") % {"number": facts.get("version", 0)}
    if entry.code == "documents.acknowledge_receipt":
        name = facts.get("name", "")
        said = _("%(name)s确认") % {"name": name} if name != entry.actor_label else ""
        return " ".join(part for part in (facts.get("addressee", ""), said) if part)
    names = facts.get("offices")
    if names:
        return "、".join(names)
    return str(facts.get("addressee") or facts.get("office") or facts.get("number") or "")
