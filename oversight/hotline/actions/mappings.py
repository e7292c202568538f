"""保存对照表: keeps a mapping of the place, checked, under its own name; the newest text wins."""

from __future__ import annotations

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.hotline import imports, permissions, queries_imports, table_imports
from oversight.hotline.mappings import read_mapping
from oversight.hotline.models import SavedMapping
from oversight.institutions.models import Jurisdiction

LONGEST = 200_000


def save_mapping(
    actor: Actor, place: Jurisdiction, *, text: str, subject: str = "tickets"
) -> SavedMapping:
    """保存对照表: ``subject`` is ``tickets`` or ``table``; an unusable mapping is refused with its place."""
    with act(
        "hotline.save_mapping",
        actor=actor,
        place=place.code,
        permitted=permissions.can_import(actor, place),
    ) as running:
        name = checked_name(place, text, subject)
        saved = queries_imports.mapping_named(place, subject, name) or SavedMapping(
            jurisdiction=place, subject=subject, name=name
        )
        saved.text = text
        saved.saved_by, saved.saved_at = actor.label[:100], timezone.now()
        saved.save()
        digest = hashlib.sha256(text.encode()).hexdigest()
        running.facts = {"name": name, "subject": subject, "sha256": digest}
    return saved


def checked_name(place: Jurisdiction, text: str, subject: str) -> str:
    """The name that the mapping gives itself."""
    if subject not in dict(SavedMapping.SUBJECTS):
        raise Invalid("bad_choice", _("对照表只有工单和月报表两种。"), where="subject")
    if len(text) > LONGEST or "\x00" in text:
        raise Invalid("bad_mapping", _("对照表太长，或含有不可用的字符。"), where="mapping")
    if subject == "tickets":
        declared = read_mapping(text)
        imports.target_code(place, declared)
        return declared.name
    table = table_imports.read_table_mapping(text)
    if table is None:
        raise Invalid("missing", _("对照表是空的。"), where="mapping")
    return table.name.strip()[:200] or "table"
