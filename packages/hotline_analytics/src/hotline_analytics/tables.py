"""Monthly tables instead of tickets (月报表): import, and the counts the monthly analysis needs.

Most counties are handed only a table per unit. `import_table` reads it, `checker.check` says what
cannot be true, `counts` gives `monthly.analyse` the same figures that tickets would give. What a
table does not state stays unknown: a rate without its parts is passed on as printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from .figures import QUALITY, GroupMonth
from .table_columns import BY_NAME
from .table_mapping import TableMapping, load_table_mapping
from .table_model import Cell, MonthlyTable, Row, figure
from .table_rows import read_rows
from .table_sheet import read_sheet
from .table_template import table_template

__all__ = [
    "MonthlyTable",
    "TableMapping",
    "counts",
    "import_table",
    "known_counts",
    "load_table_mapping",
    "places",
    "present",
    "printed_rates",
    "shipped_table_mappings",
    "table_template",
]


def import_table(
    source: str | Path, mapping: TableMapping | None = None, *, month: int | None = None
) -> MonthlyTable:
    """Read a CSV or XLSX table; without a mapping by its headings. SourceError if unreadable."""
    sheet, notes = read_sheet(Path(source), mapping)
    table = read_rows(sheet, mapping, month=month)
    return replace(table, notes=(*notes, *table.notes))


def shipped_table_mappings() -> list[Path]:
    """The example mappings of tables that come with the package."""
    return sorted((Path(__file__).parent / "mappings" / "tables").glob("*.toml"))


def places(table: MonthlyTable) -> tuple[str | None, ...]:
    """The places that the table holds, in file order."""
    return tuple(dict.fromkeys(row.place for row in table.rows))


def counts(
    table: MonthlyTable, place: str | None = None, *, known: Iterable[GroupMonth] = ()
) -> list[GroupMonth]:
    """The counts per unit and month; a month stated only as 上月 or 去年同月 has its count alone.

    Each unit counts once a month, totals never (a table of totals only: one group per place).
    Counts already known for a unit and month take precedence over a base that the table states.
    """
    rows = _counted(table, place)
    result = {(one.group, one.month): one for row in rows if (one := _group_month(table, row))}
    taken = {*result, *((one.group, one.month) for one in known)}
    for row in rows:
        for name, back in (("previous", 1), ("last_year", 12)):
            base = _whole(row.cells.get(name))
            if row.month is None or base is None or (_group(row), row.month - back) in taken:
                continue
            result[_group(row), row.month - back] = _bare(_group(row), row.month - back, base)
    return sorted(result.values(), key=lambda one: (one.month, one.group or ""))


def _counted(table: MonthlyTable, place: str | None) -> list[Row]:
    """The rows that count: of one place, each unit and month once."""
    found = places(table)
    if place is None and len(found) > 1:
        raise ValueError("several places: " + ", ".join(str(name) for name in found))
    own = [row for row in table.rows if place is None or row.place == place]
    by_unit = any(row.total == "no" for row in own)
    first: dict[tuple[str | None, int | None], Row] = {}
    for row in own:
        if row.month is not None and (row.total == "no" if by_unit else row.total == "total"):
            first.setdefault((row.unit, row.month), row)
    return [row for row in first.values() if _group(row) is not None]


def _group(row: Row) -> str | None:
    return row.unit or row.place


def _whole(cell: Cell | None) -> int | None:
    value = figure(cell)
    return value if isinstance(value, int) else None


def _bare(group: str | None, month: int, count: int) -> GroupMonth:
    return _with(group, month, count, {})


def _with(group: str | None, month: int, count: int, figures: dict[str, int | None]) -> GroupMonth:
    """A group's month in which everything that is not given is unknown, not 0."""
    unknown: dict[str, int | None] = dict.fromkeys(QUALITY)
    return GroupMonth(group, month, count, **(unknown | figures))


def _group_month(table: MonthlyTable, row: Row) -> GroupMonth | None:
    given = {name: _whole(row.cells.get(name)) for name in table.columns}
    count = given.get("count")
    if count is None and "count" not in table.columns:
        count = given.get("new")
    if count is None or row.month is None:
        return None
    figures = _closing(given, count) | _answers(given, table.columns)
    return _with(_group(row), row.month, count, figures)


def _closing(given: dict[str, int | None], count: int) -> dict[str, int | None]:
    """Closing and deadlines; late and overdue are told apart only where the table lets us.

    Of the due, `closed` were closed and `on_time` of them in time: the rest of the closed were
    late, the rest of the due are open past their deadline.
    """
    closed, due, on_time = (given.get(name) for name in ("closed", "due", "on_time"))
    overdue, still_open = given.get("overdue"), given.get("open")
    late = overdue_open = None
    if closed is not None and due is not None and on_time is not None:
        if on_time <= closed <= due <= count:
            late, overdue_open = closed - on_time, due - closed
    elif overdue is not None and (overdue == 0 or still_open == 0):
        late, overdue_open = overdue, 0
    if on_time is not None and late is not None and on_time + late + (overdue_open or 0) > count:
        late = overdue_open = None
    return {
        "closed": closed if closed is not None and closed <= count else None,
        "due": due, "on_time": on_time, "late": late, "overdue_open": overdue_open,
    }  # fmt: skip


def _answers(given: dict[str, int | None], columns: tuple[str, ...]) -> dict[str, int | None]:
    """What people answered; a grade that the table has no column for was not asked."""
    good, bad = given.get("satisfied"), given.get("dissatisfied")
    between = given.get("basically_satisfied")
    if "basically_satisfied" not in columns and good is not None and bad is not None:
        between = 0
    yes, no = given.get("resolved"), given.get("unresolved")
    partly = 0 if yes is not None and no is not None else None
    return {
        "satisfied": good, "basically_satisfied": between, "dissatisfied": bad,
        "resolved_yes": yes, "resolved_partly": partly, "resolved_no": no,
    }  # fmt: skip


def present(table: MonthlyTable) -> frozenset[str]:
    """The ticket columns for which the table's counts stand, as `monthly.analyse` asks."""
    columns = set(table.columns)
    result = {"unit"}
    if "closed" in columns or {"on_time", "overdue"} <= columns:
        result.add("closed_at")
    if "on_time" in columns and columns & {"due", "overdue"}:
        result |= {"closed_at", "due_at"}
    if {"resolved", "unresolved"} <= columns:
        result.add("resolved")
    if {"satisfied", "dissatisfied"} <= columns:
        result.add("satisfaction")
    return frozenset(result)


def printed_rates(
    table: MonthlyTable, place: str | None = None
) -> dict[tuple[str | None, int], dict[str, dict[str, object]]]:
    """Rates and changes as printed, per unit and month: value 0–1 and the printed text."""
    result: dict[tuple[str | None, int], dict[str, dict[str, object]]] = {}
    for row in _counted(table, place):
        rates: dict[str, dict[str, object]] = {
            name: {"value": figure(cell), "text": cell.text}
            for name, cell in row.cells.items()
            if BY_NAME[name].kind in ("rate", "change")
        }
        if rates and row.month is not None:
            result[_group(row), row.month] = rates
    return result


def known_counts(table: MonthlyTable) -> dict[tuple[str | None, str | None, int], int]:
    """The counts of a table in the form in which `check` takes those of other tables."""
    result: dict[tuple[str | None, str | None, int], int] = {}
    for row in table.rows:
        cell = row.cells.get("count")
        count = _whole(cell)
        if row.key is not None and row.total != "subtotal" and count is not None:
            result.setdefault(row.key, count)
    return result
