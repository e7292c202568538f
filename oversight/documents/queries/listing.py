"""公文清单的筛选: search, kind, state, issuer, year, what waits for the reader; also for API and export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import models

from oversight.audit.actors import Actor
from oversight.documents.models import Paper
from oversight.documents.queries.papers import PARTS, papers_of, papers_seen_by, waiting_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of
from oversight.institutions.queries.searching import search_text

ORDERS = {
    "title": "title",
    "number": "number",
    "kind": "kind",
    "drafted": "drafted_at",
    "issued": "issued_at",
    "state": "state",
}
GROUPS = {
    "open": ("draft", "returned", "checking", "cosigning", "signing", "signed", "sealed"),
    "out": ("issued", "archived"),
}


@dataclass(frozen=True)
class Filters:
    """What a list is asked for; empty means all."""

    q: str = ""
    kind: str = ""
    state: str = ""
    issuer: str = ""
    year: int | None = None
    waiting: bool = False

    @property
    def given(self) -> bool:
        return bool(self.q or self.kind or self.state or self.issuer or self.year or self.waiting)


def filtered(actor: Actor, place: Jurisdiction, asked: Filters) -> models.QuerySet[Paper]:
    """The papers the reader may see and asks for."""
    found = papers_seen_by(actor, place)
    if asked.waiting:
        found = found.filter(pk__in=waiting_for(actor, place).order_by().values("pk"))
    q = search_text(asked.q)
    if q:
        found = found.filter(
            models.Q(title__icontains=q)
            | models.Q(number__icontains=q)
            | models.Q(drafted_label__icontains=q)
            | models.Q(text__icontains=q)
        )
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state:
        found = found.filter(state__in=GROUPS.get(asked.state, (asked.state,)))
    if asked.issuer:
        found = found.filter(issuer__public_id=asked.issuer)
    if asked.year:
        found = found.filter(in_year(place, asked.year))
    return found.prefetch_related(*PARTS)


def in_year(place: Jurisdiction, year: int) -> models.Q:
    """Signed in the year, or drafted in it and not yet signed."""
    zone = ZoneInfo(profile_of(place).timezone)
    first = datetime.combine(date(year, 1, 1), time.min, zone)
    last = datetime.combine(date(year + 1, 1, 1), time.min, zone)
    signed = models.Q(signed_on__year=year)
    return signed | models.Q(signed_on=None, drafted_at__gte=first, drafted_at__lt=last)


def years_of(place: Jurisdiction) -> list[int]:
    """The years in which papers were drafted, newest first."""
    return [day.year for day in papers_of(place).order_by().datetimes("drafted_at", "year", "DESC")]
