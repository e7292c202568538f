"""人员: registering a person, mending the record, joining it to an account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import assign, check_place, named, put
from oversight.institutions.models import Jurisdiction, Person

PERSON_FIELDS = frozenset({"name", "gender", "birth_year", "phone", "note"})


def create_person(
    actor: Actor,
    place: Jurisdiction,
    *,
    name: str,
    gender: str = "",
    birth_year: int | None = None,
    phone: str = "",
    note: str = "",
    namesake: bool = False,
) -> Person:
    """登记人员. ``namesake``: another person of the same name and year is known and is not this one."""
    with act(
        "institutions.create_person",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ):
        person = Person(jurisdiction=place)
        changes = {"name": name, "gender": gender, "birth_year": birth_year}
        return write_person(place, person, namesake=namesake, **changes, phone=phone, note=note)


def correct_person(
    actor: Actor, place: Jurisdiction, *, person: Person, namesake: bool = False, **changes: Any
) -> Person:
    """更正人员的登记。"""
    with act(
        "institutions.correct_person",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ):
        check_place(place, person=person)
        return write_person(place, person, namesake=namesake, **changes)


def link_account(actor: Actor, place: Jurisdiction, *, person: Person, account: Any) -> Person:
    """人员与账号对应 (``account`` None: no longer)."""
    with act(
        "institutions.link_account",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_accounts(actor, place),
    ):
        check_place(place, person=person)
        other = getattr(account, "person", None)
        if other is not None and other.pk != person.pk:
            text = _("这个账号已经是%(name)s的。") % {"name": other.name}
            raise Invalid("account_taken", text, where="account")
        person.account = account
        put(person)
    return person


def write_person(
    place: Jurisdiction, person: Person, *, namesake: bool = False, **changes: Any
) -> Person:
    """Save a person; a second one of the same name and birth year only when said to be another."""
    assign(person, changes, PERSON_FIELDS)
    person.name = named(person.name)
    check_birth_year(person.birth_year)
    same = queries.people_of(place).filter(name=person.name, birth_year=person.birth_year)
    if not namesake and same.exclude(pk=person.pk).exists():
        text = _("已经登记过同名同年的%(name)s。不是同一个人的，选“同名的另一人”。")
        raise Invalid("namesake", text % {"name": person.name}, where="name")
    put(person)
    return person


def check_birth_year(year: int | None) -> None:
    """Refuse a year of birth that no living adult has."""
    now = queries.today().year
    if year is not None and not now - 120 <= year <= now - 16:
        text = _("出生年份应在 %(low)d 到 %(high)d 之间。") % {"low": now - 120, "high": now - 16}
        raise Invalid("bad_birth_year", text, where="birth_year")
