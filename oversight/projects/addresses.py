"""同一网络地址: how many proposals came from where today. A keyed hash of the day, in memory, never in a row."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from oversight.accounts.attempts import origin_of_request
from oversight.institutions import queries as institutions

SALT = "oversight.projects.address"
KEPT_SECONDS = 26 * 3600


def earlier_today(request: HttpRequest) -> int:
    """How many came from this address today, this one not counted; counts it."""
    day = institutions.today().isoformat()
    mark = salted_hmac(SALT, f"{day} {origin_of_request(request)}", algorithm="sha256").hexdigest()
    key = f"projects.address.{mark}"
    cache.add(key, 0, KEPT_SECONDS)
    try:
        return int(cache.incr(key)) - 1
    except ValueError:  # dropped meanwhile
        return 0
