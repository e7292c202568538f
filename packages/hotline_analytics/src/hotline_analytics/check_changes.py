"""Checks against other months (与前期数对照): bases, differences, 同比 and 环比.

A base is taken from the row itself, else from another month in the same file, else from counts
the caller already knows. Decides when 同比 was printed where 环比 is meant, and the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .check_figures import gap, impossible_count
from .printed import Interval, clip, show, show_percent
from .table_columns import BY_NAME
from .table_findings import Finding, Where
from .table_model import Cell, Key, Known, Row
from .tickets import format_month

MISUSED = re.compile(
    r"(?:较|比|与)?(?:上个?月|上期)(?:份)?[^，。；;,.\n\d]{0,6}同比|同比[^，。；;,.\n\d]{0,4}(?:上个?月|上期)"
)
IN_FILE, KNOWN, PRINTED = "表中数", "已知数", "本行所印基数"


@dataclass(frozen=True)
class Base:
    """What a month is compared with, and where that figure comes from."""

    interval: Interval
    source: str
    month: int


@dataclass(frozen=True)
class Comparison:
    """One of the two comparisons: month before, or year before."""

    change: str
    base: str
    difference: str
    months_back: int
    contradiction: str
    swapped: str


MOM = Comparison(
    "mom", "previous", "difference_previous", 1, "mom_contradicts", "mom_printed_for_yoy"
)
YOY = Comparison(
    "yoy", "last_year", "difference_last_year", 12, "yoy_contradicts", "yoy_printed_for_mom"
)
BOTH = ((MOM, YOY), (YOY, MOM))
LARGE_COUNT = 500
SEVERAL_ROWS = 3


def change_findings(rows: Sequence[Row], known: Known) -> Iterator[Finding]:
    """What contradicts the counts of other months."""
    in_file = _counts(rows)
    sure = {one.change: _sure_months(rows, one, other, in_file, known) for one, other in BOTH}
    for row in rows:
        for one, other in BOTH:
            yield from _stated_base(row, one, in_file, known)
            base, other_base = (_base(row, c, in_file, known) for c in (one, other))
            yield from _difference(row, one, base)
            may_tell = (row.place, row.month) in sure[one.change]
            yield from _change(row, one, base, other_base, may_tell)
    yield from _wording(rows)


def _counts(rows: Sequence[Row]) -> dict[Key, Interval]:
    counts: dict[Key, Interval] = {}
    twice: set[Key] = set()
    for row in rows:
        key, cell = row.key, row.cells.get("count")
        if key is None or cell is None or row.total == "subtotal" or impossible_count(cell):
            continue
        if key in counts and counts[key] != cell.interval:
            twice.add(key)
        counts[key] = cell.interval
    return {key: interval for key, interval in counts.items() if key not in twice}


def _elsewhere(
    row: Row, one: Comparison, in_file: Mapping[Key, Interval], known: Known
) -> Base | None:
    if row.key is None or row.total == "subtotal":
        return None
    place, unit, month = row.key
    key = (place, unit, month - one.months_back)
    if key in in_file:
        return Base(in_file[key], IN_FILE, key[2])
    if key in known:
        return Base(Interval.exact(known[key]), KNOWN, key[2])
    return None


def _base(row: Row, one: Comparison, in_file: Mapping[Key, Interval], known: Known) -> Base | None:
    cell = row.cells.get(one.base)
    if cell is None or impossible_count(cell):
        return _elsewhere(row, one, in_file, known)
    return Base(cell.interval, PRINTED, (row.month or 0) - one.months_back)


def _stated_base(
    row: Row, one: Comparison, in_file: Mapping[Key, Interval], known: Known
) -> Iterator[Finding]:
    cell, other = row.cells.get(one.base), _elsewhere(row, one, in_file, known)
    if cell is None or other is None or cell.interval.meets(other.interval):
        return
    figures = {
        "printed": cell.text, "month": format_month(other.month), "basis": other.source,
        "other": show(other.interval.middle), "gap": gap(cell.interval, other.interval),
    }  # fmt: skip
    yield Finding(f"{one.base}_contradicts", row.where(one.base), figures)


def _usable(row: Row, name: str) -> Cell | None:
    cell = row.cells.get(name)
    return None if cell is None or impossible_count(cell) else cell


def _difference(row: Row, one: Comparison, base: Base | None) -> Iterator[Finding]:
    cell, count = row.cells.get(one.difference), _usable(row, "count")
    if cell is None or count is None or base is None:
        return
    actual = count.interval - base.interval
    if not actual.meets(cell.interval):
        yield Finding("difference_contradicts", row.where(one.difference), {
            "column": cell.title, "printed": cell.text, "basis": _basis(base),
            "arithmetic": f"{count.text} − {show(base.interval.middle)} = {show(actual.middle)}",
        })  # fmt: skip


def _basis(base: Base) -> str:
    return (
        f"按{base.source}"
        if base.source == PRINTED
        else f"按 {format_month(base.month)} 的{base.source}"
    )


def _change(
    row: Row, one: Comparison, base: Base | None, other: Base | None, may_tell: bool
) -> Iterator[Finding]:
    cell, count = row.cells.get(one.change), _usable(row, "count")
    if cell is None or count is None:
        return
    base = base or _implied(row, one, count)
    if base is not None and base.interval == Interval.exact(0):
        figures = {"column": cell.title, "printed": cell.text}
        yield Finding("change_on_zero_base", row.where(one.change), figures)
        return
    actual = _ratio(count.interval, base)
    if actual is not None and base is not None:
        if actual.meets(cell.interval):
            return
        yield _swapped(row, one, cell, count, base, other) or _contradicted(
            row, one, cell, count, base
        )
    elif base is None and (may_tell or count.number.value >= LARGE_COUNT):
        if not _looks_swapped(cell, count, other):
            return
        yield _swap(row, one, cell, count, None, other)


def _implied(row: Row, one: Comparison, count: Cell) -> Base | None:
    """The base that a printed difference implies, where nothing else gives it."""
    cell = row.cells.get(one.difference)
    if cell is None or row.month is None:
        return None
    return Base(count.interval - cell.interval, "本行所印增减数", row.month - one.months_back)


def _ratio(count: Interval, base: Base | None) -> Interval | None:
    if base is None or base.interval.low <= 0:
        return None
    low = (count.low - base.interval.high) / base.interval.high
    high = (count.high - base.interval.low) / base.interval.low
    return Interval(low, high)


def _contradicted(row: Row, one: Comparison, cell: Cell, count: Cell, base: Base) -> Finding:
    actual = _ratio(count.interval, base)
    where = row.where(one.change)
    for code, scale, factor in (
        ("fraction_in_percent_column", "percent", Fraction(100)),
        ("percent_in_fraction_column", "plain", Fraction(1, 100)),
    ):
        meant = cell.interval.times(factor)
        if cell.scale == scale and actual is not None and meant.meets(actual):
            return Finding(code, where, {
                "column": cell.title, "printed": cell.text, "read": show_percent(cell.number.value),
                "meant": show_percent(meant.middle),
            })  # fmt: skip
    arithmetic = _arithmetic(count, base)
    figures = {"printed": _shown(cell), "basis": _basis(base), "arithmetic": arithmetic}
    return Finding(one.contradiction, where, figures)


def _shown(cell: Cell) -> str:
    return (
        cell.text
        if cell.scale == "sign"
        else f"{cell.text}（即 {show_percent(cell.number.value)}）"
    )


def _arithmetic(count: Cell, base: Base) -> str:
    middle = base.interval.middle
    value = show_percent((count.interval.middle - middle) / middle, 3)
    return f"（{count.text} − {show(middle)}）÷ {show(middle)} = {value}"


def _swapped(
    row: Row, one: Comparison, cell: Cell, count: Cell, base: Base, other: Base | None
) -> Finding | None:
    """Its own base contradicts the printed change, the other comparison's base gives it exactly."""
    actual = _ratio(count.interval, other)
    if actual is None or not actual.meets(cell.interval):
        return None
    return _swap(row, one, cell, count, base, other)


