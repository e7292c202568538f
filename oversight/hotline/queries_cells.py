"""读汇总格: counts of one generation's cells as the analysis takes them, flows and map squares.

An analysis once computed is remembered in this process until anything in the place changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import models
from hotline_analytics import cubes, flows, monthly
from hotline_analytics.figures import FIGURES
from hotline_analytics.flows import Matrix
from hotline_analytics.grading import GradingParameters
from hotline_analytics.monthly import Analysis, GroupMonth
from hotline_analytics.periods import Coverage

from oversight.audit import queries as audit
from oversight.audit.scoping import Scope
from oversight.hotline import analyses, queries
from oversight.hotline.models import (
    CategoryCell,
    CubeCell,
    CubeMonth,
    FlowCell,
    MapCell,
    UnitCell,
)
from oversight.hotline.questions import Question
from oversight.institutions.models import Jurisdiction

HISTORY_MONTHS = 48
"""How far back the analysis looks, as it does from tickets."""
REMEMBERED = 128
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""The months of a question do not depend on its instant; this one stands for any."""
Key = tuple[Any, ...]
Remembered = tuple[Analysis, dict[str, Any]]
remembered: OrderedDict[Key, Remembered] = OrderedDict()
guard = Lock()


def cube_months(place: Jurisdiction, generation: int) -> models.QuerySet[CubeMonth]:
    """The months of a generation."""
    return CubeMonth.objects.in_scope(Scope.of(place)).at(generation)


def counted_as_of(place: Jurisdiction, generation: int, month: int) -> datetime | None:
    """As of when a month's cells were counted; None where it has none."""
    cube = cube_months(place, generation).filter(month=month).first()
    return cube.as_of if cube else None


def cells(
    model: Any,
    place: Jurisdiction,
    generation: int,
    months: Iterable[int],
    sources: frozenset[str] | None = None,
) -> models.QuerySet[Any]:
    """The cells of these months in a generation, of the chosen sources."""
    keys = cube_months(place, generation).filter(month__in=list(months)).values("pk")
    rows = model.objects.in_scope(Scope.of(place)).filter(cube__in=keys)
    return rows if sources is None else rows.filter(source__in=sources)


def tickets_in(place: Jurisdiction, generation: int, question: Question) -> int:
    """How many tickets of the chosen sources the month has, of all kinds."""
    rows = cells(UnitCell, place, generation, [question.month], question.sources)
    return int(rows.aggregate(n=models.Sum("count"))["n"] or 0)


def remembered_analysis(
    place: Jurisdiction,
    question: Question,
    generation: int,
    as_of: datetime,
    parameters: GradingParameters,
) -> Remembered:
    """The analysis from cells and its JSON (not to be changed); computed once for a state of the place."""
    last = audit.entries_of(place.code).values_list("seq", flat=True).first()
    key = (place.pk, place.code, last, generation, question, as_of, parameters)
    with guard:
        if key in remembered:
            remembered.move_to_end(key)
            return remembered[key]
    computed = analysis(place, question, generation, as_of, parameters)
    found = computed, computed.as_dict()
    with guard:
        remembered[key] = found
        while len(remembered) > REMEMBERED:
            remembered.popitem(last=False)
    return found


def analysis(
    place: Jurisdiction,
    question: Question,
    generation: int,
    as_of: datetime,
    parameters: GradingParameters,
) -> Analysis:
    """The analysis from cells."""
    counts, coverage = counts_of(place, question, generation)
    return monthly.analyse(
        counts,
        question.request(as_of),
        coverage=coverage,
        present=queries.present_columns(place, question.sources),
        parameters=parameters,
        **analyses.context(place),
    )


