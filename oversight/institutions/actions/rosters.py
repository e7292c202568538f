"""届次、选区、代表团（小组）、联络站: what the roster of deputies is divided by."""

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
from oversight.institutions.models import (
    Constituency,
    Delegation,
    Jurisdiction,
    LiaisonStation,
    Term,
)

TERM_FIELDS = frozenset({"term_no", "valid_from", "valid_to"})
CONSTITUENCY_FIELDS = frozenset({"name", "kind", "seats"})
DELEGATION_FIELDS = frozenset({"name", "kind"})
STATION_FIELDS = frozenset({"name", "address", "phone", "opening", "valid_from", "valid_to"})


def create_term(
    actor: Actor,
    place: Jurisdiction,
    *,
    term_no: int,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Term:
    """登记一届: from the first meeting of one congress to the first of the next."""
    with _roster_act("institutions.create_term", actor, place):
        changes = {"valid_from": valid_from, "valid_to": valid_to}
        return write_term(place, Term(jurisdiction=place), term_no=term_no, **changes)


def correct_term(actor: Actor, place: Jurisdiction, *, term: Term, **changes: Any) -> Term:
    """更正届次的登记。"""
    with _roster_act("institutions.correct_term", actor, place):
        return write_term(place, term, **changes)


def create_constituency(
    actor: Actor,
    place: Jurisdiction,
    *,
    term: Term,
    name: str,
    kind: str = "district",
    seats: int | None = None,
) -> Constituency:
    """登记选区或选举单位。"""
    with _roster_act("institutions.create_constituency", actor, place):
        record = Constituency(jurisdiction=place, term=term)
        return write_constituency(place, record, name=name, kind=kind, seats=seats)


def correct_constituency(
    actor: Actor, place: Jurisdiction, *, constituency: Constituency, **changes: Any
) -> Constituency:
    """更正选区的登记。"""
    with _roster_act("institutions.correct_constituency", actor, place):
        return write_constituency(place, constituency, **changes)


def create_delegation(
    actor: Actor, place: Jurisdiction, *, term: Term, name: str, kind: str = "delegation"
) -> Delegation:
    """登记代表团或代表小组。"""
    with _roster_act("institutions.create_delegation", actor, place):
        record = Delegation(jurisdiction=place, term=term)
        return write_delegation(place, record, name=name, kind=kind)


def correct_delegation(
    actor: Actor, place: Jurisdiction, *, delegation: Delegation, **changes: Any
) -> Delegation:
    """更正代表团（小组）的登记。"""
    with _roster_act("institutions.correct_delegation", actor, place):
        return write_delegation(place, delegation, **changes)


def create_station(
    actor: Actor,
    place: Jurisdiction,
    *,
    name: str,
    address: str = "",
    phone: str = "",
    opening: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> LiaisonStation:
    """设立代表联络站。"""
    with _roster_act("institutions.create_station", actor, place):
        changes = {"address": address, "phone": phone, "opening": opening}
        changes |= {"valid_from": valid_from, "valid_to": valid_to}
        return write_station(place, LiaisonStation(jurisdiction=place), name=name, **changes)


def correct_station(
    actor: Actor, place: Jurisdiction, *, station: LiaisonStation, **changes: Any
) -> LiaisonStation:
    """更正联络站的登记。"""
    with _roster_act("institutions.correct_station", actor, place):
        return write_station(place, station, **changes)


def end_station(
    actor: Actor, place: Jurisdiction, *, station: LiaisonStation, on: date
) -> LiaisonStation:
    """撤销联络站。"""
    with _roster_act("institutions.end_station", actor, place):
        check_place(place, station=station)
        end(station, on)
    return station


def write_term(place: Jurisdiction, term: Term, **changes: Any) -> Term:
    """Save a term: its number once, its days not those of another term."""
    assign(term, changes, TERM_FIELDS)
    check_place(place, term=term)
    if not place.has_congress:
        raise Invalid("no_congress", _("本地没有人民代表大会，没有届次。"), where="term_no")
    check_period(term.valid_from, term.valid_to)
    others = queries.terms_of(place).exclude(pk=term.pk)
    if others.filter(term_no=term.term_no).exists():
        text = _("第 %(number)s 届已经登记过。") % {"number": term.term_no}
        raise Invalid("term_exists", text, where="term_no")
    dated = others.exclude(valid_from=None)
    text = _("与另一届的日期重叠。")
    if term.valid_from is not None:
        check_clear(dated, term.valid_from, term.valid_to, "terms_overlap", text, "valid_from")
    put(term)
    return term


def write_constituency(place: Jurisdiction, record: Constituency, **changes: Any) -> Constituency:
    """Save a constituency whose name is free within its term."""
    assign(record, changes, CONSTITUENCY_FIELDS)
    check_place(place, constituency=record, term=record.term)
    record.name = named(record.name)
    same = queries.constituencies_of(place).filter(term=record.term, name=record.name)
    if same.exclude(pk=record.pk).exists():
        raise Invalid("constituency_exists", _("这一届已有同名的选区。"), where="name")
    put(record)
    return record


def write_delegation(place: Jurisdiction, record: Delegation, **changes: Any) -> Delegation:
    """Save a delegation or group whose name is free within its term."""
    assign(record, changes, DELEGATION_FIELDS)
    check_place(place, delegation=record, term=record.term)
    record.name = named(record.name)
    same = queries.delegations_of(place).filter(
        term=record.term, name=record.name, kind=record.kind
    )
    if same.exclude(pk=record.pk).exists():
        raise Invalid("delegation_exists", _("这一届已有同名的代表团或小组。"), where="name")
    put(record)
    return record


def write_station(place: Jurisdiction, station: LiaisonStation, **changes: Any) -> LiaisonStation:
    """Save a station whose name is free."""
    assign(station, changes, STATION_FIELDS)
    check_place(place, station=station)
    station.name = named(station.name)
    check_period(station.valid_from, station.valid_to)
    same = queries.stations_of(place).filter(name=station.name).exclude(pk=station.pk)
    if same.exists():
        raise Invalid("station_exists", _("这个联络站已经登记过。"), where="name")
    put(station)
    return station


def _roster_act(code: str, actor: Actor, place: Jurisdiction) -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted)
