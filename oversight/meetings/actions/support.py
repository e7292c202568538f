"""会议行为的共同做法: the record locked for the act, judged by the rules, its act opened, who is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.inbox.actions import notify
from oversight.institutions.actions import writing
from oversight.institutions.models import Jurisdiction
from oversight.institutions.rules.verdicts import YES, Verdict
from oversight.meetings import queries
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.rules import item_stages, notes, stages

TOLD = 400
"""How much of an item's 说明 a message tells; the meeting's own page has all of it."""
KEPT_IN = "zh-hans"
"""Words that a record or paper keeps are Chinese whatever the language of who acts."""


def meeting_act(
    code: str, actor: Actor, place: Jurisdiction, permitted: bool, rule: str = stages.CODE
) -> Any:
    """The act ``meetings.code`` of the place."""
    return act(f"meetings.{code}", actor=actor, place=place.code, permitted=permitted, rule=rule)


def locked(place: Jurisdiction, meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked until the act ends; refuses one of another place."""
    rows = Meeting.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return found(
        rows.select_related("body", "body__jurisdiction", "jurisdiction").filter(pk=meeting.pk)
    )


def locked_item(place: Jurisdiction, item: AgendaItem) -> AgendaItem:
    """The item and its meeting as they stand now, both locked."""
    meeting = locked(place, item.meeting)
    rows = AgendaItem.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh = found(rows.filter(pk=item.pk).order_by())
    fresh.meeting = meeting
    return fresh


def locked_participant(place: Jurisdiction, participant: Participant) -> Participant:
    """Who is called, as it stands now; the meeting is locked first."""
    meeting = locked(place, participant.meeting)
    rows = Participant.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh = found(rows.filter(pk=participant.pk).order_by())
    fresh.meeting = meeting
    return fresh


def found(rows: models.QuerySet[Any]) -> Any:
    """The only row; refuses a record of another place and one that is gone."""
    record = rows.first()
    if record is None:
        raise Invalid("other_place", _("所选的记录不属于本地，或者已经删去。"))
    return record


def require(code: str, meeting: Meeting) -> stages.MeetingFacts:
    """Refuse what the rules do not allow at the meeting now."""
    facts = queries.facts_of(meeting)
    refuse(stages.meeting_permits(code, facts))
    return facts


def require_item(code: str, item: AgendaItem) -> item_stages.ItemFacts:
    """Refuse what the rules do not allow with the item now."""
    facts = queries.facts_of_item(item)
    refuse(item_stages.item_permits(code, facts))
    return facts


def refuse_over(meeting: Meeting, where: str = "") -> None:
    """Nothing new is put to a meeting that is closed, archived or given up."""
    refuse(stages.over(meeting.state) or YES, where)


def refuse(verdict: Verdict, where: str = "") -> None:
    """Raise the refusal of a rule with its article."""
    if not verdict.allowed:
        basis = _(verdict.basis) if verdict.basis else ""
        raise Refused(verdict.code, _(verdict.text), basis=basis, where=where)


def written(text: str, where: str, what: str, most: int = 300) -> str:
    """A text that must be there, not longer than ``most``."""
    return writing.written(text, where, what, most)


def meeting_url(place: Jurisdiction, meeting: Meeting) -> str:
    """The page of a meeting."""
    return reverse("meetings:meeting", args=[place.code, meeting.public_id])


def own_url(place: Jurisdiction, meeting: Meeting) -> str:
    """The page of a meeting for one who takes part."""
    return reverse("meetings:own_meeting", args=[place.code, meeting.public_id])


def tell_called(place: Jurisdiction, meeting: Meeting, key: str, title: str, text: str = "") -> int:
    """Tell those called who have an account, and those who speak for the units called."""
    called = list(meeting.participants.select_related("person", "unit"))
    accounts = {one.person.account_id for one in called if one.person is not None} - {None}
    told = notify(
        key=f"meeting:{meeting.public_id}:{key}",
        title=title,
        text=text,
        url=own_url(place, meeting),
        kind="matter",
        place=place,
        accounts=accounts,
    )
    for unit in {one.unit for one in called if one.unit is not None}:
        told += notify(
            key=f"meeting:{meeting.public_id}:{key}",
            title=title,
            text=text,
            url=own_url(place, meeting),
            kind="matter",
            place=place,
            roles=("liaison", "unit_head"),
            unit=unit,
        )
    return told


def agenda_words(items: Iterable[AgendaItem]) -> str:
    """The items by name, each with its 说明, as a message tells them."""
    parts = (f"{one.title}\n{notes.within(one.note, TOLD)}".strip() for one in items)
    return "\n\n".join(parts)


def tell_placed(place: Jurisdiction, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """After the notice went out: those called hear what was added to the agenda."""
    if meeting.state not in stages.RUNNING - {"planned"}:
        return
    title = _("%(meeting)s议程增加 %(n)d 项") % {"meeting": meeting.title, "n": len(items)}
    key = f"placed:{items[0].public_id}"
    tell_called(place, meeting, key, title, agenda_words(items))


def tell_office(place: Jurisdiction, meeting: Meeting, key: str, title: str, *roles: str) -> int:
    """Tell roles of the office."""
    return notify(
        key=f"meeting:{meeting.public_id}:{key}",
        title=title,
        url=meeting_url(place, meeting),
        kind="matter",
        place=place,
        roles=roles,
    )
