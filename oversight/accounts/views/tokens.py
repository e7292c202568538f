"""接口令牌的页面: what exists, make one (shown once), revoke one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from oversight.accounts import actions, permissions, policy, queries
from oversight.accounts.forms import TokenForm
from oversight.accounts.models import Account, ApiToken
from oversight.accounts.views.shared import (
    actor_of,
    base_of,
    closed_for_guessing,
    count_wrong_password,
    crumbs,
    own_page,
    show_refusal,
)
from oversight.audit.errors import Invalid, Refused
from oversight.ui.page import Page


@own_page
@sensitive_post_parameters("password")
def tokens(request: HttpRequest) -> HttpResponse:
    """接口令牌。"""
    account = request.user
    if not account.has_usable_password():
        raise Http404
    closed = closed_for_guessing(request, account, _("密码连续多次不对。"))
    if closed is not None:
        return closed
    form = TokenForm(policy.roles_held(account), request.POST or None)
    status, plain = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                plain = _issue(request, account, form)
                status, form = 200, TokenForm(policy.roles_held(account))
            except Refused as error:
                count_wrong_password(account, error)
                status = show_refusal(form, error)
    return _tokens_page(request, form, plain, status)


def _tokens_page(request: HttpRequest, form: TokenForm, plain: str, status: int) -> HttpResponse:
    title = _("接口令牌")
    account = request.user
    context = {
        "page": Page(title=title, crumbs=crumbs(title)),
        "form": form,
        "plain": plain,
        "tokens": [(token, state_of(token)) for token in queries.tokens_of(account)],
        "base": base_of(account),
    }
    return render(request, "accounts/tokens.html", context, status=status)


def state_of(token: ApiToken) -> tuple[str, str]:
    """Badge state and word of a token."""
    if token.revoked_at is not None:
        return "returned", _("已作废")
    if token.expires_at <= timezone.now():
        return "returned", _("已过期")
    held = policy.role_still_held(
        token.account, token.place, token.role, token.unit_key, token.body_key
    )
    if not held:
        return "returned", _("职务已撤销，令牌失效")
    return "running", _("可用")


@sensitive_variables("plain")
def _issue(request: HttpRequest, account: Account, form: TokenForm) -> str:
    if not account.check_password(form.cleaned_data["password"]):
        raise Invalid("wrong_password", _("没有生成令牌。密码不对。"), where="password")
    role = form.chosen_role()
    _token, plain = actions.issue_token(
        actor_of(request),
        role.place,
        account=account,
        role=role.role,
        unit_key=role.unit_key,
        body_key=role.body_key,
        name=form.cleaned_data["name"],
        scopes=form.cleaned_data["scopes"],
        days=form.cleaned_data["days"],
        permitted=permissions.can_change_own(actor_of(request), account),
    )
    return plain


@own_page
@require_POST
def revoke_token(request: HttpRequest, public_id: str) -> HttpResponse:
    """作废接口令牌。"""
    token = queries.token_of(request.user, public_id)
    if token is None:
        raise Http404
    actor = actor_of(request)
    permitted = permissions.can_change_own(actor, token.account)
    actions.revoke_token(actor, token.place, token=token, permitted=permitted)
    messages.success(request, _("令牌“%(name)s”已作废。") % {"name": token.name})
    return redirect("accounts:tokens")
