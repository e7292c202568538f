"""接口令牌的验证: a program acts in one role for one place, within its scopes.

The token works only while the account is active, the role is still held, and neither has the token ended
nor its rate been exceeded. Only a keyed hash of it is kept.
"""

from __future__ import annotations

import time
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from oversight.accounts import queries
from oversight.accounts.models import ApiToken
from oversight.accounts.policy import role_still_held
from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused

PREFIX = "jn_"
PER_MINUTE = 600
SEEN_EVERY = timedelta(minutes=5)


class TooManyRequests(Refused):
    """The token's rate is exceeded."""

    status = 429


class TokenAuth(HttpBearer):
    """``Authorization: Bearer jn_…``; sets ``request.actor`` to the token's role and scopes."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = queries.live_token(digest(token)) if token.startswith(PREFIX) else None
        if found is None or not _role_held(found):
            return None
        _count(found)
        now = timezone.now()
        if found.last_used_at is None or now - found.last_used_at > SEEN_EVERY:
            queries.note_token_use(found)
        request.user = found.account
        request.actor = actor_of(found)  # type: ignore[attr-defined]
        return found


def digest(token: str) -> str:
    """The keyed hash under which a token is kept."""
    return salted_hmac("oversight.accounts.api_token", token, algorithm="sha256").hexdigest()


def actor_of(token: ApiToken) -> Actor:
    """The acting role of a token."""
    return Actor(
        account_id=token.account_id,
        label=str(token.account),
        role=token.role,
        place=token.place,
        unit_id=token.unit_key,
        body_id=token.body_key,
        scopes=frozenset(token.scopes),
    )


def require_scope(request: HttpRequest, scope: str) -> Actor:
    """The acting role, refused where the token in use does not cover ``scope``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.may_use(scope):
        raise NotPermitted(
            _("这个令牌没有“%(scope)s”权限。") % {"scope": scope}, code="missing_scope"
        )
    return actor


def _role_held(token: ApiToken) -> bool:
    return role_still_held(token.account, token.place, token.role, token.unit_key, token.body_key)


def _count(token: ApiToken) -> None:
    """Fixed windows of a minute, counted per process; a token is known by its digest, which no other ever has."""
    minute = int(time.time() // 60)
    key = f"token-rate:{token.digest}:{minute}"
    cache.add(key, 0, timeout=90)
    if cache.incr(key) > PER_MINUTE:
        wait = 60 - int(time.time() % 60)
        raise TooManyRequests(
            "rate_limited",
            _("这个令牌每分钟最多用 %(most)d 次。请 %(wait)d 秒后再试。")
            % {"most": PER_MINUTE, "wait": wait},
        )
