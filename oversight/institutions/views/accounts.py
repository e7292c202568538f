"""账号与授权: the accounts of a place, and one account with its roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.accounts import queries as accounts_queries
from oversight.accounts.models import Account
from oversight.audit.errors import Refused
from oversight.institutions import permissions, queries
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.account_list import (
    AccountRow,
    account_list,
    account_row,
    with_roles,
)
from oversight.institutions.queries.left_roles import left_roles
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, sorted_by, word
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
    if left := len(left_roles(place)):
        text = _("处理撤并留下的 %(n)d 项授权") % {"n": left}
        acts = (*acts, Act(text, reverse("institutions:left_roles", args=args), "people"))
    context = AccountsPage(
        page=Page(
            title=ngettext("%(count)d 个账号", "%(count)d 个账号", listing.paginator.count)
            % {"count": listing.paginator.count},
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
