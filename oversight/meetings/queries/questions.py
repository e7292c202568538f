"""读询问: the questions of an item in their order, one's own, the one that is open, who may ask, what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person
from oversight.meetings.models import AgendaItem, AnswerPromise, Meeting, Participant, Question
from oversight.meetings.queries.items import items_in
from oversight.meetings.queries.presence import day_of, seats_of
from oversight.meetings.rules.asking import AWAY, AskerFacts, Capacity
from oversight.meetings.rules.questions import QuestionFacts
from oversight.rulebooks import queries as rulebooks

QUESTIONED = ("placed", "considered")
"""States of an item in which somebody may ask."""
ASKING_BODIES = frozenset({"congress", "standing_committee", "presidium"})
VOICE = frozenset({"attend", "sit_in"})


def questions_in(place: Jurisdiction) -> models.QuerySet[Question]:
    """Every question of the place."""
    rows = Question.objects.in_scope(Scope.of(place))
    return rows.select_related(
        "item", "item__meeting", "item__meeting__body", "person", "unit", "follow_up_of"
    )


def questions_of(item: AgendaItem) -> models.QuerySet[Question]:
    """The questions of an item in the chair's order, a follow-up behind its question."""
    return questions_in(item.jurisdiction).filter(item=item).order_by("order", "pk")


def question_by_id(place: Jurisdiction, key: str) -> Question | None:
    """One question of the place."""
    return questions_in(place).filter(public_id=key).first()


def own_questions(actor: Actor, place: Jurisdiction) -> models.QuerySet[Question]:
    """What the account's person has asked, the newest first."""
    rows = questions_in(place).filter(person__account_id=actor.account_id or -1)
    return rows.order_by("-filed_at", "-pk")


def own_person(actor: Actor, place: Jurisdiction) -> Person | None:
    """The person who signs in with this account."""
    if actor.account_id is None:
        return None
    return institutions.people_of(place).filter(account_id=actor.account_id).first()


def asked_now(item: AgendaItem) -> Question | None:
    """The question that is being answered."""
    return questions_of(item).filter(state="asked").order_by("-asked_at").first()


def waiting(item: AgendaItem) -> models.QuerySet[Question]:
    """What has not been asked yet, in order."""
    return questions_of(item).filter(state__in=["filed", "ordered"])


def questions_at(meeting: Meeting) -> models.QuerySet[Question]:
    """The questions at every item of a meeting with their answers."""
    rows = questions_in(meeting.jurisdiction).filter(item__meeting=meeting)
    return rows.order_by("item__order", "order", "pk").prefetch_related("answers")


def promises_in(place: Jurisdiction) -> models.QuerySet[AnswerPromise]:
    """What was promised in any answer, with where it was said."""
    rows = AnswerPromise.objects.in_scope(Scope.of(place))
    meeting = "answer__question__item__meeting"
    return rows.select_related("unit", f"{meeting}__body", f"{meeting}__jurisdiction")


def promises_of(item: AgendaItem) -> models.QuerySet[AnswerPromise]:
    """What was promised in the answers at an item."""
    return promises_in(item.jurisdiction).filter(answer__question__item=item)


def promises_at(meeting: Meeting) -> models.QuerySet[AnswerPromise]:
    """What was promised in the answers at every item of a meeting."""
    rows = promises_in(meeting.jurisdiction).filter(answer__question__item__meeting=meeting)
    return rows.order_by("pk")


def promise_by_id(place: Jurisdiction, key: str) -> AnswerPromise | None:
    """One marked promise."""
    rows = AnswerPromise.objects.in_scope(Scope.of(place)).filter(public_id=key)
    return rows.select_related("unit", "answer", "answer__question", "answer__unit").first()


def facts_of_question(question: Question) -> QuestionFacts:
    """The question as the rules look at it."""
    others = questions_of(question.item).filter(state="asked").exclude(pk=question.pk)
    away = away_of(
        called_as(question.item.meeting, question.capacity, question.person, question.asker_name)
    )
    return QuestionFacts(
        state=question.state,
        item_state=question.item.state,
        other_asked=others.exists(),
        asker_away=AWAY.get(away),
        is_follow_up=question.follow_up_of_id is not None,
        followed_up=Question.objects.in_scope(Scope.of(question.jurisdiction_id))
        .filter(follow_up_of=question)
        .exists(),
    )


