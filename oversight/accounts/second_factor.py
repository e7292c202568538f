"""双重验证: time-based codes (RFC 6238) and recovery codes, kept by allauth's tables and formats.

A code is accepted once: the last accepted time step is kept with the key, in the database, so that a code
seen over the shoulder is worthless on every web process.
"""

from __future__ import annotations

import secrets
import time

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.http import HttpRequest

from oversight.accounts.models import Account

NEW_KEY = "new_second_factor"
TOTP_TYPE = Authenticator.Type.TOTP
RECOVERY_TYPE = Authenticator.Type.RECOVERY_CODES


def is_enrolled(account: Account) -> bool:
    """Whether signing in asks for a code."""
    return Authenticator.objects.filter(user=account, type=TOTP_TYPE).exists()


def offered_key(request: HttpRequest) -> str:
    """The key on the enrolment page; the same until it is confirmed."""
    if NEW_KEY not in request.session:
        request.session[NEW_KEY] = generate_totp_secret()
    key: str = request.session[NEW_KEY]
    return key


def key_address(account: Account, key: str) -> str:
    """The ``otpauth://`` address inside the QR code."""
    return get_adapter().build_totp_url(account, key)


def step_of(key: str, typed: str, after: int = 0) -> int | None:
    """The time step whose code was typed, later than ``after``; None where it is wrong or used."""
    typed = "".join(typed.split())
    now = int(time.time()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for step in range(now - tolerance, now + tolerance + 1):
        expected = format_hotp_value(hotp_value(key, step))
        if step > after and secrets.compare_digest(typed.encode(), expected.encode()):
            return step
    return None


def check_code(account: Account, typed: str) -> bool:
    """Whether this is the code of now, not used before."""
    with transaction.atomic():
        kept = (
            Authenticator.objects.select_for_update().filter(user=account, type=TOTP_TYPE).first()
        )
        if kept is None:
            return False
        step = step_of(decrypt(kept.data["secret"]), typed, kept.data.get("last_step", 0))
        if step is None:
            return False
        kept.data = {**kept.data, "last_step": step}
        kept.save(update_fields=["data"])
        kept.record_usage()
    return True


def check_recovery_code(account: Account, typed: str) -> bool:
    """Whether this is an unused recovery code; it is used up by that. Within the caller's transaction."""
    rows = Authenticator.objects.select_for_update()
    kept = rows.filter(user=account, type=RECOVERY_TYPE).first()
    typed = "".join(typed.replace("-", "").split())
    if kept is None or not typed.isascii():
        return False
    return RecoveryCodes(kept).validate_code(typed)


def keep_key(account: Account, key: str, step: int) -> None:
    """Make ``key`` the account's second factor, with fresh recovery codes. Part of an act."""
    drop(account)
    kept = TOTP.activate(account, key).instance
    kept.data = {**kept.data, "last_step": step}
    kept.save(update_fields=["data"])
    RecoveryCodes.activate(account)


def renew_recovery_codes(account: Account) -> None:
    """Fresh recovery codes; the old ones end. Part of an act."""
    Authenticator.objects.filter(user=account, type=RECOVERY_TYPE).delete()
    RecoveryCodes.activate(account)


def recovery_codes(account: Account) -> list[str]:
    """The unused recovery codes."""
    kept = Authenticator.objects.filter(user=account, type=RECOVERY_TYPE).first()
    return RecoveryCodes(kept).get_unused_codes() if kept else []


def drop(account: Account) -> None:
    """Remove every second factor of the account. Part of an act."""
    Authenticator.objects.filter(user=account).delete()
