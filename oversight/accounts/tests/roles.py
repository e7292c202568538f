"""测试用的职务: stands in for the layer above. Every account is clerk of its own place but those in STRANGERS."""

from __future__ import annotations

from oversight.accounts.models import Account
from oversight.accounts.policy import HeldRole

STRANGERS: set[int] = set()


def role_still_held(
    account: Account, place: str, role: str, unit_key: int | None, body_key: int | None
) -> bool:
    return account.pk not in STRANGERS and (role, place) == ("clerk", account.place)


def roles_held(account: Account) -> list[HeldRole]:
    if account.pk in STRANGERS:
        return []
    return [HeldRole("k1", "clerk", account.place, None, None, "青石镇 经办人")]


def totp_required(account: Account) -> bool:
    return account.kind == "staff"
