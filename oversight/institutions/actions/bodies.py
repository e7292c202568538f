"""机构: creating, mending and ending bodies; a place may have only those its level allows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import (
    assign,
    check_period,
    check_place,
    end,
    named,
    put,
)
from oversight.institutions.models import Body, Jurisdiction, MeetingCounter, Term
from oversight.institutions.rules import bodies as rules

BODY_FIELDS = frozenset({"kind", "name", "short_name", "parent", "quota", "valid_from", "valid_to"})
SINGLE = frozenset(
    {"congress", "standing_committee", "chairpersons_meeting", "presidium", "street_committee"}
)


def create_body(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    name: str,
    short_name: str = "",
    parent: Body | None = None,
    quota: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Body:
    """设立机构。"""
    with _body_act("institutions.create_body", actor, place):
        return write_body(
            place,
            Body(jurisdiction=place),
            kind=kind,
            name=name,
            short_name=short_name,
            parent=parent,
            quota=quota,
            valid_from=valid_from,
            valid_to=valid_to,
        )


def correct_body(actor: Actor, place: Jurisdiction, *, body: Body, **changes: Any) -> Body:
    """更正机构的登记。"""
    with _body_act("institutions.correct_body", actor, place):
        return write_body(place, body, **changes)


def end_body(actor: Actor, place: Jurisdiction, *, body: Body, on: date) -> Body:
    """撤销机构: it exists until ``on``, that day included."""
    with _body_act("institutions.end_body", actor, place):
        check_place(place, body=body)
        end(body, on)
    return body


def set_meeting_counter(
    actor: Actor, place: Jurisdiction, *, body: Body, term: Term, next_meeting_no: int
) -> MeetingCounter:
    """定下一次会议的次数: the counter of a body within a term."""
    with _body_act("institutions.set_meeting_counter", actor, place):
        check_place(place, body=body, term=term)
        if next_meeting_no < 1:
            raise Invalid("bad_number", _("次数从 1 开始。"), where="next_meeting_no")
        if not body.adopts_by_vote:
            raise Invalid("no_meetings", _("这个机构不按届次开会。"), where="body")
        found = queries.counters_of(place).filter(body=body, term=term).first()
        counter = found or MeetingCounter(jurisdiction=place, body=body, term=term)
        counter.next_meeting_no = next_meeting_no
        put(counter)
    return counter


def write_body(place: Jurisdiction, body: Body, **changes: Any) -> Body:
    """Save a body that the place's level allows; congress, committee, presidium exist once."""
    assign(body, changes, BODY_FIELDS)
    check_place(place, body=body, parent=body.parent)
    body.name = named(body.name)
    reason = rules.why_not(place.level, place.kind, body.kind)
    if reason:
        text, basis = reason
        raise Invalid("body_not_allowed", _(text), basis=basis, where="kind")
    check_period(body.valid_from, body.valid_to)
    others = queries.bodies_of(place).exclude(pk=body.pk).on(body.valid_from or queries.today())
    if others.filter(name=body.name).exists():
        raise Invalid("body_exists", _("这个机构已经登记过。"), where="name")
    if body.kind in SINGLE and others.filter(kind=body.kind).exists():
        text = _("本地已经有“%(kind)s”。") % {"kind": body.get_kind_display()}
        raise Invalid("body_exists", text, where="kind")
    put(body)
    return body


def _body_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
