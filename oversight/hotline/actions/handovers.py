"""登记数据交接: fixes what was handed over for a month and a source, by whom to whom (procedures §5 c)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.hotline import handovers, permissions, queries
from oversight.hotline.models import DataHandover
from oversight.institutions.models import Jurisdiction


def record_handover(
    actor: Actor,
    place: Jurisdiction,
    *,
    month: int,
    source: str,
    handed_by: str,
    received_by: str,
    handed_on: date,
    note: str = "",
) -> DataHandover:
    """登记交接: counts, period and check value are those of the store in this moment."""
    if not permissions.can_import(actor, place):
        raise NotPermitted()
    required(handed_by, "handed_by")
    required(received_by, "received_by")
    revision = queries.state_of(place).revision
    content = handovers.content_of(place, month, source, revision)
    with act(
        "hotline.record_handover",
        actor=actor,
        place=place.code,
        permitted=permissions.can_import(actor, place),
    ) as running:
        sheet = DataHandover(
            jurisdiction=place,
            month=month,
            source=source,
            tickets=content.tickets,
            sha256=content.sha256,
            revision=revision,
            first_received=content.first_received,
            last_received=content.last_received,
            handed_by=handed_by.strip()[:100],
            received_by=received_by.strip()[:100],
            handed_on=handed_on,
            note=note.strip()[:300],
            recorded_by=actor.label[:100],
            recorded_at=timezone.now(),
        )
        sheet.save()
        running.facts = {
            "month": format_month(month),
            "source": source,
            "tickets": sheet.tickets,
            "sha256": sheet.sha256,
        }
    return sheet


def required(text: str, where: str) -> None:
    """Refuse a blank name."""
    if not text.strip():
        raise Invalid("missing", _("写明由谁移交、由谁接收。"), where=where)
