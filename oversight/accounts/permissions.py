"""谁可以改账号: everyone their own; other people's only where the office above passes its permission in."""

from __future__ import annotations

import rules

from oversight.accounts.models import Account
from oversight.audit.actors import OPERATOR, SYSTEM, Actor


@rules.predicate
def is_own_account(actor: Actor, account: Account) -> bool:
    """本人可以看本人的账号、设备和令牌。 The owner of the account."""
    return actor.account_id is not None and actor.account_id == account.pk


@rules.predicate
def can_read_own(actor: Actor, account: Account) -> bool:
    """本人可以看本人的账号；用令牌时须有 accounts:read。 Reading one's own account."""
    return is_own_account(actor, account) and actor.may_use("accounts:read")


@rules.predicate
def can_change_own(actor: Actor, account: Account) -> bool:
    """本人可以改本人的账号；用令牌时须有 accounts:write。 Changing one's own account."""
    return is_own_account(actor, account) and actor.may_use("accounts:write")


def operates_the_server(actor: Actor) -> bool:
    """命令行和系统可以办理账号事务。 The command line and the system."""
    return actor.role in {OPERATOR, SYSTEM}
