"""Flows (流向): how tickets changed kind and unit between intake and now, and how fast they closed.

Shows re-labelling: a complaint that became a consultation, a ticket moved on. Kept as additive
cells like the cubes. There is no time of reopening in the data, so "closed and back within 30
days" is a proxy: the same caller writes about the same category within 30 days after closing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GRAIN: tuple[str, ...] = ("month", "source", "kind_at_intake", "kind", "first_unit", "unit")
MEASURES: tuple[str, ...] = (
    "count",
    "closed",
    "closed_within_hour",
    "reopened",
    "back_within_30_days",
)
HOUR = 3600 * 1_000_000
BACK_WITHIN = 30 * 24 * HOUR


def flow_expression(t: Any, as_of: int) -> Any:
    """Tickets per grain, with closings within an hour and reopenings."""
    closed = t.closed_at.notnull() & (t.closed_at <= as_of)
    quick = closed & (t.closed_at - t.received_at).between(0, HOUR)
    return t.group_by(list(GRAIN)).agg(
        count=t.count(),
        closed=t.count(where=closed),
        closed_within_hour=t.count(where=quick),
        reopened=t.count(where=closed & (t.reopened >= 1)),
    )


def back_expression(t: Any, months: range, as_of: int) -> Any:
    """Closed tickets of these months whose caller came back about the same category.

    Closings and arrivals lie on one line of time per caller and category; a closing looks
    ahead for an arrival. Needs the tickets of all later months too.
    """
    import ibis

    from . import measures

    known = t.filter(t.caller.notnull())
    grain = {name: known[name] for name in GRAIN}
    arrivals = known.filter(known.received_at <= as_of)
    arrived = arrivals.select(
        caller=arrivals.caller,
        category=arrivals.category,
        at=arrivals.received_at,
        is_closing=ibis.literal(0, "int32"),
        **{name: arrivals[name] for name in grain},
    )
    ended = measures.in_months(known, months)
    ended = ended.filter(ended.closed_at.notnull(), ended.closed_at <= as_of)
    closings = ended.select(
        caller=ended.caller,
        category=ended.category,
        at=ended.closed_at,
        is_closing=ibis.literal(1, "int32"),
        **{name: ended[name] for name in grain},
    )
    line = arrived.union(closings)
    ahead = ibis.window(
        group_by=[line.caller, line.category], order_by=line["at"], range=(1, BACK_WITHIN)
    )
    arrival = (line.is_closing == 0).ifelse(1, 0)
    marked = line.mutate(comes_back=arrival.max().over(ahead))
    back = marked.filter(marked.is_closing == 1, marked.comes_back == 1)
    return back.group_by(list(GRAIN)).agg(back_within_30_days=back.count())


def cells(
    con: Any, files: Sequence[Any], months: Iterable[int], as_of: int
) -> list[dict[str, Any]]:
    """The cells of the months as plain rows, in the order of their grain."""
    from . import engines, measures

    wanted = sorted(set(months))
    if not wanted:
        return []
    span = range(wanted[0], wanted[-1] + 1)
    table = measures.in_months(engines.tickets(con, engines.within(files, span)), span)
    rows = {_key(row): row for row in engines.rows(con, flow_expression(table, as_of))}
    later = range(span.start, measures.END_OF_TIME)
    everything = measures.in_months(engines.tickets(con, engines.within(files, later)), later)
    for row in engines.rows(con, back_expression(everything, span, as_of)):
        rows[_key(row)]["back_within_30_days"] = row["back_within_30_days"]
    found = [
        row | {"back_within_30_days": row.get("back_within_30_days", 0)} for row in rows.values()
    ]
    chosen = set(wanted)
    return sorted((row for row in found if row["month"] in chosen), key=_order)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in GRAIN)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        (row[name] is None, row[name] or 0 if name == "month" else row[name] or "")
        for name in GRAIN
    )


@dataclass(frozen=True)
class Matrix:
    """From what to what (流向矩阵): counts by (before, after); None is what was not recorded."""

    before: tuple[str | None, ...]
    after: tuple[str | None, ...]
    counts: Mapping[tuple[str | None, str | None], int]

    @property
    def recorded(self) -> int:
        """Tickets whose intake value is known."""
        return sum(n for (before, _), n in self.counts.items() if before is not None)

    @property
    def changed(self) -> int:
        """Tickets that ended as something else than they began."""
        return sum(n for (a, b), n in self.counts.items() if a is not None and a != b)

    def share(self, before: str, after: str) -> float | None:
        """Which share of what began as one ended as the other."""
        total = sum(n for (a, _), n in self.counts.items() if a == before)
        return self.counts.get((before, after), 0) / total if total else None


def matrix(rows: Iterable[Mapping[str, Any]], before: str, after: str) -> Matrix:
    """The flow between two columns of the grain, e.g. ``kind_at_intake`` → ``kind``."""
    counts: dict[tuple[str | None, str | None], int] = {}
    for row in rows:
        key = (row[before], row[after])
        counts[key] = counts.get(key, 0) + row["count"]
    sizes: list[dict[str | None, int]] = [{}, {}]
    for pair, number in counts.items():
        for i in (0, 1):
            sizes[i][pair[i]] = sizes[i].get(pair[i], 0) + number
    ordered = [
        tuple(sorted(size, key=lambda name: (name is None, -size[name], name or "")))
        for size in sizes
    ]
    return Matrix(ordered[0], ordered[1], counts)
