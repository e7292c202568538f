"""我的账号: roles, password, second factor, devices, tokens, language; change the password, end devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from oversight.accounts import actions, policy, queries, second_factor, signing_in
from oversight.accounts.devices import device_in_words
from oversight.accounts.forms import ChangePasswordForm
from oversight.accounts.models import Account, DeviceSession
from oversight.accounts.policy import HeldRole
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

ROLE_SWITCH = ["institutions/_role_switch.html", "accounts/parts/roles.html"]


@dataclass(frozen=True)
class Device:
    """One device as its owner sees it."""

    public_id: str
    words: str
    method: str
    since: datetime
    seen: datetime
    here: bool
    ended: datetime | None = None
    ending: str = ""


@dataclass(frozen=True)
class MePage:
    """What the page of one's own account shows."""

    account: Account
    roles: Sequence[HeldRole]
    devices: Sequence[Device]
    ended: Sequence[Device]
    has_password: bool
    enrolled: bool
    totp_required: bool
    token_count: int


@own_page
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """我的账号。"""
    account = request.user
    here = request.session.session_key or ""
    content = MePage(
        account=account,
        roles=policy.roles_held(account),
        devices=[_device(row, here) for row in queries.open_devices(account)],
        ended=[_device(row, here) for row in queries.ended_devices(account)],
        has_password=account.has_usable_password(),
        enrolled=second_factor.is_enrolled(account),
        totp_required=policy.totp_required(account),
        token_count=queries.live_tokens_of(account).count(),
    )
    page = Page(title=_("我的账号"), lead=_lead(account))
    context = {
        "page": page,
        "me": content,
        "base": base_of(account),
        "role_switch": ROLE_SWITCH,
    }
    return render(request, "accounts/me.html", context)


def _lead(account: Account) -> str:
    if account.kind == "deputy":
        return _("%(name)s代表") % {"name": account}
    return _("%(name)s · 用户名 %(username)s") % {"name": account, "username": account.username}


def _device(row: DeviceSession, here: str) -> Device:
    return Device(
        public_id=row.public_id,
        words=device_in_words(row.device),
        method=_(row.get_method_display()),
        since=row.created_at,
        seen=row.seen_at,
        here=row.session_key == here,
        ended=row.revoked_at,
        ending=_(row.get_ending_display()) if row.ending else "",
    )


@own_page
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """修改密码。"""
    account = request.user
    if not account.has_usable_password():
        raise Http404
    closed = closed_for_guessing(request, account, _("现在的密码连续多次不对。"))
    if closed is not None:
        return closed
    form = ChangePasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _change_password(request, account, form)
            except Refused as error:
                count_wrong_password(account, error)
                status = show_refusal(form, error)
    lead = _("第一次登录，先换成自己的密码。") if account.must_change_password else ""
    page = Page(title=_("修改密码"), lead=lead, crumbs=crumbs(_("修改密码")))
    context = {"page": page, "form": form, "base": _base(account)}
    return render(request, "accounts/change_password.html", context, status=status)


def _change_password(
    request: HttpRequest, account: Account, form: ChangePasswordForm
) -> HttpResponse:
    old_key = request.session.session_key or ""
    actions.change_password(
        actor_of(request),
        account,
        current=form.cleaned_data["current_password"],
        new=form.cleaned_data["new_password"],
        keep_session=old_key,
    )
    update_session_auth_hash(request, account)
    signing_in.follow_session(request, old_key)
    messages.success(request, _("密码已修改。其他设备已退出登录。"))
    return redirect("accounts:me")


def _base(account: Account) -> str:
    """Before the first steps are done there is nothing to navigate to."""
    return "ui/base_bare.html" if account.must_change_password else base_of(account)


@own_page
@require_POST
def revoke_device(request: HttpRequest, public_id: str) -> HttpResponse:
    """退出一台设备。"""
    device = queries.device_of(request.user, public_id)
    if device is None:
        raise Http404
    actions.revoke_device(actor_of(request), device)
    messages.success(request, _("那台设备已退出登录，下次打开网页时须重新登录。"))
    return redirect("accounts:me")


@own_page
@require_POST
def revoke_other_devices(request: HttpRequest) -> HttpResponse:
    """退出其他所有设备。"""
    ended = actions.revoke_other_devices(
        actor_of(request), request.user, keep_session=request.session.session_key or ""
    )
    messages.success(request, _("其他设备已退出登录，共 %(count)d 台。") % {"count": ended})
    return redirect("accounts:me")
