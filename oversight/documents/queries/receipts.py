"""读回执: receipts of a place and the list of who has to be phoned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from oversight.audit.scoping import Scope
from oversight.documents.addressing import carriers_of
from oversight.documents.models import Receipt
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class Contact:
    """联络人: name, rank and telephone of a liaison officer."""

    name: str
    rank: str
    phone: str


@dataclass(frozen=True)
class PhoneLine:
    """电话清单的一行: an open receipt, why it must be phoned, whom to call.

    reason: ``no_account`` nobody can acknowledge on the site, ``no_unit`` free words or another body,
    ``late`` the period is over, ``open`` still in time.
    """

    receipt: Receipt
    reason: str
    days_late: int
    contacts: tuple[Contact, ...]


def receipts_of(place: Jurisdiction) -> models.QuerySet[Receipt]:
    """All receipts of the place with their papers."""
    return (
        Receipt.objects.in_scope(Scope.of(place))
        .select_related("paper", "unit")
        .order_by("due", "name", "pk")
    )


def receipt_by_id(place: Jurisdiction, public_id: str) -> Receipt | None:
    """One receipt of the place."""
    return receipts_of(place).filter(public_id=public_id).first()


def phone_list(place: Jurisdiction, *, everything: bool = False) -> list[PhoneLine]:
    """Who has to be phoned: open required receipts that are late or that nobody can give on the site.

    ``everything``: those still in time as well.
    """
    rows = list(
        receipts_of(place)
        .filter(paper__state="issued", required=True)
        .exclude(state="acknowledged")
    )
    found = [phone_line(place, row, institutions.today()) for row in rows]
    return found if everything else [line for line in found if line.reason != "open"]


def phone_line(place: Jurisdiction, receipt: Receipt, today: date) -> PhoneLine:
    """One open receipt with its reason and whom to call."""
    late = (today - receipt.due).days if receipt.due and receipt.due < today else 0
    units = carriers_of(place, receipt.unit_id) if receipt.unit_id else frozenset()
    if not units:
        reason = "no_unit"
    elif not has_account(place, units):
        reason = "no_account"
    else:
        reason = "late" if late else "open"
    return PhoneLine(receipt, reason, late, contacts_of(place, units))


def has_account(place: Jurisdiction, units: Iterable[int]) -> bool:
    """Whether anybody speaks for one of the units on the site today."""
    grants = institutions.grants_in(place).filter(role__in=["liaison", "unit_head"])
    return grants.filter(unit__in=list(units)).on(institutions.today()).exists()


def contacts_of(place: Jurisdiction, units: Iterable[int]) -> tuple[Contact, ...]:
    """A角 and B角 of the units today."""
    officers = institutions.liaisons_in(place).filter(unit__in=list(units))
    rows = officers.on(institutions.today()).order_by("rank", "pk")
    return tuple(
        Contact(row.person.name, str(row.get_rank_display()), row.person.phone) for row in rows
    )
