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

from .recount import DAY, assert_equal, recount

MONTH = month_index(2021, 3)
FIRST = month_index(2019, 11)
ALL = frozenset(COLUMN_NAMES)
PERIOD = 30 * DAY


def instant_of(month: int) -> int:
    """Months of thirty days are enough here: the month column decides, not the instant."""
    return month * PERIOD


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
