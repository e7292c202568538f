"""读回执: receipts of a place and the list of who has to be phoned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from oversight.audit.scoping import Scope
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
    open_ones = receipts_of(place).filter(paper__state="issued", required=True)
    rows = list(open_ones.exclude(state="acknowledged"))
    book = phone_book(place) if rows else {}
    today = institutions.today()
    found = [phone_line(row, book, today) for row in rows]
    return found if everything else [line for line in found if line.reason != "open"]


@dataclass(frozen=True)
class Reach:
    """怎样找到一个单位: whether somebody can acknowledge on the site, and its liaison officers."""

    on_site: bool
    contacts: tuple[Contact, ...]


def phone_book(place: Jurisdiction) -> dict[int, Reach]:
    """Every unit of the place, one that ended under whoever carries its duties; read at once."""
    today = institutions.today()
    grants = institutions.grants_in(place).filter(role__in=["liaison", "unit_head"]).on(today)
    on_site = set(grants.values_list("unit_id", flat=True))
    contacts: dict[int, list[Contact]] = {}
    for row in institutions.liaisons_in(place).on(today).order_by("rank", "pk"):
        rank = str(row.get_rank_display())
        contacts.setdefault(row.unit_id, []).append(
            Contact(row.person.name, rank, row.person.phone)
        )
    keys = {name: key for key, name in institutions.units_of(place).values_list("pk", "name")}
    successors = institutions.successors_on(place, today)
    book = {}
    for name, key in keys.items():
        units = {key, keys.get(successors.get(name) or name, key)}
        people = [each for unit in sorted(units) for each in contacts.get(unit, [])]
        book[key] = Reach(bool(units & on_site), tuple(people))
    return book


def phone_line(receipt: Receipt, book: dict[int, Reach], today: date) -> PhoneLine:
    """One open receipt with its reason and whom to call."""
    late = (today - receipt.due).days if receipt.due and receipt.due < today else 0
    reach = book.get(receipt.unit_id) if receipt.unit_id else None
    if reach is None:
        reason = "no_unit"
    elif not reach.on_site:
        reason = "no_account"
    else:
        reason = "late" if late else "open"
    return PhoneLine(receipt, reason, late, reach.contacts if reach else ())
