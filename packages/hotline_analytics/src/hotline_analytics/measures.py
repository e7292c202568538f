"""Measures (量与质的指标): what is counted, as Ibis expressions over integer columns.

A measure takes a ticket table and returns an expression; it opens nothing. Only `count`, at
the end, runs them. Instants are microseconds UTC, months are integers, so that the same
expressions run on DuckDB, PostgreSQL and Spark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import engines
from .figures import QUALITY, GroupMonth
from .periods import Coverage

if TYPE_CHECKING:
    from .monthly import MonthlyRequest

REPEAT_WITHIN = 90 * 24 * 3600 * 1_000_000
REPEAT_MONTHS_BEFORE = 4
"""Ninety days before a month's first instant never lie more than four months back."""
HISTORY_MONTHS = 48
END_OF_TIME = 12 * 10_000
QUALITY_COLUMNS = (
    "closed_at", "due_at", "first_response_at", "resolved", "satisfaction", "caller", "reopened",
)  # fmt: skip
REPEAT_COLUMNS = ("caller", "category", "received_at")


def chosen(t: Any, sources: frozenset[str] | None, kinds: frozenset[str] | None) -> Any:
    """The tickets of the chosen sources and kinds."""
    if sources is not None:
        t = t.filter(t.source.isin(sorted(sources)))
    if kinds is not None:
        t = t.filter(t.kind.isin(sorted(kinds)))
    return t


def in_months(t: Any, months: range) -> Any:
    """The tickets received in these months."""
    return t.filter(t.month.between(months.start, months.stop - 1))


def volume(t: Any, by: str, kinds: frozenset[str] | None) -> Any:
    """Tickets per group and month: of the chosen kinds, and of any (for the coverage)."""
    wanted = t.count() if kinds is None else t.count(where=t.kind.isin(sorted(kinds)))
    return t.group_by(group=t[by], month=t.month).agg(count=wanted, of_any_kind=t.count())


def quality_counts(t: Any, as_of: int) -> dict[str, Any]:
    """The additive counts of quality as of an instant, except repeats."""
    closed = t.closed_at.notnull() & (t.closed_at <= as_of)
    due = t.due_at.notnull()
    still_open = t.closed_at.isnull() | (t.closed_at > as_of)
    return {
        "closed": t.count(where=closed),
        "due": t.count(where=due),
        "on_time": t.count(where=closed & due & (t.closed_at <= t.due_at)),
        "late": t.count(where=closed & due & (t.closed_at > t.due_at)),
        "overdue_open": t.count(where=still_open & due & (t.due_at < as_of)),
        "responded": t.count(where=t.first_response_at.notnull()),
        "resolved_yes": t.count(where=t.resolved == "yes"),
        "resolved_partly": t.count(where=t.resolved == "partly"),
        "resolved_no": t.count(where=t.resolved == "no"),
        "satisfied": t.count(where=t.satisfaction == "satisfied"),
        "basically_satisfied": t.count(where=t.satisfaction == "basically_satisfied"),
        "dissatisfied": t.count(where=t.satisfaction == "dissatisfied"),
        "with_caller": t.count(where=t.caller.notnull()),
        "reopened": t.count(where=closed & (t.reopened >= 1)),
    }


def quality(t: Any, by: str, as_of: int) -> Any:
    """The additive counts of quality per group and month, except repeats."""
    return t.group_by(group=t[by], month=t.month).agg(**quality_counts(t, as_of))


def came_before(t: Any, *same: str) -> Any:
    """Whether the same caller wrote about the same category in the 90 days before (重复反映).

    Strictly before: tickets of one instant do not repeat each other. An unnamed category is
    one category. ``same`` names further columns that must agree.
    """
    import ibis

    window = ibis.window(
        group_by=[t.caller, t.category, *(t[name] for name in same)],
        order_by=t.received_at,
        range=(-REPEAT_WITHIN, 0),
    )
    return t.caller.notnull() & (t.received_at.min().over(window) < t.received_at)


def repeat_candidates(t: Any, months: range) -> Any:
    """The only tickets that matter for repeats in these months, which spares most of the sorting.

    Their callers wrote in these months, and more than once about the category.
    """
    called = t.filter(t.caller.notnull(), t.caller.isin(in_months(t, months).caller))
    called = called.mutate(category_or_none=called.category.fill_null(""))
    pairs = called.group_by(["caller", "category_or_none"]).agg(times=called.count())
    pairs = pairs.filter(pairs.times > 1)
    return called.semi_join(pairs, ["caller", "category_or_none"])


def repeats(t: Any, by: str, months: range) -> Any:
    """Repeated tickets per group and month; needs the tickets of the four months before too."""
    called = repeat_candidates(t, months)
    marked = called.select(group=called[by], month=called.month, again=came_before(called))
    marked = in_months(marked, months)
    again = marked.filter(marked.again)
    return again.group_by(["group", "month"]).agg(repeat=again.count())


def count(
    con: Any,
    files: Sequence[Any],
    request: MonthlyRequest,
    sources: frozenset[str] | None = None,
) -> tuple[list[GroupMonth], Coverage | None]:
    """Everything `monthly.analyse` needs from stored tickets: counts and coverage."""
    current = request.periods.current
    since = range(request.month - HISTORY_MONTHS, END_OF_TIME)
    before = range(current.start - REPEAT_MONTHS_BEFORE, current.stop)

    def open_months(months: range, kinds: frozenset[str] | None, columns: Sequence[str]) -> Any:
        named = (request.by, "month", "source", "kind", *columns)
        table = engines.tickets(con, engines.within(files, months), named)
        return in_months(chosen(table, sources, kinds), months)

    by, kinds = request.by, request.kinds
    volumes = engines.rows(con, volume(open_months(since, None, ()), by, kinds))
    cells = {(row["group"], row["month"]): row["count"] for row in volumes if row["count"]}
    details: dict[tuple[str | None, int], dict[str, int]] = {}
    window = open_months(current, kinds, QUALITY_COLUMNS)
    for row in engines.rows(con, quality(window, by, request.as_of)):
        details[row["group"], row["month"]] = {
            name: row[name] for name in QUALITY if name != "repeat"
        }
    called = open_months(before, kinds, REPEAT_COLUMNS)
    for row in engines.rows(con, repeats(called, by, current)):
        details[row["group"], row["month"]]["repeat"] = row["repeat"]
    counts = [
        GroupMonth(group, month, number, **details.get((group, month), {}))
        for (group, month), number in cells.items()
    ]
    months = [row["month"] for row in volumes]
    return counts, (min(months), max(months)) if months else None
