"""读一张固定的表: columns by their headings, each cell read by its own rule; rejected rows as a workbook again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from oversight.institutions.sheets.outcome import CellProblem, RowOutcome
from oversight.institutions.sheets.reading import read_tables, unreadable
from oversight.institutions.sheets.workbook import Sheet, write_workbook

WHY = "为什么没有导入"
WAN = Decimal(10_000)


@dataclass(frozen=True)
class Column:
    """一列: its name in the act, its heading, how a cell is read, and what is said where it cannot be."""

    name: str
    heading: str
    read: Callable[[str], Any]
    wrong: str = ""


@dataclass
class Row:
    """读出的一行: what it says by column, and its outcome so far."""

    outcome: RowOutcome
    values: dict[str, Any] = field(default_factory=dict)

    def refuse(self, name: str, why: str, columns: Sequence[Column]) -> None:
        """Name the cell, or the row where no column is meant."""
        at = next((n for n, one in enumerate(columns) if one.name == name), 0)
        cell = f"{letters(at)}{self.outcome.number}"
        problem = CellProblem(self.outcome.sheet, cell, columns[at].heading, why)
        self.outcome.problems.append(problem)
        self.outcome.state = "refused"


def letters(at: int) -> str:
    """A, B … Z, AA: the column as a spreadsheet calls it."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def read(content: bytes, title: str, columns: Sequence[Column]) -> list[Row]:
    """Every row of the sheet; refuses a file that is not this table."""
    headings = tuple(one.heading for one in columns)
    table = read_tables(content).get(title)
    if table is None or tuple(table.headings[: len(headings)]) != headings:
        text = _("没有“%(title)s”这张工作表，或者列被改动。") % {"title": title}
        raise unreadable(text)
    return [read_row(title, number, cells, columns, headings) for number, cells in table.rows]


def read_row(
    title: str,
    number: int,
    cells: Sequence[str],
    columns: Sequence[Column],
    headings: tuple[str, ...],
) -> Row:
    """One row, its wrong cells named."""
    padded = (*cells[: len(columns)], *[""] * (len(columns) - len(cells)))
    row = Row(RowOutcome(title, number, padded[0], cells=padded, headings=headings))
    for column, text in zip(columns, padded, strict=True):
        try:
            row.values[column.name] = column.read(text.strip())
        except (ValueError, InvalidOperation):
            row.refuse(column.name, _(column.wrong), columns)
    return row


def rejected(title: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """没有导入的行: as they came, with the reason behind; mended, the file can be imported again."""
    lines = [
        [*row.outcome.cells, "；".join(f"{one.cell} {one.text}" for one in row.outcome.problems)]
        for row in rows
        if row.outcome.problems
    ]
    headings = [*(one.heading for one in columns), WHY]
    return write_workbook([Sheet(title, headings, lines, wide=frozenset({len(columns)}))])


def text_of(most: int, *, needed: bool = False) -> Callable[[str], str]:
    """A text up to so many signs."""

    def parsed(text: str) -> str:
        if len(text) > most or (needed and not text):
            raise ValueError(text)
        return text

    return parsed


def day_of(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def percent_of(text: str) -> int | None:
    if not text:
        return None
    number = Decimal(text.rstrip("%\uff05"))
    if number != int(number) or not 0 <= number <= 100:
        raise ValueError(text)
    return int(number)


def yuan_of(text: str) -> int | None:
    """Whole yuan of a cell in 万元."""
    if not text:
        return None
    number = Decimal(text.replace(",", "").replace("，", "")) * WAN
    if not number.is_finite() or number != int(number) or not 0 <= number < Decimal(10) ** 12:
        raise ValueError(text)
    return int(number)


def wan(yuan: int | None) -> Any:
    """A sum as the workbook holds it."""
    return "" if yuan is None else float(Decimal(yuan) / WAN)
