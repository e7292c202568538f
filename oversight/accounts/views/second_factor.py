"""双重验证的页面: enrol by QR code, recovery codes to print, remove for a new telephone."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from oversight.accounts import actions_second_factor as acts
from oversight.accounts import policy, second_factor, signing_in
from oversight.accounts.codes import grouped
from oversight.accounts.forms import EnrolForm, PasswordForm
from oversight.accounts.models import Account
from oversight.accounts.qr import qr_svg
from oversight.accounts.views.shared import (
    actor_of,
    base_of,
    closed_for_guessing,
    count_wrong_password,
    crumbs,
    own_page,
    show_refusal,
)
from oversight.audit.errors import Refused
from oversight.ui.page import Page

SHOW_CODES_KEY = "show_recovery_codes"


def _must_enrol(account: Account) -> bool:
    return policy.totp_required(account) and not second_factor.is_enrolled(account)


@own_page
@sensitive_post_parameters("code")
def enrol(request: HttpRequest) -> HttpResponse:
    """启用双重验证。"""
    account = request.user
    if not account.has_usable_password() or second_factor.is_enrolled(account):
        return redirect("accounts:me")
    key = second_factor.offered_key(request)
    form = EnrolForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _enrol(request, account, key, form.cleaned_data["code"])
            except Refused as error:
                status = show_refusal(form, error)
    required = _must_enrol(account)
    lead = _("单位要求工作人员启用双重验证，启用后才能办理工作。") if required else ""
    context = {
        "page": Page(title=_("启用双重验证"), lead=lead, crumbs=crumbs(_("启用双重验证"))),
        "form": form,
        "base": "ui/base_bare.html" if required else base_of(account),
        "qr": qr_svg(second_factor.key_address(account, key)),
        "key": grouped(key),
        "required": required,
    }
    return render(request, "accounts/enrol.html", context, status=status)


def _enrol(request: HttpRequest, account: Account, key: str, typed: str) -> HttpResponse:
    acts.enrol_second_factor(actor_of(request), account, key=key, typed=typed)
    request.session.pop(second_factor.NEW_KEY, None)
    request.session[signing_in.SECOND_FACTOR_KEY] = True
    request.session[SHOW_CODES_KEY] = True
    messages.success(request, _("双重验证已启用。下面的备用码请打印或抄下。"))
    return redirect("accounts:recovery_codes")


@own_page
@sensitive_post_parameters("password")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """备用码: shown right after they were made, to print; otherwise how many are left and how to renew."""
    account = request.user
    if not second_factor.is_enrolled(account):
        return redirect("accounts:enrol")
    show = request.method == "GET" and request.session.pop(SHOW_CODES_KEY, False)
    return _with_password(
        request,
        account,
        renew_recovery_codes,
        "accounts/recovery_codes.html",
        {
            "page": Page(
                title=_("双重验证的备用码"),
                lead=str(account) if show else "",
                crumbs=crumbs(_("备用码")),
            ),
            "codes": [grouped(code) for code in second_factor.recovery_codes(account)]
            if show
            else [],
            "left": len(second_factor.recovery_codes(account)),
        },
    )


def renew_recovery_codes(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    """换发备用码。"""
    acts.renew_recovery_codes(actor_of(request), account, password=password)
    request.session[SHOW_CODES_KEY] = True
    messages.success(request, _("备用码已换发，旧的作废。"))
    return redirect("accounts:recovery_codes")


@own_page
@sensitive_post_parameters("password")
def remove_second_factor(request: HttpRequest) -> HttpResponse:
    """停用双重验证，换手机时用。"""
    account = request.user
    if not second_factor.is_enrolled(account):
        return redirect("accounts:enrol")
    title = _("停用双重验证")
    return _with_password(
        request,
        account,
        _remove,
        "accounts/remove_second_factor.html",
        {
            "page": Page(title=title, crumbs=crumbs(title)),
            "required": policy.totp_required(account),
        },
    )


def _remove(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    acts.remove_second_factor(actor_of(request), account, password=password)
    request.session.pop(signing_in.SECOND_FACTOR_KEY, None)
    messages.success(request, _("双重验证已停用。"))
    return redirect("accounts:enrol" if _must_enrol(account) else "accounts:me")


def _with_password(
    request: HttpRequest, account: Account, act_of, template: str, context: dict
) -> HttpResponse:
    """A page whose act asks for the password again; wrong ones are counted."""
    closed = closed_for_guessing(request, account, _("密码连续多次不对。"))
    if closed is not None:
        return closed
    form: Form = PasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act_of(request, account, form.cleaned_data["password"])
            except Refused as error:
                count_wrong_password(account, error)
                status = show_refusal(form, error)
    context |= {"form": form, "base": base_of(account)}
    return render(request, template, context, status=status)
