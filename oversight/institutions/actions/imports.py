"""导入表格: people or units from a workbook, all in one act, after a rehearsal that writes nothing.

The preview is the import itself, run and rolled back, so that what it says is what would happen. A workbook
with errors is imported only when its refused rows are left out expressly; every row is whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import permissions
from oversight.institutions.actions.import_rows import RowResult
from oversight.institutions.actions.imports_people import PEOPLE_ROWS
from oversight.institutions.actions.imports_units import UNIT_ROWS
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.columns import (
    CellError,
    SheetSpec,
    letters,
    shown,
    value_of,
)
from oversight.institutions.sheets.layouts import HOW_TO, PROBLEM, WORKBOOKS
from oversight.institutions.sheets.outcome import CellProblem, FieldChange, Outcome, RowOutcome
from oversight.institutions.sheets.reading import Table, read_tables

RowWriter = Callable[[Jurisdiction, dict[str, Any]], RowResult]
WRITERS: Mapping[str, RowWriter] = {**PEOPLE_ROWS, **UNIT_ROWS}


class _Rehearsed(Exception):
    """Everything was tried; nothing is kept."""


def preview_import(actor: Actor, place: Jurisdiction, *, subject: str, content: bytes) -> Outcome:
    """预览导入: what each row would do; nothing is written."""
    return _run(actor, place, subject, content, keep=False, leave_out=False, check="")


def import_workbook(
    actor: Actor,
    place: Jurisdiction,
    *,
    subject: str,
    content: bytes,
    leave_out_refused: bool = False,
    check: str = "",
) -> Outcome:
    """导入表格. ``check``: the digest of the preview; refused where something changed since."""
    return _run(actor, place, subject, content, keep=True, leave_out=leave_out_refused, check=check)


def _run(
    actor: Actor,
    place: Jurisdiction,
    subject: str,
    content: bytes,
    *,
    keep: bool,
    leave_out: bool,
    check: str,
) -> Outcome:
    if subject not in WORKBOOKS:
        raise Invalid("unknown_subject", _("没有这种表格。"), where="subject")
    permitted = permissions.can_manage_institutions(actor, place)
    if not permitted:
        raise NotPermitted()
    tables = read_tables(content)  # before the transaction, which stays short
    code = f"institutions.import_{subject}"
    outcome = Outcome(())
    try:
        with act(code, actor=actor, place=place.code, permitted=permitted) as running:
            outcome = _write_all(running, place, subject, tables)
            if not keep or not outcome.has_work:
                raise _Rehearsed
            _require_sound(outcome, leave_out, check)
            sha256 = hashlib.sha256(content).hexdigest()
            running.facts = {**outcome.counts, "file_sha256": sha256}
            outcome = replace(outcome, imported=True)
    except _Rehearsed:
        pass
    return outcome


def _require_sound(outcome: Outcome, leave_out: bool, check: str) -> None:
    if check and outcome.check != check:
        text = _("没有导入。预览之后，本地的登记有变动。请重看预览。")
        raise Refused("changed_since_preview", text)
    if outcome.problems and not leave_out:
        text = _("没有导入。有 %(count)d 行有错，整份表格未写入。")
        raise Invalid("rows_refused", text % {"count": outcome.count("refused")}, where="file")


def _write_all(
    running: Act, place: Jurisdiction, subject: str, tables: Mapping[str, Table]
) -> Outcome:
    notes: list[str] = []
    specs = [spec for spec in WORKBOOKS[subject] if spec.title in tables]
    if not specs:
        titles = "、".join(spec.title for spec in WORKBOOKS[subject])
        text = _("没有导入。工作簿里没有名为%(titles)s的工作表，请用模板填写。")
        raise Invalid("no_sheet", text % {"titles": titles}, where="file")
    known = {spec.title for spec in specs} | {HOW_TO, "选项"}
    for title in tables:
        if title not in known:
            notes.append(_("工作表“%(title)s”不认识，没有读。") % {"title": title})
    rows: list[RowOutcome] = []
    for spec in specs:
        rows += _write_table(running, place, spec, tables[spec.title], notes)
    return Outcome(rows, notes)


def _write_table(
    running: Act, place: Jurisdiction, spec: SheetSpec, table: Table, notes: list[str]
) -> list[RowOutcome]:
    where = {heading: at for at, heading in enumerate(table.headings) if heading}
    for column in spec.columns:
        if column.required and column.heading not in where:
            text = _("没有导入。工作表“%(title)s”缺少“%(heading)s”一列。")
            values = {"title": spec.title, "heading": column.heading}
            raise Invalid("missing_column", text % values, where=spec.title)
    known = {column.heading for column in spec.columns} | {PROBLEM}
    for heading in where:
        if heading not in known:
            text = _("工作表“%(title)s”的“%(heading)s”一列不认识，没有读。")
            notes.append(text % {"title": spec.title, "heading": heading})
    done = []
    for number, cells in table.rows:
        row = _write_row(running, place, spec, where, number, cells)
        row.headings = table.headings
        done.append(row)
    return done


def _write_row(
    running: Act,
    place: Jurisdiction,
    spec: SheetSpec,
    where: dict[str, int],
    number: int,
    cells: tuple[str, ...],
) -> RowOutcome:
    values, problems = _parse(spec, where, number, cells)
    who = next((values[key] for key in ("name", "predecessor") if values.get(key)), "")
    row = RowOutcome(spec.title, number, who, cells=cells, problems=problems)
    if problems:
        row.state = "refused"
        return row
    kept = len(running.changes)
    try:
        with transaction.atomic():
            result = WRITERS[spec.key](place, values)
    except Refused as error:
        del running.changes[kept:]
        row.state = "refused"
        row.problems.append(_problem(spec, where, number, error.where, error.text))
        return row
    row.state = result.state
    row.changes = [
        FieldChange(
            column.heading if (column := spec.column(name)) else name,
            shown(column, before),
            shown(column, after),
        )
        for name, (before, after) in result.changes.items()
    ]
    return row


def _parse(
    spec: SheetSpec, where: dict[str, int], number: int, cells: tuple[str, ...]
) -> tuple[dict[str, Any], list[CellProblem]]:
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for column in spec.columns:
        at = where.get(column.heading)
        text = cells[at] if at is not None and at < len(cells) else ""
        try:
            values[column.key] = value_of(column, text)
        except CellError as error:
            problems.append(_problem(spec, where, number, column.key, str(error)))
    return values, problems


def _problem(
    spec: SheetSpec, where: dict[str, int], number: int, key: str, text: str
) -> CellProblem:
    column = spec.column(key) or next(c for c in spec.columns if c.required)
    at = where.get(column.heading, where.get(spec.columns[0].heading, 0))
    return CellProblem(spec.title, f"{letters(at)}{number}", column.heading, text)
