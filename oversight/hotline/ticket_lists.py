"""数字背后的工单: the tickets behind a figure, by plain DuckDB over the listed files of their months.

Only masked text leaves, and never the caller's hash. Every value of a filter is a parameter of the
statement, never part of its text. Ibis has no place here.
"""

from __future__ import annotations

from collections.abc import Sequence
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
) -> TicketsPage:
    """The tickets that a filter finds at a standing."""
    files = current_files(place, standing.revision, chosen)
    order = ORDERS.get(sort, ORDERS["-received"])
    as_of = queries.micros(standing.as_of)
    table, where, values = statement(files, chosen, as_of)
    if table is None:
        return TicketsPage([], 0)
    values |= {"row_limit": max(0, min(limit, PAGE_LIMIT)), "row_offset": max(0, offset)}
    columns = ", ".join(LISTED)
    page = (
        f"SELECT {columns} FROM {table} WHERE {where} "  # noqa: S608 (fixed words only)
        f"ORDER BY {order} LIMIT $row_limit OFFSET $row_offset"
    )
    total = f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608 (fixed words only)
    with warehouse.reader() as con:
        found = con.execute(page, values).fetchall()
        paging = {"row_limit", "row_offset"}
        rest = {key: value for key, value in values.items() if key not in paging}
        (count,) = con.execute(total, rest).fetchone()
    return TicketsPage([dict(zip(LISTED, row, strict=True)) for row in found], int(count))


def ticket(
    place: Jurisdiction, standing: Standing, *, source: str, ticket_id: str, month: int
) -> dict[str, Any] | None:
    """One ticket with its masked text."""
    chosen = TicketFilter(months=(month,), sources=frozenset({source}))
    table, where, values = statement(
        current_files(place, standing.revision, chosen), chosen, queries.micros(standing.as_of)
    )
    if table is None:
        return None
    columns = ", ".join(COLUMNS)
    text = f"SELECT {columns} FROM {table} WHERE {where} AND ticket_id = $ticket_id"  # noqa: S608
    with warehouse.reader() as con:
        row = con.execute(text, {**values, "ticket_id": ticket_id}).fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row else None


def current_files(place: Jurisdiction, revision: int, chosen: TicketFilter) -> list[str]:
    """The paths of the files that can hold what is asked, of the list of a revision."""
    months = set(chosen.months)
    if chosen.repeat and months:
        months |= {month - back for month in months for back in range(1, MONTHS_BEFORE + 1)}
    root = queries.store_root(place)
    rows = queries.store_files(place, revision).filter(role="current", month__in=months)
    return [
        str(root / path) for path in rows.order_by("month", "path").values_list("path", flat=True)
    ]


def statement(
    files: Sequence[str], chosen: TicketFilter, as_of: int
) -> tuple[str | None, str, dict[str, Any]]:
    """What to read and which rows of it; None where no file can hold any."""
    if not files:
        return None, "", {}
    where, values = conditions(chosen, as_of)
    values["files"] = list(files)
    table = "read_parquet($files)"
    if chosen.repeat:
        table = f"({repeat_table(chosen, values)})"
        where += " AND again"
    return table, where, values


def repeat_table(chosen: TicketFilter, values: dict[str, Any]) -> str:
    """The tickets with the mark whether the same caller wrote of the same category before.

    As in the measures, the chosen sources and kinds count alone, and only strictly earlier tickets.
    """
    parts = ["caller IS NOT NULL"]
    for column, names in (("kind", chosen.kinds), ("source", chosen.sources)):
        if names is not None:
            parts.append(f"list_contains($in_{column}, {column})")
    values["within"] = REPEAT_WITHIN
    return (
        "SELECT *, (min(received_at) OVER (PARTITION BY caller, category ORDER BY received_at "  # noqa: S608
        "RANGE BETWEEN $within PRECEDING AND CURRENT ROW)) < received_at AS again "
        f"FROM read_parquet($files) WHERE {' AND '.join(parts)}"
    )
