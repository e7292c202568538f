"""How long the monthly analysis takes beside the same figures by hand (月度分析的用时).

`run(files, month)` times the analysis, one hand-written DuckDB query over the same files and,
if asked, pandas; it checks that all give the same figures. As a script it writes the tickets.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from hotline_analytics import engines, monthly, synthetic
from hotline_analytics.measures import REPEAT_MONTHS_BEFORE, REPEAT_WITHIN
from hotline_analytics.tickets import COLUMN_NAMES

FIGURES = (
    "count", "previous", "last_year", "closed", "due", "on_time", "late", "overdue_open",
    "responded", "resolved_yes", "resolved_partly", "resolved_no", "satisfied",
    "basically_satisfied", "dissatisfied", "with_caller", "repeat", "reopened",
)  # fmt: skip

QUERY = """
WITH tickets AS NOT MATERIALIZED (SELECT * FROM read_parquet($files)),
volume AS (
    SELECT unit, month, count(*) AS n FROM tickets GROUP BY unit, month
),
history AS (
    SELECT unit,
        list(n ORDER BY month) FILTER (month < $month) AS series,
        sum(n) FILTER (month = $month - 1) AS previous,
        sum(n) FILTER (month = $month - 12) AS last_year
    FROM volume GROUP BY unit
),
quality AS (
    SELECT unit,
        count(*) AS "count",
        count(*) FILTER (closed_at <= $as_of) AS closed,
        count(due_at) AS due,
        count(*) FILTER (closed_at <= $as_of AND closed_at <= due_at) AS on_time,
        count(*) FILTER (closed_at <= $as_of AND closed_at > due_at) AS late,
        count(*) FILTER ((closed_at IS NULL OR closed_at > $as_of) AND due_at < $as_of)
            AS overdue_open,
        count(first_response_at) AS responded,
        count(*) FILTER (resolved = 'yes') AS resolved_yes,
        count(*) FILTER (resolved = 'partly') AS resolved_partly,
        count(*) FILTER (resolved = 'no') AS resolved_no,
        count(*) FILTER (satisfaction = 'satisfied') AS satisfied,
        count(*) FILTER (satisfaction = 'basically_satisfied') AS basically_satisfied,
        count(*) FILTER (satisfaction = 'dissatisfied') AS dissatisfied,
        count(caller) AS with_caller,
        count(*) FILTER (closed_at <= $as_of AND reopened >= 1) AS reopened
    FROM tickets WHERE month = $month GROUP BY unit
),
earlier AS (
    SELECT unit, month, received_at,
        min(received_at) OVER (
            PARTITION BY caller, category ORDER BY received_at
            RANGE BETWEEN 7_776_000_000_000 PRECEDING AND CURRENT ROW
        ) AS first_at
    FROM tickets
    WHERE month BETWEEN $month - 4 AND $month AND caller IS NOT NULL
),
repeats AS (
    SELECT unit, count(*) AS "repeat" FROM earlier
    WHERE month = $month AND first_at < received_at GROUP BY unit
)
SELECT * FROM history LEFT JOIN quality USING (unit) LEFT JOIN repeats USING (unit)
"""


def by_hand(con: Any, files: Sequence[Any], month: int, as_of: int) -> dict[str, Any]:
    """The figures of every unit by one DuckDB query."""
    values = {"files": engines.paths_of(files), "month": month, "as_of": as_of}
    answer = con.execute(QUERY, values)
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return {row["unit"]: {name: int(row[name] or 0) for name in FIGURES} for row in rows}


def by_analysis(con: Any, files: Sequence[Any], month: int, as_of: int) -> dict[str, Any]:
    """The figures of every unit by the monthly analysis, grading included."""
    request = monthly.MonthlyRequest(month, as_of=as_of)
    analysis = monthly.from_tickets(con, files, request, present=frozenset(COLUMN_NAMES))
    return {
        str(row.name): {
            name: getattr(row if name in ("previous", "last_year") else row.figures, name) or 0
            for name in FIGURES
        }
        for row in analysis.rows
    }


def by_pandas(_con: Any, files: Sequence[Any], month: int, as_of: int) -> dict[str, Any]:
    """The figures of every unit by pandas."""
    import pandas as pd

    needed = [
        "unit", "month", "received_at", "closed_at", "due_at", "first_response_at", "resolved",
        "satisfaction", "caller", "category", "reopened",
    ]  # fmt: skip
    paths = engines.paths_of(files)
    t = pd.concat([pd.read_parquet(path, columns=needed) for path in paths], ignore_index=True)
    volume = t.groupby(["unit", "month"], observed=True).size()
    near = t[t.month.between(month - REPEAT_MONTHS_BEFORE, month) & t.caller.notna()]
    near = near.sort_values(["caller", "category", "received_at"])
    keys = near.groupby(["caller", "category"], observed=True, dropna=False)["received_at"]
    near = near.assign(again=near.received_at - keys.shift() <= REPEAT_WITHIN)
    now = t[t.month == month]
    done = now.closed_at <= as_of
    marks = pd.DataFrame(
        {
            "unit": now.unit,
            "count": True,
            "closed": done,
            "due": now.due_at.notna(),
            "on_time": done & (now.closed_at <= now.due_at),
            "late": done & (now.closed_at > now.due_at),
            "overdue_open": ~done & (now.due_at < as_of),
            "responded": now.first_response_at.notna(),
            "resolved_yes": now.resolved == "yes",
            "resolved_partly": now.resolved == "partly",
            "resolved_no": now.resolved == "no",
            "satisfied": now.satisfaction == "satisfied",
            "basically_satisfied": now.satisfaction == "basically_satisfied",
            "dissatisfied": now.satisfaction == "dissatisfied",
            "with_caller": now.caller.notna(),
            "reopened": done & (now.reopened >= 1),
        }
    )
    result = marks.groupby("unit", observed=True).sum().reindex(volume.index.unique("unit"))
    result["repeat"] = near[near.month == month].groupby("unit", observed=True)["again"].sum()
    result["previous"] = volume.xs(month - 1, level="month")
    result["last_year"] = volume.xs(month - 12, level="month")
    found = result.fillna(0).astype(int).to_dict("index")
    return {str(unit): {name: row[name] for name in FIGURES} for unit, row in found.items()}


Way = Callable[[Any, Sequence[Any], int, int], dict[str, Any]]


def run(
    files: Sequence[Any], month: int, as_of: int, *, repeats: int = 5, pandas: bool = False
) -> dict[str, Any]:
    """Seconds of each way (median), their ratios to the query by hand, and that they agree."""
    ways: dict[str, Way] = {"duckdb_by_hand": by_hand, "analysis": by_analysis}
    times: dict[str, list[float]] = {name: [] for name in ways}
    expected: dict[str, Any] = {}
    with engines.open_duckdb() as con:
        for turn in range(repeats + 1):
            for name, way in ways.items():
                started = time.perf_counter()
                figures = way(con, files, month, as_of)
                if turn:  # the first turn warms caches and imports
                    times[name].append(time.perf_counter() - started)
                expected = expected or figures
                if figures != expected:
                    raise AssertionError(f"{name} gives other figures")
        if pandas:
            started = time.perf_counter()
            if by_pandas(con, files, month, as_of) != expected:
                raise AssertionError("pandas gives other figures")
            times["pandas"] = [time.perf_counter() - started]
    seconds = {name: median(values) for name, values in times.items()}
    reference = seconds["duckdb_by_hand"]
    return {
        "tickets": sum(row["count"] for row in expected.values()),
        "units": len(expected),
        "seconds": {name: round(value, 4) for name, value in seconds.items()},
        "ratios": {name: round(value / reference, 3) for name, value in seconds.items()},
        "limit": {"analysis": 1.3},
    }


class _File:
    """A file reference as the store's catalogue gives it."""

    role = "current"

    def __init__(self, entry: dict[str, Any]) -> None:
        self.month, self.path = entry["month"], entry["path"]


def run_synthetic(
    rows: int, months: int, units: int, folder: str, **options: Any
) -> dict[str, Any]:
    """Write synthetic tickets and time the analysis of their last month."""
    written = synthetic.write_tickets(rows, months, units, folder)
    files = [_File(entry) for entry in written["files"]]
    as_of = synthetic.as_of_month_end(synthetic.LAST_MONTH)
    return {"rows": rows} | run(files, synthetic.LAST_MONTH, as_of, **options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_320_000)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--units", type=int, default=76)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--pandas", action="store_true")
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run_synthetic(
            o.rows, o.months, o.units, folder, repeats=o.repeats, pandas=o.pandas
        )
    json.dump(result, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
