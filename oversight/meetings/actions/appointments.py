"""任免的写: nominated, introduced, examined, heard, voted one by one, announced, certified, sworn in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.files.actions import kept
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, not_to_come, put
from oversight.institutions.models import Jurisdiction, Person, Unit
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.appointment_support import (
    check_item,
    check_new,
    locked_appointment,
    named,
    step,
)
from oversight.meetings.actions.item_votes import put_to_vote
from oversight.meetings.actions.support import locked_item, meeting_act, written
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.voting.models import Poll


def nominate(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    kind: str,
    name: str,
    post: str,
    nominator: str,
    person: Person | None = None,
    unit: Unit | None = None,
    nominated_on: date | None = None,
    letter: Any = None,
    letter_number: str = "",
    reasons: str = "",
    needs_exam: bool = False,
    needs_statement: bool = False,
) -> Appointment:
    """登记提请: one person and one post, with the nomination letter; a dismissal with its reasons."""
    with meeting_act(
        "nominate", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        check_place(place, person=person, unit=unit)
        check_item(item, kind)
        if kind == "dismissal" and not reasons.strip():
            text = _(rules.NO_REASONS.text)
            raise Invalid("no_reasons", text, where="reasons", basis=_(rules.NO_REASONS.basis))
        nominated_on = nominated_on or institutions.today()
        not_to_come(nominated_on, "nominated_on")
        name = written(person.name if person else name, "name", _("姓名"), 60)
        post = written(post, "post", _("职务"), 100)
        check_new(item, kind, name, post)
        last = queries.appointments_of(item).order_by("-order").first()
        one = Appointment(
            jurisdiction=place,
            item=item,
            order=(last.order if last else 0) + 1,
            kind=kind,
            person=person,
            name=name,
            unit=unit,
            post=post,
            nominator=written(nominator, "nominator", _("提请人"), 100),
            nominated_on=nominated_on,
            letter=kept(actor, place, letter, _("任免提请函"), "letter")
            if letter is not None
            else None,
            letter_number=letter_number.strip()[:60],
            reasons=reasons.strip()[:20_000],
            needs_exam=needs_exam and kind == "appoint",
            needs_statement=needs_statement and kind == "appoint",
            created_label=actor.label[:100],
        )
        put(one)
        running.facts = named(one)
    return one


def introduce(
    actor: Actor, place: Jurisdiction, one: Appointment, *, introduced_by: str, text: str
) -> Appointment:
    """介绍情况: who told the meeting what of the person."""
    return step(
        "introduce",
        "introduce_nominee",
        actor,
        place,
        one,
        state="introduced",
        introduced_by=written(introduced_by, "introduced_by", _("介绍人"), 60),
        introduction=written(text, "text", _("介绍的情况"), 20_000),
        introduced_at=timezone.now(),
    )


def record_exam(
    actor: Actor,
    place: Jurisdiction,
    one: Appointment,
    *,
    passed: bool,
    on: date,
    note: str = "",
) -> Appointment:
    """法律知识考试: passed or not; who has not passed is not put to the vote where it is asked for."""
    changes: dict[str, Any] = {"state": "examined"} if passed else {}
    return step(
        "examine",
        "record_exam",
        actor,
        place,
        one,
        exam_passed=passed,
        exam_on=on,
        exam_note=note.strip()[:200],
        **changes,
    )


def record_statement(
    actor: Actor, place: Jurisdiction, one: Appointment, *, text: str
) -> Appointment:
    """任职发言: what the person said to the meeting."""
    return step(
        "state",
        "record_statement",
        actor,
        place,
        one,
        state="stated",
        statement=written(text, "text", _("任职发言要点"), 20_000),
        stated_at=timezone.now(),
    )


def hear_defence(
    actor: Actor, place: Jurisdiction, one: Appointment, *, how: str, text: str = ""
) -> Appointment:
    """申辩: heard at the meeting, handed in, or declined in writing (监督法 art. 62)."""
    if how not in dict(Appointment.DEFENCES) or not how:
        raise Invalid("unknown_defence", _("没有选申辩的方式。"), where="how")
    if how != "declined":
        text = written(text, "text", _("申辩要点"), 20_000)
    return step(
        "hear_defence",
        "hear_defence",
        actor,
        place,
        one,
        defence=how,
        defence_text=text.strip(),
        defence_at=timezone.now(),
    )


def put_appointments_to_vote(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    method: str = "paper",
    measure: str = "",
    chair: str = "",
    scrutineers: Sequence[Mapping[str, Any]] = (),
) -> Poll:
    """逐人付表决: one poll in which each person has a line of their own, always in secret."""
    with meeting_act(
        "put_appointments_to_vote",
        actor,
        place,
        meeting_permissions.can_run(actor, place),
        rules.CODE,
    ) as running:
        item = locked_item(place, item)
        ready = list(queries.coming_to_vote(item))
        options = [queries.option_of(one) for one in ready]
        poll = put_to_vote(
            actor,
            place,
            item,
            kind="vote",
            options=options,
            method=method,
            secret=True,
            measure=measure,
            chair=chair,
            scrutineers=scrutineers,
        )
        running.facts = {"item": item.public_id, "poll": poll.public_id, "persons": len(ready)}
    return poll


def record_result(
    actor: Actor, place: Jurisdiction, one: Appointment, *, poll: str, passed: bool, text: str
) -> Appointment:
    """登记表决结果: what the chair announced for this person; run by the worker, any number of times."""
    rows = Appointment.objects.in_scope(Scope.of(place))
    if not rows.filter(pk=one.pk, state="put_to_vote").exists():
        return one
    with meeting_act(
        "record_appointment", actor, place, actor.role == "system", rules.CODE
    ) as running:
        one = locked_appointment(place, one)
        if one.state != "put_to_vote":
            return one
        one.state = "adopted" if passed else "not_adopted"
        one.poll, one.result_text, one.decided_at = poll, text[:1000], timezone.now()
        put(one)
        running.facts = named(one) | {"poll": poll, "passed": passed}
    return one


def announce(
    actor: Actor, place: Jurisdiction, one: Appointment, *, number: str, on: date
) -> Appointment:
    """公告: its number and day."""
    return step(
        "announce",
        "announce_appointment",
        actor,
        place,
        one,
        announcement=written(number, "number", _("公告编号"), 60),
        announced_on=on,
    )


def certify(
    actor: Actor, place: Jurisdiction, one: Appointment, *, number: str, on: date
) -> Appointment:
    """颁发任命书."""
    return step(
        "certify",
        "certify_appointment",
        actor,
        place,
        one,
        state="certified",
        certificate=written(number, "number", _("任命书编号"), 60),
        certified_on=on,
    )


def record_oath(
    actor: Actor, place: Jurisdiction, one: Appointment, *, on: date, leader: str
) -> Appointment:
    """宪法宣誓 (宪法 art. 27)."""
    return step(
        "swear",
        "record_oath",
        actor,
        place,
        one,
        state="sworn",
        sworn_on=on,
        oath_leader=written(leader, "leader", _("监誓人"), 60),
    )


def withdraw(actor: Actor, place: Jurisdiction, one: Appointment, *, reason: str) -> Appointment:
    """撤回提请: by the nominator, before the vote."""
    reason = written(reason, "reason", _("原因"), 500)
    return step(
        "withdraw", "withdraw_nomination", actor, place, one, state="withdrawn", state_reason=reason
    )
