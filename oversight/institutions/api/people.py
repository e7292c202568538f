"""人员的读写: persons, mandates, seats, posts. Telephones only for the office, never public."""

from typing import Any

from django.http import HttpRequest
from ninja import Status
from ninja.pagination import LimitOffsetPagination, paginate

from oversight.institutions import actions, permissions, queries
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import (
    changes_of,
    optional,
    readable,
    the,
    writable,
)
from oversight.institutions.api.routing import router
from oversight.institutions.queries.people_list import people_list, person_row, with_ties
from oversight.institutions.web import actor_of


@router.get("/{slug:place}/people", response=list[s.PersonOut])
@paginate(LimitOffsetPagination)
def list_people(request: HttpRequest, place: str, q: str = "", group: str = "") -> Any:
    """人员 with what they hold today; group: deputies, members, posts, liaisons, none."""
    found, today = readable(request, place), queries.today()
    private = permissions.is_office(actor_of(request), found)
    rows = people_list(found, day=today, q=q, group=group).order_by("name", "pk")
    return [person_out(person, private) for person in with_ties(rows, found, today)]


@router.get("/{slug:place}/people/{slug:key}", response=s.PersonOut)
def one_person(request: HttpRequest, place: str, key: str) -> Any:
    """一个人。"""
    found, today = readable(request, place), queries.today()
    private = permissions.is_office(actor_of(request), found)
    return person_out(the(with_ties(queries.people_of(found), found, today), key), private)


def person_out(person: Any, private: bool) -> dict[str, Any]:
    """A person fetched ``with_ties``."""
    row = person_row(person)
    ties = [tie("deputyship", each, each.term, "") for each in row.mandates]
    ties += [tie("membership", each, each.body, each.role) for each in row.seats]
    ties += [tie("post", each, each.unit, each.title) for each in row.posts]
    ties += [tie("liaison", each, each.unit, each.rank) for each in row.liaisons]
    return {
        "public_id": person.public_id,
        "name": person.name,
        "gender": person.gender,
        "birth_year": person.birth_year,
        "phone": person.phone if private else None,
        "note": person.note if private else None,
        "ties": ties,
    }


def tie(kind: str, record: Any, where: Any, role: str) -> dict[str, Any]:
    return {
        "public_id": record.public_id,
        "kind": kind,
        "where": str(where),
        "role": role,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
    }


@router.post("/{slug:place}/people", response={201: s.Made})
def create_person(request: HttpRequest, place: str, body: s.PersonIn) -> Any:
    """登记人员。"""
    found = writable(request, place)
    return Status(201, actions.create_person(actor_of(request), found, **body.dict()))


@router.patch("/{slug:place}/people/{slug:key}", response=s.Made)
def correct_person(request: HttpRequest, place: str, key: str, body: s.PersonPatch) -> Any:
    """更正人员登记。"""
    found = writable(request, place)
    person = the(queries.people_of(found), key)
    changes = changes_of(body)
    return actions.correct_person(actor_of(request), found, person=person, **changes)


@router.post("/{slug:place}/deputyships", response={201: s.Made})
def add_deputyship(request: HttpRequest, place: str, body: s.DeputyshipIn) -> Any:
    """登记代表任职。"""
    found, given = writable(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    given["term"] = the(queries.terms_of(found), body.term)
    given["constituency"] = optional(queries.constituencies_of(found), body.constituency)
    given["delegation"] = optional(queries.delegations_of(found), body.delegation)
    return Status(201, actions.add_deputyship(actor_of(request), found, **given))


@router.patch("/{slug:place}/deputyships/{slug:key}", response=s.Made)
def change_deputyship(request: HttpRequest, place: str, key: str, body: s.DeputyshipPatch) -> Any:
    """更改代表任职登记。"""
    found, changes = writable(request, place), changes_of(body)
    mandate = the(queries.deputyships_in(found), key)
    if "constituency" in changes:
        rows = queries.constituencies_of(found)
        changes["constituency"] = optional(rows, body.constituency)
    if "delegation" in changes:
        changes["delegation"] = optional(queries.delegations_of(found), body.delegation)
    return actions.change_deputyship(actor_of(request), found, deputyship=mandate, **changes)


@router.post("/{slug:place}/deputyships/{slug:key}/end", response=s.Made)
def end_deputyship(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """代表资格终止。"""
    found = writable(request, place)
    mandate = the(queries.deputyships_in(found), key)
    return actions.end_deputyship(
        actor_of(request), found, deputyship=mandate, on=body.on, reason=body.reason
    )


@router.post("/{slug:place}/deputyships/{slug:key}/base", response=s.Made)
def set_counts_in_base(request: HttpRequest, place: str, key: str, body: s.BaseIn) -> Any:
    """是否计入全体代表。"""
    found = writable(request, place)
    mandate = the(queries.deputyships_in(found), key)
    return actions.set_counts_in_base(
        actor_of(request), found, deputyship=mandate, counts=body.counts, reason=body.reason
    )


@router.post("/{slug:place}/memberships", response={201: s.Made})
def add_membership(request: HttpRequest, place: str, body: s.MembershipIn) -> Any:
    """登记组成人员。"""
    found, given = writable(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    given["body"] = the(queries.bodies_of(found), body.body)
    return Status(201, actions.add_membership(actor_of(request), found, **given))


@router.post("/{slug:place}/memberships/{slug:key}/end", response=s.Made)
def end_membership(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """组成人员离任。"""
    found = writable(request, place)
    seat = the(queries.memberships_in(found), key)
    return actions.end_membership(
        actor_of(request), found, membership=seat, on=body.on, reason=body.reason
    )


@router.post("/{slug:place}/posts", response={201: s.Made})
def add_post(request: HttpRequest, place: str, body: s.PostIn) -> Any:
    """登记单位职务。"""
    found, given = writable(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    given["unit"] = the(queries.units_of(found), body.unit)
    return Status(201, actions.add_post(actor_of(request), found, **given))


@router.post("/{slug:place}/posts/{slug:key}/end", response=s.Made)
def end_post(request: HttpRequest, place: str, key: str, body: s.EndIn) -> Any:
    """单位职务离任。"""
    found = writable(request, place)
    post = the(queries.posts_in(found), key)
    return actions.end_post(actor_of(request), found, post=post, on=body.on, reason=body.reason)
