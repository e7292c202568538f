"""The monthly analysis (月度分析): which groups rose on both counts, and how well tickets were handled.

`analyse` is a pure function over counts per group and month, whoever counted them: tickets
(`from_tickets`), cubes, or a printed table. It recommends nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from .comparison import Comparison, TwoMonths
from .figures import FIGURES, GroupMonth, Rate, combine, rates
from .grading import Graded, Grading, GradingParameters, Tested, grade_all
from .lineage import Lineage, Succession, Validity
from .periods import Coverage, Periods, Window, change
from .reasons import Reason
from .tickets import format_month

if TYPE_CHECKING:
    from .workdays import CalendarNote, Holidays

__all__ = [
    "FIGURES",
    "Analysis",
    "Coverage",
    "GroupMonth",
    "MonthlyRequest",
    "Row",
    "Succession",
    "analyse",
    "from_tickets",
]

By = Literal["unit", "category", "first_unit"]
BYS: tuple[By, ...] = ("unit", "category", "first_unit")
CODE = "monthly@1"


@dataclass(frozen=True)
class MonthlyRequest:
    """What is asked (分析请求); ``as_of`` in microseconds UTC, ``kinds`` None for all."""

    month: int
    by: By = "unit"
    window: Window = "month"
    kinds: frozenset[str] | None = None
    as_of: int = 0

    @property
    def periods(self) -> Periods:
        return Periods(self.month, self.window)


@dataclass(frozen=True)
class Row:
    """One group's line (一行): counts against both bases, judgment, quality."""

    name: str | None
    figures: GroupMonth
    month_count: int
    previous: int | None
    last_year: int | None
    double_rise: Literal["yes", "no", "manual"]
    graded: Graded | None
    rates: Mapping[str, Rate | None]
    reasons: tuple[Reason, ...]

    @property
    def count(self) -> int:
        return self.figures.count

    @property
    def mom(self) -> float | None:
        return change(self.month_count, self.previous)

    @property
    def yoy(self) -> float | None:
        return change(self.count, self.last_year)

    @property
    def grade(self) -> str | None:
        return self.graded.grade if self.graded else None

    def as_dict(self, window: Window) -> dict[str, Any]:
        """The row as the contract's JSON."""
        result: dict[str, Any] = {"name": self.name, "count": self.count}
        if window == "ytd":
            result["month_count"] = self.month_count
        result |= {"previous": self.previous, "last_year": self.last_year}
        result |= {"mom": self.mom, "yoy": self.yoy}
        result |= {"double_rise": self.double_rise, "grade": self.grade}
        for name in ("closed", "due", "on_time", "late", "overdue_open"):
            result[name] = getattr(self.figures, name)
        result["rates"] = {k: v.as_dict() if v else None for k, v in self.rates.items()}
        result["reasons"] = [reason.as_dict() for reason in self.reasons]
        return result


@dataclass(frozen=True)
class Analysis:
    """The whole answer (分析结果).

    ``series`` are the monthly counts behind trend and heat table; ``adjusted`` is January and
    February together, in a February; ``calendar`` the working days, if holidays were given.
    """

    request: MonthlyRequest
    rows: tuple[Row, ...]
    units_tested: int
    grading: Grading
    present: frozenset[str]
    reasons: tuple[Reason, ...] = ()
    series: Mapping[str | None, Mapping[int, int]] = field(default_factory=dict)
    coverage: Coverage | None = None
    adjusted: tuple[TwoMonths, ...] | None = None
    calendar: CalendarNote | None = None

    @property
    def expected_by_chance(self) -> float:
        """Raw double rises expected if nothing but chance moved the counts: a third."""
        return self.units_tested / 3

    @property
    def total(self) -> Row:
        """All groups together (合计), without judgment."""
        figures = combine(None, self.request.month, [row.figures for row in self.rows])
        month_count = sum(row.month_count for row in self.rows)
        previous, last_year = (
            _known_sum([getattr(row, name) for row in self.rows])
            for name in ("previous", "last_year")
        )
        quality = rates(figures, self.present)
        return Row(None, figures, month_count, previous, last_year, "no", None, quality, ())

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON, except the snapshot, which only the caller knows."""
        return {
            "month": format_month(self.request.month),
            "window": self.request.window,
            "by": self.request.by,
            "as_of": instant_text(self.request.as_of),
            "units_tested": self.units_tested,
            "expected_by_chance": self.expected_by_chance,
            "reasons": [reason.as_dict() for reason in self.reasons],
            "rows": [row.as_dict(self.request.window) for row in self.rows],
        }


def _known_sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def instant_text(microseconds: int) -> str:
    """An instant in ISO 8601, UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).isoformat()


def analyse(
    counts: Iterable[GroupMonth],
    request: MonthlyRequest,
    *,
    coverage: Coverage | None,
    present: frozenset[str],
    successors: Sequence[Succession] = (),
    validity: Mapping[str, Validity] | None = None,
    parameters: GradingParameters | None = None,
    holidays: Holidays | None = None,
    gaps: frozenset[int] = frozenset(),
) -> Analysis:
    """The monthly analysis of counts that are already filtered by source and kind.

    ``counts`` hold the months of the window, of both bases and as much history as there is;
    ``coverage`` is the first and last month with any ticket of the chosen sources, of any kind;
    ``gaps`` are months between them for which nothing was ever handed in (monthly tables).
    """
    parameters = parameters or GradingParameters()
    lineage = Lineage(successors if request.by != "category" else (), validity, request.month)
    comparison = Comparison(counts, request.periods, request.by, coverage, lineage, gaps)
    tested = [
        Tested(name, comparison.count(name), comparison.month_count(name), previous, last_year)
        for name in comparison.groups
        if (previous := comparison.previous(name)) and (last_year := comparison.last_year(name))
    ]
    histories = {name: comparison.history(name) for name in comparison.names}
    grading = grade_all(tested, histories, parameters)
    rows = [_row(name, comparison, grading, present) for name in comparison.groups]
    rows.sort(key=lambda row: (row.name is None, -row.count, row.name or ""))
    return Analysis(
        request=request,
        rows=tuple(rows),
        units_tested=len(tested),
        grading=grading,
        present=present,
        reasons=comparison.reasons(grading.shock, holidays),
        series=comparison.series,
        coverage=coverage,
        adjusted=comparison.january_and_february(),
        calendar=holidays.note(request.periods) if holidays else None,
    )


def _row(
    name: str | None, comparison: Comparison, grading: Grading, present: frozenset[str]
) -> Row:
    """One group's line."""
    figures = comparison.figures(name)
    graded = grading.groups.get(name)
    return Row(
        name=name,
        figures=figures,
        month_count=comparison.month_count(name),
        previous=comparison.previous(name),
        last_year=comparison.last_year(name),
        double_rise=comparison.double_rise(name),
        graded=graded,
        rates=rates(figures, present),
        reasons=comparison.row_reasons(name) + (graded.reasons if graded else ()),
    )


def from_tickets(
    con: Any,
    files: Sequence[Any],
    request: MonthlyRequest,
    *,
    present: frozenset[str],
    sources: frozenset[str] | None = None,
    **options: Any,
) -> Analysis:
    """The monthly analysis of stored tickets, counted by Ibis; options as for `analyse`."""
    from .measures import count

    counts, coverage = count(con, files, request, sources)
    return analyse(counts, request, coverage=coverage, present=present, **options)
