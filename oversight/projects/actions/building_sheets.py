"""表格进来的行为: every good row by the act that it stands for, every other row kept with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import speaks_for
from oversight.projects.actions.plans import write_plan
from oversight.projects.actions.progress import report_progress
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries.inherited import code_in, listed_in
from oversight.projects.tables import building as sheets
from oversight.projects.tables import reading as table

Carry = Callable[[table.Row, WorkRow], None]


def import_plans(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, content: bytes
) -> list[table.Row]:
    """导入实施计划: the plan of each project of the year; an unchanged row writes nothing."""
    columns = sheets.plan_columns(year.year)
    rows = table.read(content, sheets.PLANS, columns)
    units = {one.name: one for one in institutions.units_of(place).on(institutions.today())}

    def carry(row: table.Row, work: WorkRow) -> None:
        before = [str(one) for one in sheets.plan_line(place, work, columns)]
        if work.built.plan is not None and before == as_said(row, columns):
            return
        for name in ("leader", "starts_on", "due", "budget_yuan"):
            if not row.values[name]:
                row.refuse(name, _("没有写。"), columns)
        own = {one.name: one for one in [work.project.unit] if one is not None}
        unit = unit_named(row, columns, own | units)
        if row.outcome.problems:
            return
        names = ("leader", "contact", "starts_on", "due", "budget_yuan", "guarantee")
        values: dict[str, Any] = {name: row.values[name] for name in names}
        nodes = sheets.nodes_of(year.year, row)
        where = work.project.jurisdiction
        write_plan(actor, where, work.project, unit=unit, nodes=nodes, **values)
        row.outcome.state = "changed" if work.built.plan else "new"

    return carried(actor, place, year, rows, columns, carry)


def unit_named(
    row: table.Row, columns: Sequence[table.Column], units: dict[str, Unit]
) -> Unit | None:
    """The unit of a row; one that is not registered is named as such."""
    name = row.values["unit"]
    if name and name not in units:
        row.refuse("unit", _("没有登记这个单位。"), columns)
    return units.get(name)


def as_said(row: table.Row, columns: Sequence[table.Column]) -> list[str]:
    """The row as a plan's line would say it."""
    said = []
    for column in columns:
        value = row.values.get(column.name)
        money = column.name == "budget_yuan" or column.name.startswith("money_")
        said.append(str(table.wan(value) if money else "" if value is None else value))
    return said


def import_progress(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, content: bytes
) -> list[table.Row]:
    """导入月进展: a report for each row that says something new."""
    columns = sheets.PROGRESS_COLUMNS
    rows = table.read(content, sheets.PROGRESS, columns)

    def carry(row: table.Row, work: WorkRow) -> None:
        said = row.values
        if not said["text"] and said["percent"] is None:
            return
        names = ("month", "percent", "yuan", "text", "late_reason", "cost_reason")
        values = {name: said[name] for name in names}
        if any(all(getattr(one, n) == values[n] for n in names) for one in work.built.reports):
            return
        if said["percent"] is None:
            row.refuse("percent", _("没有写。"), columns)
            return
        report_progress(actor, work.project.jurisdiction, work.project, **values)
        row.outcome.state = "new"

    return carried(actor, place, year, rows, columns, carry)


def carried(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    rows: list[table.Row],
    columns: Sequence[table.Column],
    carry: Carry,
) -> list[table.Row]:
    """Every row in turn; what its act refuses is written at its cell."""
    if not permissions.can_report(actor, place):
        raise NotPermitted
    known = {code_in(place, row.project): row for row in rows_of(place, listed_in(year))}
    seen: set[str] = set()
    for row in rows:
        code = row.values.get("code", "")
        if row.outcome.problems:
            continue
        if code not in known or code in seen:
            row.refuse("code", _("没有这个编号的项目，或者写了两次。"), columns)
            continue
        seen.add(code)
        try:
            carry(row, known[code])
        except Refused as error:
            row.refuse(error.where, error.text, columns)
    return rows


def counts(rows: Sequence[table.Row]) -> dict[str, int]:
    """How many rows were written, were the same, were refused."""
    states = [row.outcome.state for row in rows]
    return {state: states.count(state) for state in ("new", "changed", "unchanged", "refused")}


def of_unit_only(
    actor: Actor, place: Jurisdiction, projects: Sequence[LivelihoodProject]
) -> list[LivelihoodProject]:
    """What the actor may fill in: all for the clerk, the own ones for a unit."""
    if actor.role not in {"liaison", "unit_head"}:
        return list(projects)
    return [one for one in projects if speaks_for(actor, one.jurisdiction, one)]
