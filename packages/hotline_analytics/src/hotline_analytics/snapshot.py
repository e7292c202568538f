"""The fingerprint of a month (快照, format snapshot-1): SHA-256 over canonical lines.

One RFC 8785 line a ticket, sorted by ticket id then source, so that the order of import
and the engine do not matter. Times are whole UTC seconds; what is absent is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hotline_analytics.store import FileRef, check_present

# In the order of RFC 8785, which sorts member names.
KEYS = (
    "category",
    "closed_at",
    "due_at",
    "first_unit",
    "kind",
    "received_at",
    "reopened",
    "resolved",
    "satisfaction",
    "source",
    "ticket_id",
    "unit",
)
_INSTANTS = frozenset({"closed_at", "due_at", "received_at"})
_NUMBERS = _INSTANTS | {"reopened"}
_PLAIN = r'^[^\x00-\x1f"\\]*$'
_CHUNK = 65_536


def snapshot_1(
    files: Sequence[FileRef], month: int, sources: Collection[str] | None = None
) -> tuple[str, int]:
    """The SHA-256 of a month's tickets in hexadecimal, and their number."""
    table = _tickets(files, month, sources)
    order = pc.sort_indices(table, sort_keys=[("ticket_id", "ascending"), ("source", "ascending")])
    digest = hashlib.sha256()
    for start in range(0, table.num_rows, _CHUNK):
        digest.update(canonical_lines(table.take(order.slice(start, _CHUNK))))
    return digest.hexdigest(), table.num_rows


def _tickets(files: Sequence[FileRef], month: int, sources: Collection[str] | None) -> Any:
    chosen = [ref for ref in files if ref.month == month and ref.role == "current"]
    check_present(chosen)
    parts = [pq.read_table(ref.path, columns=list(KEYS)) for ref in chosen]
    if not parts:
        return _empty()
    table = pa.concat_tables(parts)
    if sources is not None:
        wanted = pa.array(sorted(sources), pa.string())
        table = table.filter(pc.is_in(table["source"], wanted))
    return table


def _empty() -> Any:
    return pa.table({key: pa.array([], pa.string()) for key in KEYS})


def canonical_lines(table: Any) -> bytes:
    """RFC 8785 objects of the rows, each line ended by a line feed."""
    if not table.num_rows:
        return b""
    members = [_members(key, table[key].combine_chunks()) for key in KEYS]
    # Every present member begins with a comma; the first comma of a line is cut off.
    rows = pc.binary_join_element_wise(*members, "")
    lines = pc.utf8_slice_codeunits(rows, 1)
    text = "}\n{".join(lines.to_pylist())
    return f"{{{text}}}\n".encode()


def _members(key: str, column: Any) -> Any:
    """`,"key":value` of every row, or nothing where the value is absent."""
    if key in _NUMBERS:
        values = pc.cast(_seconds(column) if key in _INSTANTS else column, pa.string())
    else:
        values = _strings(column)
    whole = pc.binary_join_element_wise(pa.scalar(f',"{key}":'), values, "")
    return pc.fill_null(whole, "")


def _seconds(column: Any) -> Any:
    """Microseconds as whole seconds, rounded down also before 1970."""
    micros = column.to_numpy(zero_copy_only=False) if not column.null_count else None
    if micros is None:
        micros = pc.fill_null(column, 0).to_numpy(zero_copy_only=False)
    absent = column.is_null().to_numpy(zero_copy_only=False)
    return pa.array(micros // 1_000_000, pa.int64(), mask=absent)


def _strings(column: Any) -> Any:
    """JSON strings as RFC 8785 writes them; repeated values are written once."""
    encoded = column.dictionary_encode()
    distinct = encoded.dictionary
    quoted = pc.binary_join_element_wise('"', distinct, '"', "")
    plain = pc.match_substring_regex(distinct, _PLAIN)
    if not pc.all(plain, min_count=0).as_py():
        odd = [canonical_string(text) for text in distinct.filter(pc.invert(plain)).to_pylist()]
        quoted = pc.replace_with_mask(quoted, pc.invert(plain), pa.array(odd, pa.string()))
    return pc.take(quoted, encoded.indices)


def canonical_string(text: str) -> str:
    """One JSON string: only what must be escaped is, in the short form where there is one."""
    return json.dumps(text, ensure_ascii=False)


def lines_of(rows: Iterable[dict[str, Any]]) -> bytes:
    """Canonical lines of plain rows with the stored names and types (for tests and tools)."""
    listed = list(rows)
    types = {key: pa.int64() if key in _NUMBERS else pa.string() for key in KEYS}
    columns = {key: pa.array([row.get(key) for row in listed], types[key]) for key in KEYS}
    return canonical_lines(pa.table(columns))
