"""登录: how a session begins. A fresh session key, the method kept, the device bound at once."""

from __future__ import annotations

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from oversight.accounts.devices import device_of
from oversight.accounts.models import Account, DeviceSession, LoginCode

BACKEND = "django.contrib.auth.backends.ModelBackend"
METHOD_KEY = "sign_in_method"
SECOND_FACTOR_KEY = "second_factor"
PENDING_KEY = "pending_sign_in"
USE_CODE_KEY = "use_code"
PENDING_SECONDS = 600
LONG_SESSION = int(timedelta(days=180).total_seconds())


def start_session(
    request: HttpRequest, account: Account, method: str, code: LoginCode | None = None
) -> DeviceSession:
    """Sign the account in on this device. The session key changes, so a planted one is worthless."""
    request.session.pop(PENDING_KEY, None)
    end_session_row(request.session.session_key)
    login(request, account, backend=BACKEND)
    if not request.session.session_key:
        request.session.create()
    request.session[METHOD_KEY] = method
    if method == "totp":
        request.session[SECOND_FACTOR_KEY] = True
    if method == "code":
        request.session.set_expiry(LONG_SESSION)
    return DeviceSession.objects.create(
        account=account,
        session_key=request.session.session_key,
        device=device_of(request.headers.get("User-Agent", "")),
        method=method,
        login_code=code,
    )


def end_session_row(session_key: str | None) -> None:
    """Note that the session with this key was left on the device itself."""
    DeviceSession.objects.filter(session_key=session_key, revoked_at=None).update(
        revoked_at=timezone.now(), ending="signed_out"
    )


def follow_session(request: HttpRequest, old_key: str) -> None:
    """Keep the device's row when the session key changes, as it does with the password."""
    DeviceSession.objects.filter(session_key=old_key).update(
        session_key=request.session.session_key
    )


def remember_pending(request: HttpRequest, account: Account, next_url: str) -> None:
    """The password was right; the second factor is still to come."""
    request.session.flush()
    request.session[PENDING_KEY] = {
        "account": account.pk,
        "at": int(time.time()),
        "next": next_url,
        "password": account.get_session_auth_hash(),
    }


def pending_account(request: HttpRequest) -> tuple[Account | None, str]:
    """Who gave the right password in this session within ten minutes, and where they wanted to go."""
    kept = request.session.get(PENDING_KEY)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None, ""
    account = Account.objects.filter(pk=kept["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != kept["password"]:
        return None, ""
    return account, kept["next"]


def safe_next(request: HttpRequest) -> str:
    """The address asked for, if it is one of ours; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else settings.LOGIN_REDIRECT_URL