def counts_of(
    place: Jurisdiction, question: Question, generation: int
) -> tuple[list[GroupMonth], Coverage | None]:
    """Counts per group and month: volumes over the history, every figure in the window."""
    history = range(question.month - HISTORY_MONTHS, question.month + 1)
    model, column = (CategoryCell, "category") if question.by == "category" else (UnitCell, "unit")
    rows = cells(model, place, generation, history, question.sources)
    coverage = rows.filter(count__gt=0).aggregate(
        first=models.Min("cube__month"), last=models.Max("cube__month")
    )
    if question.kinds is not None:
        rows = rows.filter(kind__in=question.kinds)
    window = list(question.request(EPOCH).periods.current)
    volumes = (
        rows.exclude(cube__month__in=window)
        .values_list(column, "cube__month")
        .annotate(models.Sum("count"))
        .order_by()
    )
    found = [GroupMonth(group, month, number) for group, month, number in volumes if number]
    found += window_counts(rows.filter(cube__month__in=window), column, question)
    if coverage["first"] is None:
        return found, None
    return found, (coverage["first"], coverage["last"])


def window_counts(rows: models.QuerySet[Any], column: str, question: Question) -> list[GroupMonth]:
    """Every figure of the window's months; repeats where some column can tell them for this filter."""
    repeat = cubes.repeat_column(question.kinds, question.sources)
    sums = {name: models.Sum(name if name != "repeat" else repeat or "repeat") for name in FIGURES}
    found = []
    grouped = rows.values(column, "cube__month").order_by()
    for row in grouped.annotate(**{f"sum_{name}": total for name, total in sums.items()}):
        values = {name: row[f"sum_{name}"] for name in FIGURES}
        if repeat is None:
            values["repeat"] = None
        if values["count"]:
            found.append(GroupMonth(row[column], row["cube__month"], **values))
    return found


def categories_of(
    place: Jurisdiction, generation: int, question: Question, unit: str
) -> list[tuple[str | None, int]]:
    """One unit's tickets of the window by category, most first."""
    window = question.request(EPOCH).periods.current
    rows = cells(CubeCell, place, generation, window, question.sources).filter(unit=unit)
    if question.kinds is not None:
        rows = rows.filter(kind__in=question.kinds)
    sums = rows.values_list("category").annotate(n=models.Sum("count")).order_by()
    return sorted(sums, key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))


def kinds_of(place: Jurisdiction, generation: int, months: Iterable[int]) -> list[tuple[str, int]]:
    """The tickets of these months by kind, most first."""
    rows = cells(CategoryCell, place, generation, months).values_list("kind")
    return sorted(rows.annotate(n=models.Sum("count")).order_by(), key=lambda pair: -pair[1])


def flow(place: Jurisdiction, generation: int, question: Question, what: str) -> Matrix:
    """How the window's tickets moved from intake to now; ``what`` is ``kind`` or ``unit``."""
    before = {"kind": "kind_at_intake", "unit": "first_unit"}[what]
    window = question.request(EPOCH).periods.current
    rows = cells(FlowCell, place, generation, window, question.sources)
    summed = rows.values(before, what).annotate(n=models.Sum("count")).order_by()
    return flows.matrix(
        [{before: row[before], what: row[what], "count": row["n"]} for row in summed], before, what
    )


def quick_closings(
    place: Jurisdiction, generation: int, question: Question
) -> list[dict[str, Any]]:
    """Per unit of the window: closed, closed within an hour, reopened, back within 30 days."""
    window = question.request(EPOCH).periods.current
    rows = cells(FlowCell, place, generation, window, question.sources)
    if question.kinds is not None:
        rows = rows.filter(kind__in=question.kinds)
    totals = {f"sum_{name}": models.Sum(name) for name in flows.MEASURES}
    summed = rows.values("unit").annotate(**totals).order_by("unit")
    return [
        {"unit": row["unit"], **{name: row[f"sum_{name}"] for name in flows.MEASURES}}
        for row in summed
    ]


def map_squares(
    place: Jurisdiction, generation: int, months: Iterable[int]
) -> list[tuple[int, int, int]]:
    """Tickets per square of a hundredth of a degree: latitude, longitude (in hundredths), count."""
    keys = cube_months(place, generation).filter(month__in=list(months)).values("pk")
    rows = MapCell.objects.in_scope(Scope.of(place)).filter(cube__in=keys)
    return list(
        rows.values_list("lat_hundredths", "lon_hundredths")
        .annotate(n=models.Sum("count"))
        .order_by("lat_hundredths", "lon_hundredths")
    )
