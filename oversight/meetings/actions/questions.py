"""询问的写: filing, ordering, asking, a follow-up, blocking, turning into a written answer, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Jurisdiction, Person, Unit
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.question_support import (
    MOST,
    allow,
    allow_asker,
    as_oneself,
    locked_question,
    moment_refusal,
    named,
    next_order,
    put_now,
    refuse,
    refuse_twice,
    tell_asker,
    tell_unit,
)
from oversight.meetings.actions.support import locked_item, meeting_act, refuse_over, written
from oversight.meetings.models import AgendaItem, Question
from oversight.meetings.queries import questions as queries
from oversight.meetings.rules import questions as rules
from oversight.rulebooks import queries as rulebooks


def file_question(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    text: str,
    unit: Unit | None = None,
    capacity: str = "",
    person: Person | None = None,
    name: str = "",
    title: str = "",
    moment: str = "",
    ask: bool = False,
) -> Question:
    """提出询问: filed before the meeting or raised live, in the asker's capacity.

    ``ask``: put at once, in the same act, by who presides or enters for them.

    A member or deputy asks for themselves; the office enters for others, naming ``person`` or ``name`` and the
    ``capacity``. ``moment`` is before or live; left empty it follows from the item's state.
    """
    with meeting_act(
        "file_question", actor, place, permissions.can_file(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        refuse_over(item.meeting)
        check_place(place, unit=unit, person=person)
        entered = permissions.can_enter(actor, place)
        if not entered:
            person, name, capacity = as_oneself(actor, place, item)
        name = " ".join((person.name if person else name).split())
        if not name:
            raise Invalid("asker_missing", _("没有写询问人。"), where="name")
        if capacity not in dict(Question.CAPACITIES):
            raise Invalid("unknown_capacity", _("没有这种询问身份。"), where="capacity")
        moment = moment or (rules.LIVE if item.state == "considered" else rules.BEFORE)
        refuse(moment_refusal(item.state, moment))
        basis = allow_asker(item, capacity, person, name, moment)
        text = written(text, "text", _("问题"), MOST)
        refuse_twice(item, person, name, text)
        called = queries.called_as(item.meeting, capacity, person, name)
        question = Question(
            jurisdiction=place,
            item=item,
            order=next_order(item),
            person=person,
            asker_name=name[:60],
            asker_title=(title.strip() or (called.title if called else ""))[:100],
            capacity=capacity,
            moment=moment,
            unit=unit,
            text=text,
            filed_by_id=actor.account_id,
            filed_label=actor.label[:100],
            entered=entered,
            **rulebooks.in_force(place).stored,
        )
        put(question)
        running.basis = basis[:300]
        running.facts = {
            "question": question.public_id,
            "item": item.public_id,
            "moment": moment,
            "capacity": capacity,
        }
        if ask:
            if not permissions.can_preside(actor, place):
                raise NotPermitted
            put_now(question)
            running.facts["asked"] = True
    return question


def change_question(
    actor: Actor, place: Jurisdiction, question: Question, *, text: str, unit: Unit | None
) -> Question:
    """改询问: the asker, or the office for the asker, until it is put in order or asked."""
    with meeting_act(
        "change_question",
        actor,
        place,
        permissions.may_change(actor, place, question),
        rules.CODE,
    ):
        question = locked_question(place, question)
        allow("edit", question)
        check_place(place, unit=unit)
        question.text, question.unit = written(text, "text", _("问题"), MOST), unit
        put(question)
    return question


def order_questions(
    actor: Actor, place: Jurisdiction, item: AgendaItem, keys: Sequence[str]
) -> list[Question]:
    """排序: the chair's order of what has not been asked; what is not named stays behind in its order."""
    with meeting_act(
        "order_questions", actor, place, permissions.can_preside(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        rows = {one.public_id: one for one in queries.waiting(item)}
        wanted = rules.in_order(tuple(rows), tuple(keys))
        if not rows:
            raise Refused("nothing_to_order", _("没有等待提问的问题。"))
        first = min(one.order for one in rows.values())
        ordered = []
        for number, key in enumerate(wanted, start=first):
            question = rows[key]
            question.order, question.state = number, "ordered"
            put(question)
            ordered.append(question)
        running.facts = {"item": item.public_id, "order": list(wanted)}
    return ordered


def move_question(
    actor: Actor, place: Jurisdiction, question: Question, *, by: int
) -> list[Question]:
    """上移、下移: the order with this question one place up (-1) or down (+1)."""
    keys = [one.public_id for one in queries.waiting(question.item)]
    allow("order", question)
    return order_questions(actor, place, question.item, rules.moved(keys, question.public_id, by))


def ask_question(actor: Actor, place: Jurisdiction, question: Question) -> Question:
    """提问: from now on it is being answered; one at a time."""
    with meeting_act(
        "ask_question", actor, place, permissions.can_preside(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, question)
        put_now(question)
        running.facts = named(question)
    return question


def follow_up(actor: Actor, place: Jurisdiction, question: Question, *, text: str) -> Question:
    """追问: once, by the same asker, at once after the answer."""
    with meeting_act(
        "follow_up_question", actor, place, permissions.can_preside(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, question)
        allow("follow_up", question)
        basis = allow_asker(
            question.item,
            question.capacity,
            question.person,
            question.asker_name,
            rules.LIVE,
            follow_up=True,
        )
        again = Question(
            jurisdiction=place,
            item=question.item,
            order=question.order,
            person=question.person,
            asker_name=question.asker_name,
            asker_title=question.asker_title,
            capacity=question.capacity,
            moment=rules.LIVE,
            unit=question.unit,
            text=written(text, "text", _("追问"), MOST),
            follow_up_of=question,
            state="asked",
            filed_by_id=actor.account_id,
            filed_label=actor.label[:100],
            entered=True,
            asked_at=timezone.now(),
            **rulebooks.in_force(place).stored,
        )
        put(again)
        running.basis = basis[:300]
        running.facts = named(again) | {"follow_up_of": question.public_id}
    return again


def block_question(
    actor: Actor, place: Jurisdiction, question: Question, *, ground: str, reason: str = ""
) -> Question:
    """不予提问: on one of the known grounds, with its article; the asker is told and may ask otherwise."""
    with meeting_act(
        "block_question", actor, place, permissions.can_preside(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, question)
        allow("block", question)
        if ground not in rules.GROUNDS:
            raise Invalid("unknown_ground", _("没有这种不予提问的情形。"), where="ground")
        because = rules.GROUNDS[ground]
        question.state, question.ground = "blocked", ground
        question.reason = reason.strip()[:500]
        question.basis = running.basis = because.basis[:300]
        question.closed_at = timezone.now()
        put(question)
        running.facts = named(question) | {"ground": ground}
        running.note = question.reason
        tell_asker(place, question, _("你的询问不予提问"), _(because.text))
    return question


def defer_question(
    actor: Actor,
    place: Jurisdiction,
    question: Question,
    *,
    reason: str,
    due: date | None = None,
    unit: Unit | None = None,
) -> Question:
    """转为书面答复: what cannot be answered on the spot, or was not reached; the unit is told."""
    with meeting_act(
        "defer_question", actor, place, permissions.can_preside(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, question)
        allow("defer", question)
        check_place(place, unit=unit)
        question.unit = unit or question.unit
        if question.unit is None:
            text = _("没有转为书面答复。这个问题没有写请谁答复，先写明单位。")
            raise Invalid("no_unit", text, where="unit")
        if due is not None and due < institutions.today():
            raise Invalid("in_the_past", _("书面答复的期限已经过去。"), where="due")
        question.state, question.written_due = "deferred", due
        question.reason = running.note = written(reason, "reason", _("原因"), 500)
        put(question)
        running.facts = named(question)
        tell_unit(place, question)
    return question


def withdraw_question(
    actor: Actor, place: Jurisdiction, question: Question, *, reason: str = ""
) -> Question:
    """撤回: by the asker, or recorded by the clerk; only what has not been asked."""
    with meeting_act(
        "withdraw_question",
        actor,
        place,
        permissions.may_withdraw(actor, place, question),
        rules.CODE,
    ) as running:
        question = locked_question(place, question)
        allow("withdraw", question)
        question.state, question.closed_at = "withdrawn", timezone.now()
        question.reason = running.note = reason.strip()[:500]
        put(question)
        running.facts = named(question)
    return question
