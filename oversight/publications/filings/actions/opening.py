"""查阅: every opening of a filing, by page or interface, leaves who and when."""

from __future__ import annotations

from django.utils import timezone

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.institutions.models import Jurisdiction
from oversight.publications.filings import permissions
from oversight.publications.models import Filing, FilingAccess


def open_filing(actor: Actor, place: Jurisdiction, filing: Filing, way: str) -> FilingAccess:
    """查阅报送: leaves its entry before anything is shown; ``way`` is one of ``FilingAccess.WAYS``."""
    with act(
        "filings.open",
        actor=actor,
        place=place.code,
        permitted=permissions.can_know(actor, place),
    ) as running:
        access = FilingAccess(
            jurisdiction=place,
            filing=filing,
            account=actor.account_id,
            label=actor.label,
            role=actor.role,
            at=timezone.now(),
            way=way,
            with_content=permissions.can_read_content(actor, place),
        )
        access.save()
        running.facts = {"filing": filing.public_id, "way": way}
    return access
