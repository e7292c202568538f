"""Comparison (对比): each group's window against the month before and the year before.

Decides when a base is 0, when it is unknown, and what is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .figures import GroupMonth, combine
from .lineage import Lineage
from .periods import Coverage, Periods, change, covers, double_rise, month_words, number_of
from .reasons import Reason, gettext_noop

if TYPE_CHECKING:
    from .grading import Shock
    from .workdays import Holidays

Group = str | None


@dataclass(frozen=True)
class TwoMonths:
    """January and February together (一月、二月合计), beside the same two months a year before."""

    name: Group
    count: int
    last_year: int | None

    @property
    def yoy(self) -> float | None:
        return change(self.count, self.last_year)


class Comparison:
    """Counts per group and month, folded by lineage and compared over the periods."""

    def __init__(
        self,
        counts: Iterable[GroupMonth],
        periods: Periods,
        by: str,
        coverage: Coverage | None,
        lineage: Lineage,
        gaps: frozenset[int] = frozenset(),
    ) -> None:
        self._periods, self._by, self._gaps = periods, by, gaps
        self._coverage, self._lineage = coverage, lineage
        self._cells: dict[Group, dict[int, GroupMonth]] = {}
        for one in counts:
            name = lineage.current_name(one.group) if one.group is not None else None
            months = self._cells.setdefault(name, {})
            before = months.get(one.month)
            same = before is None and one.group == name
            parts = [one] if before is None else [before, one]
            months[one.month] = one if same else combine(name, one.month, parts)

    @property
    def names(self) -> list[Group]:
        """Every group with any count."""
        return list(self._cells)

    @cached_property
    def groups(self) -> list[Group]:
        """The groups with a ticket in any of the three periods."""
        months = {*self._periods.current, self._periods.previous, *self._periods.last_year}
        return [name for name in self._cells if any(self._counted(name, m) for m in months)]

    @property
    def series(self) -> dict[Group, dict[int, int]]:
        """The counts of every group by month."""
        return {
            name: {month: cell.count for month, cell in sorted(cells.items())}
            for name, cells in self._cells.items()
        }

    def _counted(self, name: Group, month: int) -> int:
        cell = self._cells.get(name, {}).get(month)
        return cell.count if cell else 0

    def figures(self, name: Group) -> GroupMonth:
        """The sum over the window."""
        cells = self._cells.get(name, {})
        window = [cells[month] for month in self._periods.current if month in cells]
        return combine(name, self._periods.month, window)

    def count(self, name: Group) -> int:
        return sum(self._counted(name, month) for month in self._periods.current)

    def month_count(self, name: Group) -> int:
        return self._counted(name, self._periods.month)

    def previous(self, name: Group) -> int | None:
        return self._base(name, self._periods.previous)

    def last_year(self, name: Group) -> int | None:
        """The sum of the same months a year before, known only if every one of them is."""
        bases = [self._base(name, month) for month in self._periods.last_year]
        known = [base for base in bases if base is not None]
        return sum(known) if len(known) == len(bases) else None

    def january_and_february(self) -> tuple[TwoMonths, ...] | None:
        """The two months the Spring Festival moves between, as one; only asked of a February."""
        february = self._periods.month
        if number_of(february) != 2:
            return None
        found = []
        for name in self.groups:
            count = sum(self._counted(name, month) for month in (february - 1, february))
            bases = [self._base(name, month - 12) for month in (february - 1, february)]
            known = [base for base in bases if base is not None]
            found.append(TwoMonths(name, count, sum(known) if len(known) == 2 else None))
        return tuple(sorted(found, key=lambda one: (one.name is None, -one.count, one.name or "")))

    def _base(self, name: Group, month: int) -> int | None:
        """The count of a base month: 0 only where the data cover it and the group existed."""
        if not self._covered(month) or self._before_split(name, month):
            return None
        return self._counted(name, month) or (0 if self._existed(name, month) else None)

    def _covered(self, month: int) -> bool:
        return covers(self._coverage, month) and month not in self._gaps

    def _existed(self, name: Group, month: int) -> bool:
        return name is None or self._by == "category" or self._lineage.existed(name, month)

    def _before_split(self, name: Group, month: int) -> bool:
        since = self._lineage.split_since(name) if name is not None else None
        return since is not None and month < since

    def history(self, name: Group) -> tuple[int, ...]:
        """Consecutive monthly counts before the month, from the group's first ticket on."""
        if self._coverage is None:
            return ()
        stop = min(self._periods.month, self._coverage[1] + 1)
        months = [m for m in self._cells.get(name, {}) if self._counted(name, m)]
        start = max(self._coverage[0], min(months, default=stop))
        if name is not None and (since := self._lineage.split_since(name)) is not None:
            start = max(start, since)
        return tuple(
            self._counted(name, month) for month in range(start, stop) if month not in self._gaps
        )

    def double_rise(self, name: Group) -> Literal["yes", "no", "manual"]:
        return double_rise(
            count=self.count(name),
            month_count=self.month_count(name),
            previous=self.previous(name),
            last_year=self.last_year(name),
        )

    def row_reasons(self, name: Group) -> tuple[Reason, ...]:
        """What must be known about a group's bases."""
        result = []
        if name is not None and (members := self._lineage.former_units(name)):
            result.append(Reason("predecessors_added", _ADDED, {"names": "、".join(members)}))
        last_year = (list(self._periods.last_year), self.last_year(name), _YEAR_ZERO, "last_year")
        previous = ([self._periods.previous], self.previous(name), _MONTH_ZERO, "previous")
        for months, base, zero, code in (previous, last_year):
            if base is None:
                result.append(self._unknown(name, months, code))
            elif base == 0 and self.count(name):
                result.append(Reason(f"{code}_zero", zero, {"month": _span(months)}))
        return tuple(result)

    def _unknown(self, name: Group, months: list[int], code: str) -> Reason:
        values = {"month": _span(months)}
        if any(self._before_split(name, month) for month in months):
            return Reason(f"{code}_before_split", _BEFORE_SPLIT, values)
        if not all(self._covered(month) for month in months):
            return Reason(f"{code}_not_covered", _NOT_COVERED, values)
        return Reason(f"{code}_unit_new", _UNIT_NEW, values)

    def reasons(self, shock: Shock | None, holidays: Holidays | None) -> tuple[Reason, ...]:
        """What must be known about the month as a whole."""
        result = []
        if shock is not None and shock.everything_rose:
            values = {
                "previous": f"{shock.previous_ratio - 1:.0%}",
                "last_year": f"{shock.last_year_ratio - 1:.0%}",
            }
            result.append(Reason("everything_rose", _EVERYTHING_ROSE, values))
        if holidays is not None:
            result.extend(holidays.reasons(self._periods))
        return tuple(result)


def _span(months: list[int]) -> str:
    first, last = month_words(months[0]), month_words(months[-1])
    return first if len(months) == 1 else f"{first}至{last}"


_ADDED = gettext_noop("已并入前身单位的件数：%(names)s。")
_MONTH_ZERO = gettext_noop("上月（%(month)s）为 0 件，环比无法计算，须人工研判。")
_YEAR_ZERO = gettext_noop("上年同期（%(month)s）为 0 件，同比无法计算，须人工研判。")
_BEFORE_SPLIT = gettext_noop("%(month)s 在单位拆分之前，基数无法分开，须人工研判。")
_NOT_COVERED = gettext_noop("数据不含%(month)s，没有基数，须人工研判。")
_UNIT_NEW = gettext_noop("%(month)s 本单位尚未设立，没有基数，须人工研判。")
_EVERYTHING_ROSE = gettext_noop(
    "本月各单位普遍上升：中位数较上月 +%(previous)s，较上年同期 +%(last_year)s。"
    "可能是同一事件或统计口径所致，应先看份额。"
)
