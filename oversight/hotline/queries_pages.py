"""读工单旧版: the earlier versions of one ticket, by plain DuckDB over the superseded files of a revision."""

from __future__ import annotations

from typing import Any

from oversight.hotline import queries, warehouse
from oversight.hotline.questions import Standing
from oversight.hotline.ticket_lists import COLUMNS
from oversight.institutions.models import Jurisdiction

VERSIONED = (*COLUMNS, "version")


def earlier_versions(
    place: Jurisdiction, standing: Standing, *, source: str, ticket_id: str
) -> list[dict[str, Any]]:
    """What the ticket was before, newest first, masked as it was taken in."""
    root = queries.store_root(place)
    rows = queries.store_files(place, standing.revision).filter(role="superseded")
    files = [str(root / path) for path in rows.order_by("path").values_list("path", flat=True)]
    if not files:
        return []
    columns = ", ".join(VERSIONED)
    text = (
        f"SELECT {columns} FROM read_parquet($files) "  # noqa: S608 (fixed words only)
        "WHERE source = $source AND ticket_id = $ticket_id ORDER BY version DESC"
    )
    values = {"files": files, "source": source, "ticket_id": ticket_id}
    with warehouse.reader() as con:
        found = con.execute(text, values).fetchall()
    return [dict(zip(VERSIONED, row, strict=True)) for row in found]
