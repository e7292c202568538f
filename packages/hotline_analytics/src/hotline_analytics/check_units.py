"""Checks across the units of a table (单位之间的核查): repeated rows, totals, subtotals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .check_figures import gap, impossible_count
from .printed import Interval, show, show_percent
from .table_columns import ADDITIVE, BY_NAME
from .table_findings import Finding
from .table_model import Known, Row

Group = tuple[str | None, int]


def unit_findings(rows: Sequence[Row], *, partial: bool, known: Known) -> Iterator[Finding]:
    """What is impossible among the rows of one place and month."""
    groups: dict[Group, list[Row]] = {}
    for row in rows:
        if row.month is not None:
            groups.setdefault((row.place, row.month), []).append(row)
    for (place, month), members in groups.items():
        yield from _repeated(members)
        units = distinct_units(members)
        totals = [row for row in members if row.total == "total"]
        yield from _subtotals(members)
        for total in totals:
            yield from _total(total, units, partial)
            if units and not partial:
                yield from _mean_rates(total, units)
        if not totals and (whole := known.get((place, None, month))) is not None:
            yield from _against_known(units, whole)


def distinct_units(rows: Sequence[Row]) -> list[Row]:
    """The unit rows, each unit once: the first row counts."""
    first: dict[str | None, Row] = {}
    for row in rows:
        if row.total == "no":
            first.setdefault(row.unit, row)
    return list(first.values())


def _repeated(rows: Sequence[Row]) -> Iterator[Finding]:
    seen: dict[tuple[str, str | None], Row] = {}
    for row in rows:
        if row.total == "subtotal" or (row.total == "no" and row.unit is None):
            continue
        earlier = seen.setdefault((row.total, row.unit), row)
        if earlier is row:
            continue
        differing = [
            name
            for name in {**earlier.cells, **row.cells}
            if _value(earlier, name) != _value(row, name)
        ]
        line = {"line": str(earlier.line)}
        if not differing:
            yield Finding("duplicate_row", row.where("unit"), line)
            continue
        name = differing[0]
        figures = {
            "column": BY_NAME[name].title,
            "other": _text(earlier, name),
            "printed": _text(row, name),
        }
        yield Finding("unit_twice", row.where(name), {**line, **figures})


def _value(row: Row, name: str) -> object:
    return row.cells[name].number.value if name in row.cells else None


def _text(row: Row, name: str) -> str:
    return row.cells[name].text if name in row.cells else "（空白）"


def _sum(units: Sequence[Row], name: str) -> tuple[Interval, bool]:
    """The sum over the units, and whether every unit gives the figure."""
    total, complete = Interval.exact(0), True
    for row in units:
        if name in row.cells and not impossible_count(row.cells[name]):
            total = total + row.cells[name].interval
        else:
            complete = False
    return total, complete


def _total(total: Row, units: Sequence[Row], partial: bool) -> Iterator[Finding]:
    for name in ADDITIVE:
        cell = total.cells.get(name)
        if cell is None or impossible_count(cell) or not units:
            continue
        added, complete = _sum(units, name)
        signed = BY_NAME[name].kind == "difference"
        figures = {
            "count": str(len(units)), "column": cell.title, "sum": show(added.middle),
            "total": total.unit or "合计", "printed": cell.text, "gap": gap(added, cell.interval),
        }  # fmt: skip
        if complete and not partial:
            if not added.meets(cell.interval):
                yield Finding("units_do_not_add_up", total.where(name), figures)
        elif not signed and added.low > cell.interval.high:
            yield Finding("units_exceed_total", total.where(name), figures)


def _subtotals(rows: Sequence[Row]) -> Iterator[Finding]:
    above: list[Row] = []
    for row in sorted(rows, key=lambda r: r.line):
        if row.total == "no":
            above.append(row)
        elif row.total == "subtotal":
            yield from _total(row, distinct_units(above), partial=False)
            above = []


def _mean_rates(total: Row, units: Sequence[Row]) -> Iterator[Finding]:
    """A rate of the whole lies between the lowest and the highest of its parts."""
    for name, cell in total.cells.items():
        intervals = [row.cells[name].interval for row in units if name in row.cells]
        if BY_NAME[name].kind != "rate" or len(intervals) < len(units):
            continue
        if any(not 0 <= interval.middle <= 1 for interval in (*intervals, cell.interval)):
            continue
        low, high = min(i.low for i in intervals), max(i.high for i in intervals)
        if cell.interval.high < low or cell.interval.low > high:
            figures = {
                "total": total.unit or "合计", "column": cell.title, "printed": cell.text,
                "low": show_percent(min(i.middle for i in intervals)),
                "high": show_percent(max(i.middle for i in intervals)),
            }  # fmt: skip
            yield Finding("total_rate_outside_units", total.where(name), figures)


def _against_known(units: Sequence[Row], whole: int) -> Iterator[Finding]:
    added, _ = _sum(units, "count")
    if units and added.low > whole:
        figures = {
            "count": str(len(units)), "column": BY_NAME["count"].title, "sum": show(added.middle),
            "printed": str(whole), "gap": show(added.middle - whole),
        }  # fmt: skip
        yield Finding("units_exceed_total", units[0].where("count"), figures)
