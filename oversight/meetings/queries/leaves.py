"""批假人: who may answer a request for leave from a meeting, and in which way this reader answers it."""

from __future__ import annotations

from typing import Literal

from django.db import models

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Membership, Person
from oversight.meetings.models import Meeting
from oversight.meetings.queries.questions import own_person

LEADERS = ("chairpersons_meeting", "presidium")
Way = Literal["own", "on_behalf", ""]


def approvers_of(meeting: Meeting) -> models.QuerySet[Person]:
    """主任、副主任、秘书长 (主席、副主席) of the body or its leaders, the chair's own account, who presides."""
    place, day = meeting.jurisdiction, institutions.today()
    seats = institutions.memberships_in(place).on(day).filter(role__in=Membership.LEADING)
    seats = seats.filter(models.Q(body=meeting.body_id) | models.Q(body__kind__in=LEADERS))
    chairs = institutions.grants_in(place).on(day).filter(role="chair")
    found = models.Q(pk__in=seats.order_by().values("person_id"))
    found |= models.Q(account_id__in=chairs.order_by().values("account_id"))
    if meeting.chair:
        found |= models.Q(name=meeting.chair)
    return institutions.people_of(place).filter(found).order_by("name", "pk")


def way_of_answering(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Way:
    """The chair and who may approve answer in their own name; the clerk enters what they answered on the slip."""
    if actor.role == "chair":
        return "own"
    if actor.role == "member":
        own = own_person(actor, place)
        approves = own is not None and approvers_of(meeting).filter(pk=own.pk).exists()
        return "own" if approves else ""
    return "on_behalf" if actor.role == "clerk" else ""
