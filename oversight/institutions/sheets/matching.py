"""对上已有的登记: which person, body, unit or dated record a row of a sheet speaks of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions import queries
from oversight.institutions.models import Body, Jurisdiction, Person, Term, Unit


def find_person(
    place: Jurisdiction, key: str | None, name: str, year: int | None, where: str
) -> Person | None:
    """The person by id, else by name and birth year; refuses what could be two people."""
    people = queries.people_of(place)
    if key:
        found = people.filter(public_id=key).first()
        if found is None:
            raise Invalid("unknown_id", _("没有这个编号的人员。新登记的不填编号。"), where=where)
        return found
    same = list(people.filter(name=" ".join(name.split())))
    if year is None:
        if len(same) > 1:
            raise Invalid("ambiguous", _("同名的有几个人，写出生年份或编号。"), where="name")
        return same[0] if same else None
    exact = [person for person in same if person.birth_year == year]
    if len(exact) > 1:
        raise Invalid("ambiguous", _("同名同年的有几个人，写编号。"), where="name")
    if not exact and any(person.birth_year is None for person in same):
        text = _("已有同名而没有出生年份的人，先补上他的出生年份，或写编号。")
        raise Invalid("ambiguous", text, where="birth_year")
    return exact[0] if exact else None


def the_person(place: Jurisdiction, values: dict[str, Any]) -> Person:
    """The person of a row about a mandate, seat or post; must be known."""
    found = find_person(
        place, values.get("person_id"), values["name"], values.get("birth_year"), "person_id"
    )
    if found is None:
        text = _("没有登记过“%(name)s”，先填在“人员”表里。") % {"name": values["name"]}
        raise Invalid("unknown_person", text, where="name")
    if found.name != " ".join(values["name"].split()):
        text = _("这个编号是%(name)s的。") % {"name": found.name}
        raise Invalid("id_of_another", text, where="person_id")
    return found


def the_body(place: Jurisdiction, name: str, where: str = "body") -> Body:
    """The body of this name or short name."""
    for body in queries.bodies_of(place).order_by("valid_to", "pk"):
        if name in (body.name, body.short_name):
            return body
    text = _("没有登记过机构“%(name)s”，先在“机构与届次”设立。") % {"name": name}
    raise Invalid("unknown_body", text, where=where)


def the_unit(place: Jurisdiction, name: str, where: str = "unit") -> Unit:
    """The unit of this name, else with this alias."""
    units = queries.units_of(place)
    found = units.filter(name=name).first()
    if found is None:
        known = queries.unit_names(place).get(name)
        found = units.filter(name=known).first() if known else None
    if found is None:
        text = _("没有登记过单位“%(name)s”，先导入单位表。") % {"name": name}
        raise Invalid("unknown_unit", text, where=where)
    return found


def the_term(place: Jurisdiction, number: int) -> Term:
    """The term of this number."""
    found = queries.terms_of(place).filter(term_no=number).first()
    if found is None:
        text = _("没有登记过第 %(number)d 届，先在“机构与届次”登记。") % {"number": number}
        raise Invalid("unknown_term", text, where="term_no")
    return found


def same_period(rows: list[Any], first: date | None) -> Any | None:
    """Among records of the same kind the one that the row speaks of."""
    exact = [row for row in rows if row.valid_from == first]
    if exact:
        return exact[0]
    if first is None:
        open_rows = [row for row in rows if row.valid_to is None]
        return open_rows[0] if len(open_rows) == 1 else (rows[0] if len(rows) == 1 else None)
    undated = [row for row in rows if row.valid_from is None]
    return undated[0] if len(undated) == 1 else None
