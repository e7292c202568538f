"""读登记簿: registers of a place and their numbers, gap-free, with the papers that have them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from oversight.audit.scoping import Scope
from oversight.documents.models import DrawnNumber, NumberRegister
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class RegisterLines:
    """一本登记簿: its numbers in order and those that are missing (none, ever)."""

    register: NumberRegister
    drawn: models.QuerySet[DrawnNumber]
    missing: tuple[int, ...]


def registers_of(place: Jurisdiction) -> models.QuerySet[NumberRegister]:
    """All registers of the place, newest year first, with the count of numbers drawn."""
    return (
        NumberRegister.objects.in_scope(Scope.of(place))
        .select_related("issuer")
        .annotate(used=models.Count("drawn"))
        .order_by("-year", "issuer__name", "series")
    )


def register_by_id(place: Jurisdiction, public_id: str) -> NumberRegister | None:
    """One register of the place."""
    return registers_of(place).filter(public_id=public_id).first()


def register_lines(place: Jurisdiction, register: NumberRegister) -> RegisterLines:
    """The register with its numbers; ``missing`` is what the check of gaps found."""
    rows = DrawnNumber.objects.in_scope(Scope.of(place)).filter(register=register)
    numbers = set(rows.values_list("number", flat=True))
    expected = range(register.carried + 1, register.last + 1)
    missing = tuple(number for number in expected if number not in numbers)
    return RegisterLines(register, rows.select_related("paper").order_by("number"), missing)
