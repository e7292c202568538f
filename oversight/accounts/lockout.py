"""登录暂停的页面: says until when, and whom to ask. Five wrong passwords for one name from one address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.ui.page import Page


@dataclass(frozen=True)
class Locked:
    """What the page of a closed door says."""

    what: str
    until: datetime


def is_locked(request: HttpRequest, username: str) -> bool:
    """Whether this name may not be tried from this address now."""
    AxesProxyHandler.update_request(request)
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def locked_page(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """What django-axes shows in place of the answer (settings.AXES_LOCKOUT_CALLABLE)."""
    username = (credentials or {}).get("username") or ""
    last = (
        AccessAttempt.objects.filter(
            username=username,
            ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
        )
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    until = (last or timezone.now()) + get_cool_off(request)
    return closed_door(request, until, _("用户名或密码连续 5 次不对。"))


def closed_door(request: HttpRequest, until: datetime, what: str) -> HttpResponse:
    """The page itself, status 429 with Retry-After."""
    wait = max(1, int((until - timezone.now()).total_seconds()))
    page = Page(title=_("登录已暂停，到点再试"))
    response = render(
        request,
        "accounts/locked.html",
        {"page": page, "locked": Locked(what=what, until=until)},
        status=429,
    )
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response
