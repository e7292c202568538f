"""`monthly.from_tickets` equals a plain-Python recount, figure by figure, on random tickets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hotline_analytics import engines, monthly
from hotline_analytics.tickets import COLUMN_NAMES, KINDS, SCHEMA, month_index
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

DAY = 24 * 3600 * 1_000_000
MONTH = month_index(2021, 3)
FIRST = month_index(2019, 11)
ALL = frozenset(COLUMN_NAMES)
PERIOD = 30 * DAY


def instant_of(month: int) -> int:
    """Months of thirty days are enough here: the month column decides, not the instant."""
    return month * PERIOD


# --- the recount ---------------------------------------------------------------------------


def recount(tickets: list[dict[str, Any]], request: monthly.MonthlyRequest, sources: Any) -> Any:
    """Every figure of the contract, in plain Python."""
    of_sources = [t for t in tickets if sources is None or t["source"] in sources]
    chosen = [t for t in of_sources if request.kinds is None or t["kind"] in request.kinds]
    month, months = request.month, {t["month"] for t in of_sources}
    start = month if request.window == "month" else month - month % 12
    window = range(start, month + 1)
    known = lambda m: bool(months) and min(months) <= m <= max(months)  # noqa: E731
    base_months = [m - 12 for m in window]
    rows = []
    for name in {t[request.by] for t in chosen}:
        mine = [t for t in chosen if t[request.by] == name]
        now = [t for t in mine if t["month"] in window]
        before = [t for t in mine if t["month"] == month - 1]
        year = [t for t in mine if t["month"] in base_months]
        if now or before or year:
            previous = len(before) if known(month - 1) else None
            last_year = len(year) if all(map(known, base_months)) else None
            rows.append(one_row(name, now, previous, last_year, chosen, request))
    return sorted(rows, key=lambda r: (r["name"] is None, -r["count"], r["name"] or ""))


def one_row(
    name: Any, now: list[Any], previous: Any, last_year: Any, chosen: list[Any], request: Any
) -> dict[str, Any]:
    count, as_of = len(now), request.as_of
    month_count = sum(t["month"] == request.month for t in now)
    rise = [(month_count, previous), (count, last_year)]
    if count == 0 or any(b is not None and v <= b for v, b in rise):
        double = "no"
    else:
        double = "yes" if all(b for _, b in rise) else "manual"
    closed = [t for t in now if t["closed_at"] is not None and t["closed_at"] <= as_of]
    due = [t for t in now if t["due_at"] is not None]
    on_time = [t for t in closed if t["due_at"] is not None and t["closed_at"] <= t["due_at"]]
    late = [t for t in closed if t["due_at"] is not None and t["closed_at"] > t["due_at"]]
    overdue = [t for t in due if t not in closed and t["due_at"] < as_of]
    row = {"name": name, "count": count, "previous": previous, "last_year": last_year}
    row |= {"mom": (month_count - previous) / previous if previous else None}
    row |= {"yoy": (count - last_year) / last_year if last_year else None}
    row |= {"double_rise": double, "closed": len(closed), "due": len(due)}
    row |= {"on_time": len(on_time), "late": len(late), "overdue_open": len(overdue)}
    return row | {"rates": rates(now, closed, row, chosen), "month_count": month_count}


def rates(now: list[Any], closed: list[Any], row: Any, chosen: list[Any]) -> dict[str, Any]:
    having = lambda key, *values: sum(t[key] in values for t in now)  # noqa: E731
    callers = [t for t in now if t["caller"] is not None]
    again = [t for t in callers if any(is_repeat(t, other) for other in chosen)]
    good, fair, bad = "satisfied", "basically_satisfied", "dissatisfied"
    deadline = row["on_time"] + row["late"] + row["overdue_open"]
    return {
        "closing": (len(closed), len(now)),
        "on_time": (row["on_time"], deadline),
        "response": (sum(t["first_response_at"] is not None for t in now), len(now)),
        "resolution": (having("resolved", "yes"), having("resolved", "yes", "partly", "no")),
        "satisfaction": (having("satisfaction", good), having("satisfaction", good, fair, bad)),
        "satisfaction_broad": (
            having("satisfaction", good, fair),
            having("satisfaction", good, fair, bad),
        ),
        "repeat": (len(again), len(callers)),
        "reopen": (sum((t["reopened"] or 0) >= 1 for t in closed), len(closed)),
    }


def is_repeat(t: Any, other: Any) -> bool:
    same = other["caller"] == t["caller"] and other["category"] == t["category"]
    return same and t["received_at"] - 90 * DAY <= other["received_at"] < t["received_at"]


# --- random tickets ------------------------------------------------------------------------


@st.composite
def ticket_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Lists of tickets with many collisions of caller, category, unit and instant."""
    return draw(st.lists(tickets(), max_size=40))


