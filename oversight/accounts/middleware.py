"""设备会话与登录后的步骤: a revoked device is signed out at its next request; first steps come first.

The steps: a first password is changed, a second factor that the office requires is enrolled. Until then
every other page leads there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import policy, second_factor
from oversight.accounts.devices import device_of
from oversight.accounts.models import Account, DeviceSession
from oversight.accounts.signing_in import (
    LONG_SESSION,
    METHOD_KEY,
    SECOND_FACTOR_KEY,
    USE_CODE_KEY,
)

SEEN_EVERY = timedelta(minutes=10)
# What may be opened before the first steps are done. Tokens may not: they would outlive the steps.
OPEN_PATHS = (
    "/account/login/",
    "/account/second-step/",
    "/account/code/",
    "/account/sign-out/",
    "/account/language/",
    "/account/password/",
    "/account/second-factor/",
    "/d/",
    "/p/",
    "/api/",
    "/static/",
    "/ui/",
    "/healthz",
)
Next = Callable[[HttpRequest], HttpResponse]


class DeviceSessionMiddleware:
    """Binds every signed-in session to a row that its owner can see and revoke."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.check(request)
        return self.get_response(request)

    def check(self, request: HttpRequest) -> None:
        key = request.session.session_key
        if not key:
            return
        device, _created = DeviceSession.objects.get_or_create(
            session_key=key,
            defaults={
                "account": request.user,
                "device": device_of(request.headers.get("User-Agent", "")),
                "method": request.session.get(METHOD_KEY, "password"),
            },
        )
        if device.revoked_at is not None:
            sign_out_ended(request, device)
        elif timezone.now() - device.seen_at > SEEN_EVERY:
            note_use(request, device)


def sign_out_ended(request: HttpRequest, device: DeviceSession) -> None:
    """End the session and say why on the next page."""
    logout(request)
    if device.method == "code":
        request.session[USE_CODE_KEY] = True
    reason = _(device.get_ending_display()) if device.ending else ""
    text = _("这台设备已经退出登录。原因：%(reason)s。") % {"reason": reason}
    messages.warning(request, text if reason else _("这台设备已经退出登录。"))


def note_use(request: HttpRequest, device: DeviceSession) -> None:
    """Keep the time of last use; a deputy's long session slides with it."""
    DeviceSession.objects.filter(pk=device.pk).update(seen_at=timezone.now())
    if device.method == "code":
        request.session.set_expiry(LONG_SESSION)


class FirstStepsMiddleware:
    """Leads a signed-in account to the steps it must take before it works."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.path.startswith(OPEN_PATHS):
            return self.get_response(request)
        step = self.next_step(request, request.user)
        return redirect(step) if step else self.get_response(request)

    def next_step(self, request: HttpRequest, account: Account) -> str:
        if account.must_change_password:
            return "accounts:change_password"
        if request.session.get(SECOND_FACTOR_KEY) or account.kind != "staff":
            return ""
        if policy.totp_required(account) and not second_factor.is_enrolled(account):
            return "accounts:enrol"
        return ""
