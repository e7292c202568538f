"""审计整改台账的表格: out as a workbook, back with every doubtful cell named; nothing half-imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.institutions.models import Unit
from oversight.institutions.sheets.outcome import CellProblem, FieldChange, Outcome, RowOutcome
from oversight.institutions.sheets.reading import read_tables, unreadable
from oversight.institutions.sheets.workbook import Sheet
from oversight.meetings.models import AuditProblem
from oversight.meetings.rules.audits import ProblemFacts, refusals

TITLE = "审计整改台账"
COLUMNS = (
    ("public_id", "编号"),
    ("number", "序号"),
    ("text", "问题"),
    ("unit_name", "责任单位"),
    ("amount", "问题金额（万元）"),
    ("requirement", "整改要求"),
    ("due", "整改期限"),
    ("state", "整改情况"),
    ("rectified", "已整改金额（万元）"),
    ("measures", "整改措施和结果"),
    ("version", "版本"),
)
HEADINGS = tuple(heading for _name, heading in COLUMNS)
AT = {name: at for at, (name, _heading) in enumerate(COLUMNS)}
EDITED = tuple(name for name, _heading in COLUMNS if name not in ("public_id", "version"))


def state_words() -> dict[str, str]:
    """Code by Chinese word."""
    with override("zh-hans"):
        return {str(label): code for code, label in AuditProblem.STATES}


def ledger_sheet(rows: Iterable[AuditProblem]) -> Sheet:
    """The ledger as a workbook that can come back."""
    words = {code: word for word, code in state_words().items()}
    lines = [
        [words[one.state] if name == "state" else cell(getattr(one, name)) for name, _h in COLUMNS]
        for one in rows
    ]
    return Sheet(TITLE, HEADINGS, lines, {AT["state"]: list(state_words())}, wide=frozenset({2, 9}))


def cell(value: Any) -> Any:
    """A value as the workbook holds it."""
    return float(value) if isinstance(value, Decimal) else "" if value is None else value


@dataclass
class Line:
    """台账的一行: the problem it changes (None: a new one) and the values of the cells."""

    problem: AuditProblem | None
    values: dict[str, Any] = field(default_factory=dict)


def read(
    content: bytes, known: Mapping[str, AuditProblem], units: Mapping[str, Unit]
) -> tuple[list[Line], Outcome]:
    """The lines that would change something, and what each row says; no lines where a cell is wrong."""
    table = read_tables(content).get(TITLE)
    if table is None or tuple(table.headings[: len(HEADINGS)]) != HEADINGS:
        raise unreadable(_("没有“审计整改台账”这张工作表，或者列被改动。"))
    lines, rows = [], []
    numbers = {one.number: key for key, one in known.items()}
    seen: set[str] = set()
    for number, cells in table.rows:
        padded = (*cells, *[""] * (len(HEADINGS) - len(cells)))
        row = RowOutcome(TITLE, number, padded[AT["number"]], cells=padded, headings=HEADINGS)
        line = read_row(row, padded, known, units, numbers, seen)
        if line is not None:
            lines.append(line)
        rows.append(row)
    outcome = Outcome(rows)
    return ([] if outcome.problems else lines), outcome


def read_row(
    row: RowOutcome,
    cells: tuple[str, ...],
    known: Mapping[str, AuditProblem],
    units: Mapping[str, Unit],
    numbers: dict[int, str],
    seen: set[str],
) -> Line | None:
    """One row: new, changed, unchanged, or refused with the cells that are wrong."""
    key = cells[AT["public_id"]]
    problem = known.get(key)
    if key and (problem is None or key in seen):
        refuse(row, "public_id", _("编号不要改，也不要重复；新问题的编号空着。"))
        return None
    seen.add(key or f"row {row.number}")
    values = {name: parsed(row, name, cells[AT[name]]) for name in EDITED}
    if row.problems:
        return None
    values["unit"] = units.get(values["unit_name"])
    holder = numbers.setdefault(values["number"], key or f"row {row.number}")
    if holder != (key or f"row {row.number}"):
        refuse(row, "number", _("这个序号已有别的问题。"))
    facts = ProblemFacts(values["state"], values["measures"], values["amount"], values["rectified"])
    for name, text in refusals(facts):
        refuse(row, name, _(text))
    row.state = "new" if problem is None else row.state
    if problem is not None:
        compare(row, problem, values, cells)
    return None if row.problems or row.state == "unchanged" else Line(problem, values)


def compare(
    row: RowOutcome, problem: AuditProblem, values: Mapping[str, Any], cells: tuple[str, ...]
) -> None:
    """What the row changes; refused where somebody else changed the problem since the export."""
    for name in EDITED:
        before, after = getattr(problem, name), values[name]
        if before != after:
            row.changes.append(FieldChange(HEADINGS[AT[name]], str(before or ""), str(after or "")))
    if row.changes and cells[AT["version"]] != str(problem.version):
        refuse(row, "version", _("导出以后系统里已另有登记，请重新导出。"))
    elif row.changes and not row.problems:
        row.state = "changed"


def parsed(row: RowOutcome, name: str, text: str) -> Any:
    """The value of a cell; names the cell where it cannot be read."""
    text = text.strip()
    try:
        return PARSERS[name](text)
    except (ValueError, InvalidOperation):
        refuse(row, name, WRONG[name]())
        return None


def whole_number(text: str) -> int:
    number = int(float(text))
    if not 1 <= number <= 9999 or number != float(text):
        raise ValueError(text)
    return number


def money(text: str) -> Decimal | None:
    value = Decimal(text.replace(",", "").replace("，", "")) if text else None
    if value is not None and (not value.is_finite() or abs(value) >= Decimal(10) ** 12):
        raise ValueError(text)
    return value.quantize(Decimal("0.01")) if value is not None else None


def needed(text: str) -> str:
    if not text or len(text) > 1000:
        raise ValueError(text)
    return text


def optional(text: str) -> str:
    if len(text) > 1000:
        raise ValueError(text)
    return text


def a_unit(text: str) -> str:
    if not text or len(text) > 100:
        raise ValueError(text)
    return text


def a_day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def a_state(text: str) -> str:
    words = state_words()
    if text and text not in words:
        raise ValueError(text)
    return words.get(text, "open")


PARSERS: dict[str, Callable[[str], Any]] = {
    "number": whole_number,
    "text": needed,
    "unit_name": a_unit,
    "amount": money,
    "requirement": optional,
    "due": a_day,
    "state": a_state,
    "rectified": money,
    "measures": optional,
}
WRONG: dict[str, Callable[[], str]] = {
    "number": lambda: _("写 1 至 9999 的整数。"),
    "text": lambda: _("写问题，不超过 1000 字。"),
    "unit_name": lambda: _("写责任单位，不超过 100 字。"),
    "amount": lambda: _("写数，单位是万元。"),
    "requirement": lambda: _("不超过 1000 字。"),
    "due": lambda: _("写成 2026-07-05 的样子。"),
    "state": lambda: _("写%(words)s。") % {"words": "、".join(state_words())},
    "rectified": lambda: _("写数，单位是万元。"),
    "measures": lambda: _("不超过 1000 字。"),
}


def refuse(row: RowOutcome, name: str, why: str) -> None:
    """Name the cell."""
    at = f"{chr(ord('A') + AT[name])}{row.number}"
    row.problems.append(CellProblem(row.sheet, at, HEADINGS[AT[name]], why))
    row.state = "refused"
