"""导入填好的事项表: every row by the act it stands for, all in one, after a rehearsal that writes nothing.

The preview is the import itself, run and rolled back. A row of another place is left for the role of that
place. Rows with errors or open conflicts stop the import unless they are left out expressly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.followups import permissions
from oversight.followups.actions.extensions import ask_extension
from oversight.followups.actions.reporting import report_done, report_progress
from oversight.followups.models import Followup
from oversight.followups.sheets import rows as reading_rows
from oversight.followups.sheets.comparing import Choices, Compared
from oversight.followups.sheets.layouts import DUTIES
from oversight.followups.sheets.outcome import DutyOutcome, DutyRow
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.columns import shown
from oversight.institutions.sheets.outcome import FieldChange
from oversight.institutions.sheets.reading import Table, read_tables


class _Rehearsed(Exception):
    """Everything was tried; nothing is kept."""


def preview_sheet(
    actor: Actor, place: Jurisdiction, *, content: bytes, choices: Choices | None = None
) -> DutyOutcome:
    """预览: what each row would do; nothing is written."""
    return _run(actor, place, content, choices or {}, keep=False, leave_out=False, check="")


def import_sheet(
    actor: Actor,
    place: Jurisdiction,
    *,
    content: bytes,
    choices: Choices | None = None,
    leave_out: bool = False,
    check: str = "",
) -> DutyOutcome:
    """导入. ``choices``: "mine" or "theirs" by the name of each conflict; ``check``: the preview's digest."""
    return _run(actor, place, content, choices or {}, keep=True, leave_out=leave_out, check=check)


def _run(
    actor: Actor,
    place: Jurisdiction,
    content: bytes,
    choices: Choices,
    *,
    keep: bool,
    leave_out: bool,
    check: str,
) -> DutyOutcome:
    permitted = permissions.can_report(actor, place)
    if not permitted:
        raise NotPermitted()
    table = the_table(read_tables(content))
    outcome = DutyOutcome(())
    try:
        with act(
            "followups.import_sheet", actor=actor, place=place.code, permitted=permitted
        ) as running:
            outcome = _write_all(running, actor, place, table, choices)
            if not keep or not outcome.count("changed"):
                raise _Rehearsed
            _require_sound(outcome, leave_out, check)
            sha256 = hashlib.sha256(content).hexdigest()
            running.facts = {**outcome.counts, "file_sha256": sha256}
            outcome = replace(outcome, imported=True)
    except _Rehearsed:
        if keep:
            _require_sound(outcome, leave_out, check)
    return outcome


def the_table(tables: Mapping[str, Table]) -> Table:
    """The sheet with the items; refuses a workbook without it or without the columns it rests on."""
    table = tables.get(DUTIES.title)
    if table is None:
        text = _("没有导入。工作簿里没有名为“%(title)s”的工作表，请用导出的表填写。")
        raise Invalid("no_sheet", text % {"title": DUTIES.title}, where="file")
    for column in DUTIES.columns:
        if column.required and column.heading not in table.headings:
            text = _("没有导入。缺少“%(heading)s”一列，请用导出的表填写。")
            raise Invalid("missing_column", text % {"heading": column.heading}, where="file")
    return table


def _require_sound(outcome: DutyOutcome, leave_out: bool, check: str) -> None:
    if check and outcome.check != check:
        raise Refused("changed_since_preview", _("没有导入。预览之后，事项又有变动。请重看预览。"))
    stopped = outcome.count("refused") + outcome.count("conflict")
    if stopped and not leave_out:
        text = _("没有导入。有 %(count)d 行有错或冲突没有选定，整份表格未写入。")
        raise Invalid("rows_refused", text % {"count": stopped}, where="file")


def _write_all(
    running: Act, actor: Actor, place: Jurisdiction, table: Table, choices: Choices
) -> DutyOutcome:
    context = reading_rows.context_of(actor, place, table)
    done = []
    for number, cells in table.rows:
        row, followup, asked = reading_rows.read_row(context, number, cells, choices)
        if followup is not None and asked is not None:
            _write_row(running, actor, place, row, followup, asked, context.where)
        done.append(row)
    return DutyOutcome(done, context.notes)


def _write_row(
    running: Act,
    actor: Actor,
    place: Jurisdiction,
    row: DutyRow,
    followup: Followup,
    asked: Compared,
    where: Mapping[str, int],
) -> None:
    row.conflicts, row.settled = asked.conflicts, asked.settled
    if asked.conflicts:
        row.state = "conflict"
    if not asked.wishes or asked.conflicts:
        return
    before = {key: _shown_now(followup, key) for key in asked.wishes}
    kept = len(running.changes)
    try:
        with transaction.atomic():
            carry_out(actor, place, followup, asked.wishes)
    except Refused as error:
        del running.changes[kept:]
        row.state = "refused"
        key = {"due": "asked_due", "text": "progress", "reason": "asked_reason"}.get(
            error.where, error.where
        )
        text = f"{error.text}（{error.basis}）" if error.basis else error.text
        row.problems.append(
            reading_rows.problem(where, row.number, key or next(iter(asked.wishes)), text)
        )
        return
    row.state = "changed"
    for key, value in asked.wishes.items():
        column = DUTIES.column(key)
        heading = column.heading if column else key
        row.changes.append(FieldChange(heading, before[key], shown(column, value)))


def _shown_now(followup: Followup, key: str) -> str:
    values = reading_rows.held_now(followup).values
    return shown(DUTIES.column(key), values[key])


def carry_out(
    actor: Actor, place: Jurisdiction, followup: Followup, wishes: Mapping[str, Any]
) -> None:
    """The acts that a row stands for."""
    if "done" in wishes and "asked_due" in wishes:
        text = _("同时写了自报完成和申请延期，只能办一样。")
        raise Invalid("done_and_extension", text, where="asked_due")
    text = wishes.get("progress", followup.progress)
    if "done" in wishes:
        report_done(actor, place, followup, text=text)
    elif "progress" in wishes or "percent" in wishes:
        report_progress(actor, place, followup, text=text, percent=wishes.get("percent"))
    if "asked_due" in wishes:
        reason = wishes.get("asked_reason", "")
        ask_extension(actor, place, followup, due=wishes["asked_due"], reason=reason)
    elif "asked_reason" in wishes:
        raise Invalid("no_day", _("写了延期理由，没有写延期到哪一天。"), where="asked_due")
