"""数字背后的工单: the tickets behind a figure, by plain DuckDB over the listed files of their months.

Only masked text leaves, and never the caller's hash. Every value of a filter is a parameter of the
statement, never part of its text. Ibis has no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from oversight.hotline import queries, warehouse
from oversight.hotline.questions import Standing
from oversight.hotline.ticket_filters import ORDERS, REPEAT_WITHIN, TicketFilter, conditions
from oversight.institutions.models import Jurisdiction

COLUMNS = (
    "ticket_id", "source", "received_at", "closed_at", "first_response_at", "due_at", "unit",
    "first_unit", "assisting_unit", "kind", "kind_at_intake", "category", "title", "text",
    "channel", "district", "address", "reopened", "satisfaction", "resolved", "status", "month",
)  # fmt: skip
LISTED = tuple(name for name in COLUMNS if name not in ("text", "address"))
PAGE_LIMIT = 10_000
MONTHS_BEFORE = 4
ONE_SCAN_ROWS = 250_000
"""Of so many stored tickets a page and its count are one scan, which keeps all that it finds; of more, two."""


@dataclass(frozen=True)
class TicketsPage:
    """One page of tickets with how many there are in all; instants are microseconds UTC."""

    rows: list[dict[str, Any]]
    count: int


def tickets_page(
    place: Jurisdiction,
    standing: Standing,
    chosen: TicketFilter,
    *,
    sort: str = "-received",
    offset: int = 0,
    limit: int = 50,
    columns: Sequence[str] = LISTED,
) -> TicketsPage:
    """The tickets that a filter finds at a standing, with some of the ``LISTED`` columns.

    The fewer columns, the faster; those that nobody shows are not read.
    """
    files = files_of(place, standing.revision, chosen.months)
    if not files:
        return TicketsPage([], 0)
    where, values = narrowing(place, standing, chosen)
    values["files"] = list(files)
    found = f"FROM read_parquet($files) AS asked WHERE {where}"
    one_scan = sum(files.values()) <= ONE_SCAN_ROWS
    shown = ", ".join((*columns, "count(*) OVER ()") if one_scan else columns)
    page = (
        f"SELECT {shown} {found} "
        f"ORDER BY {ORDERS.get(sort, ORDERS['-received'])} LIMIT $row_limit OFFSET $row_offset"
    )
    paging = {"row_limit": max(0, min(limit, PAGE_LIMIT)), "row_offset": max(0, offset)}
    with warehouse.reader() as con:
        rows = con.execute(page, values | paging).fetchall()
        if one_scan and rows:
            count = rows[0][-1]
        else:
            (count,) = con.execute(f"SELECT count(*) {found}", values).fetchone()
    return TicketsPage([dict(zip(columns, row, strict=False)) for row in rows], int(count))


def ticket(
    place: Jurisdiction, standing: Standing, *, source: str, ticket_id: str, month: int
) -> dict[str, Any] | None:
    """One ticket with its masked text."""
    chosen = TicketFilter(months=(month,), sources=frozenset({source}))
    files = files_of(place, standing.revision, chosen.months)
    if not files:
        return None
    where, values = narrowing(place, standing, chosen)
    values |= {"files": list(files), "ticket_id": ticket_id}
    text = (
        f"SELECT {', '.join(COLUMNS)} FROM read_parquet($files) "  # noqa: S608 (fixed words only)
        f"WHERE {where} AND ticket_id = $ticket_id"
    )
    with warehouse.reader() as con:
        row = con.execute(text, values).fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row else None


def files_of(place: Jurisdiction, revision: int, months: Iterable[int]) -> dict[str, int]:
    """The files that hold the tickets of some months, of the list of a revision: path → rows."""
    root = queries.store_root(place)
    rows = queries.store_files(place, revision).filter(role="current", month__in=set(months))
    listed = rows.order_by("month", "path").values_list("path", "rows")
    return {str(root / path): number for path, number in listed}


def narrowing(
    place: Jurisdiction, standing: Standing, chosen: TicketFilter
) -> tuple[str, dict[str, Any]]:
    """Which rows of the files are wanted."""
    where, values = conditions(chosen, queries.micros(standing.as_of))
    if not chosen.repeat:
        return where, values
    months = {month - back for month in chosen.months for back in range(MONTHS_BEFORE + 1)}
    values["earlier"] = list(files_of(place, standing.revision, months))
    return f"{where} AND caller IS NOT NULL AND {wrote_before(chosen, values)}", values


def wrote_before(chosen: TicketFilter, values: dict[str, Any]) -> str:
    """Whether the same caller wrote of the same category before.

    As in the measures, the chosen sources and kinds count alone, and only strictly earlier tickets.
    """
    values["within"] = REPEAT_WITHIN
    parts = [
        "earlier.caller = asked.caller",
        "earlier.category IS NOT DISTINCT FROM asked.category",
        "earlier.received_at < asked.received_at",
        "earlier.received_at >= asked.received_at - $within",
    ]
    for column, names in (("kind", chosen.kinds), ("source", chosen.sources)):
        if names is not None:
            parts.append(f"list_contains($in_{column}, earlier.{column})")
    earlier = f"FROM read_parquet($earlier) AS earlier WHERE {' AND '.join(parts)}"
    return f"EXISTS (SELECT 1 {earlier})"
