"""From a sheet of cells to the rows of a monthly table (表格读成行): header, layout, typed figures.

Three layouts: a row per unit and month; months across the headings; a row per unit, month and
measure. Decides what a cell is read as; whether it can be true is `checker`'s question.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from .masking import mask_text
from .printed import clip, parse_number
from .table_columns import BY_NAME
from .table_findings import Finding, Where
from .table_header import Header, SheetRow, find_header
from .table_mapping import TableMapping
from .table_model import Cell, MonthlyTable, Row
from .table_percent import Source, percent_columns
from .table_times import month_in_title, read_month


@dataclass
class Reading:
    """What is gathered while a sheet is read."""

    mapping: TableMapping
    header: Header
    month: int | None
    percent: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_rows(
    sheet: Sequence[SheetRow], mapping: TableMapping | None, *, month: int | None = None
) -> MonthlyTable:
    """Read a sheet by its mapping (None: by its headings); `month` overrules a constant month."""
    header = find_header(sheet, mapping)
    mapping = header.mapping
    reading = Reading(mapping, header, _constant_month(mapping, header, month))
    raw = list(_raw_rows(header, mapping))
    reading.percent = percent_columns([own for _, own in raw], mapping, reading.notes)
    rows, skipped = [], 0
    for blank, sources in raw:
        if mapping.place is not None and blank.place != mapping.place:
            continue
        row = _finish(blank, sources, reading)
        if row is None:
            skipped += 1
        else:
            rows.append(row)
    if skipped:
        reading.notes.append(f"{skipped} 行没有数字，已略过。")
    if header.unknown:
        reading.notes.append("未使用的列：" + "、".join(clip(h) for h in header.unknown[:50]))
    return MonthlyTable(
        mapping, _columns(rows, header), tuple(rows), tuple(reading.findings), tuple(reading.notes)
    )


def _columns(rows: Sequence[Row], header: Header) -> tuple[str, ...]:
    declared = set(header.positions) | set(header.mapping.measures) | set(header.mapping.constants)
    for row in rows:
        declared |= set(row.cells) | set(row.texts)
    return tuple(name for name in BY_NAME if name in declared)


def _constant_month(mapping: TableMapping, header: Header, month: int | None) -> int | None:
    if month is not None:
        return month
    if "month" in mapping.constants:
        return read_month(mapping.constants["month"], mapping.year)
    if mapping.month_from_title and "month" not in mapping.columns:
        return month_in_title(header.title)
    return None


def text_of(raw: object) -> str:
    """A cell as the text a person sees."""
    if raw is None:
        return ""
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        raw = raw.date()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    return str(raw).strip()


def _raw_rows(header: Header, mapping: TableMapping) -> Iterator[tuple[Row, list[Source]]]:
    if mapping.measure:
        yield from _long_rows(header, mapping)
        return
    for line, cells in header.body:
        row = _row(header, mapping, line, cells)
        own = [
            (name, header.headings[position], line, _at(cells, position))
            for name, position in header.positions.items()
            if BY_NAME[name].kind != "key"
        ]
        if not mapping.months_across:
            yield row, own
            continue
        for position, month in header.months.items():
            across = (mapping.months_across, header.headings[position], line, _at(cells, position))
            yield _copy(row, month), [*own, across]


def _copy(row: Row, month: int) -> Row:
    return replace(row, month=month, cells={}, texts={}, headings=dict(row.headings))


def _long_rows(header: Header, mapping: TableMapping) -> Iterator[tuple[Row, list[Source]]]:
    by_label = {_squeeze(label): name for name, label in mapping.measures.items()}
    assert mapping.measure is not None and mapping.value is not None  # by the mapping's own check
    measure, value = header.index(mapping.measure), header.index(mapping.value)
    groups: dict[tuple[object, ...], tuple[Row, list[Source]]] = {}
    for line, cells in header.body:
        name = by_label.get(_squeeze(text_of(_at(cells, measure))))
        if name is None:
            continue
        row = _row(header, mapping, line, cells)
        raw_month = text_of(_at(cells, header.positions.get("month")))
        group = groups.setdefault((row.place, row.unit, raw_month), (row, []))
        label = text_of(_at(cells, measure))
        group[1].append((name, label, line, _at(cells, value)))
    yield from groups.values()


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _at(cells: Sequence[object], position: int | None) -> object:
    return cells[position] if position is not None and position < len(cells) else None


def _row(header: Header, mapping: TableMapping, line: int, cells: Sequence[object]) -> Row:
    def key(name: str) -> str | None:
        text = text_of(_at(cells, header.positions.get(name)))
        return " ".join(text.split())[:200] or mapping.constants.get(name) or None

    place, unit = key("place"), key("unit")
    row = Row(line, place, unit, None, jurisdiction=mapping.jurisdiction_of(place))
    squeezed = _squeeze(unit or "").lower()
    has_unit = "unit" in header.positions or "unit" in mapping.constants
    if not has_unit or squeezed in mapping.total_rows:
        row.total = "total"
    elif squeezed in mapping.subtotal_rows:
        row.total = "subtotal"
    row.headings = {name: header.headings[i] for name, i in header.positions.items()}
    if "month" in header.positions:
        row.texts["month"] = text_of(_at(cells, header.positions["month"]))
        row.month = read_month(_at(cells, header.positions["month"]) or "", mapping.year)
    return row


def _finish(row: Row, sources: list[Source], reading: Reading) -> Row | None:
    found: list[Finding] = []
    printed = False
    for name, heading, line, raw in sources:
        if BY_NAME[name].kind == "text":
            if text := text_of(raw):
                row.texts[name] = mask_text(text)
            continue
        printed = _add_cell(row, (name, heading, line, raw), reading.percent, found) or printed
    if not printed and not found:
        return None
    _add_month(row, reading, found)
    if not printed and row.unit is None and row.total == "no":
        return None
    if row.unit is None and row.total == "no":
        found.append(Finding("blank_unit", row.where("unit")))
    _add_notes(row, reading, found)
    reading.findings.extend(replace(f, where=replace(f.where, month=row.month)) for f in found)
    return row


def _add_month(row: Row, reading: Reading, found: list[Finding]) -> None:
    written = row.texts.pop("month", "")
    if row.month is None and not written:
        row.month = reading.month
    if row.month is None:
        code = "bad_month" if written else "missing_month"
        figures = {"printed": clip(written)} if written else {}
        found.append(Finding(code, row.where("month"), figures))


def _add_cell(row: Row, source: Source, percent: frozenset[str], found: list[Finding]) -> bool:
    name, heading, line, raw = source
    text = text_of(raw)
    where = Where(line, heading, name, row.place, row.unit, None)
    try:
        number = parse_number(raw)
    except ValueError:
        figures = {"printed": mask_text(clip(text))}
        found.append(Finding("unreadable_number", where, figures))
        return False
    if number is None:
        return False
    cell = typed_cell(Cell(name, heading, line, clip(text), number), percent)
    if (earlier := row.cells.get(name)) is not None:
        found.extend(_twice(earlier, cell, where))
    else:
        row.cells[name] = cell
    return True


def typed_cell(cell: Cell, percent: frozenset[str]) -> Cell:
    """The cell with its rate as a fraction; a rate printed whole is open by half a percent."""
    number = cell.number
    if BY_NAME[cell.name].kind not in ("rate", "change"):
        return cell
    in_percent = number.percent_sign or cell.name in percent
    if number.half == 0:
        number = replace(number, half=Fraction(1, 2) if in_percent else Fraction(1, 200))
    if not in_percent:
        return replace(cell, number=number)
    return replace(
        cell, number=number.divided(100), scale="sign" if number.percent_sign else "percent"
    )


def _twice(earlier: Cell, later: Cell, where: Where) -> Iterator[Finding]:
    if not earlier.interval.meets(later.interval):
        figures = {"column": earlier.title, "printed": earlier.text, "other": later.text}
        yield Finding("stated_twice", where, figures)


def _add_notes(row: Row, reading: Reading, found: list[Finding]) -> None:
    """Add the figures that the declared sentences state."""
    for pattern in reading.mapping.notes:
        note = row.texts.get(pattern.column, "")
        heading = row.headings.get(pattern.column, pattern.column)
        for name, printed, number in pattern.figures(note):
            cell = typed_cell(Cell(name, heading, row.line, printed, number), reading.percent)
            earlier = row.cells.setdefault(name, cell)
            where = Where(row.line, heading, name, row.place, row.unit, row.month)
            found.extend(_twice(earlier, cell, where))
