"""读收件: notices of the acting account. An account's inbox holds what came to it in all its places."""

from __future__ import annotations

from typing import Any

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.inbox.models import DigestChoice, Notice


def notices_of(actor: Actor) -> models.QuerySet[Notice]:
    """All notices of the account, newest first. A token reads those of its own place only."""
    if actor.account_id is None:
        return Notice.objects.in_scope(Scope.of()).none()
    found = Notice.objects.in_scope(Scope.of(actor.account_id))
    if actor.scopes is not None:
        found = found.filter(place__in=("", actor.place))
    return found.order_by("-created_at", "-pk")


def filtered(
    actor: Actor, *, show: str = "", kind: str = "", q: str = ""
) -> models.QuerySet[Notice]:
    """The notices a list shows: unread ones unless ``show`` is ``all``."""
    found = notices_of(actor)
    if show != "all":
        found = found.filter(read_at=None)
    if kind:
        found = found.filter(kind=kind)
    if q:
        found = found.filter(models.Q(title__icontains=q) | models.Q(text__icontains=q))
    return found


def unread_count(actor: Actor) -> int:
    """How many the account has not read."""
    return notices_of(actor).filter(read_at=None).count()


def latest(actor: Actor, n: int = 5) -> list[Notice]:
    """The newest notices, unread ones first, for the first page."""
    unread_first = models.Case(models.When(read_at=None, then=0), default=1)
    return list(notices_of(actor).order_by(unread_first, "-created_at", "-pk")[:n])


def notice_of(actor: Actor, public_id: str) -> Notice | None:
    """One notice of the account."""
    return notices_of(actor).filter(public_id=public_id).first()


def wants_digest(account: Any) -> bool:
    """Whether the account (or its key) gets the daily mail."""
    choice = DigestChoice.objects.filter(account=account).first()
    return choice is None or choice.wanted
