"""登录与退出: password, then the second factor where enrolled."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from oversight.accounts import attempts, lockout, queries, second_factor, signing_in
from oversight.accounts.actions import record_lockout
from oversight.accounts.actions_second_factor import use_recovery_code
from oversight.accounts.forms import SecondStepForm, SignInForm
from oversight.accounts.models import Account
from oversight.ui.page import Page

language = require_POST(set_language)


@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """登录: username and password."""
    wanted = signing_in.safe_next(request)
    if request.user.is_authenticated:
        return redirect(wanted)
    if request.method == "GET" and request.session.pop(signing_in.USE_CODE_KEY, False):
        return redirect(f"{reverse('accounts:code')}?{urlencode({'next': wanted})}")
    until = attempts.blocked_until("sign_in", attempts.origin_of_request(request))
    if until:
        return lockout.closed_door(request, until, _("这个网络地址上连续多次登录不成。"))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _account_of(request, **form.cleaned_data)
        if account is not None:
            return _go_on(request, account, wanted)
        if getattr(request, "axes_locked_out", False):
            return HttpResponse(status=429)  # django-axes puts the page of the closed door here
        return _login_page(request, form, wanted, _("用户名或密码不对。核对大小写，再输一次。"))
    return _login_page(request, form, wanted)


def _login_page(
    request: HttpRequest, form: SignInForm, wanted: str, problem: str = ""
) -> HttpResponse:
    context = {"page": Page(title=_("登录")), "form": form, "next": wanted, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "accounts/login.html", context, status=status)


def _account_of(request: HttpRequest, username: str, password: str) -> Account | None:
    """The account behind name and password; a failure is counted, a lockout recorded once."""
    was_locked = lockout.is_locked(request, username)
    account = authenticate(request, username=username, password=password)
    if account is not None:
        return account
    attempts.note_failure("sign_in", attempts.origin_of_request(request))
    if getattr(request, "axes_locked_out", False) and not was_locked:
        owner = queries.account_by_username(username)
        if owner is not None:
            record_lockout(owner, "password")
    return None


def _go_on(request: HttpRequest, account: Account, wanted: str) -> HttpResponse:
    """The second step where a second factor is enrolled, else the page that was asked for."""
    if second_factor.is_enrolled(account):
        signing_in.remember_pending(request, account, wanted)
        return redirect("accounts:second_step")
    signing_in.start_session(request, account, "password")
    return redirect(wanted)


@never_cache
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    """登录的第二步: the code of the telephone, or a recovery code."""
    account, wanted = signing_in.pending_account(request)
    if account is None:
        messages.warning(request, _("还没有登录，或已过 10 分钟。请从用户名和密码重新开始。"))
        return redirect("accounts:login")
    origin = attempts.origin_of_account(account)
    until = attempts.blocked_until("second_factor", origin)
    if until:
        return lockout.closed_door(request, until, _("动态码连续 5 次不对。"))
    form = SecondStepForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        if _second_factor_right(account, form.cleaned_data["code"]):
            attempts.forget("second_factor", origin)
            signing_in.start_session(request, account, "totp")
            return redirect(wanted)
        problem = _("动态码不对，或已经用过。等手机上换了数字再输一次。")
        if attempts.note_failure("second_factor", origin):
            record_lockout(account, "second_factor")
    page = Page(title=_("再输入动态码"), lead=str(account))
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "accounts/second_step.html", context, status=status)


def _second_factor_right(account: Account, typed: str) -> bool:
    return second_factor.check_code(account, typed) or use_recovery_code(account, typed)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出登录。"""
    signing_in.end_session_row(request.session.session_key)
    was_deputy = getattr(request.user, "kind", "") == "deputy"
    logout(request)
    messages.info(request, _("已经退出登录。"))
    return redirect("accounts:code" if was_deputy else "accounts:login")
