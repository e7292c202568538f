"""Cubes (汇总立方): additive counts per month, source, unit, category and kind.

Enough to recompute every figure of the monthly analysis without opening a ticket; web pages
read these. Whether a ticket repeats an earlier one depends on the filter, so repeats are kept
in four columns: an earlier ticket of any or the same kind, of any or the same source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .figures import FIGURES, GroupMonth
from .periods import Coverage
from .tickets import KINDS

if TYPE_CHECKING:
    from .monthly import MonthlyRequest

GRAIN: tuple[str, ...] = ("month", "source", "unit", "category", "kind")
REPEATS: Mapping[str, tuple[str, ...]] = {
    "repeat": (),
    "repeat_same_kind": ("kind",),
    "repeat_same_source": ("source",),
    "repeat_same_both": ("kind", "source"),
}
MEASURES: tuple[str, ...] = (*FIGURES, *(name for name in REPEATS if name not in FIGURES))
CHUNK = 6


def repeat_column(kinds: frozenset[str] | None, sources: frozenset[str] | None) -> str | None:
    """Which column counts the repeats within a filter; None where no column can say it."""
    if kinds is not None and kinds >= set(KINDS):
        kinds = None
    if any(chosen is not None and len(chosen) != 1 for chosen in (kinds, sources)):
        return None
    by_kind, by_source = kinds is not None, sources is not None
    if by_kind and by_source:
        return "repeat_same_both"
    if by_kind:
        return "repeat_same_kind"
    return "repeat_same_source" if by_source else "repeat"


def counts(
    cells: Iterable[Mapping[str, Any]],
    request: MonthlyRequest,
    sources: frozenset[str] | None = None,
) -> tuple[list[GroupMonth], Coverage | None]:
    """What `monthly.analyse` needs, from cells: counts within the filter, and the coverage."""
    repeat, months = repeat_column(request.kinds, sources), set()
    sums: dict[tuple[str | None, int], dict[str, int]] = {}
    for cell in cells:
        if sources is not None and cell["source"] not in sources:
            continue
        months.add(cell["month"])
        if request.kinds is not None and cell["kind"] not in request.kinds:
            continue
        total = sums.setdefault((cell[request.by], cell["month"]), dict.fromkeys(FIGURES, 0))
        for name in FIGURES:
            total[name] += cell[name if name != "repeat" else repeat or "repeat"]
    result = [_group_month(key, total, repeat) for key, total in sums.items()]
    return result, (min(months), max(months)) if months else None


def _group_month(
    key: tuple[str | None, int], total: Mapping[str, int], repeat: str | None
) -> GroupMonth:
    values: dict[str, Any] = dict(total)
    if repeat is None:
        values["repeat"] = None
    return GroupMonth(*key, **values)


def cell_expression(t: Any, months: range, as_of: int) -> Any:
    """The cells of these months; needs the tickets of the four months before too."""
    from . import measures

    now = measures.in_months(t, months)
    plain = {"count": now.count()} | measures.quality_counts(now, as_of)
    counted = now.group_by(list(GRAIN)).agg(**plain)
    counted = counted.mutate(**dict.fromkeys(REPEATS, _zero()))
    repeated = _repeat_expression(t, months)
    repeated = repeated.mutate(**dict.fromkeys(plain, _zero()))
    both = counted.select(*GRAIN, *MEASURES).union(repeated.select(*GRAIN, *MEASURES))
    return both.group_by(list(GRAIN)).agg(**{name: both[name].sum() for name in MEASURES})


def _repeat_expression(t: Any, months: range) -> Any:
    """The repeats of these months, in each of the four senses."""
    from . import measures

    called = measures.repeat_candidates(t, months)
    marks = {f"is_{name}": measures.came_before(called, *same) for name, same in REPEATS.items()}
    marked = measures.in_months(called.mutate(**marks), months)
    again = marked.filter(marked.is_repeat)
    return again.group_by(list(GRAIN)).agg(
        **{name: again.count(where=again[f"is_{name}"]) for name in REPEATS}
    )


def _zero() -> Any:
    import ibis

    return ibis.literal(0, "int64")


def cells(con: Any, files: Sequence[Any], months: Iterable[int], as_of: int) -> Any:
    """The cells of the months as an Arrow table, ordered by their grain."""
    import pyarrow as pa

    from . import engines, measures

    schema = pa.schema(
        [
            pa.field(name, pa.int32() if name == "month" else pa.string(), name == "category")
            for name in GRAIN
        ]
        + [pa.field(name, pa.int64(), False) for name in MEASURES]
    )
    parts = []
    for chunk in _chunks(sorted(set(months))):
        before = range(chunk.start - measures.REPEAT_MONTHS_BEFORE, chunk.stop)
        table = engines.tickets(con, engines.within(files, before))
        columns = measures.in_months(table, before).select(*_NEEDED)
        found = engines.arrow(con, cell_expression(columns, chunk, as_of))
        parts.append(found.select(schema.names).cast(schema))
    whole = pa.concat_tables(parts) if parts else schema.empty_table()
    return whole.sort_by([(name, "ascending") for name in GRAIN])


_NEEDED = (
    *GRAIN,
    "received_at",
    "closed_at",
    "first_response_at",
    "due_at",
    "resolved",
    "satisfaction",
    "caller",
    "reopened",
)


def _chunks(months: Sequence[int]) -> list[range]:
    """The months in runs without a gap, none longer than CHUNK."""
    runs: list[range] = []
    for month in months:
        if runs and runs[-1].stop == month and len(runs[-1]) < CHUNK:
            runs[-1] = range(runs[-1].start, month + 1)
        else:
            runs.append(range(month, month + 1))
    return runs
