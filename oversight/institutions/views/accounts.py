"""账号与授权: the accounts of a place, one account with its roles, and what the office may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from oversight.accounts import actions as accounts_actions
from oversight.accounts import queries as accounts_queries
from oversight.accounts.actions_second_factor import reset_second_factor
from oversight.accounts.models import Account
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms import accounts as forms
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.account_list import (
    AccountRow,
    account_list,
    account_row,
    with_roles,
)
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Act, Crumb, Entry, Page

ORDERS = {"name": "display_name", "username": "username", "seen": "last_login"}


@dataclass(frozen=True)
class AccountsPage:
    """账号清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[AccountRow]
    q: str
    kind: str
    kinds: list[tuple[str, Any]]
    role: str
    roles: list[tuple[str, Any]]
    state: str
    states: list[tuple[str, str]]
    filtered: bool


@require_safe
@place_page(permissions.can_manage_accounts)
def accounts(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """账号与授权。"""
    states = [("disabled", _("已停用")), ("roleless", _("现无授权"))]
    kinds, roles = [("staff", _("工作人员")), ("deputy", _("代表"))], RoleGrant.ROLES
    chosen = {
        "q": word(request, "q"),
        "kind": word(request, "kind", dict(kinds)),
        "role": word(request, "role", dict(roles)),
        "state": word(request, "state", dict(states)),
    }
    found = with_roles(account_list(place, **chosen), place)
    listing = paged(request, sorted_by(request, found, ORDERS, "name"))
    args = [place.code]
    acts = (
        Act(_("开账号"), reverse("institutions:account_new", args=args), "plus-lg", True),
        Act(_("印代表登录卡"), reverse("institutions:cards", args=args), "qr-code"),
        Act(_("给外地账号授权"), reverse("institutions:account_known", args=args), "link-45deg"),
    )
    context = AccountsPage(
        page=Page(
            title=_("%(count)d 个账号") % {"count": listing.paginator.count},
            lead=_("账号只管登录；在哪里以什么职务办理，看授权。"),
            crumbs=(Crumb(_("账号与授权")),),
            window_title=_("账号与授权"),
            acts=acts,
        ),
        place=place,
        listing=listing,
        rows=[account_row(account) for account in listing],
        **chosen,
        kinds=kinds,
        roles=roles,
        states=states,
        filtered=any(chosen.values()),
    )
    return render(request, "institutions/accounts.html", vars(context))


def account_or_404(place: Jurisdiction, key: str) -> Account:
    """An account that the place opened or that holds a role here."""
    found = queries.account_of_place(place, key)
    if found is None:
        raise Http404(key)
    return found


@dataclass(frozen=True)
class AccountPage:
    """账号页。"""

    page: Page
    place: Jurisdiction
    account: Account
    person: Any
    grants: list[Any]
    codes: list[Any]
    devices: int
    from_here: bool
    own: bool
    today: date
    entries: list[Entry]


@require_safe
@place_page(permissions.can_manage_accounts)
def account(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个账号。"""
    return account_page(request, place, account_or_404(place, key))


def account_page(
    request: HttpRequest, place: Jurisdiction, found: Account, refused: Refused | None = None
) -> HttpResponse:
    """The account with its roles; after a refused act with its reason."""
    grants = list(queries.grants_in(place).filter(account=found).order_by("-valid_from", "pk"))
    person = getattr(found, "person", None)
    actor = request.actor  # type: ignore[attr-defined]
    context = AccountPage(
        page=Page(
            title=str(found),
            lead=" · ".join(
                [found.username, _("代表") if found.kind == "deputy" else _("工作人员")]
            ),
            crumbs=(
                Crumb(_("账号与授权"), reverse("institutions:accounts", args=[place.code])),
                Crumb(str(found)),
            ),
        ),
        place=place,
        account=found,
        person=person if person and person.jurisdiction_id == place.pk else None,
        grants=grants,
        codes=list(accounts_queries.live_codes_of(found)),
        devices=len(accounts_queries.open_devices(found)),
        from_here=found.place == place.code,
        own=found.pk == actor.account_id,
        today=queries.today(),
        entries=history(actor, place, found, *grants[:6]),
    )
    status = refused.status if refused else 200
    return render(
        request, "institutions/account.html", vars(context) | {"refused": refused}, status=status
    )


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
    values = {"name": grant.account, "role": grant.get_role_display()}
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
