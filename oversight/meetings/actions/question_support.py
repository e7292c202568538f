"""询问行为的共同做法: who asks, whether the rules allow it, the question locked, put, and who is told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.inbox.actions import notify
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction, Person
from oversight.meetings.actions.support import found, locked_item
from oversight.meetings.models import AgendaItem, Question
from oversight.meetings.queries import questions as queries
from oversight.meetings.rules import asking
from oversight.meetings.rules import questions as rules
from oversight.ui import formats

MOST = 1000


def as_oneself(actor: Actor, place: Jurisdiction, item: AgendaItem) -> tuple[Person, str, str]:
    """The account's own person, name and capacity."""
    person = queries.own_person(actor, place)
    if person is None:
        text = _("没有提出。你的账号没有对应到人员名册，请联系办公室。")
        raise Refused("account_without_person", text)
    capacity = queries.own_capacity(actor, item.meeting, person)
    if not capacity:
        wanted = "member" if actor.role == "member" else "deputy"
        facts = queries.asker_facts(item.meeting, wanted, person, person.name)
        row = queries.capacity_of(item.meeting, wanted)
        refuse(asking.refusal(row, facts, rules.LIVE) or asking.NO_ROW)
    return person, person.name, capacity


def moment_refusal(item_state: str, moment: str) -> rules.Refusal | None:
    """Whether the item takes questions at this moment."""
    if moment == rules.BEFORE:
        return rules.before_refusal(item_state)
    return rules.live_refusal(item_state)


def allow_asker(
    item: AgendaItem,
    capacity: str,
    person: Person | None,
    name: str,
    moment: str,
    *,
    follow_up: bool = False,
) -> str:
    """Refuse who may not ask; gives the basis on which the asker may."""
    row = queries.capacity_of(item.meeting, capacity)
    facts = queries.asker_facts(item.meeting, capacity, person, name)
    refuse(asking.refusal(row, facts, moment, follow_up=follow_up), "capacity")
    return row.basis if row else ""


def refuse_twice(item: AgendaItem, person: Person | None, name: str, text: str) -> None:
    """The same question of the same person at the same item, while the first is open, is one question."""
    rows = queries.questions_of(item).filter(state__in=rules.OPEN, follow_up_of=None)
    rows = rows.filter(person=person) if person else rows.filter(person=None, asker_name=name[:60])
    wanted = rules.plain(text)
    first = next((one for one in rows if rules.plain(one.text) == wanted), None)
    if first is not None:
        said = _("没有再提出。%(name)s在%(at)s已经提出同一个问题（%(state)s），一个问题提一次。")
        values = {
            "name": first.asker_name,
            "at": formats.moment(timezone.localtime(first.filed_at)),
            "state": first.get_state_display(),
        }
        raise Refused("filed_already", said % values, where="text")


def next_order(item: AgendaItem) -> int:
    """Behind everything that stands."""
    last = queries.questions_of(item).order_by("-order").first()
    return (last.order if last else 0) + 1


def refuse(why: rules.Refusal | None, where: str = "") -> None:
    """Raise the refusal of a rule with its article."""
    if why is not None:
        basis = _(why.basis) if why.basis else ""
        raise Refused(why.code, _(why.text), basis=basis, where=where)


def locked_question(place: Jurisdiction, question: Question) -> Question:
    """The question as it stands now; its meeting and item are locked first."""
    item = locked_item(place, question.item)
    rows = Question.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: Question = found(rows.select_related("person", "unit").filter(pk=question.pk).order_by())
    fresh.item = item
    return fresh


def allow(act: str, question: Question) -> None:
    """Refuse what the rules do not allow with the question now."""
    refuse(rules.refusal(act, queries.facts_of_question(question)))


def put_now(question: Question) -> None:
    """The question is being answered from now on."""
    allow("ask", question)
    question.state, question.asked_at = "asked", timezone.now()
    put(question)


def named(question: Question) -> dict[str, Any]:
    """What the record of acts says of a question."""
    return {"question": question.public_id, "item": question.item.public_id}


def tell_asker(place: Jurisdiction, question: Question, title: str, text: str) -> None:
    """The asker hears of it where they sign in."""
    if question.person is None or question.person.account_id is None:
        return
    notify(
        key=f"question:{question.public_id}:{question.state}",
        title=title,
        text=text,
        url=reverse("meetings:my_question", args=[place.code, question.public_id]),
        kind="matter",
        place=place,
        accounts={question.person.account_id},
    )


def tell_unit(place: Jurisdiction, question: Question) -> None:
    """Those who speak for the unit learn what to answer in writing."""
    values = {"item": question.item.title}
    notify(
        key=f"question:{question.public_id}:written",
        title=_("请书面答复一个询问：%(item)s") % values,
        text=question.text,
        url=reverse("meetings:question", args=[place.code, question.public_id]),
        kind="matter",
        place=place,
        roles=("liaison", "unit_head"),
        unit=question.unit,
    )
