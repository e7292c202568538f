"""导入单位表的一行: a unit with its office, or one succession. Names are never changed by a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions import queries
from oversight.institutions.actions.import_rows import (
    RowResult,
    differences,
    new_row,
    said,
    settled,
)
from oversight.institutions.actions.liaison import write_correspondence
from oversight.institutions.actions.successions import write_succession
from oversight.institutions.actions.units import clean_aliases, write_unit
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.sheets.matching import the_body, the_unit


def unit_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记或更正单位。"""
    wanted = said(values, "short_name", "kind", "aliases", "valid_from", "valid_to")
    name = " ".join(values["name"].split())
    if "aliases" in wanted:
        wanted["aliases"] = clean_aliases(wanted["aliases"], name)
    unit = _known(place, values.get("public_id"), name)
    if unit is None:
        unit = write_unit(place, Unit(jurisdiction=place), name=name, **wanted)
        result = new_row({"name": name, **wanted})
    else:
        changes = differences(unit, wanted)
        if changes:
            write_unit(place, unit, **{key: after for key, (_before, after) in changes.items()})
        result = settled(changes)
    return _follow(place, unit, values.get("office"), result)


def _known(place: Jurisdiction, key: str | None, name: str) -> Unit | None:
    if not key:
        return queries.units_of(place).filter(name=name).first()
    unit = queries.unit_by_id(place, key)
    if unit is None:
        text = _("没有这个编号的单位。新登记的不填编号。")
        raise Invalid("unknown_id", text, where="public_id")
    if unit.name != name:
        text = _("这个编号是“%(name)s”的。依法更名，请在单位页面办更名。")
        raise Invalid("renamed", text % {"name": unit.name}, where="name")
    return unit


def _follow(place: Jurisdiction, unit: Unit, office: str | None, result: RowResult) -> RowResult:
    if not office:
        return result
    today = queries.today()
    body = the_body(place, office, "office")
    now = queries.correspondence_in(place).filter(unit=unit).on(today).first()
    if now is not None and now.office_id == body.pk:
        return result
    write_correspondence(place, body, unit, today)
    result.changes["office"] = (now.office.name if now else None, body.name)
    return RowResult("new" if result.state == "new" else "changed", result.changes)


def succession_row(place: Jurisdiction, values: dict[str, Any]) -> RowResult:
    """登记沿革; one already registered stays as it is."""
    old = the_unit(place, values["predecessor"], "predecessor")
    new = the_unit(place, values["successor"], "successor")
    wanted = said(values, "on", "kind", "basis")
    edge = queries.successions_of(place).filter(predecessor=old, successor=new).first()
    if edge is not None:
        changes = differences(edge, wanted)
        if changes:
            text = _("这两个单位的沿革已经登记过，与表里不同。沿革不在表格里改。")
            raise Invalid("succession_exists", text, where=next(iter(changes)))
        return settled({})
    write_succession(place, old, new, values["on"], values["kind"], values.get("basis") or "")
    return new_row({"predecessor": old.name, "successor": new.name, **wanted})


UNIT_ROWS = {"units": unit_row, "successions": succession_row}
