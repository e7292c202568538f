"""收件的样例: places, people and notices."""

from __future__ import annotations

from typing import Any

from oversight.accounts.models import Account
from oversight.accounts.tests.builders import make_account
from oversight.audit.actors import Actor, operator
from oversight.inbox import actions
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import actor_for, grants_of


def make_place(code: str = "qingshi", name: str = "青石镇") -> Jurisdiction:
    """A place of its own."""
    return institutions.create_place(operator(), code=code, name=name, kind="town")


def make_staff(place: Jurisdiction, role: str = "clerk", **more: Any) -> Account:
    """An account that holds the role in the place."""
    account = make_account(place=place.code)
    institutions.grant_role(operator(), place, account=account, role=role, **more)
    return account


def acting(account: Account) -> Actor:
    """The acting role of the account."""
    return actor_for(grants_of(account)[0])


def make_notice(account: Account, title: str = "6月热线数据已冻结", **more: Any) -> Notice:
    """One notice in the account's inbox."""
    more.setdefault("key", title)
    actions.notify(account=account, title=title, **more)
    return Notice.rows.get(account=account, key=more["key"])
