"""设备会话: a revoked device is signed out at its next request; the time of last use is kept by the hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from oversight.accounts.models import DeviceSession

SEEN_EVERY = timedelta(minutes=10)


class DeviceSessionMiddleware:
    """Binds every signed-in session to a row that its owner can see and revoke."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.check(request)
        return self.get_response(request)

    def check(self, request: HttpRequest) -> None:
        key = request.session.session_key
        device = DeviceSession.objects.filter(session_key=key).first() if key else None
        if device is not None and device.revoked_at is not None:
            logout(request)
            return
        now = timezone.now()
        if device is None and key:
            DeviceSession.objects.create(
                account=request.user,
                session_key=key,
                device=request.headers.get("User-Agent", "")[:200],
                method=request.session.get("sign_in_method", "password"),
            )
        elif device is not None and now - device.seen_at > SEEN_EVERY:
            DeviceSession.objects.filter(pk=device.pk).update(seen_at=now)
