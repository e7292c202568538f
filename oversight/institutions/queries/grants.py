"""读授权: which roles an account may act in, and who holds what in a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from oversight.accounts.models import Account
from oversight.accounts.queries import account_by_public_id
from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Body, Jurisdiction, RoleGrant
from oversight.institutions.queries.places import today


def grants_of(account: Any) -> list[RoleGrant]:
    """The roles that the account may act in today, in the order of their places."""
    scope = Scope.everywhere("an account may hold roles in several places")
    grants = list(
        RoleGrant.objects.in_scope(scope)
        .filter(account=account)
        .on(today())
        .select_related("jurisdiction", "unit", "body")
        .order_by("jurisdiction__code", "role", "pk")
    )
    for grant in grants:
        grant.account = account  # known already: not read once more for its label
    return grants


def acting_grants(account: Any) -> list[RoleGrant]:
    """The same roles in the same order, with no more than an actor is made of: every request asks for them."""
    scope = Scope.everywhere("an account may hold roles in several places")
    grants = list(
        RoleGrant.objects.in_scope(scope)
        .filter(account=account)
        .on(today())
        .select_related("jurisdiction")
        .only("public_id", "role", "account", "unit", "body", "jurisdiction__code")
        .order_by("jurisdiction__code", "role", "pk")
    )
    for grant in grants:
        grant.account = account
    return grants


def holds_role(
    account: Any, place: str, role: str, unit_id: int | None, body_id: int | None
) -> bool:
    """Whether a grant of today gives the account just this role in the place of this code."""
    scope = Scope.everywhere("an account may hold roles in several places")
    return (
        RoleGrant.objects.in_scope(scope)
        .filter(account=account, jurisdiction__code=place, role=role, unit=unit_id, body=body_id)
        .on(today())
        .exists()
    )


def actor_for(grant: RoleGrant) -> Actor:
    """The acting role that a grant gives."""
    return Actor(
        account_id=grant.account_id,
        label=str(grant.account),
        role=grant.role,
        place=grant.jurisdiction.code,
        unit_id=grant.unit_id,
        body_id=grant.body_id,
    )


def grants_in(place: Jurisdiction) -> models.QuerySet[RoleGrant]:
    """Every role ever given in the place, with account and unit."""
    return (
        RoleGrant.objects.in_scope(Scope.of(place))
        .select_related("account", "account__person", "unit", "body")
        .order_by("account__display_name", "account__username", "role", "pk")
    )


def holders(
    place: Jurisdiction, *roles: str, body: Body | None = None, day: date | None = None
) -> list[str]:
    """Names of those who hold one of the roles that day (today); of an office, its own staff."""
    found = grants_in(place).filter(role__in=roles).on(day or today())
    if body is not None:
        found = found.filter(body=body)
    return list(dict.fromkeys(str(grant.account) for grant in found[:6]))[:3]


def account_of_place(place: Jurisdiction, key: str) -> Account | None:
    """The account of this public id, where the place opened it or its people hold it."""
    found = account_by_public_id(key)
    if found is None or not (found.place == place.code or is_of_place(found, place)):
        return None
    return found


def is_of_place(account: Any, place: Jurisdiction) -> bool:
    """Whether the account belongs to people of this place: a role here, ever, or a person here."""
    person = getattr(account, "person", None)
    if person is not None and person.jurisdiction_id == place.pk:
        return True
    return RoleGrant.objects.in_scope(Scope.of(place)).filter(account=account).exists()
