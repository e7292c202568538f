"""拟公开摘要: puts a frozen month's public summary forward; publishing it is another person's act."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.hotline import queries, summaries
from oversight.institutions.models import Jurisdiction
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion

KIND = "hotline_summary"
KEPT_IN = "zh-hans"


def propose_summary(
    actor: Actor, place: Jurisdiction, *, month: int, note: str = ""
) -> PublicationVersion:
    """拟公开摘要: of the newest freeze; a month that is not frozen cannot be published."""
    freeze = queries.latest_freeze(place, month)
    if freeze is None:
        raise Refused("not_frozen", _("这个月还没有冻结，先冻结再公开。"))
    name = format_month(month)
    with override(KEPT_IN):  # the title is kept, whatever the interface of who proposes
        when = {"year": month // 12, "month": month % 12 + 1}
        title = _("%(year)d年%(month)d月热线办理情况") % when
    return publications.propose(
        actor,
        place,
        kind=KIND,
        key=name,
        title=title,
        content=summaries.summary_content(place, freeze),
        note=note,
    )
