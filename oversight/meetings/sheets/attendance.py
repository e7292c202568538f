"""读签到表: the filled-in table against what is stored; every doubtful cell is named, nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions.sheets.outcome import CellProblem, FieldChange, Outcome, RowOutcome
from oversight.institutions.sheets.reading import read_tables, unreadable
from oversight.meetings.models import Participant
from oversight.meetings.sheets.lists import (
    ATTENDANCE,
    ATTENDANCE_TITLE,
    HEADINGS,
    KEY,
    MODE,
    NAME,
    VERSION,
    chinese,
)


@dataclass(frozen=True)
class Mark:
    """一人的登记: what the table says of one who is called."""

    participant: Participant
    mode: str
    attendance: str


def read(content: bytes, called: Mapping[str, Participant]) -> tuple[list[Mark], Outcome]:
    """The marks that would change something, and what each row says; no marks where a cell is wrong."""
    table = read_tables(content).get(ATTENDANCE_TITLE)
    if table is None or tuple(table.headings[: len(HEADINGS)]) != HEADINGS:
        raise unreadable(_("没有“签到表”这张工作表，或者列被改动。"))
    marks: list[Mark] = []
    rows: list[RowOutcome] = []
    seen: set[str] = set()
    for number, cells in table.rows:
        padded = (*cells, *[""] * (len(HEADINGS) - len(cells)))
        row = RowOutcome(ATTENDANCE_TITLE, number, padded[NAME], cells=padded, headings=HEADINGS)
        mark = read_row(row, padded, called, seen)
        if mark is not None:
            marks.append(mark)
        rows.append(row)
    outcome = Outcome(rows)
    return ([] if outcome.problems else marks), outcome


def read_row(
    row: RowOutcome,
    cells: tuple[str, ...],
    called: Mapping[str, Participant],
    seen: set[str],
) -> Mark | None:
    """One row: unchanged, changed, or refused with the cell that is wrong."""
    one = called.get(cells[KEY])
    if one is None or cells[KEY] in seen:
        why = _("这一行重复。") if one else _("这次会议没有这个人，编号不要改。")
        return refuse(row, KEY, why)
    seen.add(cells[KEY])
    if cells[NAME] != one.name:
        refuse(row, NAME, _("编号对应的是%(name)s。") % {"name": one.name})
    mode = code_of(row, cells, MODE, Participant.MODES)
    attendance = code_of(row, cells, ATTENDANCE, Participant.ATTENDANCE)
    if attendance == "left" and one.attendance not in {"present", "left"}:
        refuse(row, ATTENDANCE, _("没有到会，不能登记离会。"))
    changed = changes(row, one, mode, attendance)
    if changed and cells[VERSION] != str(one.version):
        refuse(row, ATTENDANCE, _("导出以后系统里已另有登记，请重新导出。"))
    if row.problems or not changed:
        return None
    row.state = "changed"
    return Mark(one, str(mode), str(attendance))


def refuse(row: RowOutcome, column: int, why: str) -> None:
    """Name the cell."""
    cell = f"{chr(ord('A') + column)}{row.number}"
    row.problems.append(CellProblem(row.sheet, cell, HEADINGS[column], why))
    row.state = "refused"


def code_of(row: RowOutcome, cells: tuple[str, ...], column: int, choices: object) -> str | None:
    """The code of a word in a cell."""
    known = {chinese(code, choices): code for code, _label in choices}  # type: ignore[attr-defined]
    known[""] = known.get("", "") if column == ATTENDANCE else "hall"
    if cells[column] not in known:
        offered = "、".join(word for word in known if word)
        refuse(
            row,
            column,
            _("不认识“%(word)s”，写%(offered)s。") % {"word": cells[column], "offered": offered},
        )
        return None
    return known[cells[column]]


def changes(row: RowOutcome, one: Participant, mode: str | None, attendance: str | None) -> bool:
    """What the row would change, kept with it."""
    for column, now, then, choices in (
        (MODE, one.mode, mode, Participant.MODES),
        (ATTENDANCE, one.attendance, attendance, Participant.ATTENDANCE),
    ):
        if then is not None and then != now:
            row.changes.append(
                FieldChange(HEADINGS[column], chinese(now, choices), chinese(then, choices))
            )
    return bool(row.changes)


def check_not_empty(outcome: Outcome) -> None:
    """Refuse a table that changes nothing."""
    if not outcome.problems and not outcome.has_work:
        raise Invalid("nothing_changed", _("没有导入。表里没有改动。"), where="file")
