"""单位: registering one and mending its record. What becomes of a unit in law: ``successions``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import assign, check_period, check_place, named, put
from oversight.institutions.models import Jurisdiction, Unit

UNIT_FIELDS = frozenset({"name", "short_name", "kind", "aliases", "valid_from", "valid_to"})


def create_unit(
    actor: Actor,
    place: Jurisdiction,
    *,
    name: str,
    kind: str = "department",
    short_name: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    aliases: list[str] | None = None,
) -> Unit:
    """登记一个被监督单位。"""
    with act(
        "institutions.create_unit",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ):
        return write_unit(
            place,
            Unit(jurisdiction=place),
            name=name,
            kind=kind,
            short_name=short_name,
            valid_from=valid_from,
            valid_to=valid_to,
            aliases=aliases or [],
        )


def correct_unit(actor: Actor, place: Jurisdiction, *, unit: Unit, **changes: Any) -> Unit:
    """更正单位的登记: a slip of the pen, kind, aliases, dates. A renaming in law is ``rename_unit``."""
    with act(
        "institutions.correct_unit",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ):
        check_place(place, unit=unit)
        return write_unit(place, unit, **changes)


def write_unit(place: Jurisdiction, unit: Unit, **changes: Any) -> Unit:
    """Save a unit whose name is free and whose period is in order."""
    assign(unit, changes, UNIT_FIELDS)
    unit.name = named(unit.name)
    unit.aliases = clean_aliases(unit.aliases, unit.name)
    check_period(unit.valid_from, unit.valid_to)
    if queries.units_of(place).filter(name=unit.name).exclude(pk=unit.pk).exists():
        text = _("单位“%(name)s”已经登记过。") % {"name": unit.name}
        raise Invalid("unit_exists", text, where="name")
    put(unit)
    return unit


def clean_aliases(aliases: list[str], name: str) -> list[str]:
    """Each other name once, in the order given."""
    trimmed = (" ".join(alias.split()) for alias in aliases)
    return list(dict.fromkeys(alias for alias in trimmed if alias and alias != name))
