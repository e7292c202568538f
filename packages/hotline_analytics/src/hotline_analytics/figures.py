"""Figures (指标): the additive counts of a group in a month, and the rates made of them.

Every rate keeps its numerator, denominator and what was left out, with its Wilson interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class GroupMonth:
    """What was counted for one group in one month (分组月计数); None where a source cannot say."""

    group: str | None
    month: int
    count: int
    closed: int | None = 0
    due: int | None = 0
    on_time: int | None = 0
    late: int | None = 0
    overdue_open: int | None = 0
    responded: int | None = 0
    resolved_yes: int | None = 0
    resolved_partly: int | None = 0
    resolved_no: int | None = 0
    satisfied: int | None = 0
    basically_satisfied: int | None = 0
    dissatisfied: int | None = 0
    with_caller: int | None = 0
    repeat: int | None = 0
    reopened: int | None = 0


FIGURES: tuple[str, ...] = tuple(
    field.name for field in fields(GroupMonth) if field.name not in ("group", "month")
)
QUALITY: tuple[str, ...] = FIGURES[1:]


def combine(group: str | None, month: int, parts: Iterable[GroupMonth]) -> GroupMonth:
    """The sum of several counts; a figure one part cannot give, the sum cannot give."""
    rows = list(parts)
    quality = {name: _sum(getattr(row, name) for row in rows) for name in QUALITY}
    return GroupMonth(group, month, sum(row.count for row in rows), **quality)


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


@dataclass(frozen=True)
class Rate:
    """A rate (率) with its parts and its 95 % interval by Wilson."""

    value: float | None
    numerator: int
    denominator: int
    excluded: int
    low: float | None
    high: float | None

    def as_dict(self) -> dict[str, float | int | None]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Wilson's score interval at 95 % for a share of a positive denominator."""
    share, square = numerator / denominator, Z95 * Z95
    scale = 1 + square / denominator
    centre = (share + square / (2 * denominator)) / scale
    spread = share * (1 - share) / denominator + square / (4 * denominator * denominator)
    half = Z95 * sqrt(max(spread, 0.0)) / scale
    low = 0.0 if numerator == 0 else max(0.0, centre - half)
    high = 1.0 if numerator == denominator else min(1.0, centre + half)
    return low, high


def rate(numerator: int | None, denominator: int | None, count: int) -> Rate | None:
    """A rate from its parts, of ``count`` tickets; None where a part is not known."""
    if numerator is None or denominator is None:
        return None
    excluded = count - denominator
    if denominator <= 0:
        return Rate(None, numerator, denominator, excluded, None, None)
    low, high = wilson(numerator, denominator)
    return Rate(numerator / denominator, numerator, denominator, excluded, low, high)


RATE_PARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "closing": (("closed",), ("count",)),
    "on_time": (("on_time",), ("on_time", "late", "overdue_open")),
    "response": (("responded",), ("count",)),
    "resolution": (("resolved_yes",), ("resolved_yes", "resolved_partly", "resolved_no")),
    "satisfaction": (("satisfied",), ("satisfied", "basically_satisfied", "dissatisfied")),
    "satisfaction_broad": (
        ("satisfied", "basically_satisfied"),
        ("satisfied", "basically_satisfied", "dissatisfied"),
    ),
    "repeat": (("repeat",), ("with_caller",)),
    "reopen": (("reopened",), ("closed",)),
}
"""Of which counts each rate's numerator and denominator are the sum."""

RATE_COLUMNS: Mapping[str, frozenset[str]] = {
    "closing": frozenset({"closed_at"}),
    "on_time": frozenset({"due_at", "closed_at"}),
    "response": frozenset({"first_response_at"}),
    "resolution": frozenset({"resolved"}),
    "satisfaction": frozenset({"satisfaction"}),
    "satisfaction_broad": frozenset({"satisfaction"}),
    "repeat": frozenset({"caller"}),
    "reopen": frozenset({"reopened", "closed_at"}),
}
"""The columns a source must have for a rate to mean anything."""


def rates(figures: GroupMonth, present: frozenset[str]) -> dict[str, Rate | None]:
    """All rates of a sum of counts; None where the source has no such column."""
    result: dict[str, Rate | None] = {}
    for name, (above, below) in RATE_PARTS.items():
        numerator = _sum(getattr(figures, part) for part in above)
        denominator = _sum(getattr(figures, part) for part in below)
        known = RATE_COLUMNS[name] <= present
        result[name] = rate(numerator, denominator, figures.count) if known else None
    return result
