"""会议、议题、计划事项作为关联的一端: shown and found for whoever may read them."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import meeting_url, own_url
from oversight.meetings.models import AgendaItem, Meeting, PlanItem


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The meeting, None where there is none or the reader may not read it."""
    found = queries.readable(actor, place).filter(public_id=public_id).first()
    return _meeting(actor, place, found) if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Meetings by title."""
    rows = queries.readable(actor, place).filter(title__icontains=search_text(text))
    return [_meeting(actor, place, one) for one in rows[:FOUND_AT_MOST]]


def _meeting(actor: Actor, place: Jurisdiction, one: Meeting) -> Linked:
    office = permissions.can_read(actor, place)
    url = meeting_url(place, one) if office else own_url(place, one)
    note = f"{one.starts_on} · {one.get_state_display()}"
    return Linked("meeting", one.public_id, one.title, url, note, one.title)


def linked_item(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The agenda item of a meeting that the reader may see."""
    found = queries.readable_items(actor, place).filter(public_id=public_id).first()
    return _item(actor, place, found) if found is not None else None


def find_items(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Items by title or by the title of their meeting."""
    wanted = search_text(text)
    rows = queries.readable_items(actor, place)
    rows = rows.filter(Q(title__icontains=wanted) | Q(meeting__title__icontains=wanted))
    return [_item(actor, place, one) for one in rows.order_by("-pk")[:FOUND_AT_MOST]]


def _item(actor: Actor, place: Jurisdiction, one: AgendaItem) -> Linked:
    args = [place.code, one.meeting.public_id, one.public_id]
    office = permissions.can_read(actor, place)
    url = reverse("meetings:item", args=args) if office else own_url(place, one.meeting)
    note = f"{one.meeting.title} · {one.get_state_display()}"
    return Linked("agenda_item", one.public_id, one.title, url, note, one.meeting.title)


def linked_plan_item(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A line of an annual plan."""
    if not permissions.can_read(actor, place):
        return None
    found = queries.plan_item_by_id(place, public_id)
    return _plan_item(place, found) if found else None


def find_plan_items(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Lines of annual plans by their words."""
    if not permissions.can_read(actor, place):
        return []
    rows = queries.plan_items_in(place).filter(text__icontains=search_text(text))
    return [_plan_item(place, one) for one in rows.order_by("-plan__year", "order")[:FOUND_AT_MOST]]


def _plan_item(place: Jurisdiction, one: PlanItem) -> Linked:
    title = _("%(plan)s第 %(number)d 项") % {"plan": one.plan.title, "number": one.order}
    url = reverse("meetings:plan_item", args=[place.code, one.plan.public_id, one.public_id])
    return Linked(
        "plan_item", one.public_id, f"{title}：{one.text[:60]}", url, str(one.get_state_display())
    )
