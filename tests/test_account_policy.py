"""随职务而定的账号规矩: second factor and tokens follow the grants of the place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.accounts.models import Account
from oversight.audit.actors import operator
from oversight.config import policy
from oversight.institutions import actions, queries
from oversight.institutions.models import Jurisdiction, RoleGrant

pytestmark = pytest.mark.django_db


def make_place(code: str, *, require_totp: bool) -> Jurisdiction:
    return actions.create_place(
        operator(), code=code, name=code, kind="town", require_totp=require_totp
    )


def make_account(kind: str = "staff") -> Account:
    account, _initial = accounts.create_account(
        operator(), "a", permitted=True, username="lin", display_name="林知微", kind=kind
    )
    return account


def grant(place: Jurisdiction, account: Account, role: str = "clerk", **more) -> RoleGrant:
    return actions.grant_role(operator(), place, account=account, role=role, **more)


def test_one_place_that_requires_a_second_factor_is_enough():
    account = make_account()
    assert not policy.totp_required(account)
    grant(make_place("a", require_totp=False), account)
    assert not policy.totp_required(account)
    grant(make_place("b", require_totp=True), account)
    assert policy.totp_required(account)


def test_deputies_need_no_second_factor():
    account = make_account("deputy")
    grant(make_place("a", require_totp=True), account, "deputy")
    assert not policy.totp_required(account)


def test_a_role_is_held_for_its_place_and_its_days_only():
    account, place = make_account(), make_place("a", require_totp=False)
    other = make_place("b", require_totp=False)
    yesterday = queries.today() - timedelta(days=1)
    grant(place, account)
    grant(other, account, valid_from=yesterday - timedelta(days=9), valid_to=yesterday)
    assert policy.role_still_held(account, "a", "clerk", None, None)
    assert not policy.role_still_held(account, "a", "chair", None, None)
    assert not policy.role_still_held(account, "a", "clerk", 7, None)
    assert not policy.role_still_held(account, "a", "clerk", None, 7)
    assert not policy.role_still_held(account, "b", "clerk", None, None)
    assert [(held.place, held.role) for held in policy.roles_held(account)] == [("a", "clerk")]


def test_a_token_dies_with_the_grant():
    account, place = make_account(), make_place("a", require_totp=False)
    held = grant(place, account)
    _made, plain = accounts.issue_token(
        operator(),
        "a",
        account=account,
        role="clerk",
        unit_key=None,
        name="取数",
        scopes=["accounts:read"],
        days=1,
        permitted=True,
    )
    client = Client(headers={"Authorization": f"Bearer {plain}"})
    assert client.get("/api/v1/accounts/me").status_code == 200
    actions.revoke_role(operator(), place, grant=held, reason="调离")
    assert client.get("/api/v1/accounts/me").status_code == 401
