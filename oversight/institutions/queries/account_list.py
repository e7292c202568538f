"""账号清单: the accounts of a place – opened here or holding a role here – with their roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.places import today
from oversight.institutions.queries.searching import search_text


@dataclass(frozen=True)
class AccountRow:
    """清单的一行。"""

    account: Any
    person: Any
    grants: list[RoleGrant]


def account_list(
    place: Jurisdiction, *, q: str = "", kind: str = "", role: str = "", state: str = ""
) -> models.QuerySet[Any]:
    """Accounts that match; roles of today."""
    here = RoleGrant.objects.in_scope(Scope.of(place))
    accounts = get_user_model().objects.filter(
        models.Q(place=place.code) | models.Q(pk__in=here.order_by().values("account_id"))
    )
    q = search_text(q)
    if q:
        accounts = accounts.filter(
            models.Q(display_name__icontains=q) | models.Q(username__icontains=q)
        )
    if kind:
        accounts = accounts.filter(kind=kind)
    held = here.on(today()).order_by()
    if role:
        accounts = accounts.filter(pk__in=held.filter(role=role).values("account_id"))
    if state == "disabled":
        accounts = accounts.filter(is_active=False)
    elif state == "roleless":
        accounts = accounts.exclude(pk__in=held.values("account_id"))
    return accounts


def with_roles(rows: models.QuerySet[Any], place: Jurisdiction) -> models.QuerySet[Any]:
    """The same accounts with the roles they hold here today."""
    held = RoleGrant.objects.in_scope(Scope.of(place)).on(today()).select_related("unit")
    return rows.select_related("person").prefetch_related(
        models.Prefetch("grants", held.order_by("role", "pk"), to_attr="held")
    )


def account_row(account: Any) -> AccountRow:
    """One row from an account fetched ``with_roles``."""
    return AccountRow(account, getattr(account, "person", None), account.held)
