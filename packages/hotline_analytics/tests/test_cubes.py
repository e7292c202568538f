"""Cubes answer what tickets answer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hotline_analytics import cubes, engines, monthly
from hotline_analytics.tickets import COLUMN_NAMES, KINDS, SCHEMA, month_index
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

DAY = 24 * 3600 * 1_000_000
MONTH = month_index(2021, 3)
FIRST = month_index(2019, 12)
PERIOD = 30 * DAY
ALL = frozenset(COLUMN_NAMES)


def make_ticket(rng: random.Random) -> dict[str, Any]:
    """One ticket that easily collides with others."""
    month = rng.choice([*range(FIRST, MONTH + 1), MONTH, MONTH - 1, MONTH - 12])
    received = month * PERIOD + rng.randrange(6) * 5 * DAY
    later = [None, *(received + days * DAY for days in (-1, 0, 3, 30, 60))]
    return dict.fromkeys(COLUMN_NAMES) | {
        "ticket_id": "t",
        "source": rng.choice("ab"),
        "received_at": received,
        "received_date": received // DAY,
        "month": month,
        "closed_at": rng.choice(later),
        "first_response_at": rng.choice(later),
        "due_at": rng.choice(later),
        "unit": rng.choice("xyz"),
        "first_unit": rng.choice(["x", None]),
        "kind": rng.choice(KINDS[:3]),
        "kind_at_intake": rng.choice([*KINDS[:2], None]),
        "category": rng.choice(["c", "d", None]),
        "caller": rng.choice(["p", "q", None]),
        "reopened": rng.choice([None, 0, 2]),
        "satisfaction": rng.choice(["satisfied", "dissatisfied", None]),
        "resolved": rng.choice(["yes", "no", None]),
        "content_hash": "x",
        "version": 1,
    }


def write(folder: Path, seed: int, number: int) -> list[str]:
    rng = random.Random(seed)
    rows = [make_ticket(rng) for _ in range(number)]
    path = folder / "tickets.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
    return [str(path)]


@pytest.fixture(scope="module")
def con() -> Any:
    with engines.open_duckdb() as connection:
        yield connection


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 10**6),
    number=st.integers(0, 200),
    by=st.sampled_from(["unit", "category"]),
    window=st.sampled_from(["month", "ytd"]),
    kinds=st.sampled_from([None, frozenset({"complaint"}), frozenset(KINDS)]),
    sources=st.sampled_from([None, frozenset("a")]),
    month=st.sampled_from([MONTH, MONTH - 1, MONTH - 12]),
)
def test_the_analysis_from_cubes_equals_that_from_tickets(
    seed: int, number: int, by: Any, window: Any, kinds: Any, sources: Any, month: int,
    con: Any, tmp_path: Path,
) -> None:  # fmt: skip
    files, as_of = write(tmp_path, seed, number), MONTH * PERIOD + 20 * DAY
    request = monthly.MonthlyRequest(month, by, window, kinds, as_of)
    expected = monthly.from_tickets(con, files, request, present=ALL, sources=sources)
    cells = cubes.cells(con, files, range(FIRST, MONTH + 1), as_of).to_pylist()
    counts, coverage = cubes.counts(cells, request, sources)
    found = monthly.analyse(counts, request, coverage=coverage, present=ALL)
    assert found.as_dict() == expected.as_dict()


def test_a_filter_of_several_kinds_has_no_repeat_rate_but_every_other(
    con: Any, tmp_path: Path
) -> None:
    files = write(tmp_path, 7, 300)
    request = monthly.MonthlyRequest(MONTH, kinds=frozenset(KINDS[:2]), as_of=MONTH * PERIOD)
    cells = cubes.cells(con, files, range(FIRST, MONTH + 1), request.as_of).to_pylist()
    counts, coverage = cubes.counts(cells, request)
    found = monthly.analyse(counts, request, coverage=coverage, present=ALL)
    expected = monthly.from_tickets(con, files, request, present=ALL)
    assert found.rows
    for ours, theirs in zip(found.rows, expected.rows, strict=True):
        assert ours.rates["repeat"] is None
        assert theirs.rates["repeat"] is not None
        same = {k: v for k, v in theirs.rates.items() if k != "repeat"}
        assert {k: v for k, v in ours.rates.items() if k != "repeat"} == same


def test_cells_add_up_to_the_tickets(con: Any, tmp_path: Path) -> None:
    files = write(tmp_path, 3, 250)
    cells = cubes.cells(con, files, range(FIRST, MONTH + 1), 0).to_pylist()
    assert sum(cell["count"] for cell in cells) == 250
    assert len({tuple(cell[name] for name in cubes.GRAIN) for cell in cells}) == len(cells)


def test_cells_of_no_files_are_an_empty_table_with_every_column(con: Any) -> None:
    table = cubes.cells(con, [], [MONTH], 0)
    assert table.num_rows == 0
    assert table.column_names == [*cubes.GRAIN, *cubes.MEASURES]
