"""读会议: meetings of a place, one meeting, those that somebody is called to, and the next one."""

from __future__ import annotations

from datetime import date

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import permissions
from oversight.meetings.models import (
    AgendaItem,
    LinkedMeeting,
    Meeting,
    MeetingArchive,
    Participant,
    Question,
)
from oversight.meetings.queries.presence import quorum_of
from oversight.meetings.rules.stages import OVER, MeetingFacts

TOLD = ("notified", "convened", "in_session", "closed", "archived")
COMING = ("planned", "notified", "convened", "in_session")
OUT = ("issued", "archived")


def meetings_of(place: Jurisdiction) -> models.QuerySet[Meeting]:
    """Every meeting of the place, the newest first."""
    rows = Meeting.objects.in_scope(Scope.of(place))
    return rows.select_related("body", "body__jurisdiction", "jurisdiction")


def meeting_by_id(place: Jurisdiction, key: str) -> Meeting | None:
    """One meeting of the place."""
    return meetings_of(place).filter(public_id=key).first()


def next_meeting(
    place: Jurisdiction, body: Body | None = None, after: date | None = None
) -> Meeting | None:
    """The next meeting that begins after the day (default: from today on), not one that is under way."""
    found = meetings_of(place).filter(state__in=["planned", "notified", "convened"])
    found = (
        found.filter(starts_on__gt=after)
        if after
        else found.filter(starts_on__gte=institutions.today())
    )
    if body is not None:
        found = found.filter(body=body)
    return found.order_by("starts_on", "pk").first()


def planned_over(place: Jurisdiction) -> set[str]:
    """Entries of the calendar whose meeting is closed, archived or given up, though their day may be today."""
    rows = meetings_of(place).exclude(planned_meeting="").order_by()
    live = rows.exclude(state__in=OVER).values_list("planned_meeting", flat=True)
    ended = rows.filter(state__in=OVER).values_list("planned_meeting", flat=True)
    return set(ended) - set(live)


def meetings_called_to(actor: Actor, place: Jurisdiction) -> models.QuerySet[Meeting]:
    """The meetings to which the account's person, or the unit that it speaks for, was called."""
    rows = Participant.objects.in_scope(Scope.of(place))
    mine = models.Q(pk__in=[])
    if actor.account_id is not None:
        mine |= models.Q(person__account_id=actor.account_id)
    if actor.unit_id is not None:
        mine |= models.Q(unit_id=actor.unit_id)
    called = rows.filter(mine).values("meeting_id")
    return meetings_of(place).filter(pk__in=called, state__in=TOLD)


def readable(actor: Actor, place: Jurisdiction) -> models.QuerySet[Meeting]:
    """The meetings that the actor may see."""
    if permissions.can_read(actor, place):
        return meetings_of(place)
    if permissions.can_read_own(actor, place):
        return meetings_called_to(actor, place)
    return meetings_of(place).none()


def sittings_of(meeting: Meeting) -> list[Meeting]:
    """本次会议的各次会: the session with its preparatory, presidium and joint meetings, in the order of days."""
    rows = meetings_of(meeting.jurisdiction).filter(
        body=meeting.body_id, term_no=meeting.term_no, meeting_no=meeting.meeting_no
    )
    rows = rows.exclude(state="cancelled").exclude(pk=meeting.pk)
    return list(rows.order_by("starts_on", "starts_at", "kind", "sitting_no"))


def linked_of(meeting: Meeting) -> models.QuerySet[LinkedMeeting]:
    """The meetings of other levels that belong to it."""
    return meeting.linked.order_by("on", "pk")


def facts_of(meeting: Meeting) -> MeetingFacts:
    """The meeting as the rules look at it."""
    items = list(meeting.items.all())
    placed = [one for one in items if one.state not in {"proposed", "withdrawn"}]
    undecided = [one for one in placed if not one.has_ended]
    return MeetingFacts(
        state=meeting.state,
        attending=sum(one.capacity == "attend" for one in meeting.participants.all()),
        placed=len(placed),
        quorate=quorum_of(meeting).reached,
        undecided=tuple(one.title for one in undecided),
        minutes=minutes_state(meeting),
        days_before=max((meeting.starts_on - institutions.today()).days, 0),
        early=meeting.starts_on > institutions.today(),
        asking=meeting.state == "in_session" and asked_in(meeting).exists(),
    )


def unplaced_in(meeting: Meeting) -> list[AgendaItem]:
    """已提出、没有列入议程的: what the body that decides on the agenda has not placed."""
    rows = AgendaItem.objects.in_scope(Scope.of(meeting.jurisdiction_id))
    return list(rows.filter(meeting=meeting, state="proposed").order_by("order", "pk"))


def asked_in(meeting: Meeting, item: AgendaItem | None = None) -> models.QuerySet[Question]:
    """The questions of a meeting, or of one of its items, that are being answered."""
    rows = Question.objects.in_scope(Scope.of(meeting.jurisdiction_id))
    rows = rows.filter(item__meeting=meeting, state="asked")
    return rows if item is None else rows.filter(item=item)


def minutes_state(meeting: Meeting) -> str:
    """Whether the minutes were drafted, and whether they went out."""
    papers = documents.papers_about(meeting.jurisdiction, "meeting", meeting.public_id)
    states = list(
        papers.filter(kind="minutes").exclude(state="recalled").values_list("state", flat=True)
    )
    if any(state in OUT for state in states):
        return "issued"
    return "drafted" if states else ""


def archive_of(meeting: Meeting) -> MeetingArchive | None:
    """The archive of a closed meeting, with its packet."""
    rows = MeetingArchive.objects.in_scope(Scope.of(meeting.jurisdiction_id))
    return rows.select_related("packet").filter(meeting=meeting).first()
