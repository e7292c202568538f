"""任免行为的共同做法: the person's matter locked, judged by the rules, changed by one step and recorded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.support import found, locked_item, meeting_act
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.meetings.rules.questions import Refusal

OF_ITEM = {"dismissal": frozenset({"dismissal"}), "appointment": frozenset(rules.KINDS[:3])}
"""Which kinds stand at which item: a dismissal motion is an item of its own."""


def check_item(item: AgendaItem, kind: str) -> None:
    """The item is one of persons, of this kind, and not yet decided."""
    if item.kind not in OF_ITEM:
        raise Refused("no_personnel_item", _("这项议题不是人事任免或者撤职案。"))
    if kind not in OF_ITEM[item.kind]:
        text = _("撤职案和其他任免分别列议题。")
        raise Invalid("other_item", text, where="kind", basis=_(rules.SUPERVISION_60))
    if item.state not in ("proposed", "placed", "considered"):
        raise Refused("item_decided", _("这项议题已付表决或者已有结果，不能再登记提请。"))


def check_new(item: AgendaItem, kind: str, name: str, post: str) -> None:
    """A person and a post stand on an item once."""
    same = queries.appointments_of(item).filter(kind=kind, name=name, post=post)
    if same.exclude(state="withdrawn").exists():
        text = _("%(name)s的这一项已经登记。") % {"name": name}
        raise Invalid("already_nominated", text, where="name")


def step(
    act: str, code: str, actor: Actor, place: Jurisdiction, one: Appointment, **changes: Any
) -> Appointment:
    """One step of a person's matter: judged, changed, recorded; a day (``…_on``) has come."""
    with meeting_act(
        code, actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        one = locked_appointment(place, one)
        allow(act, one)
        for name, value in changes.items():
            if name.endswith("_on"):
                not_to_come(value)
            setattr(one, name, value)
        put(one)
        running.facts = named(one)
    return one


def locked_appointment(place: Jurisdiction, one: Appointment) -> Appointment:
    """The person's matter as it stands now; meeting and item are locked first."""
    item = locked_item(place, one.item)
    rows = Appointment.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: Appointment = found(rows.filter(pk=one.pk).order_by())
    fresh.item = item
    return fresh


def allow(act: str, one: Appointment) -> None:
    """Refuse what the rules do not allow now."""
    refuse(rules.refusal(act, queries.facts_of_appointment(one)))


def refuse(why: Refusal | None) -> None:
    """Raise the refusal of a rule with its article."""
    if why is not None:
        raise Refused(why.code, _(why.text), basis=_(why.basis) if why.basis else "")


def named(one: Appointment) -> dict[str, Any]:
    """What the record of acts says of it."""
    return {"appointment": one.public_id, "item": one.item.public_id, "kind": one.kind}
