"""账号的办理: opening accounts, giving and taking back roles, passwords, switching off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oversight.accounts import actions as accounts_actions
from oversight.accounts import queries as accounts_queries
from oversight.accounts.actions_second_factor import reset_second_factor
from oversight.accounts.models import Account
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms import accounts as forms
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.accounts import account_or_404, account_page
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Crumb, Page


@place_page(permissions.can_manage_accounts)
def account_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """给人员开账号。"""
    back = reverse("institutions:accounts", args=[place.code])
    person = queries.people_of(place).filter(public_id=request.GET.get("person", "")).first()
    page = ActPage(
        _("给一个人开账号"),
        _("开账号"),
        back,
        (Crumb(_("账号与授权"), back), Crumb(_("开账号"))),
        lead=_("初始密码只显示一次，首次登录时改。"),
    )
    form = bound(forms.OpenAccountForm, request, place=place, initial={"person": person})
    shown: list[tuple[Account, str]] = []

    def run(data: dict[str, Any]) -> str:
        found, password = actions.open_account(request.actor, place, **data)  # type: ignore[attr-defined]
        shown.append((found, password))
        return reverse("institutions:account", args=[place.code, found.public_id])

    response = act_page(request, page, form, run)
    if shown and shown[0][1]:
        return password_page(request, place, *shown[0])
    return response


@place_page(permissions.can_manage_accounts)
def account_known(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """给另一地开设的账号在本地授权。"""
    back = reverse("institutions:accounts", args=[place.code])
    page = ActPage(
        _("给另一地开设的账号在本地授权"),
        _("授权"),
        back,
        (Crumb(_("账号与授权"), back), Crumb(_("授权"))),
        lead=_("同一人在两级任职的，用同一个账号，办理时选用一项职务。"),
        done=_("已授权。"),
    )
    form = bound(forms.KnownAccountForm, request, place=place)

    def run(data: dict[str, Any]) -> str:
        found = accounts_queries.account_by_username(data.pop("username"))
        if found is None:
            raise Refused("no_account", _("没有这个用户名的账号。"), where="username")
        actions.grant_role(request.actor, place, account=found, **data)  # type: ignore[attr-defined]
        return reverse("institutions:account", args=[place.code, found.public_id])

    return act_page(request, page, form, run)


@place_page(permissions.can_manage_accounts)
def grant_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """授权。"""
    found = account_or_404(place, key)
    back = reverse("institutions:account", args=[place.code, key])
    crumbs = (
        Crumb(_("账号与授权"), reverse("institutions:accounts", args=[place.code])),
        Crumb(str(found), back),
        Crumb(_("授权")),
    )
    title = _("授权给%(name)s") % {"name": found}
    page = ActPage(title, _("授权"), back, crumbs, done=_("已授权。"))
    form = bound(forms.GrantForm, request, place=place, initial={"valid_from": queries.today()})

    def run(data: dict[str, Any]) -> None:
        actions.grant_role(request.actor, place, account=found, **data)  # type: ignore[attr-defined]

    return act_page(request, page, form, run)


@place_page(permissions.can_manage_accounts)
def grant_revoke(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """收回授权。"""
    grant = tie_or_404(queries.grants_in(place), key)
    back = reverse("institutions:account", args=[place.code, grant.account.public_id])
    values = {"name": grant.account, "role": grant.title}
    page = ActPage(
        _("收回%(name)s的%(role)s授权") % values,
        _("收回授权"),
        back,
        warning=_("立即生效：正在登录的设备和接口令牌不能再以这一职务办理。"),
        done=_("授权已收回。"),
    )
    form = bound(forms.RevokeForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actions.revoke_role(request.actor, place, grant=grant, **data)  # type: ignore[attr-defined]

    return act_page(request, page, form, run)


@require_POST
@place_page(permissions.can_manage_accounts)
def account_password(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """重置密码: the new one is shown once."""
    found = account_or_404(place, key)
    try:
        _account, password = accounts_actions.reset_password(
            request.actor,  # type: ignore[attr-defined]
            place.code,
            account=found,
            permitted=permissions.can_manage_accounts(request.actor, place),  # type: ignore[attr-defined]
        )
    except Refused as error:
        return account_refused(request, place, found, error)
    return password_page(request, place, found, password)


@require_POST
@place_page(permissions.can_manage_accounts)
def account_state(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """停用、恢复账号，解除双重验证，作废登录码。"""
    found = account_or_404(place, key)
    actor = request.actor  # type: ignore[attr-defined]
    permitted = permissions.can_manage_accounts(actor, place)
    wanted = request.POST.get("act", "")
    try:
        if wanted == "disable":
            accounts_actions.disable_account(actor, place.code, account=found, permitted=permitted)
        elif wanted == "enable":
            accounts_actions.enable_account(actor, place.code, account=found, permitted=permitted)
        elif wanted == "second_factor":
            reset_second_factor(actor, place.code, account=found, permitted=permitted)
        elif wanted == "codes":
            for code in accounts_queries.live_codes_of(found):
                accounts_actions.revoke_login_code(
                    actor, place.code, code=code, permitted=permitted
                )
        else:
            raise Refused("unknown_act", _("没有办理。没有这种办理事项。"))
    except Refused as error:
        return account_refused(request, place, found, error)
    messages.success(request, _("已办理。"))
    return redirect("institutions:account", place=place.code, key=key)


def account_refused(
    request: HttpRequest, place: Jurisdiction, found: Account, error: Refused
) -> HttpResponse:
    """The account's page with the reason."""
    if isinstance(error, NotPermitted) and error.code == "not_permitted":
        raise PermissionDenied from error
    return account_page(request, place, found, error)


def password_page(
    request: HttpRequest, place: Jurisdiction, found: Account, password: str
) -> HttpResponse:
    """The first password, shown once and never cached."""
    back = reverse("institutions:account", args=[place.code, found.public_id])
    page = Page(
        title=_("%(name)s的初始密码，只显示这一次") % {"name": found},
        crumbs=(
            Crumb(_("账号与授权"), reverse("institutions:accounts", args=[place.code])),
            Crumb(str(found), back),
        ),
    )
    context = {"page": page, "account": found, "password": password, "back_url": back}
    response = render(request, "institutions/account_password.html", context)
    response["Cache-Control"] = "no-store"
    return response
