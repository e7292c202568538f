"""Rows on their way into the store: kept aside in runs, each sorted by month.

A run is bounded in memory; its row groups end where a month ends, so that the rows of one
month are found again without reading the others.
"""

from __future__ import annotations

import logging
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hotline_analytics.normalise import STAGED_SCHEMA
from hotline_analytics.tickets import REPEATING

log = logging.getLogger(__name__)
RUN_BYTES = 24_000_000
MANY_MONTHS = 400


class Staging:
    """Collects normalised rows in file order and writes them aside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[Any] = []
        self._size = 0
        self.files: list[Path] = []

    def add(self, table: Any) -> None:
        """Take some rows."""
        self._waiting.append(table)
        self._size += table.nbytes
        if self._size >= RUN_BYTES:
            self._flush()

    def close(self) -> list[Path]:
        """Write what waits; the files of all runs, at least one."""
        if self._waiting or not self.files:
            self._flush()
        return self.files

    def _flush(self) -> None:
        table = pa.concat_tables([STAGED_SCHEMA.empty_table(), *self._waiting])
        self._waiting, self._size = [], 0
        months = table["month"].to_numpy()
        if (np.diff(months) < 0).any():
            order = np.argsort(months, kind="stable")
            table, months = pc.take(table, pa.array(order)), months[order]
        edges = [0, *(np.flatnonzero(np.diff(months)) + 1).tolist(), len(months)]
        if len(edges) > MANY_MONTHS:
            edges = [*range(0, len(months), 4_096), len(months)]
        path = self._folder / f"run-{len(self.files)}.parquet"
        with pq.ParquetWriter(
            path,
            STAGED_SCHEMA,
            compression="none",
            use_dictionary=list(REPEATING),
            write_statistics=["month"],
        ) as writer:
            for start, end in pairwise(edges):
                writer.write_table(table.slice(start, end - start))
        self.files.append(path)
        log.debug("rows staged run=%s rows=%s", len(self.files), table.num_rows)
