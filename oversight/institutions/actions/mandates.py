"""代表任职: a mandate begins, changes its delegation, ends with a reason, leaves or rejoins the base."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import assign, check_period, check_place, end, put, said
from oversight.institutions.models import (
    Constituency,
    Delegation,
    Deputyship,
    Jurisdiction,
    Person,
    Term,
)

MANDATE_FIELDS = frozenset(
    {
        "constituency",
        "delegation",
        "valid_from",
        "valid_to",
        "counts_in_base",
        "base_reason",
        "end_reason",
    }
)


def add_deputyship(
    actor: Actor,
    place: Jurisdiction,
    *,
    person: Person,
    term: Term,
    constituency: Constituency | None = None,
    delegation: Delegation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    counts_in_base: bool = True,
    base_reason: str = "",
) -> Deputyship:
    """登记代表任职. Without ``valid_from`` the mandate begins with its term."""
    with _mandate_act("institutions.add_deputyship", actor, place):
        mandate = Deputyship(jurisdiction=place, person=person, term=term)
        return write_deputyship(
            place,
            mandate,
            constituency=constituency,
            delegation=delegation,
            valid_from=valid_from or term.valid_from,
            valid_to=valid_to,
            counts_in_base=counts_in_base,
            base_reason=base_reason,
        )


def change_deputyship(
    actor: Actor, place: Jurisdiction, *, deputyship: Deputyship, **changes: Any
) -> Deputyship:
    """更改代表任职的登记: constituency, delegation or group, dates."""
    with _mandate_act("institutions.change_deputyship", actor, place):
        return write_deputyship(place, deputyship, **changes)


def end_deputyship(
    actor: Actor, place: Jurisdiction, *, deputyship: Deputyship, on: date, reason: str
) -> Deputyship:
    """代表资格终止: the last day and the reason (代表法 art. 62)."""
    with _mandate_act("institutions.end_deputyship", actor, place, "《代表法》第六十二条"):
        check_place(place, deputyship=deputyship)
        missing = _("写明代表资格终止的原因。")
        end(deputyship, on, said(reason, "reason", "reason_missing", missing))
    return deputyship


def set_counts_in_base(
    actor: Actor, place: Jurisdiction, *, deputyship: Deputyship, counts: bool, reason: str = ""
) -> Deputyship:
    """是否计入全体代表 (代表法 art. 61); leaving the base needs the reason."""
    with _mandate_act("institutions.set_counts_in_base", actor, place, "《代表法》第六十一条"):
        text = "" if counts else reason.strip()
        return write_deputyship(place, deputyship, counts_in_base=counts, base_reason=text)


def write_deputyship(place: Jurisdiction, mandate: Deputyship, **changes: Any) -> Deputyship:
    """Save a mandate: one a person and term, its constituency and delegation of the same term."""
    assign(mandate, changes, MANDATE_FIELDS)
    check_place(place, deputyship=mandate, person=mandate.person, term=mandate.term)
    for where in ("constituency", "delegation"):
        part = getattr(mandate, where)
        if part is not None and part.term_id != mandate.term_id:
            raise Invalid("other_term", _("所选的选区或代表团不是这一届的。"), where=where)
    check_period(mandate.valid_from, mandate.valid_to)
    if not mandate.counts_in_base and not mandate.base_reason:
        raise Invalid("reason_missing", _("不计入全体代表的，写明原因。"), where="base_reason")
    if not place.has_congress:
        raise Invalid("no_congress", _("本地没有人民代表大会，不登记代表。"), where="person")
    same = queries.deputyships_in(place).filter(person=mandate.person, term=mandate.term)
    if same.exclude(pk=mandate.pk).exists():
        text = _("%(name)s已经是%(term)s代表。")
        values = {"name": mandate.person.name, "term": mandate.term}
        raise Invalid("mandate_exists", text % values, where="person")
    put(mandate)
    return mandate


def _mandate_act(code: str, actor: Actor, place: Jurisdiction, basis: str = "") -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted, basis=basis)
