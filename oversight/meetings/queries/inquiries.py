"""读询问、专题询问、质询案: those of a place, one of them, who may sign, who has signed, on which basis."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person, Unit
from oversight.meetings.models import InquiryMotion, InquirySigner, Meeting
from oversight.meetings.queries.meetings import COMING, meetings_of
from oversight.meetings.queries.presence import seats_of
from oversight.meetings.queries.questions import own_person
from oversight.meetings.rules.inquiries import ORGANS, InquiryFacts
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections.methods import MethodBasis

BODIES = ("congress", "standing_committee")


def inquiries_of(place: Jurisdiction) -> models.QuerySet[InquiryMotion]:
    """Every one of the place, the newest first."""
    rows = InquiryMotion.objects.in_scope(Scope.of(place))
    return rows.select_related("meeting", "meeting__body", "unit", "jurisdiction")


def inquiry_by_id(place: Jurisdiction, key: str) -> InquiryMotion | None:
    """One of the place."""
    return inquiries_of(place).filter(public_id=key).first()


def signers_of(motion: InquiryMotion) -> models.QuerySet[InquirySigner]:
    """Who signs now, in the order of signing."""
    return motion.signers.filter(dropped_at=None).select_related("person", "paper").order_by("pk")


def facts_of_inquiry(
    motion: InquiryMotion,
    *,
    unsatisfied: int = 0,
    official: str | None = None,
    reasons: bool = False,
) -> InquiryFacts:
    """The matter as the rules look at it."""
    heads = heads_of(motion) if official is not None else []
    return InquiryFacts(
        kind=motion.kind,
        body_kind=motion.meeting.body.kind,
        level=motion.jurisdiction.level,
        state=motion.state,
        addressee=motion.unit.kind,
        signers=signers_of(motion).count(),
        unsatisfied=unsatisfied,
        head_comes=official is None or official.strip() in heads,
        head_known=official is None or bool(heads),
        reasons=reasons,
    )


def heads_of(motion: InquiryMotion) -> list[str]:
    """Who heads the organ today, by the register of offices."""
    posts = institutions.posts_of(motion.unit).filter(is_head=True)
    return list(posts.values_list("person__name", flat=True))


def addressees_of(place: Jurisdiction) -> models.QuerySet[Unit]:
    """The organs of today that can be addressed by law; companies and other organisations cannot."""
    rows = institutions.units_of(place).on(institutions.today()).filter(kind__in=ORGANS)
    return rows.order_by("name")


def basis_of(place: Jurisdiction, meeting: Meeting, kind: str) -> MethodBasis | None:
    """What the rulebook says of this kind for the body; None where it says nothing."""
    return rulebooks.methods(place, meeting.starts_on).basis_of(kind, meeting.body.kind)


def may_sign_in(meeting: Meeting) -> list[int]:
    """Primary keys of the people with a seat: members in a committee, deputies in a congress."""
    return [seat.person_id for seat in seats_of(meeting, meeting.starts_on)]


def has_seat(meeting: Meeting, person: Person) -> bool:
    """Whether the person may sign at this meeting."""
    return person.pk in may_sign_in(meeting)


def could_sign(motion: InquiryMotion) -> models.QuerySet[Person]:
    """Who has a seat and has not signed."""
    signed = signers_of(motion).values("person_id")
    people = institutions.people_of(motion.jurisdiction).filter(pk__in=may_sign_in(motion.meeting))
    return people.exclude(pk__in=signed).order_by("name")


def meetings_for(place: Jurisdiction) -> models.QuerySet[Meeting]:
    """Coming sessions at which something can be put to an organ."""
    rows = meetings_of(place).filter(state__in=COMING, body__kind__in=BODIES, kind="session")
    return rows.order_by("starts_on", "pk")


def own_meetings_for(actor: Actor, place: Jurisdiction) -> models.QuerySet[Meeting]:
    """Of those, the ones at which the account's person may sign."""
    rows, person = meetings_for(place), own_person(actor, place)
    if person is None:
        return rows.none()
    return rows.filter(pk__in=[one.pk for one in rows if has_seat(one, person)])


def open_to_sign(actor: Actor, place: Jurisdiction) -> list[InquiryMotion]:
    """What the account's person has signed, and what they could sign, the newest first."""
    person = own_person(actor, place)
    if person is None:
        return []
    rows = inquiries_of(place).exclude(kind="special_inquiry")
    mine = signer_ids(person)
    seats: dict[int, bool] = {}
    found = []
    for motion in rows.order_by("-pk")[:200]:
        if motion.pk in mine:
            found.append(motion)
        elif motion.state == "signing":
            key = motion.meeting_id
            if key not in seats:
                seats[key] = has_seat(motion.meeting, person)
            if seats[key]:
                found.append(motion)
    return found


def signer_ids(person: Person) -> set[int]:
    """The matters that a person signs."""
    rows = InquirySigner.objects.in_scope(Scope.of(person.jurisdiction_id))
    return set(rows.filter(person=person, dropped_at=None).values_list("motion_id", flat=True))


def own_signature(actor: Actor, motion: InquiryMotion) -> InquirySigner | None:
    """The account's own signature, where there is one."""
    if actor.account_id is None:
        return None
    return signers_of(motion).filter(person__account_id=actor.account_id).first()
