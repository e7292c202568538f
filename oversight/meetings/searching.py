"""会议和议题的检索来源: titles, places, results – for whoever may open the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.models import AgendaItem, Meeting
from oversight.search.sources import Entry, Source, Watch, joined


def entry_of(meeting: Meeting) -> Entry:
    """名称、机构、地点、主持人。"""
    text = joined(meeting.body.name, meeting.place_text, meeting.chair)
    return Entry(meeting.public_id, meeting.title, text, meeting.starts_on, unshown=meeting.note)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    for meeting in queries.meetings_of(place):
        yield entry_of(meeting)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    meeting = queries.meeting_by_id(place, public_id)
    return entry_of(meeting) if meeting else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The meetings that this reader may open."""
    rows = queries.readable(actor, place).filter(public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


def url(actor: Actor, place: Jurisdiction, key: str) -> str:
    """The page that this reader has of the meeting."""
    name = "meeting" if permissions.can_read(actor, place) else "own_meeting"
    return reverse(f"meetings:{name}", args=[place.code, key])


def item_entry_of(item: AgendaItem) -> Entry:
    """议题、会议、提请人、报告人、结果。"""
    text = joined(item.meeting.title, item.proposer, item.reporter, item.result_text)
    return Entry(item.public_id, item.title, text, item.meeting.starts_on, unshown=item.note)


def item_entries(place: Jurisdiction) -> Iterator[Entry]:
    for item in queries.items_in(place):
        yield item_entry_of(item)


def item_entry(place: Jurisdiction, public_id: str) -> Entry | None:
    item = queries.item_by_id(place, public_id)
    return item_entry_of(item) if item else None


def items_among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The items that this reader may open."""
    rows = queries.readable_items(actor, place).filter(public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


def item_url(actor: Actor, place: Jurisdiction, key: str) -> str:
    """The item for the office, the whole meeting for who takes part."""
    item = queries.item_by_id(place, key)
    if item is None:
        return ""
    if permissions.can_read(actor, place):
        return reverse("meetings:item", args=[place.code, item.meeting.public_id, key])
    return reverse("meetings:own_meeting", args=[place.code, item.meeting.public_id])


MEETINGS = Source(
    kind="meeting",
    label=pgettext_lazy("record", "会议"),
    permitted=permissions.can_see,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=url,
    watches=(Watch("meetings.Meeting"), Watch("institutions.Body", "meetings__public_id")),
)
ITEMS = Source(
    kind="agenda_item",
    label=_("议题"),
    permitted=permissions.can_see,
    readable=lambda actor, place, key: bool(items_among(actor, place, [key])),
    among=items_among,
    entries=item_entries,
    entry=item_entry,
    url=item_url,
    watches=(Watch("meetings.AgendaItem"), Watch("meetings.Meeting", "items__public_id")),
)
