"""数据仓的出入口: the one place that opens ticket files, always by explicit lists.

``connection`` gives the analytics package its DuckDB. Web pages read cubes; what they do read here is the
ticket list behind a figure (``ticket_lists``), with plain DuckDB. Ibis is never imported by this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from hotline_analytics import engines

MEMORY = "512MB"
THREADS = 2
READERS = 4
"""How many pages read at once; more only wait for the same cores and share the same memory."""
places = BoundedSemaphore(READERS)


@contextmanager
def connection(memory: str = MEMORY, threads: int = THREADS) -> Iterator[Any]:
    """A private in-memory connection with bounded memory that spills into the home."""
    spill = settings.HOME.scratch / "duckdb"
    spill.mkdir(parents=True, exist_ok=True, mode=0o700)
    con = engines.open_duckdb(memory=memory, threads=threads)
    try:
        con.execute("SET temp_directory = ?", [str(spill)])
        yield con
    finally:
        con.close()


@contextmanager
def reader() -> Iterator[Any]:
    """A cursor for the short reads of pages, on the one in-memory engine that this process keeps.

    Opening an engine costs more than such a read; all readers together stay within its memory.
    """
    with places:
        con = kept_engine().cursor()
        try:
            yield con
        finally:
            con.close()


@cache
def kept_engine() -> Any:
    """The engine of this process's readers; it holds no tables."""
    spill = settings.HOME.scratch / "duckdb"
    spill.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = engines.open_duckdb(memory=MEMORY, threads=THREADS)
    engine.execute("SET temp_directory = ?", [str(spill)])
    return engine
