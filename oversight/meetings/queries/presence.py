"""读到会情况: who is called, who counts in the base, who is there, whether that is a quorum, the roll of a vote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.rules.numerals import in_natural_order
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.rules.quorum import Quorum, quorum
from oversight.voting.values import Roll, RollRow

KEPT_IN = "zh-hans"


@dataclass(frozen=True)
class Seat:
    """一名代表或组成人员, as the register has it on the day."""

    person_id: int
    public_id: str
    name: str
    title: str = ""
    phone: str = ""
    counts_in_base: bool = True
    reason: str = ""
    delegation_id: int | None = None


def participants_in(place: Jurisdiction) -> models.QuerySet[Participant]:
    """Whoever is called to any meeting of the place."""
    rows = Participant.objects.in_scope(Scope.of(place))
    return rows.select_related("person", "unit", "group", "meeting")


def participants_of(meeting: Meeting) -> models.QuerySet[Participant]:
    """Whoever is called: those who attend first, then by their order of entry."""
    order = models.Case(
        models.When(capacity="attend", then=0), models.When(capacity="sit_in", then=1), default=2
    )
    rows = meeting.participants.select_related("person", "unit", "group")
    return rows.order_by(order, "pk")


def participant_by_id(meeting: Meeting, key: str) -> Participant | None:
    """One of those called."""
    return participants_of(meeting).filter(public_id=key).first()


def own_participation(actor: Actor, meeting: Meeting) -> Participant | None:
    """The account's own place at the meeting."""
    if actor.account_id is None:
        return None
    return participants_of(meeting).filter(person__account_id=actor.account_id).first()


def day_of(meeting: Meeting) -> date:
    """The day whose register counts: today while the meeting lasts, else its nearer end."""
    return min(max(institutions.today(), meeting.starts_on), meeting.ends_on)


def seats_of(meeting: Meeting, day: date | None = None) -> list[Seat]:
    """全体代表 or 全体组成人员 on the day, each person once; vacancies are nobody."""
    day = day or day_of(meeting)
    if meeting.kind == "presidium":
        return called_seats(meeting)
    if meeting.body.kind == "congress":
        return deputy_seats(meeting, day)
    return member_seats(meeting, day)


def deputy_seats(meeting: Meeting, day: date) -> list[Seat]:
    """The deputies of the term on the day."""
    rows = institutions.deputyships_in(meeting.jurisdiction).on(day)
    rows = rows.filter(term__term_no=meeting.term_no).order_by("person__name", "pk")
    ordered = sorted(
        rows, key=lambda row: in_natural_order(row.delegation.name if row.delegation else "")
    )
    return [
        Seat(
            row.person_id,
            row.person.public_id,
            row.person.name,
            row.delegation.name if row.delegation else "",
            row.person.phone,
            row.counts_in_base,
            row.base_reason,
            row.delegation_id,
        )
        for row in ordered
    ]


def member_seats(meeting: Meeting, day: date) -> list[Seat]:
    """The members of the body on the day, staff left out; a person with two seats counts once."""
    ranks = {"chair": 0, "vice_chair": 1, "secretary": 2, "member": 3}
    rows = institutions.memberships_in(meeting.jurisdiction).on(day).filter(body=meeting.body)
    found: dict[int, Seat] = {}
    rows = rows.exclude(role="staff").order_by("pk")
    for row in sorted(rows, key=lambda one: ranks.get(one.role, 9)):
        person = row.person
        seat = Seat(person.pk, person.public_id, person.name, row.title, person.phone)
        found.setdefault(person.pk, seat)
    return list(found.values())


def called_seats(meeting: Meeting) -> list[Seat]:
    """主席团: elected for the session, so the register has no seats; those called with a vote are it."""
    rows = meeting.participants.select_related("person").filter(capacity="attend").order_by("pk")
    return [
        Seat(row.person_id, row.person.public_id, row.name, row.title, row.phone)
        for row in rows
        if row.person is not None and row.person_id is not None
    ]


def head_row(unit: Unit, must: bool = False, reason: str = "") -> dict[str, Any]:
    """The unit's head as one who sits in; where the register has none, the post stands for the name."""
    posts = institutions.posts_of(unit).on(institutions.today()).filter(is_head=True)
    head = posts.select_related("person").first()
    with override(KEPT_IN):
        name = head.person.name if head else _("主要负责人")
    return {
        "person": head.person if head else None,
        "name": name,
        "title": head.title if head else "",
        "capacity": "sit_in",
        "unit": unit,
        "must_attend": must,
        "must_reason": reason,
    }


def quorum_of(meeting: Meeting, seats: Iterable[Seat] | None = None) -> Quorum:
    """The quorum as attendance stands now."""
    roll = roll_of(meeting, seats)
    return quorum(
        meeting.body.kind,
        roll.base,
        roll.present,
        meeting_kind=meeting.kind,
        by_video=roll.present_by_video,
    )


def roll_of(meeting: Meeting, seats: Iterable[Seat] | None = None) -> Roll:
    """名册: all who count on the day, and who of them is present now (procedures §1.2)."""
    there = {
        one.person_id: one
        for one in meeting.participants.all()
        if one.capacity == "attend" and one.person_id is not None
    }
    rows = []
    for seat in seats_of(meeting) if seats is None else seats:
        called = there.get(seat.person_id)
        present = called is not None and called.is_present
        rows.append(
            RollRow(
                person=seat.public_id,
                name=seat.name,
                counts_in_base=seat.counts_in_base,
                present=present,
                mode="video" if called is not None and called.mode == "video" else "hall",
                reason=seat.reason,
            )
        )
    return Roll(tuple(rows))


def missing_of(meeting: Meeting) -> list[Participant]:
    """必须到会而没有到的人: who must be there, was not excused and is not there."""
    return [
        one
        for one in participants_of(meeting)
        if one.must_attend and not one.is_present and one.leave != "granted"
    ]


def calls_of(meeting: Meeting) -> models.QuerySet[Participant]:
    """要打电话的: who was sent the notice and has not answered."""
    return participants_of(meeting).filter(receipt="sent").exclude(leave="granted")
