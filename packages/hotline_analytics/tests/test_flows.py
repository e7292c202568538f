"""Flows equal a plain recount."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hotline_analytics import engines, flows, measures
from hotline_analytics.cubes import cell_expression
from hotline_analytics.tickets import COLUMN_NAMES, SCHEMA, month_index

DAY = 24 * 3600 * 1_000_000
MONTH = month_index(2021, 3)


def make_tickets(seed: int, number: int) -> list[dict[str, Any]]:
    rng, rows = random.Random(seed), []
    for _ in range(number):
        month = rng.choice([MONTH, MONTH + 1, MONTH + 2])
        received = (month * 30 + rng.randrange(30)) * DAY
        delay = rng.choice([None, -DAY, 0, flows.HOUR, flows.HOUR + 1, DAY, 20 * DAY])
        rows.append(
            dict.fromkeys(COLUMN_NAMES)
            | {
                "ticket_id": "t", "source": rng.choice("ab"), "received_at": received,
                "received_date": received // DAY, "month": month,
                "closed_at": None if delay is None else received + delay,
                "unit": rng.choice("xy"), "first_unit": rng.choice(["x", None]),
                "kind": rng.choice(["complaint", "consultation"]),
                "kind_at_intake": rng.choice(["complaint", "help", None]),
                "category": rng.choice(["c", None]), "caller": rng.choice(["p", "q", None]),
                "reopened": rng.choice([None, 1]), "content_hash": "x", "version": 1,
            }
        )  # fmt: skip
    return rows


def recount(rows: list[dict[str, Any]], as_of: int) -> dict[str, Counter[Any]]:
    found: dict[str, Counter[Any]] = {name: Counter() for name in flows.MEASURES}
    for t in (t for t in rows if t["month"] == MONTH):
        key = tuple(t[name] for name in flows.GRAIN)
        closed = t["closed_at"] is not None and t["closed_at"] <= as_of
        back = closed and any(
            o["caller"] == t["caller"] is not None
            and o["category"] == t["category"]
            and t["closed_at"] < o["received_at"] <= min(as_of, t["closed_at"] + 30 * DAY)
            for o in rows
        )
        found["count"][key] += 1
        found["closed"][key] += closed
        found["closed_within_hour"][key] += (
            closed and 0 <= t["closed_at"] - t["received_at"] <= flows.HOUR
        )
        found["reopened"][key] += closed and t["reopened"] == 1
        found["back_within_30_days"][key] += back
    return found


@pytest.mark.parametrize("seed", range(6))
def test_flow_cells_equal_a_plain_recount(seed: int, tmp_path: Path) -> None:
    rows, as_of = make_tickets(seed, 120), (MONTH * 30 + 70) * DAY
    path = tmp_path / "t.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
    with engines.open_duckdb() as con:
        cells = flows.cells(con, [path], [MONTH], as_of)
    expected = recount(rows, as_of)
    for name in flows.MEASURES:
        found = Counter({tuple(c[g] for g in flows.GRAIN): c[name] for c in cells})
        assert +found == +expected[name], name
    assert sum(expected["back_within_30_days"].values()) > 0


def test_a_matrix_counts_what_changed_on_the_way() -> None:
    cells = [
        {"kind_at_intake": "complaint", "kind": "complaint", "count": 90},
        {"kind_at_intake": "complaint", "kind": "consultation", "count": 8},
        {"kind_at_intake": "complaint", "kind": "consultation", "count": 2},
        {"kind_at_intake": None, "kind": "help", "count": 5},
    ]
    found = flows.matrix(cells, "kind_at_intake", "kind")
    assert (found.before, found.after) == (
        ("complaint", None),
        ("complaint", "consultation", "help"),
    )
    assert (found.recorded, found.changed) == (100, 10)
    assert found.share("complaint", "consultation") == 0.1
    assert found.share("praise", "help") is None


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "databricks"])
def test_every_expression_compiles_for_every_engine(dialect: str) -> None:
    t, months = ibis.table(engines.ibis_schema(), name="tickets"), range(MONTH, MONTH + 1)
    for expression in (
        measures.volume(t, "unit", frozenset({"help"})),
        measures.quality(measures.chosen(t, frozenset("a"), None), "category", 1),
        measures.repeats(t, "unit", months),
        cell_expression(t, months, 1),
        flows.flow_expression(t, 1),
        flows.back_expression(t, months, 1),
    ):
        assert "SELECT" in str(ibis.to_sql(expression, dialect=dialect))
