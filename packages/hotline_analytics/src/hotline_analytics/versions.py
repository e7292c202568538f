"""Which staged rows are new, which are newer versions, and which were seen before.

A content ever seen for an id is a duplicate, also when newer ones came after it. Of the
new contents of one id the last in file order is current, the others superseded. The
questions are asked in DuckDB, which may spill to disk, so that memory stays bounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from hotline_analytics import tickets
from hotline_analytics.store import MONTH_FILES, FileRef, Role, check_present

MEMORY = "128MB"
BATCH_ROWS = 8_192
SHARE_ROWS = 700_000
"""How many staged rows are compared at once: what the comparison sorts must fit into the memory."""
SORTED_BYTES = 48_000_000
ROW_BYTES = 500  # what a row takes in memory beside its texts
_ORDER = "unit, received_at, ticket_id, source, version"


@dataclass(frozen=True)
class Counts:
    """How the staged rows were taken."""

    accepted: int
    duplicates: int
    updated: int


class Versions:
    """Compares the staged rows of one source with what the store holds."""

    def __init__(
        self,
        staged: Sequence[Path],
        base: Sequence[FileRef],
        source: str,
        folder: Path,
        makes_ids: bool,
    ) -> None:
        check_present(base)
        self._base = base
        self._source = source
        self._con = duckdb.connect(
            ":memory:",
            config={
                "threads": 2,
                "memory_limit": MEMORY,
                "temp_directory": str(folder / "spill"),
                "preserve_insertion_order": False,
            },
        )
        self._con.execute(f"CREATE VIEW staged AS SELECT * FROM read_parquet({_list(staged)})")  # noqa: S608
        self._con.execute("SET VARIABLE source = ?", [source])
        self._sorted_at_once = _rows_at_once(staged)
        self._make_keys(makes_ids)
        self._make_known()
        self._make_fresh()
        self._plan()

    def close(self) -> None:
        """Let go of the connection."""
        self._con.close()

    def _make_keys(self, makes_ids: bool) -> None:
        occurrence = "|| '-' || row_number() OVER (PARTITION BY ticket_id ORDER BY seq)"
        self._con.execute(
            f"CREATE TEMP TABLE keys AS SELECT seq, month, unit, content_hash::UUID AS content,"  # noqa: S608
            f" ticket_id {occurrence if makes_ids else ''} AS ticket_id FROM staged"
        )

    def _make_known(self) -> None:
        self._con.execute(
            "CREATE TEMP TABLE known (ticket_id VARCHAR, content UUID, version INTEGER,"
            " month INTEGER, filename VARCHAR, is_current BOOLEAN)"
        )
        for role in ("current", "superseded"):
            paths = [ref.path for ref in self._base if ref.role == role]
            if paths:
                self._con.execute(
                    "INSERT INTO known SELECT ticket_id, content_hash::UUID, version, month,"  # noqa: S608
                    f" filename, {role == 'current'}"
                    f" FROM read_parquet({_list(paths)}, filename = true)"
                    " WHERE source = getvariable('source')"
                    " AND ticket_id IN (SELECT ticket_id FROM keys)"
                )

    def _make_fresh(self) -> None:
        """Contents not seen before, numbered as versions of their id; some ids at a time."""
        self._con.execute(
            "CREATE TEMP TABLE fresh (seq BIGINT, month INTEGER, unit VARCHAR, ticket_id VARCHAR,"
            " version INTEGER, is_last BOOLEAN)"
        )
        rows = self._rows("SELECT count(*) FROM keys")[0][0]
        shares = 1 + rows // SHARE_ROWS
        for share in range(shares):
            self._con.execute(_FRESH, {"shares": shares, "share": share})
        self._con.execute("""
            CREATE TEMP TABLE replaced AS
            SELECT k.filename, k.ticket_id FROM known AS k
            WHERE k.is_current AND k.ticket_id IN (SELECT ticket_id FROM fresh)
        """)

    def _plan(self) -> None:
        """Which stored files are written anew: those with a replaced row, and months with many."""
        per_month = "SELECT month, count(*) FROM fresh WHERE {} GROUP BY month"
        self._counted: dict[Role, dict[int, int]] = {
            "current": dict(self._rows(per_month.format("is_last"))),
            "superseded": dict(self._rows(per_month.format("NOT is_last"))),
        }
        touched = {row[0] for row in self._rows("SELECT DISTINCT filename FROM replaced")}
        self._anew: dict[Role, list[FileRef]] = {"current": [], "superseded": []}
        self._anew["current"] = [ref for ref in self._base if ref.path in touched]
        again = {ref.month for ref in self._anew["current"]}
        self._compact("current", again | self._counted["current"].keys())
        again = {ref.month for ref in self._anew["current"]}
        self._compact("superseded", again | self._counted["superseded"].keys())

    def _compact(self, role: Role, months: set[int]) -> None:
        going = set(self._anew[role])
        stay = Counter(r.month for r in self._base if r.role == role and r not in going)
        full = {month for month in months if stay[month] + 1 > MONTH_FILES}
        self._anew[role] += [
            ref for ref in self._base if ref.role == role and ref.month in full and ref not in going
        ]

    def _rows(self, query: str) -> list[Any]:
        rows: list[Any] = self._con.execute(query).fetchall()
        return rows

    def counts(self) -> Counts:
        """How many rows are new tickets, newer versions, or seen before."""
        total, fresh, accepted = self._rows(
            "SELECT (SELECT count(*) FROM keys), (SELECT count(*) FROM fresh),"
            " (SELECT count(*) FROM fresh WHERE version = 1)"
        )[0]
        return Counts(accepted, total - fresh, fresh - accepted)

    def units(self) -> dict[str, int]:
        """The units of the new tickets and versions that are current, with their number."""
        return dict(
            self._rows("SELECT unit, count(*) FROM fresh WHERE is_last GROUP BY unit ORDER BY unit")
        )

    def removed(self) -> list[FileRef]:
        """Stored files that the new ones stand for."""
        return self._anew["current"] + self._anew["superseded"]

    def months(self, role: Role) -> list[int]:
        """The months in which rows of a role are to be written."""
        return sorted(self._counted[role].keys() | {ref.month for ref in self.removed()})

    def batches(self, role: Role, month: int) -> Iterator[Any]:
        """The rows of a month to be written in a role, in the order of the store."""
        rows = self._counted[role].get(month, 0)
        parts = [_staged_rows(role, month)]
        rewritten = [ref for ref in self._anew["current"] if ref.month == month]
        if rewritten:
            parts.append(_rewritten_rows(role, [ref.path for ref in rewritten]))
        merged = [ref for ref in self._anew["superseded"] if ref.month == month]
        if role == "superseded" and merged:
            names = ", ".join(tickets.COLUMN_NAMES)
            parts.append(f"SELECT {names} FROM read_parquet({_list(r.path for r in merged)})")  # noqa: S608
        together = f"({' UNION ALL '.join(parts)})"
        rows += sum(ref.rows for ref in [*rewritten, *merged])
        for part in self._parts_of(together, rows):
            query = f"SELECT * FROM {together} WHERE {part} ORDER BY {_ORDER}"  # noqa: S608
            yield from self._con.sql(query).to_arrow_reader(BATCH_ROWS)

    def _parts_of(self, together: str, rows: int) -> list[str]:
        """Conditions that cut the rows into parts that can be sorted, in the order of the store."""
        if rows <= self._sorted_at_once:
            return ["true"]
        parts: list[str] = []
        first: tuple[str, int] | None = None
        size = 0
        last = ("", 0)
        counts = f"SELECT unit, received_date, count(*) FROM {together} GROUP BY ALL ORDER BY ALL"  # noqa: S608
        for unit, day, number in self._rows(counts):
            if first is not None and size + number > self._sorted_at_once:
                parts.append(_between(first, last))
                first, size = None, 0
            first, last, size = first or (unit, day), (unit, day), size + number
        return [*parts, _between(first, last)] if first else parts


def _between(first: tuple[str, int], last: tuple[str, int]) -> str:
    """The rows from one unit and day to another, both included."""
    (low, from_day), (high, to_day) = (_text(first[0]), first[1]), (_text(last[0]), last[1])
    return (
        f"(unit BETWEEN {low} AND {high} AND (unit > {low} OR received_date >= {from_day})"
        f" AND (unit < {high} OR received_date <= {to_day}))"
    )


def _rows_at_once(staged: Sequence[Path]) -> int:
    """How many rows can be sorted within the memory, by the size of the staged ones."""
    found = [pq.ParquetFile(path).metadata for path in staged]
    groups = [meta.row_group(i) for meta in found for i in range(meta.num_row_groups)]
    rows = sum(group.num_rows for group in groups)
    size = sum(group.total_byte_size for group in groups)
    return int(max(1, SORTED_BYTES // (ROW_BYTES + int(size) // max(1, rows))))


_FRESH = """
    INSERT INTO fresh
    WITH first_seen AS (
        SELECT ticket_id, content, min(seq) AS seq,
               arg_min(month, seq) AS month, arg_min(unit, seq) AS unit
        FROM keys WHERE hash(ticket_id) % $shares = $share GROUP BY ticket_id, content
    ), new AS (
        SELECT f.* FROM first_seen AS f
        ANTI JOIN (FROM known WHERE hash(ticket_id) % $shares = $share) AS k
            ON k.ticket_id = f.ticket_id AND k.content = f.content
    ), latest AS (
        SELECT ticket_id, max(version) AS version FROM known
        WHERE hash(ticket_id) % $shares = $share GROUP BY ticket_id
    )
    SELECT n.seq, n.month, n.unit, n.ticket_id,
           (coalesce(l.version, 0) + row_number() OVER (
               PARTITION BY n.ticket_id ORDER BY n.seq))::INTEGER AS version,
           row_number() OVER (PARTITION BY n.ticket_id ORDER BY n.seq DESC) = 1 AS is_last
    FROM new AS n LEFT JOIN latest AS l ON l.ticket_id = n.ticket_id
