"""单位沿革: renaming, merging, splitting, abolishing. Each is an act of law, never an edited name.

After a renaming everybody's post goes on under the new name; after a merger or a split posts, liaison
officers and roles end with the unit unless the act says that they pass on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.carrying import carry_over, close_ties
from oversight.institutions.actions.units import write_unit
from oversight.institutions.actions.writing import check_place, end, named, put
from oversight.institutions.models import Jurisdiction, Unit, UnitSuccession
from oversight.institutions.rules import lineage, periods


def record_succession(
    actor: Actor,
    place: Jurisdiction,
    *,
    predecessor: Unit,
    successor: Unit,
    on: date,
    kind: str,
    basis: str = "",
) -> UnitSuccession:
    """登记沿革: from ``on`` the successor carries the predecessor's duties; both are registered already."""
    with _succession_act("institutions.record_succession", actor, place, basis):
        return write_succession(place, predecessor, successor, on, kind, basis)


def rename_unit(
    actor: Actor, place: Jurisdiction, *, unit: Unit, name: str, on: date, basis: str
) -> Unit:
    """更名: the same organ under a new name from ``on``; its people, liaison and roles go on."""
    with _succession_act("institutions.rename_unit", actor, place, basis):
        check_place(place, unit=unit)
        successor = _new_unit(place, name, unit, on, {"aliases": []})
        carry_over(unit, successor, on)
        _cease(unit, on)
        _link(place, unit, successor, on, "renamed", basis)
    return successor


def merge_units(
    actor: Actor,
    place: Jurisdiction,
    *,
    units: Sequence[Unit],
    on: date,
    basis: str,
    into: Unit | None = None,
    name: str = "",
    carry_people: bool = False,
) -> Unit:
    """并入: the units end; ``into``, or a new unit called ``name``, carries their duties from ``on``."""
    with _succession_act("institutions.merge_units", actor, place, basis):
        units = [unit for unit in dict.fromkeys(units) if unit != into]
        check_place(place, into=into, **{f"unit{at}": unit for at, unit in enumerate(units)})
        if len(units) < (1 if into else 2):
            raise Invalid("too_few_units", _("没有选够要合并的单位。"), where="units")
        target = into or _new_unit(place, name, units[0], on, {})
        for unit in units:
            (carry_over if carry_people else close_ties)(unit, target, on)
            _cease(unit, on)
            _link(place, unit, target, on, "merged", basis)
    return target


def split_unit(
    actor: Actor,
    place: Jurisdiction,
    *,
    unit: Unit,
    names: Sequence[str],
    on: date,
    basis: str,
) -> list[Unit]:
    """分设: the unit ends; each name is a unit of its own from ``on`` (an existing one is used)."""
    with _succession_act("institutions.split_unit", actor, place, basis):
        check_place(place, unit=unit)
        wanted = list(dict.fromkeys(named(name, "names") for name in names if name.strip()))
        if len(wanted) < 2:
            raise Invalid("too_few_units", _("分设至少要写两个单位。"), where="names")
        parts = [_existing_or_new(place, name, unit, on) for name in wanted]
        close_ties(unit, parts[0], on)
        _cease(unit, on)
        for part in parts:
            _link(place, unit, part, on, "split", basis)
    return parts


def abolish_unit(
    actor: Actor, place: Jurisdiction, *, unit: Unit, on: date, basis: str, reason: str = ""
) -> Unit:
    """撤销: the unit exists until ``on``, that day included, and nobody carries its duties."""
    with _succession_act("institutions.abolish_unit", actor, place, basis) as running:
        check_place(place, unit=unit)
        running.note = reason[:500]
        close_ties(unit, None, date.fromordinal(on.toordinal() + 1))
        end(unit, on)
    return unit


def write_succession(
    place: Jurisdiction, predecessor: Unit, successor: Unit, on: date, kind: str, basis: str
) -> UnitSuccession:
    """Save one edge; whose duties merely moved goes on existing."""
    if kind != "moved":
        _cease(predecessor, on)
    return _link(place, predecessor, successor, on, kind, basis)


def _succession_act(code: str, actor: Actor, place: Jurisdiction, basis: str) -> Any:
    permitted = permissions.can_manage_institutions(actor, place)
    return act(code, actor=actor, place=place.code, permitted=permitted, basis=basis[:300])


def _new_unit(place: Jurisdiction, name: str, like: Unit, on: date, extra: dict[str, Any]) -> Unit:
    return write_unit(
        place, Unit(jurisdiction=place), name=name, kind=like.kind, valid_from=on, **extra
    )


def _existing_or_new(place: Jurisdiction, name: str, like: Unit, on: date) -> Unit:
    found = queries.units_of(place).filter(name=name).on(on).exclude(pk=like.pk).first()
    return found or _new_unit(place, name, like, on, {})


def _cease(unit: Unit, on: date) -> None:
    """The unit's last day is the one before ``on``."""
    last = periods.day_before(on)
    if unit.valid_from is not None and unit.valid_from > last:
        text = _("“%(name)s”从%(day)s起才有，沿革的日期要晚于这一天。")
        values = {"name": unit.name, "day": unit.valid_from.isoformat()}
        raise Invalid("before_unit", text % values, where="on")
    if unit.valid_to is None or unit.valid_to > last:
        unit.valid_to = last
        put(unit)
    elif unit.valid_to < last:
        text = _("“%(name)s”在%(day)s已经终止。")
        values = {"name": unit.name, "day": unit.valid_to.isoformat()}
        raise Invalid("already_ended", text % values, where="on")


def _link(
    place: Jurisdiction, old: Unit, new: Unit, on: date, kind: str, basis: str
) -> UnitSuccession:
    check_place(place, predecessor=old, successor=new)
    edges = [(edge.predecessor_id, edge.successor_id) for edge in queries.successions_of(place)]
    if (old.pk, new.pk) in edges:
        raise Invalid("succession_exists", _("这两个单位的沿革已经登记过。"), where="successor")
    if lineage.would_circle(edges, old.pk, new.pk):
        raise Invalid("circle", _("这样登记，单位会成为自己的前身。"), where="successor")
    edge = UnitSuccession(
        jurisdiction=place, predecessor=old, successor=new, on=on, kind=kind, basis=basis
    )
    put(edge)
    return edge
