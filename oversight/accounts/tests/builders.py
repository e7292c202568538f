"""测试用的账号: makers with valid defaults, calling the acts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from oversight.accounts import actions
from oversight.accounts.models import Account, ApiToken, LoginCode
from oversight.audit.actors import operator

PLACE = "qingshi"
PASSWORD = "yun-chuan-7203"
_numbers = itertools.count(1)


def make_account(
    username: str = "",
    *,
    display_name: str = "周砚清",
    kind: str = "staff",
    place: str = PLACE,
    password: str | None = PASSWORD,
) -> Account:
    """A staff account that may sign in with ``PASSWORD``."""
    account, _initial = actions.create_account(
        operator(),
        place,
        permitted=True,
        username=username or f"staff{next(_numbers)}",
        display_name=display_name,
        kind=kind,
        password=password,
    )
    return account


def make_deputy(display_name: str = "李松和", *, place: str = PLACE) -> tuple[Account, str]:
    """A deputy with a login code; returns the code in clear."""
    account, _none = actions.create_account(
        operator(), place, permitted=True, display_name=display_name, kind="deputy"
    )
    return account, make_code(account)[1]


def make_code(account: Account, days: int = 30) -> tuple[LoginCode, str]:
    """A login code of the account and its clear form."""
    return actions.issue_login_code(
        operator(), account.place, account=account, permitted=True, days=days
    )


def make_token(
    account: Account, *, scopes: Iterable[str] = ("accounts:read",), role: str = "clerk"
) -> tuple[ApiToken, str]:
    """A token of the account and its clear form; the role must be held."""
    return actions.issue_token(
        operator(),
        account.place,
        account=account,
        role=role,
        unit_key=None,
        name="月度取数",
        scopes=scopes,
        days=30,
        permitted=True,
    )
