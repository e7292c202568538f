"""由上层决定的事: what depends on roles is asked of the function that a setting names.

This app lies below `institutions`, so it knows roles only as strings. The three functions are written in
`config/policy.py`; without the setting no role is held and no second factor is required.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.accounts.models import Account


@dataclass(frozen=True)
class HeldRole:
    """One role that the account may act in today."""

    key: str
    role: str
    place: str
    unit_key: int | None
    body_key: int | None
    label: str


def _ask(name: str, default: Any, *arguments: Any) -> Any:
    path = getattr(settings, name, "")
    return import_string(path)(*arguments) if path else default


def totp_required(account: Account) -> bool:
    """Whether the account must have a second factor before it works."""
    return bool(_ask("TOTP_REQUIRED", False, account))


def roles_held(account: Account) -> list[HeldRole]:
    """The roles that the account may act in today."""
    return list(_ask("ROLES_HELD", [], account))


def role_still_held(
    account: Account, place: str, role: str, unit_key: int | None, body_key: int | None
) -> bool:
    """Whether the account holds just this role today; a token lives only as long."""
    return bool(_ask("ROLE_STILL_HELD", False, account, place, role, unit_key, body_key))
