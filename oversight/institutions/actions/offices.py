"""职务: seats in bodies and posts in units. A standing committee's member holds no supervised office."""

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
    check_clear,
    check_period,
    check_place,
    end,
    named,
    put,
)
from oversight.institutions.models import Body, Jurisdiction, Membership, Person, Post, Unit
from oversight.institutions.rules import offices, periods

SEAT_FIELDS = frozenset({"role", "valid_from", "valid_to", "end_reason"})
POST_FIELDS = frozenset({"title", "is_head", "valid_from", "valid_to", "end_reason"})


def add_membership(
    actor: Actor,
    place: Jurisdiction,
    *,
    person: Person,
    body: Body,
    role: str = "member",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """登记组成人员: a person's seat in a body."""
    with _office_act("institutions.add_membership", actor, place):
        seat = Membership(jurisdiction=place, person=person, body=body)
        return write_membership(place, seat, role=role, valid_from=valid_from, valid_to=valid_to)


def end_membership(
    actor: Actor, place: Jurisdiction, *, membership: Membership, on: date, reason: str = ""
) -> Membership:
    """组成人员离任。"""
    with _office_act("institutions.end_membership", actor, place):
        check_place(place, membership=membership)
        end(membership, on, reason.strip())
    return membership


def add_post(
    actor: Actor,
    place: Jurisdiction,
    *,
    person: Person,
    unit: Unit,
    title: str,
    is_head: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Post:
    """登记单位职务。"""
    with _office_act("institutions.add_post", actor, place):
        post = Post(jurisdiction=place, person=person, unit=unit)
        changes = {"valid_from": valid_from, "valid_to": valid_to}
        return write_post(place, post, title=title, is_head=is_head, **changes)


def end_post(actor: Actor, place: Jurisdiction, *, post: Post, on: date, reason: str = "") -> Post:
    """单位职务离任。"""
    with _office_act("institutions.end_post", actor, place):
        check_place(place, post=post)
        end(post, on, reason.strip())
    return post


def write_membership(place: Jurisdiction, seat: Membership, **changes: Any) -> Membership:
    """Save a seat: once a person and body at a time, and compatible with the person's posts."""
    assign(seat, changes, SEAT_FIELDS)
    check_place(place, membership=seat, person=seat.person, body=seat.body)
    check_period(seat.valid_from, seat.valid_to)
    same = queries.memberships_in(place).filter(person=seat.person, body=seat.body)
    text = _("%(name)s已经在%(body)s任职。") % {"name": seat.person.name, "body": seat.body.name}
    rows = same.exclude(pk=seat.pk)
    check_clear(rows, seat.valid_from, seat.valid_to, "seat_taken", text, "body")
    for post in queries.posts_in(place).filter(person=seat.person):
        _check_compatible(seat, post, "body")
    put(seat)
    return seat


def write_post(place: Jurisdiction, post: Post, **changes: Any) -> Post:
    """Save a post: one head a unit at a time, and compatible with the person's seats."""
    assign(post, changes, POST_FIELDS)
    check_place(place, post=post, person=post.person, unit=post.unit)
    post.title = named(post.title, "title")
    check_period(post.valid_from, post.valid_to)
    rows = queries.posts_in(place).filter(unit=post.unit).exclude(pk=post.pk)
    if post.is_head:
        text = _("%(unit)s已有主要负责人，先办离任。") % {"unit": post.unit.name}
        heads = rows.filter(is_head=True)
        check_clear(heads, post.valid_from, post.valid_to, "head_taken", text, "is_head")
    text = _("%(name)s已经任这一职务。") % {"name": post.person.name}
    same = rows.filter(person=post.person, title=post.title)
    check_clear(same, post.valid_from, post.valid_to, "post_taken", text, "title")
    for seat in queries.memberships_in(place).filter(person=post.person):
        _check_compatible(seat, post, "unit")
    put(post)
    return post


def _check_compatible(seat: Membership, post: Post, where: str) -> None:
    same_days = periods.overlaps(seat.valid_from, seat.valid_to, post.valid_from, post.valid_to)
    if same_days and offices.is_incompatible(seat.body.kind, seat.role, post.unit.kind):
        text = _(
            "常委会组成人员不得担任国家行政机关、监察机关、审判机关和检察机关的职务，%(unit)s是%(kind)s。"
            "先办离任，再登记；企业、事业单位、团体、村（社区）的职务不在此限。"
        )
        values = {"unit": post.unit.name, "kind": post.unit.get_kind_display()}
        raise Invalid("incompatible", text % values, basis=offices.BASIS, where=where)


def _office_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
