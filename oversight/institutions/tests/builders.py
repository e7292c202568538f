"""造数据: places, units, people and signed-in accounts for tests, made by the same acts as a user's."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import Actor, operator
from oversight.institutions import actions, queries
from oversight.institutions.middleware import GRANT_KEY
from oversight.institutions.models import (
    Body,
    Deputyship,
    Jurisdiction,
    Person,
    RoleGrant,
    Term,
    Unit,
)

NUMBERS = count(1)


def make_place(code: str = "", kind: str = "county", **more: Any) -> Jurisdiction:
    """A place; double verification off, so that a test signs in with one step."""
    code = code or f"place{next(NUMBERS)}"
    more.setdefault("require_totp", False)
    more.setdefault("name", f"示例{code}")
    return actions.create_place(operator(), code=code, kind=kind, **more)


def make_unit(place: Jurisdiction, name: str = "", **more: Any) -> Unit:
    return actions.create_unit(operator(), place, name=name or f"第{next(NUMBERS)}局", **more)


def make_person(place: Jurisdiction, name: str = "", **more: Any) -> Person:
    return actions.create_person(operator(), place, name=name or f"人员{next(NUMBERS)}", **more)


def make_bodies(place: Jurisdiction, **more: Any) -> dict[str, Body]:
    return actions.create_standard_bodies(operator(), place, **more)


def make_term(place: Jurisdiction, number: int = 18, since: date = date(2022, 1, 10)) -> Term:
    return actions.create_term(operator(), place, term_no=number, valid_from=since)


def make_deputy(place: Jurisdiction, name: str = "", **more: Any) -> Deputyship:
    """A person with a mandate in the running term, which is made if there is none."""
    term = queries.current_term(place) or make_term(place)
    person = make_person(place, name)
    return actions.add_deputyship(operator(), place, person=person, term=term, **more)


def make_account(name: str = "", kind: str = "staff", place: str = "") -> Any:
    """An account that may work at once."""
    name = name or f"user{next(NUMBERS)}"
    account, _password = accounts.create_account(
        operator(),
        place,
        permitted=True,
        username=name,
        display_name=name,
        kind=kind,
        password=None if kind == "deputy" else "a-long-example-7",
    )
    return account


def make_grant(
    place: Jurisdiction,
    role: str = "clerk",
    unit: Unit | None = None,
    account: Any = None,
    body: Body | None = None,
) -> RoleGrant:
    """A role of an account in the place."""
    kind = "deputy" if role == "deputy" else "staff"
    account = account or make_account(kind=kind, place=place.code)
    if role in RoleGrant.OF_UNIT and unit is None:
        unit = make_unit(place)
    if role in RoleGrant.OF_BODY and body is None:
        body = make_office(place)
    return actions.grant_role(operator(), place, account=account, role=role, unit=unit, body=body)


def make_office(place: Jurisdiction, name: str = "") -> Body:
    """A committee office (委室); in a sub-district its working committee stands for it."""
    kind = "working_office" if place.has_congress else "street_committee"
    name = name or f"第{next(NUMBERS)}工委"
    return actions.create_body(operator(), place, kind=kind, name=name)


def make_actor(place: Jurisdiction, role: str = "clerk", **more: Any) -> Actor:
    return queries.actor_for(make_grant(place, role, **more))


def signed_in(grant: RoleGrant) -> Client:
    """A client of the account, acting in the role of the grant."""
    client = Client()
    client.force_login(grant.account, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[GRANT_KEY] = grant.public_id
    session.save()
    return client


def clerk_of(place: Jurisdiction, role: str = "clerk") -> Client:
    """A client signed in as the clerk (or another role) of the place."""
    return signed_in(make_grant(place, role))
