"""读留痕: the record of acts of a place in words, and the history of one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oversight.audit import queries as audit
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.places import profile_of
from oversight.institutions.queries.searching import search_text

EARLIEST, LATEST = date(1970, 1, 1), date(9000, 1, 1)
"""Days beyond these cannot be turned into instants of every zone."""


def act_labels() -> Mapping[str, Any]:
    """Act code → its words, as the project assembles them from all apps."""
    path = getattr(settings, "ACT_CODES", "oversight.config.act_codes.ACTS")
    labels: Mapping[str, Any] = import_string(path)
    return labels


def act_label(code: str) -> str:
    """The words for an act; the code itself where it is unknown."""
    return str(act_labels().get(code, code))


def role_label(code: str, place: Jurisdiction) -> str:
    """The words for an acting role, as the place calls it."""
    if code == "chair":
        return place.leader
    extra = {"system": _("系统"), "operator": _("命令行"), "anyone": _("公众")}
    return str(dict(RoleGrant.ROLES).get(code) or extra.get(code, code))


def entries_in(
    place: Jurisdiction,
    *,
    code: str = "",
    who: str = "",
    first: date | None = None,
    last: date | None = None,
) -> models.QuerySet[Any]:
    """The place's chain, newest first, narrowed by act, name and days of the place's zone."""
    rows = audit.entries_of(place.code)
    code = search_text(code)
    if code:
        rows = rows.filter(code=code)
    who = search_text(who)
    if who:
        rows = rows.filter(actor_label__icontains=who)
    zone = ZoneInfo(profile_of(place).timezone)
    if first:
        first = max(first, EARLIEST)
        rows = rows.filter(at__gte=datetime.combine(first, time.min, zone))
    if last:
        last = min(max(last, EARLIEST), LATEST)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        rows = rows.filter(at__lt=end)
    return rows


def codes_in(place: Jurisdiction) -> list[tuple[str, str, str]]:
    """The acts that occur in the place's chain: code, words, group; by group, then by words."""
    path = getattr(settings, "ACT_GROUPS", "oversight.config.act_codes.GROUPS")
    groups: Mapping[str, Any] = import_string(path)
    rank = {code: number for number, code in enumerate(groups)}
    rows = audit.entries_of(place.code).order_by().values_list("code", flat=True).distinct()
    found = [(code, act_label(code), code.partition(".")[0]) for code in rows]
    found.sort(key=lambda one: (rank.get(one[2], len(rank)), one[1], one[0]))
    return [(code, label, str(groups.get(group, group))) for code, label, group in found]
