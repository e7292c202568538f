"""热线月份作为关联的一端: a month with data, named as ``2026-06``."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline.permissions import can_read_hotline
from oversight.hotline.queries_months import MonthLine, months_of
from oversight.institutions.models import Jurisdiction
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.ui import formats


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The month, for those who may read the analysis."""
    found = [one for one in readable(actor, place) if one.public_id == public_id]
    return found[0] if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Months by their words or their number: 2026年6月, 2026-06, 热线."""
    wanted = text.replace(" ", "")
    found = [one for one in readable(actor, place) if wanted in f"{one.title}{one.public_id}"]
    return found[:FOUND_AT_MOST]


def readable(actor: Actor, place: Jurisdiction) -> list[Linked]:
    """Every month that the reader may open, newest first."""
    if not can_read_hotline(actor, place):
        return []
    return [_linked(place, line) for line in months_of(place)]


def _linked(place: Jurisdiction, line: MonthLine) -> Linked:
    key = format_month(line.month)
    title = _("%(month)s热线分析") % {"month": formats.month(line.month)}
    note = ""
    if line.freezes:
        newest = max(freeze.version for freeze in line.freezes)
        note = _("已冻结，第 %(version)d 版") % {"version": newest}
    url = reverse("hotline:month", kwargs={"place": place.code, "month": key})
    return Linked("month", key, title, url, note)
