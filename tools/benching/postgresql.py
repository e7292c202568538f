"""The measures of the monthly analysis as SQL on PostgreSQL: the same Ibis expressions, another engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.benching.store import StoredFile
from tools.with_postgres import postgres, server_binaries

TURNS = 3


def available() -> bool:
    """Whether the server's binaries are installed."""
    return server_binaries() is not None


def measure(
    files: Sequence[StoredFile], month: int, as_of: int, names: Sequence[str]
) -> tuple[float, dict[str, Any]]:
    """Median seconds of the analysis over a loaded table, and its figures by unit."""
    import psycopg

    from tools.benching.analysis import timed

    with postgres() as url, psycopg.connect(url, autocommit=True) as server:
        load(server, files)
        server.execute("SET work_mem = '64MB'")
        analyse(server, month, as_of)
        seconds, analysis = timed(lambda: analyse(server, month, as_of), TURNS)
    return seconds, {
        str(row.name): {
            name: getattr(row if name in ("previous", "last_year") else row.figures, name) or 0
            for name in names
        }
        for row in analysis.rows
    }


def load(server: Any, files: Sequence[StoredFile]) -> None:
    """The tickets into one table by COPY, with an index on the month."""
    import csv
    import io

    import pyarrow.parquet as pq
    from hotline_analytics.tickets import COLUMNS

    kinds = {"string": "text", "int64": "bigint", "int32": "integer", "float64": "double precision"}
    columns = ", ".join(f"{name} {kinds[kind]}" for name, kind, _ in COLUMNS)
    server.execute(f"CREATE TABLE tickets ({columns})")
    copying = "COPY tickets FROM STDIN (FORMAT csv)"
    with server.cursor() as cursor, cursor.copy(copying) as copy:
        for file in files:
            for batch in pq.ParquetFile(file.path).iter_batches(32_768):
                text = io.StringIO()
                rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
                csv.writer(text).writerows(rows)
                copy.write(text.getvalue())
    server.execute("CREATE INDEX ON tickets (month)")
    server.execute("VACUUM ANALYZE tickets")


def analyse(server: Any, month: int, as_of: int) -> Any:
    """The analysis of one month, counted by PostgreSQL."""
    import ibis
    from hotline_analytics import engines, measures, monthly
    from hotline_analytics.figures import GroupMonth
    from hotline_analytics.tickets import COLUMN_NAMES

    request = monthly.MonthlyRequest(month, as_of=as_of)
    current = request.periods.current
    since = range(month - measures.HISTORY_MONTHS, measures.END_OF_TIME)
    before = range(current.start - measures.REPEAT_MONTHS_BEFORE, current.stop)

    def table(months: range) -> Any:
        return measures.in_months(ibis.table(engines.ibis_schema(), name="tickets"), months)

    def rows(expression: Any) -> list[dict[str, Any]]:
        answer = server.execute(str(ibis.to_sql(expression, dialect="postgres")))
        names = [column.name for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer]

    volumes = rows(measures.volume(table(since), "unit", None))
    details: dict[Any, dict[str, int]] = {}
    for row in rows(measures.quality(table(current), "unit", as_of)):
        details[row.pop("group"), row.pop("month")] = row
    for row in rows(measures.repeats(table(before), "unit", current)):
        details[row["group"], row["month"]]["repeat"] = row["repeat"]
    counts = [
        GroupMonth(
            row["group"],
            row["month"],
            row["count"],
            **details.get((row["group"], row["month"]), {}),
        )
        for row in volumes
    ]
    months = [row["month"] for row in volumes]
    return monthly.analyse(
        counts, request, coverage=(min(months), max(months)), present=frozenset(COLUMN_NAMES)
    )
