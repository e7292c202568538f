"""Checks on one row's figures (单行核查): ranges, sums, parts and wholes.

Everything is compared as intervals of the printed digits, so rounding is never a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .printed import Interval, show
from .table_columns import BY_NAME
from .table_findings import Finding
from .table_model import Cell, Row
from .table_rates import BOUNDS, CLOSED_MAY_COME_FROM, SUMS, Sum, Term

SIGNED = ("change", "difference")


def row_findings(row: Row, sums: tuple[Sum, ...] = ()) -> Iterator[Finding]:
    """What is impossible in a row by the meaning of its words, rates apart."""
    for cell in row.cells.values():
        yield from _cell_findings(row, cell)
    if any(impossible_count(cell) for cell in row.cells.values()):
        return
    checked: set[frozenset[str]] = set()
    for identity in (*sums, *SUMS):
        whole = _whole(row, identity)
        parts = row.interval(*identity.parts)
        involved = frozenset((*identity.parts, whole or ""))
        if whole is None or parts is None or involved in checked:
            continue
        checked.add(involved)
        yield from _sum_findings(row, identity, whole, parts)
    yield from _bound_findings(row, checked)
    yield from _closing_findings(row)


def impossible_count(cell: Cell) -> bool:
    """Whether a count is negative or not whole."""
    if BY_NAME[cell.name].kind != "count":
        return False
    return cell.number.value < 0 or cell.number.value.denominator != 1


def _cell_findings(row: Row, cell: Cell) -> Iterator[Finding]:
    kind, value = BY_NAME[cell.name].kind, cell.number.value
    figures = {"column": cell.title, "printed": cell.text}
    if kind == "count" and value < 0:
        yield Finding("negative_count", row.where(cell.name), figures)
    elif kind in ("count", "difference") and value.denominator != 1:
        yield Finding("fractional_count", row.where(cell.name), figures)
    elif kind == "change" and value < -1:
        yield Finding("change_below_minus_100", row.where(cell.name), figures)


def _whole(row: Row, identity: Sum) -> str | None:
    return next((name for name in identity.wholes if name in row.cells), None)


def written_sum(row: Row, term: Term) -> str:
    """A sum as it is shown in a sentence: 新增量 55978 + 上月结转 5844 = 61822."""
    pieces = [f"{BY_NAME[name].title} {show(row.cells[name].number.value)}" for name in term]
    if len(pieces) == 1:
        return pieces[0]
    total = sum((row.cells[name].number.value for name in term), Fraction(0))
    return " + ".join(pieces) + f" = {show(total)}"


def gap(one: Interval, other: Interval) -> str:
    """By how much two figures differ."""
    return show(abs(one.middle - other.middle))


def _sum_findings(row: Row, identity: Sum, whole: str, parts: Interval) -> Iterator[Finding]:
    cell = row.cells[whole]
    if cell.interval.meets(parts):
        return
    other = row.interval(*identity.or_equals) if identity.or_equals else None
    if other is not None and cell.interval.meets(other):
        return
    yield Finding(
        "parts_do_not_add_up",
        row.where(whole),
        {
            "sum": written_sum(row, identity.parts),
            "column": cell.title,
            "printed": cell.text,
            "gap": gap(parts, cell.interval),
        },
    )


def _bound_findings(row: Row, checked: set[frozenset[str]]) -> Iterator[Finding]:
    blamed: set[str] = set()
    for parts, whole in BOUNDS:
        total = row.interval(*parts)
        cell = row.cells.get(whole)
        sums_cover = any({*parts, whole} <= involved for involved in checked)
        if total is None or cell is None or sums_cover or whole in blamed:
            continue
        if total.low > cell.interval.high:
            blamed.add(whole)
            figures = {
                "sum": written_sum(row, parts), "column": cell.title, "printed": cell.text,
                "gap": gap(total, cell.interval),
            }  # fmt: skip
            yield Finding("parts_exceed_whole", row.where(parts[0]), figures)


def _closing_findings(row: Row) -> Iterator[Finding]:
    closed, due, on_time = (row.cells.get(name) for name in ("closed", "due", "on_time"))
    if on_time and closed and on_time.interval.low > closed.interval.high:
        yield _above("on_time_above_closed", row, on_time, closed)
    if closed and due and closed.interval.low > due.interval.high:
        wholes = [row.interval(*term) for term in CLOSED_MAY_COME_FROM]
        explained = any(whole and whole.high >= closed.interval.low for whole in wholes)
        if not explained:
            yield _above("closed_above_due", row, closed, due)


def _above(code: str, row: Row, part: Cell, whole: Cell) -> Finding:
    figures = {
        "part": part.text,
        "printed": whole.text,
        "gap": gap(part.interval, whole.interval),
    }
    return Finding(code, row.where(part.name), figures)
