"""Which instant a cell means: the mapping's formats in their order, then ISO 8601.

A whole column is read at once; a text that the fast layouts do not fit is read alone, so
that the result never depends on the path taken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hotline_analytics.cells import string_buffers
from hotline_analytics.layouts import (
    FixedLayout,
    Reading,
    fixed_layout,
    iso_layouts,
    read_format,
    read_iso,
)
from hotline_analytics.zones import Zone

_CACHE_LIMIT = 200_000


class InstantReader:
    """Reads the date columns of one source (日期列)."""

    def __init__(self, formats: Sequence[str], zone: Zone) -> None:
        self.formats = tuple(unicodedata.normalize("NFKC", form) for form in formats)
        self.zone = zone
        self._steps = [
            *(_Step([fixed_layout(form)], _format_reader(form)) for form in self.formats),
            _Step(list(iso_layouts()), read_iso),
        ]

    def read_one(self, text: str) -> int | None:
        """The instant of one text in microseconds UTC, or None."""
        value, known = self.read(pa.array([text], pa.string()))
        return int(value[0]) if known[0] else None

    def read(self, column: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Instants in microseconds UTC and their validity; an empty cell is not valid."""
        column = _narrow(column)
        state = _State(len(column), np.asarray(column.is_valid()))
        for step in self._steps:
            if not state.open.any():
                break
            step.run(column, state)
        instants = np.where(state.zoned, state.micros, 0)
        local = state.known & ~state.zoned
        if local.any():
            instants[local] = self.zone.to_utc(state.micros[local])
        return instants, state.known


class _State:
    """What is read so far of one column."""

    def __init__(self, rows: int, present: npt.NDArray[np.bool_]) -> None:
        self.micros = np.zeros(rows, dtype=np.int64)
        self.known = np.zeros(rows, dtype=bool)
        self.zoned = np.zeros(rows, dtype=bool)
        self.open = present.copy()

    def settle(self, rows: Any, micros: Any, zoned: bool) -> None:
        """Note what some rows mean."""
        self.micros[rows] = micros
        self.known[rows] = True
        self.zoned[rows] = zoned
        self.open[rows] = False


class _Step:
    """One format: its fixed layouts for many rows, its reader for a single text."""

    def __init__(
        self, layouts: Sequence[FixedLayout | None], single: Callable[[str], Reading | None]
    ) -> None:
        self.layouts = [layout for layout in layouts if layout is not None]
        self.single = single
        self._seen: dict[str, Reading | None] = {}

    def run(self, column: Any, state: _State) -> None:
        offsets, content = string_buffers(column)
        lengths = np.diff(offsets)
        for layout in self.layouts:
            fitting = state.open & (lengths == layout.length)
            rows = np.flatnonzero(fitting)
            if len(rows):
                if len(rows) * layout.length == offsets[-1] - offsets[0]:  # nothing between them
                    table = content[offsets[0] : offsets[-1]].reshape(-1, layout.length)
                else:
                    table = content[offsets[rows][:, None] + np.arange(layout.length)]
                micros, good = layout.read(table)
                if not good.all():
                    rows, micros = rows[good], micros[good]
                state.settle(rows, micros, layout.zoned)
        for row in np.flatnonzero(state.open):
            reading = self._read(column[int(row)].as_py())
            if reading is not None:
                state.settle(row, reading.micros, reading.zoned)

    def _read(self, text: str) -> Reading | None:
        if text not in self._seen:
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            self._seen[text] = self.single(text) if len(text) <= 64 else None
        return self._seen[text]


def _format_reader(form: str) -> Callable[[str], Reading | None]:
    return lambda text: read_format(text, form)


def _narrow(column: Any) -> Any:
    """Full-width figures and marks as plain ones."""
    if pc.all(pc.string_is_ascii(column), min_count=0).as_py():
        return column
    texts = [
        None if text is None else unicodedata.normalize("NFKC", text[:65])
        for text in column.to_pylist()
    ]
    return pa.array(texts, pa.string())
