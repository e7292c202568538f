"""热线月份的检索来源: a month with its double-rising units; no ticket and no text of one."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline import linking
from oversight.hotline.permissions import can_read_hotline
from oversight.hotline.queries_months import MonthLine, months_of
from oversight.hotline.summaries import frozen_result
from oversight.institutions.models import Jurisdiction
from oversight.search.sources import Entry, Source, Watch, joined
from oversight.ui import formats


def entry_of(place: Jurisdiction, line: MonthLine) -> Entry:
    """The month; once it is frozen with the units and categories that rose on both counts."""
    title = _("%(month)s热线分析") % {"month": formats.month(line.month)}
    if not line.freezes:
        return Entry(format_month(line.month), title, _("未冻结"))
    newest = max(line.freezes, key=lambda freeze: freeze.version)
    said = [_("已冻结，第 %(version)d 版") % {"version": newest.version}]
    for by in ("unit", "category"):
        result = frozen_result(place, newest, by) or {}
        rows = result.get("rows", ())
        rose = [row["name"] for row in rows if row["double_rise"] == "yes" and row["name"]]
        if rose:
            said.append(_("双升：%(names)s") % {"names": "、".join(rose)})
    day = timezone.localdate(newest.frozen_at)
    return Entry(format_month(line.month), title, joined(*said), day)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every month with tickets or figures."""
    for line in months_of(place):
        yield entry_of(place, line)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    """One month, named as ``2026-06``."""
    return next((each for each in entries(place) if each.public_id == public_id), None)


def readable(actor: Actor, place: Jurisdiction, public_id: str) -> bool:
    return linking.linked(actor, place, public_id) is not None


MONTHS = Source(
    kind="month",
    label=gettext_lazy("热线月份"),
    permitted=can_read_hotline,
    readable=readable,
    among=lambda actor, place, keys: (
        {each.public_id for each in linking.readable(actor, place)} & set(keys)
    ),
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse(
        "hotline:month", kwargs={"place": place.code, "month": key}
    ),
    watches=(
        Watch("hotline.MonthFreeze", ""),
        Watch("hotline.ImportBatch", ""),
        Watch("hotline.MonthlyTable", ""),
    ),
)
