"""What a row of a source means as a ticket, and why a row is set aside.

Blocks of texts go in, columns of the ticket table come out. The content hash is taken
after normalising and before masking, so that a masked text still tells versions apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hotline_analytics import tickets
from hotline_analytics.cells import (
    CallerHash,
    clean_column,
    derived_key,
    joined,
    keyed_hashes,
    read_enumeration,
    read_number,
)
from hotline_analytics.encodings import BROKEN
from hotline_analytics.instants import InstantReader
from hotline_analytics.mapping import Mapping, kind_of_column
from hotline_analytics.masking import mask_column
from hotline_analytics.reading import Block, ColumnRows, Row
from hotline_analytics.zones import DAY, Zone, distinct_days

SEQUENCE = "seq"
_TYPES = {"string": pa.string(), "int64": pa.int64(), "int32": pa.int32(), "float64": pa.float64()}
STAGED_SCHEMA = pa.schema(
    [pa.field(n, _TYPES[kind]) for n, kind, _ in tickets.COLUMNS if n != "version"]
    + [pa.field(SEQUENCE, pa.int64())]
)


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be taken in: where it begins, its cells, and every code that applies."""

    line: int
    row: Row
    codes: tuple[str, ...]


@dataclass
class Oddities:
    """What was taken in with a cell emptied or made unknown, counted by column."""

    unreadable: Counter[str] = field(default_factory=Counter)
    unmapped: dict[str, Counter[str]] = field(default_factory=dict)