def _sure_months(
    rows: Sequence[Row],
    one: Comparison,
    other: Comparison,
    in_file: Mapping[Key, Interval],
    known: Known,
) -> set[tuple[str | None, int | None]]:
    """Months in which so many rows equal the other change that it is no coincidence of small counts."""
    votes: dict[tuple[str | None, int | None], list[bool]] = {}
    for row in rows:
        cell, count = row.cells.get(one.change), _usable(row, "count")
        base = _base(row, other, in_file, known)
        if cell is not None and count is not None and base is not None:
            swapped = _looks_swapped(cell, count, base)
            votes.setdefault((row.place, row.month), []).append(swapped)
    return {key for key, seen in votes.items() if all(seen) and len(seen) >= SEVERAL_ROWS}


def _looks_swapped(cell: Cell, count: Cell, other: Base | None) -> bool:
    """Without its own base: equal to the other change to a printed tenth of a percent."""
    actual = _ratio(count.interval, other)
    fine = cell.number.half <= Fraction(1, 2000) and cell.number.value != 0
    return actual is not None and fine and actual.meets(cell.interval)


def _swap(
    row: Row, one: Comparison, cell: Cell, count: Cell, base: Base | None, other: Base | None
) -> Finding:
    assert other is not None  # a swap is seen by the other base
    known = _arithmetic(count, base) if base else "表上没有这个基数，无法另行验证"
    figures = {"printed": _shown(cell), "arithmetic": _arithmetic(count, other), "known": known}
    return Finding(one.swapped, row.where(one.change), figures)


def _wording(rows: Sequence[Row]) -> Iterator[Finding]:
    """同比 said of the month before, in a heading (once) or in a text."""
    headings: set[str] = set()
    for row in rows:
        for name, heading in row.headings.items():
            if heading not in headings and (match := MISUSED.search("".join(heading.split()))):
                headings.add(heading)
                where = Where(None, heading, name, row.place, None, row.month)
                yield Finding("yoy_wording_for_mom", where, {"printed": clip(match[0])})
        for name, text in row.texts.items():
            if BY_NAME[name].kind == "text" and (match := MISUSED.search(text[:10_000])):
                yield Finding("yoy_wording_for_mom", row.where(name), {"printed": clip(match[0])})
