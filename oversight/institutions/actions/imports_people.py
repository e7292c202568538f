"""导入人员表的一行: a person, a mandate, a seat, a post, a liaison officer."""

from __future__ import annotations

from typing import Any

from oversight.institutions import queries
from oversight.institutions.actions.import_rows import (
    RowResult,
    differences,
    new_row,
    said,
    settled,
)
from oversight.institutions.actions.liaison import write_liaison
from oversight.institutions.actions.mandates import write_deputyship
from oversight.institutions.actions.offices import write_membership, write_post
from oversight.institutions.actions.people import write_person
from oversight.institutions.actions.rosters import write_constituency, write_delegation
from oversight.institutions.models import (
    Constituency,
    Delegation,
    Deputyship,
    Jurisdiction,
    LiaisonOfficer,
    Membership,
    Person,
    Post,
    Term,
)
from oversight.institutions.sheets.matching import (
    find_person,
    same_period,
    the_body,
    the_person,
    the_term,
    the_unit,
)


def person_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记或更正人员; by id the name may be mended."""
    wanted = said(values, "name", "gender", "birth_year", "phone", "note")
    wanted["name"] = " ".join(wanted["name"].split())
    person = find_person(
        place, values.get("public_id"), wanted["name"], values.get("birth_year"), "public_id"
    )
    if person is None:
        write_person(place, Person(jurisdiction=place), **wanted)
        return new_row(wanted)
    changes = differences(person, wanted)
    if changes:
        now = {name: after for name, (_before, after) in changes.items()}
        write_person(place, person, namesake=True, **now)
    return settled(changes)


def deputy_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记代表任职, with its constituency and delegation where they are new."""
    person, term = the_person(place, values), the_term(place, values["term_no"])
    wanted = said(values, "valid_from", "valid_to", "counts_in_base", "base_reason", "end_reason")
    if values.get("constituency"):
        wanted["constituency"] = _constituency(place, term, values["constituency"])
    if values.get("delegation"):
        wanted["delegation"] = _delegation(place, term, values["delegation"])
    rows = queries.deputyships_in(place).filter(person=person, term=term)
    mandate = rows.first()
    if mandate is None:
        wanted.setdefault("valid_from", term.valid_from)
        mandate = Deputyship(jurisdiction=place, person=person, term=term)
        write_deputyship(place, mandate, **wanted)
        return new_row({"term_no": term.term_no, **_in_words(wanted)})
    if wanted.get("counts_in_base") is True:
        wanted["base_reason"] = ""
    return _mend(mandate, wanted, lambda now: write_deputyship(place, mandate, **now))


def _constituency(place: Jurisdiction, term: Term, name: str) -> Constituency:
    found = queries.constituencies_of(place).filter(term=term, name=name).first()
    kind = "district" if place.level in {"county", "town"} else "electing_unit"
    record = Constituency(jurisdiction=place, term=term)
    return found or write_constituency(place, record, name=name, kind=kind)


def _delegation(place: Jurisdiction, term: Term, name: str) -> Delegation:
    found = queries.delegations_of(place).filter(term=term, name=name).first()
    kind = "group" if name.endswith("组") else "delegation"
    record = Delegation(jurisdiction=place, term=term)
    return found or write_delegation(place, record, name=name, kind=kind)


def member_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记组成人员。"""
    person, body = the_person(place, values), the_body(place, values["body"])
    wanted = said(values, "role", "valid_from", "valid_to", "end_reason")
    rows = list(queries.memberships_in(place).filter(person=person, body=body))
    seat = same_period(rows, values.get("valid_from"))
    if seat is None:
        write_membership(place, Membership(jurisdiction=place, person=person, body=body), **wanted)
        return new_row({"body": body.name, **wanted})
    return _mend(seat, wanted, lambda now: write_membership(place, seat, **now))


def post_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记单位职务。"""
    person, unit = the_person(place, values), the_unit(place, values["unit"])
    wanted = said(values, "is_head", "valid_from", "valid_to", "end_reason")
    title = " ".join(values["title"].split())
    rows = list(queries.posts_in(place).filter(person=person, unit=unit, title=title))
    post = same_period(rows, values.get("valid_from"))
    if post is None:
        post = Post(jurisdiction=place, person=person, unit=unit)
        write_post(place, post, title=title, **wanted)
        return new_row({"unit": unit.name, "title": title, **wanted})
    return _mend(post, wanted, lambda now: write_post(place, post, **now))


def liaison_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """确定联络员。"""
    person, unit = the_person(place, values), the_unit(place, values["unit"])
    wanted = said(values, "rank", "valid_from", "valid_to", "handover_note")
    rows = list(queries.liaisons_in(place).filter(person=person, unit=unit))
    officer = same_period(rows, values.get("valid_from"))
    if officer is None:
        officer = LiaisonOfficer(jurisdiction=place, person=person, unit=unit)
        write_liaison(place, officer, **wanted)
        return new_row({"unit": unit.name, **wanted})
    return _mend(officer, wanted, lambda now: write_liaison(place, officer, **now))


def _mend(record: Any, wanted: dict[str, Any], write: Any) -> RowResult:
    changes = differences(record, wanted)
    before_words = {name: str(before or "") for name, (before, _after) in changes.items()}
    if changes:
        write({name: after for name, (_before, after) in changes.items()})
    return settled(
        {
            name: (before_words[name], str(after)) if hasattr(after, "pk") else (before, after)
            for name, (before, after) in changes.items()
        }
    )


def _in_words(wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if hasattr(value, "pk") else value for key, value in wanted.items()}


PEOPLE_ROWS = {
    "people": person_row,
    "deputies": deputy_row,
    "members": member_row,
    "posts": post_row,
    "liaisons": liaison_row,
}
