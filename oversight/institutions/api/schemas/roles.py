"""职务与账号的数据格式。 Grants of roles and the accounts that hold them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Schema

from oversight.institutions.api.schemas.base import Given


class GrantOut(Schema):
    """授权。"""

    public_id: str
    account: str
    account_name: str
    role: str
    unit: str | None
    body: str | None
    valid_from: date | None
    valid_to: date | None

    @staticmethod
    def resolve_body(grant: Any) -> str | None:
        return grant.body.name if grant.body else None

    @staticmethod
    def resolve_account(grant: Any) -> str:
        return str(grant.account.public_id)

    @staticmethod
    def resolve_account_name(grant: Any) -> str:
        return str(grant.account)

    @staticmethod
    def resolve_unit(grant: Any) -> str | None:
        return grant.unit.name if grant.unit else None


class LeftGrantOut(Schema):
    """留下的授权: ``act`` (carry or end) is a proposal."""

    grant: GrantOut
    place: str
    since: date
    act: str
    reason: str

    @staticmethod
    def resolve_place(left: Any) -> str:
        return str(left.place.code)


class LeftGrantIn(Given):
    """One of them: carried over, for a unit's people with ``unit`` and for office staff with ``body``; or ended."""

    grant: str
    act: Literal["carry", "end"]
    unit: str | None = None
    body: str | None = None


class LeftGrantsIn(Given):
    """What is decided; roles that are not named stay."""

    decisions: list[LeftGrantIn]
    reason: str


class GrantIn(Given):
    """授权给账号。"""

    account: str
    role: str
    unit: str | None = None
    body: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class OpenAccountIn(Given):
    """给人员开账号。"""

    person: str
    role: str
    username: str = ""
    unit: str | None = None
    body: str | None = None
    valid_to: date | None = None


class AccountState(Schema):
    """Whether an account may sign in."""

    public_id: str
    is_active: bool


class AccountMade(Schema):
    """A new account; the first password is given once."""

    account: str
    username: str
    first_password: str
