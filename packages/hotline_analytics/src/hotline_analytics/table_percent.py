"""Whether bare numbers of a column are percent (百分数): declared, or seen from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .printed import parse_number
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


def percent_columns(
    sources: Sequence[Source], mapping: TableMapping, notes: list[str]
) -> frozenset[str]:
    """The columns whose numbers without a sign are percent."""
    bare = _bare_numbers(sources)
    tall = {name: values for name, values in bare.items() if name in TALL_RATES}
    if _stored_as_fractions([v for name in tall if name in mapping.percent for v in tall[name]]):
        notes.append("百分数的列在表格文件中存为小数（98.53% 存为 0.9853），已按此读取。")
        return frozenset()
    if not mapping.guess_percent:
        return mapping.percent
    wide = any(abs(value) > 1 for values in tall.values() for value, _ in values)
    guessed = set(mapping.percent)
    for name, values in bare.items():
        if name not in guessed and (wide or any(abs(value) > 1 for value, _ in values)):
            guessed.add(name)
            notes.append(f"“{BY_NAME[name].title}”按百分数读取（98.53 即 98.53%）。")
    return frozenset(guessed)


def _stored_as_fractions(values: Sequence[tuple[Fraction, object]]) -> bool:
    """Whether a workbook keeps the percent columns as fractions under a percent format."""
    typed = all(isinstance(raw, float | int) for _, raw in values)
    within = all(0 <= value <= 1 for value, _ in values)
    return len(values) > 1 and typed and within and any(value for value, _ in values)


def _bare_numbers(sources: Sequence[Source]) -> dict[str, list[tuple[Fraction, object]]]:
    bare: dict[str, list[tuple[Fraction, object]]] = {}
    for name, _, _, raw in sources:
        if BY_NAME[name].kind not in ("rate", "change"):
            continue
        try:
            number = parse_number(raw)
        except ValueError:
            continue
        if number is not None and not number.percent_sign:
            bare.setdefault(name, []).append((number.value, raw))
    return bare
