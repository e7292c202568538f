"""承办单位: duties follow the unit through renaming and merging (procedures §3 e).

An item keeps the unit it was assigned to; who carries it today follows from the succession. Of a unit
that was split nobody carries it until the office says who does.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.followups.models import Followup
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit


@dataclass(frozen=True)
class Lineage:
    """沿革的今天: who carries whose duties, by primary key; None where nobody does."""

    names: dict[int, str]
    carrier: dict[int, int | None]

    def today(self, unit_id: int) -> int | None:
        """The unit that carries the duties of ``unit_id`` today."""
        return self.carrier.get(unit_id)

    def carried_by(self, unit_id: int | None) -> frozenset[int]:
        """The unit itself and every unit whose duties it carries on."""
        return frozenset(old for old, new in self.carrier.items() if new == unit_id)

    def name_today(self, unit_id: int) -> str:
        """The name of the carrier; the old one where there is none."""
        return self.names.get(self.today(unit_id) or unit_id, "")


def lineage_of(place: Jurisdiction) -> Lineage:
    """The succession of the place's units as it stands today."""
    today = institutions.today()
    onwards = institutions.successors_on(place, today)
    names: dict[int, str] = {}
    ended: set[int] = set()
    for unit in institutions.units_of(place):
        names[unit.pk] = unit.name
        if unit.valid_to is not None and unit.valid_to < today:
            ended.add(unit.pk)
    keys = {name: key for key, name in names.items()}
    carrier: dict[int, int | None] = {}
    for key, name in names.items():
        if name in onwards:
            carrier[key] = keys.get(onwards[name] or "")
        else:
            carrier[key] = None if key in ended else key
    return Lineage(names, carrier)


def is_owner(place: Jurisdiction, followup: Followup, unit_id: int | None) -> bool:
    """Whether the unit carries this item today."""
    if unit_id is None:
        return False
    return followup.unit_id == unit_id or lineage_of(place).today(followup.unit_id) == unit_id


def readers_of(place: Jurisdiction, followup: Followup) -> frozenset[int]:
    """The units whose people may read the item: owner, assisting ones, their successors."""
    lineage = lineage_of(place)
    units = {followup.unit_id, *followup.co_units.values_list("unit_id", flat=True)}
    return frozenset(units | {now for unit in units if (now := lineage.today(unit)) is not None})


def owner_of(place: Jurisdiction, followup: Followup) -> Unit | None:
    """The unit that carries the item today; None after a split or an abolition."""
    key = lineage_of(place).today(followup.unit_id)
    return institutions.units_of(place).filter(pk=key).first() if key else None
