"""猜码的限制: how often wrong codes may come from one origin before it must wait.

Counted in the database, so that all web processes see the same. An origin is a keyed hash of the address
(of its /64 network for IPv6) or of the account; rows are dropped after a day.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from oversight.accounts.models import Account, FailedAttempt

WINDOW = timedelta(minutes=15)
WINDOWS = {"hall_code": timedelta(minutes=10)}  # where it is another than the common one
KEPT = timedelta(days=1)
# A hall of deputies shares one address, hence 30; the code itself has 60 bits.
LIMITS = {
    "code": 30,
    "sign_in": 60,
    "second_factor": 5,
    "confirm": 5,
    "hall_code": 10,
    "receipt": 30,
    "signing": 30,
    "expert": 30,
    "ceremony": 30,
}
UNDER_PRESSURE = 300
LIMIT_UNDER_PRESSURE = 3


def origin_of_request(request: HttpRequest) -> str:
    """The keyed hash of where a request comes from."""
    address = request.META.get("REMOTE_ADDR") or "local"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return _hashed(address)
    if parsed.version == 6:
        return _hashed(str(ipaddress.ip_network((parsed, 64), strict=False)))
    return _hashed(address)


def origin_of_account(account: Account) -> str:
    """The keyed hash of an account, for what is guessed after the password."""
    return origin_of_account_id(account.pk)


def origin_of_account_id(account_id: int) -> str:
    """The same, where only the number of the account is at hand."""
    return _hashed(f"account {account_id}")


def window_of(kind: str) -> timedelta:
    """How long a wrong attempt counts."""
    return WINDOWS.get(kind, WINDOW)


def note_failure(kind: str, origin: str) -> bool:
    """Count one wrong attempt; True when it is the one that closes the door."""
    now = timezone.now()
    FailedAttempt.objects.filter(at__lt=now - KEPT).delete()
    FailedAttempt.objects.create(kind=kind, origin=origin)
    return FailedAttempt.objects.filter(
        kind=kind, origin=origin, at__gte=now - window_of(kind)
    ).count() == limit_of(kind, now)


def blocked_until(kind: str, origin: str) -> datetime | None:
    """When this origin may try again, or None where it may now."""
    now = timezone.now()
    failures = list(
        FailedAttempt.objects.filter(kind=kind, origin=origin, at__gte=now - window_of(kind))
        .order_by("-at")
        .values_list("at", flat=True)[: LIMITS[kind]]
    )
    limit = limit_of(kind, now)
    return failures[limit - 1] + window_of(kind) if len(failures) >= limit else None


def forget(kind: str, origin: str) -> None:
    """A right attempt clears the wrong ones before it."""
    FailedAttempt.objects.filter(kind=kind, origin=origin).delete()


def limit_of(kind: str, now: datetime) -> int:
    """Fewer wrong codes for each origin while many origins guess at once; a clean one always gets its try."""
    if kind != "code":
        return LIMITS[kind]
    everywhere = FailedAttempt.objects.filter(kind=kind, at__gte=now - WINDOW).count()
    return LIMIT_UNDER_PRESSURE if everywhere >= UNDER_PRESSURE else LIMITS[kind]


def _hashed(origin: str) -> str:
    return salted_hmac("oversight.accounts.origin", origin, algorithm="sha256").hexdigest()