def capacity_of(meeting: Meeting, capacity: str) -> Capacity | None:
    """What the rulebook says of a capacity in this meeting."""
    section = rulebooks.askers(meeting.jurisdiction, day_of(meeting))
    row = section.asker(capacity, meeting.body.kind)
    if row is None:
        return None
    return Capacity(row.before, row.live, row.follow_up, row.invited, row.basis)


def capacities_of(meeting: Meeting) -> tuple[str, ...]:
    """The capacities that may ask in this meeting."""
    section = rulebooks.askers(meeting.jurisdiction, day_of(meeting))
    return tuple(row.capacity for row in section.of_body(meeting.body.kind))


def asker_facts(meeting: Meeting, capacity: str, person: Person | None, name: str) -> AskerFacts:
    """What the registers and the meeting's list say of the one who asks; members are always in a register."""
    called = called_as(meeting, capacity, person, name)
    return AskerFacts(
        holds=capacity != "member" if person is None else holds_capacity(meeting, capacity, person),
        called=called is not None,
        away=away_of(called),
    )


def away_of(called: Participant | None) -> str:
    """Why somebody is recorded as not there: leave, absent, left; "" for who came or of whom nothing is recorded."""
    if called is None or called.is_present:
        return ""
    if called.attendance in {"absent", "left"}:
        return str(called.attendance)
    return "leave" if called.leave == "granted" else ""


def holds_capacity(meeting: Meeting, capacity: str, person: Person) -> bool:
    """Whether the register knows the person in this capacity on the day; experts and citizens are in none."""
    place, day = meeting.jurisdiction, day_of(meeting)
    if capacity == "member":
        return any(seat.person_id == person.pk for seat in seats_of(meeting, day))
    if capacity == "deputy":
        return institutions.deputyships_in(place).on(day).filter(person=person).exists()
    if capacity == "committee_member":
        rows = institutions.memberships_in(place).on(day).filter(person=person)
        return rows.filter(body__kind="special_committee").exclude(role="staff").exists()
    return True


def called_as(
    meeting: Meeting, capacity: str, person: Person | None, name: str
) -> Participant | None:
    """The asker's place on the meeting's list; a citizen may sit in the gallery, others must have a voice."""
    rows = meeting.participants.all()
    rows = rows.filter(person=person) if person is not None else rows.filter(name=name)
    if capacity != "citizen":
        rows = rows.filter(capacity__in=VOICE)
    return rows.order_by("pk").first()


def open_to(actor: Actor, place: Jurisdiction) -> Sequence[AgendaItem]:
    """The items of coming meetings on which the account's person could ask in some capacity."""
    person = own_person(actor, place)
    if person is None:
        return []
    rows = items_in(place).filter(
        state__in=QUESTIONED,
        meeting__state__in=["notified", "convened", "in_session"],
        meeting__body__kind__in=ASKING_BODIES,
    )
    rows = list(rows.order_by("meeting__starts_on", "order", "pk"))
    meetings = {item.meeting_id: item.meeting for item in rows}
    able = {key for key, meeting in meetings.items() if own_capacity(actor, meeting, person)}
    return [item for item in rows if item.meeting_id in able]


def own_capacity(actor: Actor, meeting: Meeting, person: Person) -> str:
    """In which capacity the account's person asks there: as a member before as a deputy; empty where in none."""
    for capacity in ("member", "committee_member", "deputy"):
        row = capacity_of(meeting, capacity)
        if row is None or not holds_capacity(meeting, capacity, person):
            continue
        if not row.invited or called_as(meeting, capacity, person, person.name) is not None:
            return capacity
    return ""


def likely_capacity(meeting: Meeting, person: Person | None) -> str:
    """The first capacity that the rulebook knows here and the register finds the person in.

    Whom no register knows is an invited expert; where experts may not ask, a deputy of another level.
    """
    known = capacities_of(meeting)
    if person is None:
        return next((one for one in ("expert", "deputy") if one in known), "")
    for capacity in ("member", "committee_member", "deputy"):
        if capacity in known and holds_capacity(meeting, capacity, person):
            return capacity
    return next((one for one in ("expert", "citizen") if one in known), "")
