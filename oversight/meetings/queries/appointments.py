"""读任免: the persons of an item in their order, one of them, which are ready for the vote."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.documents import queries as documents
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.rules.appointments import BEFORE_VOTE, AppointmentFacts
from oversight.meetings.rules.matters import ASKED
from oversight.voting.models import Poll

PERSONNEL = frozenset({"appointment", "dismissal"})
"""Kinds of items that are voted one person after another."""


def appointments_in(place: Jurisdiction) -> models.QuerySet[Appointment]:
    """Every one of the place."""
    rows = Appointment.objects.in_scope(Scope.of(place))
    return rows.select_related("item", "item__meeting", "item__meeting__body", "unit", "letter")


def appointments_of(item: AgendaItem) -> models.QuerySet[Appointment]:
    """Those of an item in the order of the vote."""
    return appointments_in(item.jurisdiction).filter(item=item).order_by("order", "pk")


def appointment_by_id(place: Jurisdiction, key: str) -> Appointment | None:
    """One of the place."""
    return appointments_in(place).filter(public_id=key).first()


def coming_to_vote(item: AgendaItem) -> models.QuerySet[Appointment]:
    """Those that are neither voted on nor withdrawn."""
    return appointments_of(item).filter(state__in=BEFORE_VOTE)


def option_of(appointment: Appointment) -> str:
    """The line on the ballot: 任命周砚清为县水利局局长; Chinese whatever the language of who acts."""
    return asked_of(appointment)[:100]


def voted_in(item: AgendaItem, poll: Poll) -> list[Appointment]:
    """The persons of the item on whom a poll voted, in the order of the ballot."""
    rows = {one.option: one for one in appointments_of(item).filter(option__in=poll.options)}
    return [rows[option] for option in poll.options if option in rows]


def asked_of(one: Appointment) -> str:
    """What the meeting is asked to do with the person."""
    return ASKED[one.kind].format(name=one.name, post=full_post(one))


def full_post(one: Appointment) -> str:
    """县水利局局长: the unit once, then the post."""
    unit = one.unit.name if one.unit else ""
    return one.post if unit and one.post.startswith(unit) else unit + one.post


def papers_of_appointment(one: Appointment) -> models.QuerySet[Paper]:
    """The papers drafted for one person, oldest first."""
    rows = documents.papers_about(one.item.jurisdiction, "agenda_item", one.item.public_id)
    return rows.filter(facts__appointment=one.public_id)


def certificate_number(one: Appointment) -> str:
    """The number of the signed certificate; empty where none is signed."""
    rows = papers_of_appointment(one).filter(kind="certificate").exclude(number="")
    paper = rows.exclude(state="recalled").last()
    return paper.number if paper else ""


def facts_of_appointment(
    one: Appointment, *, method: str = "", secret: bool = True
) -> AppointmentFacts:
    """The person's matter as the rules look at it."""
    return AppointmentFacts(
        kind=one.kind,
        state=one.state,
        needs_exam=one.needs_exam,
        examined=bool(one.exam_passed),
        needs_statement=one.needs_statement,
        stated=one.stated_at is not None,
        reasons=bool(one.reasons.strip()),
        heard=bool(one.defence),
        method=method,
        secret=secret,
        certified=one.certified_on is not None,
        sworn=one.sworn_on is not None,
        announced=one.announced_on is not None,
    )