"""


def _staged_rows(role: Role, month: int) -> str:
    names = ", ".join(
        f"f.{name}" if name in ("ticket_id", "version") else f"s.{name}"
        for name in tickets.COLUMN_NAMES
    )
    last = "f.is_last" if role == "current" else "NOT f.is_last"
    return (
        f"SELECT {names} FROM staged AS s JOIN fresh AS f ON f.seq = s.seq"  # noqa: S608
        f" WHERE s.month = {month} AND f.month = {month} AND {last}"
    )


def _rewritten_rows(role: Role, paths: Sequence[str]) -> str:
    """Of stored current files: what stays current, or what has been replaced."""
    names = ", ".join(f"b.{name}" for name in tickets.COLUMN_NAMES)
    how = "ANTI" if role == "current" else "SEMI"
    return (
        f"SELECT {names} FROM read_parquet({_list(paths)}, filename = true) AS b"  # noqa: S608
        f" {how} JOIN replaced AS r ON r.filename = b.filename AND r.ticket_id = b.ticket_id"
        " AND b.source = getvariable('source')"
    )


def _list(paths: Iterable[str | Path]) -> str:
    """A list of paths for SQL."""
    return "[" + ", ".join(_text(str(path)) for path in paths) + "]"


def _text(value: str) -> str:
    """A text for SQL."""
    return "'" + value.replace("'", "''") + "'"
