"""年度计划: proposed changes that wait for the meeting that decides, for who records its decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions
from oversight.meetings import queries as meetings
from oversight.meetings.actions.plan_changes import proposed_by
from oversight.meetings.actions.plan_meetings import ADOPTING
from oversight.meetings.models import Meeting
from oversight.ui.page import Act, Due, Matter

SHOWN = 20


def plan_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """Changes of the annual plan that wait for a meeting: who records its decision, never who proposed it."""
    if not permissions.can_decide_plan(actor, place):
        return
    coming = next_deciding(place)
    for change in meetings.changes_waiting(place)[:SHOWN]:
        if proposed_by(actor, change):
            continue
        keys = [place.code, change.item.plan.public_id, change.item.public_id]
        url = reverse("meetings:plan_item", args=keys)
        act = Act(_("登记决定"), reverse("meetings:decide_plan_change", args=keys), main=True)
        text = _("%(plan)s第 %(number)d 项有人提出调整，等会议决定")
        values = {"plan": change.item.plan.title, "number": change.item.order}
        day = coming.starts_on if coming is not None else today
        yield Due(Matter(text % values, _("本人"), act, url), day)


def next_deciding(place: Jurisdiction) -> Meeting | None:
    """The meeting to come at which a change of a plan can be decided."""
    rows = meetings.meetings_of(place).filter(state__in=meetings.COMING, body__kind__in=ADOPTING)
    return rows.order_by("starts_on", "pk").first()
