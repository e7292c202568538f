"""读单位: units of a place, their periods, what became of them, who heads and follows them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import (
    Jurisdiction,
    LiaisonOfficer,
    OfficeCorrespondence,
    Post,
    Unit,
    UnitSuccession,
)
from oversight.institutions.queries.places import today
from oversight.institutions.rules import lineage


def units_of(place: Jurisdiction) -> models.QuerySet[Unit]:
    """All units ever known in the place."""
    return Unit.objects.in_scope(Scope.of(place))


def unit_by_id(place: Jurisdiction, public_id: str) -> Unit | None:
    """One unit of the place."""
    return units_of(place).filter(public_id=public_id).first()


def successions_of(place: Jurisdiction) -> models.QuerySet[UnitSuccession]:
    """Who became whom in the place."""
    return (
        UnitSuccession.objects.in_scope(Scope.of(place))
        .select_related("predecessor", "successor")
        .order_by("on", "pk")
    )


def successors_on(place: Jurisdiction, day: date | int) -> dict[str, str | None]:
    """Each old name → the name that carries its duties on that day; None where it was split.

    ``day`` is a date or a month index (year*12 + month-1), then its last day.
    """
    steps = [
        lineage.Step(edge.predecessor.name, edge.successor.name, edge.on, edge.kind)
        for edge in successions_of(place)
    ]
    return lineage.successors(steps, last_day(day))


def last_day(day: date | int) -> date:
    """A date as it is; of a month index the month's last day."""
    if isinstance(day, date):
        return day
    year, month = divmod(day + 1, 12)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def unit_periods(place: Jurisdiction) -> dict[str, tuple[date | None, date | None]]:
    """When each unit existed, by name."""
    rows = units_of(place).values_list("name", "valid_from", "valid_to")
    return {name: (first, last) for name, first, last in rows}


def unit_names(place: Jurisdiction) -> dict[str, str]:
    """Every name, alias and short name under which a unit is written → its name.

    A name goes before an alias, an alias before a short name. Of units that share
    a short name it belongs to the only one that goes on, else to none.
    """
    rows = list(units_of(place).values_list("name", "aliases", "short_name", "valid_to"))
    names = {name: name for name, *_ in rows}
    for name, aliases, *_ in rows:
        for alias in aliases or []:
            names.setdefault(alias, name)
    for ended in (False, True):
        shorts = [(short, name) for name, _, short, to in rows if short and bool(to) == ended]
        shared = Counter(short for short, _ in shorts)
        for short, name in shorts:
            names.setdefault(short, name if shared[short] == 1 else "")
    return {written: name for written, name in names.items() if name}


def posts_of(unit: Unit, day: date | None = None) -> models.QuerySet[Post]:
    """Who serves in the unit on a day, heads first."""
    return unit.posts.on(day or today()).select_related("person").order_by("-is_head", "pk")


def liaisons_in(place: Jurisdiction) -> models.QuerySet[LiaisonOfficer]:
    """Every liaison officer of the place."""
    return LiaisonOfficer.objects.in_scope(Scope.of(place)).select_related("unit", "person")


def correspondence_in(place: Jurisdiction) -> models.QuerySet[OfficeCorrespondence]:
    """Which office follows which unit."""
    return OfficeCorrespondence.objects.in_scope(Scope.of(place)).select_related("office", "unit")
