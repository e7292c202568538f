"""会前送达怎样说: notice and candidates against their days before a meeting, late ones with the days and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import Meeting
from oversight.projects.models import CandidateList
from oversight.projects.queries import ballots
from oversight.projects.queries import delivery as read
from oversight.projects.rules.deadlines import Delivery
from oversight.ui import formats


@dataclass(frozen=True)
class Shown:
    """一项会前送达: what, how it stands in a word, when it came, until when it was to come."""

    text: str
    badge: str
    word: str
    when: str
    until: str


@dataclass(frozen=True)
class DeliveryCard:
    """会前送达: before which meeting, both steps, the reason where one is late, the first day that keeps them."""

    meeting: str
    rows: list[Shown]
    reason: str
    how: str
    earliest: str


def card_of(found: CandidateList | None) -> DeliveryCard | None:
    """Of the meeting that has the list before it, else of the next one; None where none is planned."""
    meeting = read.meeting_for(found) if found is not None else None
    if found is None or meeting is None:
        return None
    steps, item = read.deliveries(found, meeting), ballots.item_of_list(found)
    late = any(one.missed and one.on is None for one in steps.steps)
    return DeliveryCard(
        meeting=f"{meeting}　{formats.day(meeting.starts_on)}",
        rows=[shown(one) for one in steps.steps],
        reason=read.reason_for(found, item.public_id) if item is not None else "",
        how=found.sent_how,
        earliest=formats.day(steps.earliest) if late else "",
    )


def shown(one: Delivery) -> Shown:
    """One step as the page shows it."""
    until = _("会前 %(n)d 天，%(day)s以前") % {"day": formats.day(one.due), "n": one.days}
    unsent = _("还没有送到")
    when = unsent if one.on is None else _("%(day)s送到") % {"day": formats.day(one.on)}
    badge, word = ("done", _("按时")) if one.on is not None else ("waiting", unsent)
    if one.missed:
        badge = "late"
        word = ngettext("迟 %(n)d 天", "迟 %(n)d 天", one.late) % {"n": one.late}
    return Shown(_(one.text), badge, word, when, until)


def meeting_facts(place: Jurisdiction, found: CandidateList | None) -> list[tuple[str, str]]:
    """By meeting to come how both stand: what the clerk looks at before choosing one."""
    if found is None:
        return []
    return [(head(one), words(found, one)) for one in read.meetings_ahead(place)[:3]]


def head(meeting: Meeting) -> str:
    return f"{meeting}（{formats.short_day(meeting.starts_on)}）"


def words(found: CandidateList, meeting: Meeting) -> str:
    """Each step in a line."""
    lines = [shown(one) for one in read.deliveries(found, meeting).steps]
    return "\n".join(
        f"{one.text}：{one.until}；{one.when}" + (f"，{one.word}" if one.badge == "late" else "")
        for one in lines
    )
