"""账号归谁管: the place that opened an account, and the chain that keeps its entries."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.accounts.models import Account
from oversight.accounts.permissions import operates_the_server
from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted


def chain_of(actor: Actor, account: Account) -> str:
    """Acts on one's own account are kept where the account was opened."""
    return account.place or actor.place


def require_home(actor: Actor, account: Account, place_code: str) -> None:
    """Refuses the office of another place than the one that opened the account.

    An account opened by no place is the server's: any office might otherwise give it a role and take it over.
    """
    if operates_the_server(actor) or (account.place and account.place == place_code):
        return
    raise NotPermitted(
        _("没有办理。这个账号由另一个地方开设，请那里的系统管理员或经办人办理。"),
        code="account_of_another_place",
    )
