"""接口令牌的行为: issue (shown once) and revoke."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import queries, scopes
from oversight.accounts.models import Account, ApiToken
from oversight.accounts.policy import role_still_held
from oversight.accounts.tokens import PREFIX, digest
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused

MOST_DAYS = 366
MOST_TOKENS = 20


def issue_token(
    actor: Actor,
    place_code: str,
    *,
    account: Account,
    role: str,
    unit_key: int | None,
    body_key: int | None = None,
    name: str,
    scopes: Iterable[str],
    days: int,
    permitted: bool,
    latest: datetime | None = None,
) -> tuple[ApiToken, str]:
    """生成接口令牌。 Returns the record and the token in clear, shown once.

    A token never outranks its maker: it acts in a role that the account holds, and one made with a token
    has no wider scopes and no later end than that one (``actor.scopes`` and ``latest`` say so).
    """
    with act("accounts.issue_token", actor=actor, place=place_code, permitted=permitted) as running:
        chosen = _checked_scopes(actor, scopes)
        if not role_still_held(account, place_code, role, unit_key, body_key):
            raise Invalid("role_not_held", _("没有生成令牌。这个账号没有这项职务。"), where="role")
        if queries.live_tokens_of(account).count() >= MOST_TOKENS:
            raise Refused(
                "too_many_tokens",
                _("没有生成令牌。已有 %(most)d 个，先作废不用的。") % {"most": MOST_TOKENS},
            )
        plain = PREFIX + secrets.token_urlsafe(32)
        token = ApiToken(
            account=account,
            name=_checked_name(name),
            digest=digest(plain),
            hint=plain[-4:],
            place=place_code,
            role=role,
            unit_key=unit_key,
            body_key=body_key,
            scopes=chosen,
            expires_at=_checked_end(days, latest),
        )
        token.save()
        running.facts = {"account": account.public_id, "token": token.public_id, "days": days}
    return token, plain


def revoke_token(actor: Actor, place_code: str, *, token: ApiToken, permitted: bool) -> None:
    """作废接口令牌。 It stops working with its next request."""
    with act(
        "accounts.revoke_token", actor=actor, place=place_code, permitted=permitted
    ) as running:
        if token.place != place_code:
            raise Refused("token_of_another_place", _("没有作废。这个令牌属于另一个地方。"))
        running.facts = {"token": token.public_id}
        if token.revoked_at is None:
            token.revoked_at = timezone.now()
            token.save()


def _checked_scopes(actor: Actor, wanted: Iterable[str]) -> list[str]:
    chosen = scopes.checked(wanted)
    if actor.scopes is not None and not set(chosen) <= actor.scopes:
        raise NotPermitted(_("没有生成令牌。新令牌的权限不能多于正在用的令牌。"))
    return chosen


def _checked_name(name: str) -> str:
    if not name.strip():
        raise Invalid("blank_name", _("没有生成令牌。写明令牌的用途。"), where="name")
    return name.strip()[:100]


def _checked_end(days: int, latest: datetime | None) -> datetime:
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(
            "bad_days",
            _("没有生成令牌。有效期写 1 到 %(most)d 天。") % {"most": MOST_DAYS},
            where="days",
        )
    end = timezone.now() + timedelta(days=days)
    return min(end, latest) if latest else end
