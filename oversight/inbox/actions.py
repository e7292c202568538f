"""收件的行为: send notices, mark them read, choose the digest.

``notify`` is called inside the transaction of the act that has something to say, or by the worker. Only
the choice of the digest is an act of its own; being told and having read leave no entry in the chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from oversight.accounts.models import Account
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.inbox import permissions, queries
from oversight.inbox.models import DigestChoice, Notice
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def notify(
    *,
    key: str,
    title: str,
    text: str = "",
    url: str = "",
    kind: str = "info",
    place: Jurisdiction | None = None,
    account: Any = None,
    accounts: Iterable[Any] = (),
    roles: Iterable[str] = (),
    unit: Any = None,
    body: Any = None,
) -> int:
    """Tell accounts, or all who hold one of the roles in the place.

    ``unit``: only those who speak for this unit; ``body``: only the staff of this committee office.

    The same ``key`` reaches an account once, so a repeated call changes nothing. Returns how many were
    told now. ``url`` is a path of ours.
    """
    told = {getattr(each, "pk", each) for each in accounts}
    if account is not None:
        told.add(getattr(account, "pk", account))
    if place is not None:
        told |= holders(
            place,
            *roles,
            units=None if unit is None else [unit],
            offices=None if body is None else [body],
        )
    have = set(
        Notice.rows.filter(key=key, account_id__in=told).values_list("account_id", flat=True)
    )
    known = set(Account.objects.filter(pk__in=told - have).values_list("pk", flat=True))
    fresh = [
        Notice(
            account_id=key_of_account,
            place=place.code if place else "",
            kind=kind,
            key=key,
            title=title[:200],
            text=text,
            url=url if url.startswith("/") and not url.startswith("//") else "",
        )
        for key_of_account in sorted(known)
    ]
    Notice.rows.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def holders(
    place: Jurisdiction,
    *roles: str,
    units: Iterable[Any] | None = None,
    offices: Iterable[Any] | None = None,
) -> set[int]:
    """Accounts that hold one of the roles in the place today, for these units or offices where given."""
    grants = institutions.grants_in(place).filter(role__in=roles).on(institutions.today())
    if units is not None:
        grants = grants.filter(unit__in=list(units))
    if offices is not None:
        grants = grants.filter(body__in=list(offices))
    return set(grants.values_list("account_id", flat=True))


def mark_read(actor: Actor, notice: Notice) -> None:
    """标为已读."""
    mine = queries.notices_of(actor).filter(pk=notice.pk, read_at=None).values_list("pk", flat=True)
    Notice.rows.filter(pk__in=list(mine)).update(read_at=timezone.now())


def mark_all_read(actor: Actor, *, up_to: Notice | None = None) -> int:
    """全部标为已读; ``up_to``: not those that came after the list was shown."""
    unread = queries.notices_of(actor).filter(read_at=None)
    if up_to is not None:
        unread = unread.filter(created_at__lte=up_to.created_at)
    keys = list(unread.values_list("pk", flat=True))
    return Notice.rows.filter(pk__in=keys).update(read_at=timezone.now())


def choose_digest(actor: Actor, *, wanted: bool) -> None:
    """选择每日摘要: one mail a day, or none."""
    with act(
        "inbox.choose_digest",
        actor=actor,
        place=actor.place,
        permitted=permissions.has_inbox(actor, None),
    ) as running:
        DigestChoice.objects.update_or_create(
            account_id=actor.account_id, defaults={"wanted": wanted}
        )
        running.facts = {"wanted": wanted}