class Normaliser:
    """Turns the blocks of one source into ticket columns."""

    def __init__(
        self,
        mapping: Mapping,
        columns: Sequence[str],
        secret: bytes,
        known_units: Collection[str] | None,
    ) -> None:
        self.mapping = mapping
        self.oddities = Oddities()
        self.makes_ids = mapping.columns.get("ticket_id") == ""
        self.places = {
            ours: columns.index(source)
            for ours, source in mapping.columns.items()
            if source in columns
        }
        self.present = mapping.present - {o for o, s in mapping.columns.items() if s} | set(
            self.places
        )
        self._all_places = sorted(range(len(columns)), key=lambda place: columns[place])
        self._known_units = (
            None if known_units is None else pa.array(sorted(known_units), pa.string())
        )
        self._zone = Zone(mapping.timezone)
        self._instants = InstantReader(mapping.datetime_formats, self._zone)
        self._callers = CallerHash(derived_key(secret, "caller"))
        self._content_key = derived_key(secret, "content:" + ",".join(sorted(mapping.columns)))
        self._row_key = derived_key(secret, "row")
        self._sequence = 0

    def block(self, block: Block, may_be_broken: bool) -> tuple[Any, list[Refusal]]:
        """The tickets of a block as a table in `STAGED_SCHEMA`, and the rows refused."""
        refused = [Refusal(one.line, one.row, (one.code,)) for one in block.rejects]
        lines, rows = block.lines, block.rows
        if may_be_broken:
            lines, rows, broken = self._without_broken(lines, rows)
            refused += broken
        if not rows:
            return STAGED_SCHEMA.empty_table(), refused
        cells = rows.columns if isinstance(rows, ColumnRows) else list(zip(*rows, strict=True))
        clean = {ours: clean_column(cells[place]) for ours, place in self.places.items()}
        values, faults = self._values(clean, len(rows))
        good = ~np.logical_or.reduce([mask for _, mask in faults])
        refused += [
            Refusal(lines[at], rows[at], tuple(code for code, mask in faults if mask[at]))
            for at in np.flatnonzero(~good).tolist()
        ]
        values |= self._identity(cells, clean, values, len(rows))
        self._count_unreadable(clean, values, good)
        self._discount_refused(clean, good)
        return self._table(values, good), sorted(refused, key=lambda one: one.line)

    def _without_broken(
        self, lines: list[int], rows: Sequence[Row]
    ) -> tuple[list[int], Sequence[Row], list[Refusal]]:
        """Rows whose mapped cells hold bytes that fit no encoding are set aside."""
        places = sorted(set(self.places.values()))
        broken = {
            at
            for at, row in enumerate(rows)
            if any(BROKEN in cell for place in places if (cell := row[place]))
        }
        if not broken:
            return lines, rows, []
        refused = [Refusal(lines[at], rows[at], ("undecodable",)) for at in sorted(broken)]
        kept = [at for at in range(len(rows)) if at not in broken]
        return [lines[at] for at in kept], [rows[at] for at in kept], refused

    def _values(
        self, clean: dict[str, Any], rows: int
    ) -> tuple[dict[str, Any], list[tuple[str, npt.NDArray[np.bool_]]]]:
        """Every mapped column as values of its type, and the faults that refuse a row."""
        values: dict[str, Any] = {}
        for ours, column in clean.items():
            values[ours] = self._typed(ours, column)
        for ours, text in self.mapping.constants.items():
            values[ours] = pa.array([text] * rows, pa.string())
        return values, self._faults(clean, values, rows)

    def _typed(self, ours: str, column: Any) -> Any:
        kind = kind_of_column(ours)
        if kind == "instant":
            instants, known = self._instants.read(column)
            return pa.array(instants, pa.int64(), mask=~known)
        if kind == "number":
            return read_number(ours, column)
        if kind == "enumeration":
            odd = self.oddities.unmapped.setdefault(ours, Counter())
            return read_enumeration(ours, column, self.mapping.values_of(ours), odd)
        return column

    def _faults(
        self, clean: dict[str, Any], values: dict[str, Any], rows: int
    ) -> list[tuple[str, npt.NDArray[np.bool_]]]:
        received, unit = clean["received_at"], values["unit"]
        unreadable = pc.and_(received.is_valid(), values["received_at"].is_null())
        faults = [
            ("missing_received_at", _mask(received.is_null())),
            ("bad_received_at", _mask(unreadable)),
            ("blank_unit", _mask(unit.is_null())),
        ]
        if not self.makes_ids:
            faults.insert(0, ("blank_id", _mask(clean["ticket_id"].is_null())))
        if self._known_units is not None:
            strange = pc.invert(pc.is_in(unit, self._known_units))
            faults.append(("unknown_unit", _mask(pc.and_(strange, unit.is_valid()))))
        return faults

    def _identity(
        self, cells: list[Any], clean: dict[str, Any], values: dict[str, Any], rows: int
    ) -> dict[str, Any]:
        """Content hash, ticket id and place in the file."""
        names = sorted(self.places)
        made: dict[str, Any] = {
            "content_hash": keyed_hashes(
                joined([values[name] for name in names]), self._content_key
            ),
            SEQUENCE: pa.array(np.arange(self._sequence, self._sequence + rows), pa.int64()),
        }
        self._sequence += rows
        if self.makes_ids:
            whole = joined([_clean_any(cells[place]) for place in self._all_places])
            made["ticket_id"] = keyed_hashes(whole, self._row_key)
        return made

    def _count_unreadable(
        self, clean: dict[str, Any], values: dict[str, Any], good: npt.NDArray[np.bool_]
    ) -> None:
        for ours, column in clean.items():
            if ours != "received_at" and kind_of_column(ours) in ("instant", "number"):
                lost = _mask(pc.and_(column.is_valid(), values[ours].is_null())) & good
                self.oddities.unreadable[ours] += int(lost.sum())

    def _discount_refused(self, clean: dict[str, Any], good: npt.NDArray[np.bool_]) -> None:
        """A value of a row set aside became nothing, so it is not counted as unknown."""
        if good.all():
            return
        refused = pa.array(~good)
        for ours, odd in self.oddities.unmapped.items():
            gone: Counter[str] = Counter()
            read_enumeration(
                ours, pc.filter(clean[ours], refused), self.mapping.values_of(ours), gone
            )
            self.oddities.unmapped[ours] = odd - gone

    def _table(self, values: dict[str, Any], good: npt.NDArray[np.bool_]) -> Any:
        """The stored columns of the good rows, masked."""
        kept = dict(values)
        if not good.all():
            keep = pa.array(good)
            kept = {name: pc.filter(column, keep) for name, column in values.items()}
        rows = int(good.sum())
        kept["source"] = pa.array([self.mapping.name] * rows, pa.string())
        if "kind" not in kept:
            kept["kind"] = pa.array(["unknown"] * rows, pa.string())
        if "caller" in kept:
            kept["caller"] = self._callers.column(kept["caller"])
        for name in tickets.MASKED_TEXTS:
            if name in self.places:
                kept[name] = mask_column(kept[name])
        kept["received_date"], kept["month"] = self._calendar(kept["received_at"])
        if "closed_at" in kept:
            kept["closed_month"] = self._calendar(kept["closed_at"])[1]
        columns = [
            kept[f.name] if f.name in kept else pa.nulls(rows, f.type) for f in STAGED_SCHEMA
        ]
        return pa.table(columns, schema=STAGED_SCHEMA)

    def _calendar(self, instants: Any) -> tuple[Any, Any]:
        """Local day number and month index of instants."""
        absent = _mask(instants.is_null())
        local = self._zone.to_local(pc.fill_null(instants, 0).to_numpy(zero_copy_only=False))
        days = local // DAY
        met, where = distinct_days(days)
        months = met.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
        months = months[where]
        return (
            pa.array(days.astype(np.int32), mask=absent),
            pa.array(months.astype(np.int32), mask=absent),
        )


def _mask(column: Any) -> npt.NDArray[np.bool_]:
    flags = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
    return np.asarray(flags, dtype=bool)


def _clean_any(cells: Any) -> Any:
    """A column that nothing else has looked at; broken bytes do not stop it."""
    if isinstance(cells, pa.Array):
        return clean_column(cells)
    return clean_column([cell and cell.replace(BROKEN, "\ufffd") for cell in cells])
