"""用登录码登录: the QR code leads to a page with one button; the code can be typed as well.

Opening the printed address signs nobody in, so a preview of the link does no harm. What stays in the
session is the hash of the code; the address with the code is left at once and stays out of referrers.
"""

from __future__ import annotations

import time

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from oversight.accounts import actions, attempts, codes, lockout, queries, signing_in
from oversight.accounts.devices import device_of
from oversight.accounts.forms import CodeForm
from oversight.accounts.models import LoginCode
from oversight.audit.errors import Refused
from oversight.ui.page import Page

OFFER_KEY = "offered_code"
OFFER_SECONDS = 600


@never_cache
@require_safe
@sensitive_variables("code")
def code_link(request: HttpRequest, code: str) -> HttpResponse:
    """印在卡片上的地址: remembers which code was scanned and asks before it signs in."""
    closed = _closed(request)
    if closed is None:
        digest = codes.digest(codes.tidy(code))
        request.session[OFFER_KEY] = {"digest": digest, "at": int(time.time())}
    response = closed or redirect("accounts:code")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """登录码: confirm the scanned one, or type one."""
    closed = _closed(request)
    if closed is not None:
        return closed
    offered = _offered(request)
    if request.method != "POST":
        return _code_page(request, CodeForm(), offered)
    if offered is not None and "code" not in request.POST:
        return _sign_in(request, offered)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, None)
    typed = codes.tidy(form.cleaned_data["code"])
    found = queries.live_code(codes.digest(typed)) if typed else None
    if found is None:
        return _wrong(request, form, typed)
    return _sign_in(request, found)


def _wrong(request: HttpRequest, form: CodeForm, typed: str) -> HttpResponse:
    if typed:
        attempts.note_failure("code", attempts.origin_of_request(request))
        problem = _("这个登录码不对，或已经作废。核对卡片再输一次；还不行，请办公室补印一张。")
    else:
        problem = _("登录码是 12 个字符，每 4 个一组。数一数有没有漏掉的，再输一次。")
    return _code_page(request, form, None, problem)


def _code_page(
    request: HttpRequest, form: CodeForm, offered: LoginCode | None, problem: str = ""
) -> HttpResponse:
    scanned_wrong = OFFER_KEY in request.session and offered is None and request.method == "GET"
    if scanned_wrong:
        del request.session[OFFER_KEY]
        attempts.note_failure("code", attempts.origin_of_request(request))
        problem = _("这张卡片的登录码已经作废或过期。请办公室补印一张。")
    title = (
        _("%(name)s代表，在这台设备上登录") % {"name": offered.account}
        if offered is not None
        else _("输入登录码")
    )
    context = {"page": Page(title=title), "form": form, "offered": offered, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "accounts/code.html", context, status=status)


def _offered(request: HttpRequest) -> LoginCode | None:
    """The code scanned in this session within ten minutes, if it still signs in."""
    kept = request.session.get(OFFER_KEY)
    if not kept or time.time() - kept["at"] > OFFER_SECONDS:
        return None
    return queries.live_code(kept["digest"])


def _sign_in(request: HttpRequest, found: LoginCode) -> HttpResponse:
    """One code, one device: the device that used the code before is signed out."""
    try:
        with transaction.atomic():
            device = signing_in.start_session(request, found.account, "code", found)
            actions.use_login_code(
                found,
                session_key=device.session_key,
                device=device_of(request.headers.get("User-Agent", "")),
            )
    except Refused as error:
        request.session.flush()
        return _code_page(request, CodeForm(), None, error.text)
    request.session.pop(OFFER_KEY, None)
    return redirect(signing_in.safe_next(request))


def _closed(request: HttpRequest) -> HttpResponse | None:
    until = attempts.blocked_until("code", attempts.origin_of_request(request))
    return lockout.closed_door(request, until, _("登录码多次不对。")) if until else None
