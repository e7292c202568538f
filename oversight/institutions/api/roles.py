"""授权、账号和办公设置的读写 (token scope accounts:write, institutions:read and :write)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Status

from oversight.accounts import actions as accounts
from oversight.accounts.models import Account
from oversight.accounts.queries import account_by_public_id
from oversight.institutions import actions, permissions, queries
from oversight.institutions.actions.left_roles import Decision, settle_left_roles
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import (
    changes_of,
    optional,
    place_of,
    readable,
    the,
    writable,
)
from oversight.institutions.api.routing import router
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.left_roles import left_roles
from oversight.institutions.web import actor_of


def managed(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose accounts the token may manage."""
    place = place_of(code)
    if not permissions.can_manage_accounts(actor_of(request), place):
        raise PermissionDenied
    return place


@router.get("/{slug:place}/grants", response=list[s.GrantOut])
def list_grants(request: HttpRequest, place: str) -> Any:
    """授权 of today."""
    return queries.grants_in(managed(request, place)).on(queries.today())


@router.post("/{slug:place}/grants", response={201: s.GrantOut})
def grant_role(request: HttpRequest, place: str, body: s.GrantIn) -> Any:
    """授权。"""
    found, given = managed(request, place), body.dict()
    account = account_by_public_id(body.account)
    if account is None:
        raise Http404(body.account)
    given["account"] = account
    given["unit"] = optional(queries.units_of(found), body.unit)
    given["body"] = optional(queries.bodies_of(found), body.body)
    return Status(201, actions.grant_role(actor_of(request), found, **given))


@router.post("/{slug:place}/grants/{slug:key}/revoke", response=s.GrantOut)
def revoke_role(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> Any:
    """收回授权。"""
    found = managed(request, place)
    grant = the(queries.grants_in(found), key)
    return actions.revoke_role(actor_of(request), found, grant=grant, reason=body.reason)


@router.get("/{slug:place}/left-grants", response=list[s.LeftGrantOut])
def list_left_grants(request: HttpRequest, place: str) -> Any:
    """撤并地方留下的授权, with what is proposed for each."""
    return left_roles(managed(request, place))


@router.post("/{slug:place}/left-grants", response=list[s.GrantOut])
def settle_left_grants(request: HttpRequest, place: str, body: s.LeftGrantsIn) -> Any:
    """处理撤并地方留下的授权: gives the roles carried over."""
    found = managed(request, place)
    known = {one.grant.public_id: one.grant for one in left_roles(found)}
    decisions = []
    for one in body.decisions:
        if one.grant not in known:
            raise Http404(one.grant)
        unit = optional(queries.units_of(found), one.unit)
        office = optional(queries.bodies_of(found), one.body)
        decisions.append(Decision(known[one.grant], one.act == "carry", unit, office))
    return settle_left_roles(actor_of(request), found, decisions=decisions, reason=body.reason)


@router.post("/{slug:place}/accounts", response={201: s.AccountMade})
def open_account(request: HttpRequest, place: str, body: s.OpenAccountIn) -> Any:
    """给人员开账号。"""
    found, given = managed(request, place), body.dict()
    given["person"] = the(queries.people_of(found), body.person)
    given["unit"] = optional(queries.units_of(found), body.unit)
    given["body"] = optional(queries.bodies_of(found), body.body)
    account, password = actions.open_account(actor_of(request), found, **given)
    return Status(
        201,
        {
            "account": account.public_id,
            "username": account.username,
            "first_password": password,
        },
    )


@router.post("/{slug:place}/accounts/{slug:key}/disable", response=s.AccountState)
def disable_account(request: HttpRequest, place: str, key: str) -> Any:
    """停用账号: its devices are signed out, its codes and tokens stop working at once."""
    return set_active(request, place, key, accounts.disable_account)


@router.post("/{slug:place}/accounts/{slug:key}/enable", response=s.AccountState)
def enable_account(request: HttpRequest, place: str, key: str) -> Any:
    """恢复账号。"""
    return set_active(request, place, key, accounts.enable_account)


def set_active(request: HttpRequest, place: str, key: str, run: Callable[..., None]) -> Account:
    """Run one of the two acts on an account of the place."""
    found = managed(request, place)
    account = queries.account_of_place(found, key)
    if account is None:
        raise Http404(key)
    run(actor_of(request), found.code, account=account, permitted=True)
    return account


@router.get("/{slug:place}/settings", response=s.SettingsOut)
def read_settings(request: HttpRequest, place: str) -> Any:
    """办公设置。"""
    return queries.profile_of(readable(request, place))


@router.patch("/{slug:place}/settings", response=s.SettingsOut)
def change_settings(request: HttpRequest, place: str, body: s.SettingsPatch) -> Any:
    """更改办公设置。"""
    changes = changes_of(body)
    return actions.change_settings(actor_of(request), place_of(place), **changes)


@router.post("/{slug:place}/place-successions", response={201: s.PlaceEndOut})
def end_place(request: HttpRequest, place: str, body: s.PlaceEndIn) -> Any:
    """登记下级地方的撤并."""
    found, given = writable(request, place), body.dict()
    given["predecessor"] = place_of(body.predecessor)
    given["successor"] = place_of(body.successor)
    return Status(201, actions.end_place(actor_of(request), found, **given))


@router.get("/{slug:place}/place-successions", response=list[s.PlaceEndOut], auth=None)
def list_place_successions(request: HttpRequest, place: str) -> Any:
    """下级地方的撤并, as the place has recorded them."""
    return queries.place_successions().filter(jurisdiction=place_of(place))
