"""读账号: accounts, devices, codes and tokens as pages and the API may show them."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from oversight.accounts.models import Account, ApiToken, DeviceSession, LoginCode
from oversight.audit.scoping import Scope

BY_DIGEST = Scope.everywhere("a digest names one row of one place")
OWN = Scope.everywhere("an account sees its own codes and tokens of every place")
ENDED_SHOWN = 5


def account_by_public_id(public_id: str) -> Account | None:
    """The account with this public id."""
    return Account.objects.filter(public_id=public_id).first()


def account_by_username(username: str) -> Account | None:
    """The account that signs in by this name."""
    return Account.objects.filter(username=username).first()


def accounts_of(place_code: str) -> models.QuerySet[Account]:
    """The accounts that this place opened."""
    return Account.objects.filter(place=place_code).order_by("kind", "display_name", "pk")


def open_devices(account: Account) -> list[DeviceSession]:
    """Devices signed in now, last used first."""
    rows = list(DeviceSession.objects.filter(account=account, revoked_at=None))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [row for row in rows if row.session_key in alive]


def ended_devices(account: Account) -> list[DeviceSession]:
    """The last devices that were signed out, with the reason; the owner sees a copied card here."""
    rows = DeviceSession.objects.filter(account=account, revoked_at__isnull=False)
    return list(rows.order_by("-revoked_at")[:ENDED_SHOWN])


def device_of(account: Account, public_id: str) -> DeviceSession | None:
    """One of the account's own devices."""
    return DeviceSession.objects.filter(account=account, public_id=public_id).first()


def codes_of_place(place_code: str) -> models.QuerySet[LoginCode]:
    """Every code that a place issued, newest first."""
    return LoginCode.objects.in_scope(Scope.of(place_code)).select_related("account")


def live_codes_of(account: Account) -> list[LoginCode]:
    """The account's codes that still sign in."""
    now = timezone.now()
    rows = LoginCode.objects.in_scope(OWN).filter(account=account, revoked_at=None)
    return list(rows.filter(expires_at__gt=now))


def live_code(digest: str) -> LoginCode | None:
    """The code with this digest, if it still signs an active account in."""
    rows = LoginCode.objects.in_scope(BY_DIGEST).select_related("account")
    return rows.filter(
        digest=digest,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        account__is_active=True,
    ).first()


def locked_code(code: LoginCode) -> LoginCode | None:
    """The same code held against other devices until the transaction ends; None where it ended."""
    rows = LoginCode.objects.in_scope(BY_DIGEST).select_for_update()
    return rows.filter(pk=code.pk, revoked_at=None, expires_at__gt=timezone.now()).first()


def tokens_of(account: Account) -> models.QuerySet[ApiToken]:
    """The account's tokens of every place, newest first."""
    return ApiToken.objects.in_scope(OWN).filter(account=account)


def live_tokens_of(account: Account) -> models.QuerySet[ApiToken]:
    """Those that still work as far as the token itself goes."""
    return tokens_of(account).filter(revoked_at=None, expires_at__gt=timezone.now())


def token_of(account: Account, public_id: str) -> ApiToken | None:
    """One of the account's own tokens."""
    return tokens_of(account).filter(public_id=public_id).first()


def live_token(digest: str) -> ApiToken | None:
    """The token with this digest, if it has not ended and its account is active."""
    rows = ApiToken.objects.in_scope(BY_DIGEST).select_related("account")
    return rows.filter(
        digest=digest,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        account__is_active=True,
    ).first()


def note_token_use(token: ApiToken) -> None:
    """Keep the hour of last use; not a change of the record."""
    ApiToken._base_manager.filter(pk=token.pk).update(last_used_at=timezone.now())
