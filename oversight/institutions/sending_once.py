"""一张表单只办一次: the hidden key of a form, and the act under it in one transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from oversight.institutions.models import SentForm
from oversight.ui.form_keys import FIELD

KEY = re.compile(r"[A-Za-z0-9_-]{20,43}")


@dataclass(frozen=True)
class Sent:
    """送出的结果: the address to go to; ``again``: it was sent before, and nothing was done now.

    ``changed``: it was sent before with something else in it.
    """

    address: str
    again: bool = False
    changed: bool = False


def once(request: HttpRequest, run: Callable[[], str]) -> Sent:
    """Run the act of a form unless this account has sent this very form before (keys are kept a day).

    Key and act are kept or undone together; what ``run`` raises goes through, and the key is free again.
    A form without a key (a button, a program) is simply run.
    """
    key, account = request.POST.get(FIELD, ""), request.user
    if not (account.is_authenticated and KEY.fullmatch(key)):
        return Sent(run())
    content = sha256_of(request)
    with transaction.atomic():
        claim, first = SentForm.rows.get_or_create(
            account=account, key=key, defaults={"sha256": content}
        )
        if not first:
            return Sent(claim.address, again=True, changed=claim.sha256 != content)
        claim.address = run()
        claim.save(update_fields=["address"])
    return Sent(claim.address)


def sha256_of(request: HttpRequest) -> str:
    """What a form said, files by name and size."""
    said = [
        (name, values)
        for name, values in sorted(request.POST.lists())
        if name not in {FIELD, "csrfmiddlewaretoken"}
    ]
    files = [
        (name, [(each.name, each.size) for each in values])
        for name, values in sorted(request.FILES.lists())
    ]
    return hashlib.sha256(repr((said, files)).encode()).hexdigest()
