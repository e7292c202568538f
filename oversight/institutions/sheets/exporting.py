"""表格的内容: the template, the export that can be imported again, and the refused rows to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from oversight.institutions import queries
from oversight.institutions.models import Body, Jurisdiction, Person, Unit
from oversight.institutions.sheets import layouts
from oversight.institutions.sheets.columns import Column, SheetSpec, cell_of, chinese, headings_of
from oversight.institutions.sheets.outcome import Outcome
from oversight.institutions.sheets.workbook import Sheet, write_workbook


def template(place: Jurisdiction, subject: str) -> bytes:
    """The empty workbook with its explanations and lists to choose from."""
    specs = layouts.WORKBOOKS[subject]
    sheets = [_sheet(place, spec, spec.columns, ()) for spec in specs]
    return write_workbook([*sheets, how_to(specs)])


def units_workbook(place: Jurisdiction, units: QuerySet[Unit]) -> bytes:
    """Units with their successions."""
    found = list(units.order_by("name"))
    keys = {unit.pk for unit in found}
    edges = [edge for edge in queries.successions_of(place) if edge.predecessor_id in keys]
    sheets = [
        _sheet(place, layouts.UNITS, layouts.UNITS.columns, unit_lines(place, found)),
        _sheet(place, layouts.SUCCESSIONS, layouts.SUCCESSIONS.columns, edge_lines(edges)),
    ]
    return write_workbook([*sheets, how_to(layouts.WORKBOOKS["units"])])


def unit_lines(place: Jurisdiction, units: Iterable[Unit]) -> Iterator[dict[str, Any]]:
    ties = queries.correspondence_in(place).on(queries.today())
    offices = {tie.unit_id: tie.office.name for tie in ties}
    names = ("public_id", "name", "short_name", "kind", "aliases", "valid_from", "valid_to")
    for unit in units:
        yield {name: getattr(unit, name) for name in names} | {"office": offices.get(unit.pk)}


def edge_lines(edges: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for edge in edges:
        yield {
            "predecessor": edge.predecessor.name,
            "successor": edge.successor.name,
            "on": edge.on,
            "kind": edge.kind,
            "basis": edge.basis,
        }


def people_workbook(place: Jurisdiction, people: QuerySet[Person], private: bool) -> bytes:
    """People with everything they hold or held; telephone and note only where ``private``."""
    found = list(people.order_by("name", "pk"))
    keys = {person.pk for person in found}
    ties = {
        "deputies": queries.deputyships_in(place).order_by("person__name", "term__term_no", "pk"),
        "members": queries.memberships_in(place).order_by("person__name", "pk"),
        "posts": queries.posts_in(place).order_by("person__name", "pk"),
        "liaisons": queries.liaisons_in(place).order_by("person__name", "pk"),
    }
    sheets = []
    for spec in layouts.WORKBOOKS["people"]:
        columns = tuple(column for column in spec.columns if private or not column.private)
        if spec.key == "people":
            lines: Iterable[dict[str, Any]] = (_fields(person, columns) for person in found)
        else:
            rows = (tie for tie in ties[spec.key] if tie.person_id in keys)
            lines = (_tie_fields(tie, columns) for tie in rows)
        sheets.append(_sheet(place, spec, columns, lines))
    return write_workbook([*sheets, how_to(layouts.WORKBOOKS["people"])])


def _fields(record: Any, columns: Sequence[Column]) -> dict[str, Any]:
    return {column.key: getattr(record, column.key) for column in columns}


def _tie_fields(tie: Any, columns: Sequence[Column]) -> dict[str, Any]:
    special = {
        "person_id": lambda: tie.person.public_id,
        "name": lambda: tie.person.name,
        "birth_year": lambda: tie.person.birth_year,
        "term_no": lambda: tie.term.term_no,
        "constituency": lambda: tie.constituency and tie.constituency.name,
        "delegation": lambda: tie.delegation and tie.delegation.name,
        "body": lambda: tie.body.name,
        "unit": lambda: tie.unit.name,
    }
    return {
        column.key: special[column.key]() if column.key in special else getattr(tie, column.key)
        for column in columns
    }


def refused_workbook(subject: str, outcome: Outcome) -> bytes:
    """Only the refused rows, as they were, with a last column that says why."""
    sheets = []
    for spec in layouts.WORKBOOKS[subject]:
        rows = [row for row in outcome.rows if row.sheet == spec.title and row.problems]
        if not rows:
            continue
        width = max(len(row.cells) for row in rows)
        headings = list(rows[0].headings)[:width]
        headings += [""] * (width - len(headings))
        lines = []
        for row in rows:
            why = "；".join(f"{each.cell} {each.heading}：{each.text}" for each in row.problems)
            lines.append([*row.cells, *[""] * (width - len(row.cells)), why])
        sheets.append(
            Sheet(spec.title, [*headings, layouts.PROBLEM], lines, wide=frozenset({width}))
        )
    return write_workbook(sheets)


def _sheet(
    place: Jurisdiction,
    spec: SheetSpec,
    columns: Sequence[Column],
    lines: Iterable[dict[str, Any]],
) -> Sheet:
    rows = [[cell_of(column, line[column.key]) for column in columns] for line in lines]
    offered = {
        at: choices for at, column in enumerate(columns) if (choices := choices_of(place, column))
    }
    required = frozenset(at for at, column in enumerate(columns) if column.required)
    return Sheet(spec.title, headings_of(columns), rows, offered, required)


def choices_of(place: Jurisdiction, column: Column) -> list[str]:
    """The values that a column's list offers."""
    if column.kind == "choice":
        return [chinese(label) for _code, label in column.choices]
    if column.kind == "flag":
        return ["是", "否"]
    today = queries.today()
    if column.key == "unit":
        return [unit.name for unit in queries.units_of(place).on(today).order_by("name")]
    if column.key in {"body", "office"}:
        bodies = queries.bodies_of(place).on(today)
        if column.key == "office":
            bodies = bodies.exclude(kind__in=[*Body.DECIDING, "party_group"])
        return [body.name for body in bodies.order_by("kind", "name")]
    return []


def how_to(specs: Sequence[SheetSpec]) -> Sheet:
    """The sheet that explains every column."""
    kinds = {
        "text": _("文字"),
        "int": _("数字"),
        "day": _("日期"),
        "flag": _("是或否"),
        "list": _("文字，可写几个"),
        "choice": _("从列表里选"),
    }
    lines: list[list[Any]] = [
        [_("怎样填"), "", "", _("带 * 的列必填。空着的格表示不改动已有的登记。")],
        ["", "", "", _("上传后先看预览，有错的格会指明位置；没有错才导入，导入是一次办完。")],
        ["", "", "", _("同一份表再导入一次，不会重复登记。")],
    ]
    for spec in specs:
        lines.append([spec.title, "", "", _(spec.help)])
        for column in spec.columns:
            must = _("必填") if column.required else ""
            offered = "、".join(chinese(label) for _code, label in column.choices)
            note = _(column.help) if column.help else offered
            lines.append([spec.title, column.heading, f"{kinds[column.kind]} {must}".strip(), note])
    headings = [_("工作表"), _("列"), _("写什么"), layouts.HOW_TO]
    return Sheet(layouts.HOW_TO, headings, lines, wide=frozenset({3}))
