"""A monthly table as read (读入的月报表): cells, rows, the table, and its JSON.

Decides how figures leave: counts as integers, rates 0–1, months YYYY-MM, blanks null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from .printed import Interval, PrintedNumber
from .table_columns import BY_NAME
from .table_findings import Finding, Where
from .table_mapping import TableMapping
from .tickets import format_month

Total = Literal["no", "total", "subtotal"]
Key = tuple[str | None, str | None, int]
Known = Mapping[Key, int]
"""Counts already known: (place, unit, month) → received; unit None is the whole place."""


@dataclass(frozen=True)
class Cell:
    """One printed figure: `number` already as a fraction where the column is a rate."""

    name: str
    heading: str
    line: int
    text: str
    number: PrintedNumber
    scale: Literal["plain", "percent", "sign"] = "plain"

    @property
    def interval(self) -> Interval:
        return self.number.interval

    @property
    def title(self) -> str:
        return BY_NAME[self.name].title


@dataclass
class Row:
    """One unit (or total) in one month."""

    line: int
    place: str | None
    unit: str | None
    month: int | None
    total: Total = "no"
    jurisdiction: str | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key | None:
        """What the row is about, None without a month; a total is the whole place."""
        if self.month is None:
            return None
        return (self.place, None if self.total == "total" else self.unit, self.month)

    def interval(self, *names: str) -> Interval | None:
        """The sum of these figures, None where one is not given."""
        if any(name not in self.cells for name in names):
            return None
        total = Interval.exact(0)
        for name in names:
            total = total + self.cells[name].interval
        return total

    def where(self, name: str | None = None) -> Where:
        cell = self.cells.get(name or "")
        heading = cell.heading if cell else self.headings.get(name or "")
        line = cell.line if cell else self.line
        return Where(line, heading, name, self.place, self.unit, self.month)


@dataclass(frozen=True)
class MonthlyTable:
    """Everything read from one file, with what was found while reading."""

    mapping: TableMapping
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self, findings: Iterable[Finding] | None = None) -> dict[str, object]:
        listed = self.findings if findings is None else findings
        return {
            "name": self.mapping.name,
            "columns": list(self.columns),
            "rows": [self._row(row) for row in self.rows],
            "findings": [finding.as_dict() for finding in listed],
            "notes": list(self.notes),
        }

    def _row(self, row: Row) -> dict[str, object]:
        figures: dict[str, object] = {
            "line": row.line,
            "place": row.place,
            "jurisdiction": row.jurisdiction,
            "unit": row.unit,
            "month": None if row.month is None else format_month(row.month),
            "total": row.total,
        }
        for name in self.columns:
            if BY_NAME[name].kind == "text":
                figures[name] = row.texts.get(name)
            elif BY_NAME[name].kind != "key":
                figures[name] = figure(row.cells.get(name))
        return figures


def figure(cell: Cell | None) -> int | float | None:
    """A cell's figure for JSON; null where what is printed is no possible figure."""
    if cell is None:
        return None
    kind, value = BY_NAME[cell.name].kind, cell.number.value
    if kind == "count" and (value < 0 or value.denominator != 1):
        return None
    if kind == "rate" and not 0 <= value <= 1:
        return None
    return number(value)


def number(value: Fraction) -> int | float:
    """A whole number as int, any other as float."""
    return value.numerator if value.denominator == 1 else float(value)
