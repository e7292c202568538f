"""主送与抄送: whom a paper is addressed to – units, bodies and places of the register, or free words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction, Unit

KINDS = ("unit", "body", "place", "text")
LABELS = ("抄报", "抄送", "分送")
"""How a copy goes: up, down or beside, to a list. In this order they stand at the foot."""
Addressee = dict[str, str]


def of_unit(unit: Unit) -> Addressee:
    return {"kind": "unit", "id": unit.public_id, "name": unit.name}


def of_body(body: Body) -> Addressee:
    return {"kind": "body", "id": body.public_id, "name": body.name}


def of_place(place: Jurisdiction) -> Addressee:
    return {"kind": "place", "id": place.code, "name": place.name}


def of_text(name: str) -> Addressee:
    return {"kind": "text", "id": "", "name": name}


def copies_of(recipients: Iterable[Any]) -> list[Addressee]:
    """Copies of a report by who receives them: 抄报 upward, else 抄送; whom it reports to is its addressee."""
    labels = {"copy_up": "抄报", "copy_to": "抄送"}
    return [
        {**of_text(one.name), "label": labels[one.role]} for one in recipients if one.role in labels
    ]


def label_of(copy: Mapping[str, Any], common: str) -> str:
    """The copy's own word, else that of the paper."""
    return str(copy.get("label") or common)


def copy_lines(copies: Sequence[Mapping[str, Any]], common: str) -> tuple[tuple[str, str], ...]:
    """(抄报, 市政府、市纪委), (抄送, 各区县人大常委会): as they stand at the foot of the paper."""
    rows = {
        label: [one for one in copies if label_of(one, common) == label]
        for label in dict.fromkeys((*LABELS, common))
    }
    return tuple((label, words(row)) for label, row in rows.items() if row)


def checked(place: Jurisdiction, given: Iterable[Any], where: str) -> list[Addressee]:
    """The addressees as they are kept, each once; refuses a unit or body that the place does not have.

    Records (a unit, a body, a place), mappings {kind, id, name} and plain words are understood; a copy's
    mapping may say ``label``.
    """
    found: list[Addressee] = []
    for each in given:
        one = _one(place, each, where)
        if isinstance(each, Mapping) and (label := str(each.get("label") or "")):
            if label not in LABELS:
                raise Invalid("unknown_choice", _("没有这个选项。"), where=where)
            one["label"] = label
        if one not in found:
            found.append(one)
    return found


def _one(place: Jurisdiction, given: Any, where: str) -> Addressee:
    if isinstance(given, Unit):
        return of_unit(given)
    if isinstance(given, Body):
        return of_body(given)
    if isinstance(given, Jurisdiction):
        return of_place(given)
    if isinstance(given, str):
        given = of_text(given)
    if not isinstance(given, Mapping) or given.get("kind") not in KINDS:
        raise Invalid("unknown_addressee", _("没有这一种收文单位。"), where=where)
    kind, key = str(given["kind"]), str(given.get("id") or "")
    name = " ".join(str(given.get("name") or "").split())
    if kind == "text":
        if not name:
            raise Invalid("addressee_without_name", _("收文单位没有名称。"), where=where)
        return of_text(name[:100])
    return _registered(place, kind, key, name, where)


def _registered(place: Jurisdiction, kind: str, key: str, name: str, where: str) -> Addressee:
    """A unit, body or place under its registered name."""
    if kind == "unit":
        unit = institutions.unit_by_id(place, key)
        found = of_unit(unit) if unit else None
    elif kind == "body":
        body = institutions.bodies_of(place).filter(public_id=key).first()
        found = of_body(body) if body else None
    else:
        other = institutions.place_by_code(key)
        found = of_place(other) if other else None
    if found is None:
        text = _("本地没有登记“%(name)s”。") % {"name": name or key}
        raise Invalid("unknown_addressee", text, where=where)
    return found


def words(addressees: Sequence[Mapping[str, Any]]) -> str:
    """市住建局、市财政局: the names as they stand on the paper."""
    return "、".join(str(each["name"]) for each in addressees)


def ended_units(place: Jurisdiction, addressees: Sequence[Mapping[str, Any]]) -> list[str]:
    """Units among them that no longer exist today, with who carries their duties."""
    keys = [each["id"] for each in addressees if each["kind"] == "unit"]
    today = institutions.today()
    gone = institutions.units_of(place).filter(public_id__in=keys, valid_to__lt=today)
    successors = institutions.successors_on(place, today) if gone.exists() else {}
    return [
        _("%(old)s（现为%(new)s）") % {"old": unit.name, "new": successors[unit.name]}
        if successors.get(unit.name) not in (None, unit.name)
        else unit.name
        for unit in gone
    ]


def units_carried_by(place: Jurisdiction, unit_id: int | None) -> frozenset[int]:
    """Keys of the unit and of those whose duties it carries today (更名、并入)."""
    if unit_id is None:
        return frozenset()
    names = dict(institutions.units_of(place).values_list("name", "pk"))
    own = next((name for name, key in names.items() if key == unit_id), None)
    if own is None:
        return frozenset()
    today = institutions.successors_on(place, institutions.today())
    carried = {names[old] for old, new in today.items() if new == own and old in names}
    return frozenset({unit_id, *carried})


def carriers_of(place: Jurisdiction, unit_id: int) -> frozenset[int]:
    """Keys of the unit and of the one that carries its duties today."""
    names = dict(institutions.units_of(place).values_list("pk", "name"))
    today = institutions.successors_on(place, institutions.today())
    keys = {name: key for key, name in names.items()}
    successor = today.get(names.get(unit_id, ""))
    return frozenset({unit_id, keys[successor]} if successor in keys else {unit_id})