@st.composite
def tickets(draw: st.DrawFn) -> dict[str, Any]:
    month = draw(st.sampled_from([*range(FIRST, MONTH + 2), *[MONTH, MONTH - 1, MONTH - 12] * 5]))
    received = instant_of(month) + draw(st.integers(0, 5)) * 5 * DAY
    offset = st.one_of(st.none(), st.integers(-2, 40).map(lambda d: received + d * DAY))
    few = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    ticket = dict.fromkeys(COLUMN_NAMES)
    return ticket | {
        "ticket_id": "t",
        "source": few("a", "b"),
        "received_at": received,
        "received_date": received // DAY,
        "month": month,
        "closed_at": draw(offset),
        "first_response_at": draw(offset),
        "due_at": draw(offset),
        "unit": few("住建局", "水务局", "Ä", "z"),
        "first_unit": few("住建局", "z", None),
        "kind": few(*KINDS[:3]),
        "kind_at_intake": few(*KINDS[:3], None),
        "category": few("路灯", "", None),
        "caller": few("p", "q", None),
        "reopened": few(None, 0, 1, 3),
        "satisfaction": few("satisfied", "basically_satisfied", "dissatisfied", "unknown", None),
        "resolved": few("yes", "partly", "no", "unknown", None),
        "content_hash": "x",
        "version": 1,
    }


def write(tickets: list[dict[str, Any]], folder: Path, name: str = "t") -> list[str]:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(tickets, schema=SCHEMA), path)
    return [str(path)]


requests = st.builds(
    monthly.MonthlyRequest,
    month=st.sampled_from([MONTH, MONTH - 1, MONTH - 12, MONTH - 2, MONTH + 1, MONTH + 5]),
    by=st.sampled_from(["unit", "category", "first_unit"]),
    window=st.sampled_from(["month", "ytd"]),
    kinds=st.sampled_from([None, frozenset({"complaint"}), frozenset(KINDS[:2])]),
    as_of=st.integers(0, 60).map(lambda d: instant_of(MONTH) + d * DAY),
)


@pytest.fixture(scope="module")
def con() -> Any:
    with engines.open_duckdb() as connection:
        yield connection


def assert_equal(analysis: monthly.Analysis, expected: list[dict[str, Any]]) -> None:
    """The analysis says what the recount says; rates by their parts."""
    found = [row.as_dict("ytd") for row in analysis.rows]
    for row in found:
        del row["grade"], row["reasons"]
        row["rates"] = {
            name: (rate["numerator"], rate["denominator"]) for name, rate in row["rates"].items()
        }
    assert found == expected
    both = [row for row in expected if row["previous"] and row["last_year"]]
    assert analysis.units_tested == len(both)
    assert analysis.expected_by_chance == len(both) / 3
    graded = {row.name for row in analysis.rows if row.grade is not None}
    assert graded == {row["name"] for row in expected if row["double_rise"] == "yes"}


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ticket_lists(), request=requests, sources=st.sampled_from([None, frozenset("a")]))
def test_the_analysis_of_tickets_equals_a_plain_recount(
    rows: Any, request: Any, sources: Any, con: Any, tmp_path: Path
) -> None:
    files = write(rows, tmp_path)
    analysis = monthly.from_tickets(con, files, request, present=ALL, sources=sources)
    assert_equal(analysis, recount(rows, request, sources))


def test_no_files_make_an_empty_analysis(con: Any) -> None:
    analysis = monthly.from_tickets(con, [], monthly.MonthlyRequest(MONTH), present=ALL)
    assert (analysis.rows, analysis.units_tested, analysis.coverage) == ((), 0, None)
