"""Engines (计算引擎): where ticket files are opened. The only place that knows DuckDB's settings."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from . import tickets as contract


def open_duckdb(memory: str = "512MB", threads: int = 2) -> Any:
    """A private in-memory DuckDB connection with bounded memory and threads, that fetches nothing."""
    import duckdb

    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"jiannuo-duckdb-{uuid4().hex}"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "TimeZone": "UTC",
        },
    )


def paths_of(files: Iterable[Any]) -> list[str]:
    """The paths of current files, given as file references or as paths."""
    current = [file for file in files if getattr(file, "role", "current") == "current"]
    return [str(getattr(file, "path", file)) for file in current]


def within(files: Iterable[Any], months: range) -> list[Any]:
    """The files that can hold tickets of these months; a file of unknown month always can."""
    return [file for file in files if getattr(file, "month", months.start) in months]


def tickets(con: Any, files: Sequence[Any], columns: Collection[str] | None = None) -> Any:
    """The tickets of an explicit list of files as an unbound Ibis table; no files, no rows.

    ``columns`` are those that will be asked for; Ibis takes half as long over a narrow table.
    """
    import ibis

    name, paths = f"tickets_{uuid4().hex}", paths_of(files)
    if paths:
        con.read_parquet(paths).create_view(name)
    else:
        empty = ", ".join(f'"{column}" {_SQL[kind]}' for column, kind, _ in contract.COLUMNS)
        con.execute(f'CREATE TEMP TABLE "{name}" ({empty})')
    return ibis.table(ibis_schema(columns), name=name)


def arrow(con: Any, expression: Any) -> Any:
    """Run an Ibis expression over tables of this connection; the answer as an Arrow table."""
    import ibis

    return con.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table()


def rows(con: Any, expression: Any) -> list[dict[str, Any]]:
    """Run an Ibis expression over tables of this connection; the answer as plain rows."""
    result: list[dict[str, Any]] = arrow(con, expression).to_pylist()
    return result


def ibis_schema(columns: Collection[str] | None = None) -> Any:
    """The ticket table for Ibis, unbound to any engine; all of its columns or some."""
    import ibis

    wanted = contract.COLUMN_NAMES if columns is None else columns
    return ibis.schema({name: kind for name, kind, _ in contract.COLUMNS if name in wanted})


_SQL = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "float64": "DOUBLE"}
