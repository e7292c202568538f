"""Whether bare numbers of a column are percent (百分数): declared, or seen from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .printed import Interval, PrintedNumber, parse_number
from .table_columns import BY_NAME
from .table_mapping import TableMapping

Source = tuple[str, str, int, object]
"""(our column, heading, line, raw cell)"""

TALL_RATES = frozenset(
    (
        "closing_rate", "on_time_rate", "sign_on_time_rate", "response_rate", "resolution_rate",
        "satisfaction_rate",
    )
)  # fmt: skip
"""Rates that are near 1 in practice, so that 0.98 in a percent column is a slip, not a figure."""


BASES = {"mom": "previous", "yoy": "last_year"}
STORED = "“%s”在表格文件中存为小数（98.53%% 存为 0.9853），已按此读取。"
READ = "“%s”按百分数读取（98.53 即 98.53%%）。"


@dataclass(frozen=True)
class Bare:
    """A number without a sign; `typed`: a number cell, not text."""

    value: Fraction
    typed: bool


def percent_columns(
    rows: Sequence[Sequence[Source]], mapping: TableMapping, notes: list[str]
) -> frozenset[str]:
    """The columns whose numbers without a sign are percent."""
    bare = _bare_numbers(rows)
    tall = [one for name in TALL_RATES for one in bare.get(name, [])]
    fractions = _near_one(tall)
    chosen = set()
    for name, values in bare.items():
        declared = name in mapping.percent
        typed = all(one.typed for one in values)
        shown = _scale_by_base(rows, name)
        if declared:
            stored = typed and (shown == "fraction" or (shown is None and fractions))
            if stored:
                notes.append(STORED % BY_NAME[name].title)
            else:
                chosen.add(name)
        elif mapping.guess_percent and _looks_percent(values, tall, shown):
            chosen.add(name)
            notes.append(READ % BY_NAME[name].title)
    return frozenset(chosen)


def _near_one(tall: Sequence[Bare]) -> bool:
    """Whether rates that are near 1 in practice are kept as such: no percent is that small."""
    within = all(0 <= one.value <= 1 for one in tall)
    return len(tall) > 1 and within and any(one.value for one in tall)


def _looks_percent(values: Sequence[Bare], tall: Sequence[Bare], shown: str | None) -> bool:
    """Without a declaration: by the base, else as the rates of the table, else by size."""
    if shown is not None:
        return shown == "percent"
    return any(abs(one.value) > 1 for one in (tall or values))


def _scale_by_base(rows: Sequence[Sequence[Source]], name: str) -> str | None:
    """How a change is written, where the row gives its base: all rows that tell must agree."""
    seen: set[str] = set()
    for row in rows if name in BASES else ():
        numbers = {n: _number(raw) for n, _, _, raw in row if n in ("count", BASES[name], name)}
        count, base, change = (numbers.get(n) for n in ("count", BASES[name], name))
        if count is None or base is None or not base.value or change is None:
            continue
        actual = Interval.exact((count.value - base.value) / base.value)
        if change.percent_sign or not actual.low:
            continue
        half = max(change.half, Fraction(1, 2000))
        as_fraction = Interval(change.value - half, change.value + half).meets(actual)
        as_percent = change.divided(100).interval.meets(actual)
        if as_fraction != as_percent:
            seen.add("fraction" if as_fraction else "percent")
    return seen.pop() if len(seen) == 1 else None


def _number(raw: object) -> PrintedNumber | None:
    try:
        return parse_number(raw)
    except ValueError:
        return None


def _bare_numbers(rows: Sequence[Sequence[Source]]) -> dict[str, list[Bare]]:
    bare: dict[str, list[Bare]] = {}
    for row in rows:
        for name, _, _, raw in row:
            number = _number(raw) if BY_NAME[name].kind in ("rate", "change") else None
            if number is not None and not number.percent_sign:
                bare.setdefault(name, []).append(Bare(number.value, not isinstance(raw, str)))
    return bare
