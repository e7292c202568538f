"""读审议小组: the groups of a meeting and what was said in them."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Delegation
from oversight.meetings.models import GroupNote, Meeting, MeetingGroup


def groups_of(meeting: Meeting) -> models.QuerySet[MeetingGroup]:
    """The groups in the order in which they were set up."""
    return meeting.groups.select_related("delegation").order_by("pk")


def group_by_id(meeting: Meeting, key: str) -> MeetingGroup | None:
    """One group of the meeting."""
    return groups_of(meeting).filter(public_id=key).first()


def notes_of(meeting: Meeting) -> list[GroupNote]:
    """What was said, oldest first."""
    rows = GroupNote.objects.in_scope(Scope.of(meeting.jurisdiction_id))
    rows = rows.filter(group__meeting=meeting).select_related("group", "item")
    return list(rows.order_by("at", "pk"))


def delegations_without_group(meeting: Meeting) -> list[Delegation]:
    """The delegations of a congress's term that have no group at the meeting yet, in their order."""
    if meeting.body.kind != "congress":
        return []
    rows = institutions.delegations_of(meeting.jurisdiction).filter(term__term_no=meeting.term_no)
    grouped = meeting.groups.exclude(delegation=None).values("delegation_id")
    return list(institutions.in_order(rows.exclude(pk__in=grouped)))
