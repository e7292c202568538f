"""The analysis of every real ticket file equals a plain-Python recount of the file itself."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest
from hotline_analytics import engines, monthly
from hotline_analytics.ingest import run_import
from hotline_analytics.mapping import Mapping, load_mapping, shipped_mappings
from hotline_analytics.tickets import month_index, parse_month

from .recount import assert_equal, recount

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "hotline"
FILES = {
    "nyc": "nyc_council_casework_2015_2023_dev.parquet",
    "boston": "boston311_2013_2019_three_reasons.parquet",
    "baltimore": "baltimore311_sample10k.csv",
    "teddy2020": "teddy2020_hot_messages.csv",
}
MONTHS = {
    "nyc": ("2019-06", "2016-02"),
    "boston": ("2014-07", "2013-01"),
    "baltimore": ("2017-03", "2019-02"),
    "teddy2020": ("2019-11", "2020-01"),
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/hotline"),
]
INSTANTS = ("received_at", "closed_at", "due_at", "first_response_at")
OTHERS = ("category", "caller", "reopened", "satisfaction", "resolved", "first_unit")


def raw_rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def moment(value: Any, mapping: Mapping) -> datetime | None:
    """A local time with its zone; None where it cannot be read."""
    if value is None or str(value).strip() == "":
        return None
    if not isinstance(value, datetime):
        for form in (*mapping.datetime_formats, None):
            try:
                text = str(value).strip()
                value = datetime.strptime(text, form) if form else datetime.fromisoformat(text)
                break
            except ValueError:
                continue
        else:
            return None
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(mapping.timezone))


def read_ticket(row: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    """One row as a ticket, by the mapping, in plain Python."""

    def value(ours: str) -> Any:
        column = mapping.columns.get(ours)
        found = row.get(column) if column else mapping.constants.get(ours)
        return found.strip() or None if isinstance(found, str) else found

    times = {name: moment(value(name), mapping) for name in INSTANTS}
    received = times["received_at"]
    assert received is not None
    local = received.astimezone(ZoneInfo(mapping.timezone))
    ticket = {name: value(name) for name in OTHERS}
    ticket |= {k: None if v is None else round(v.timestamp() * 1_000_000) for k, v in times.items()}
    return ticket | {
        "unit": value("unit"),
        "source": mapping.name,
        "kind": "unknown",
        "month": month_index(local.year, local.month),
    }


LARGE = {"nyc", "boston"}  # with `make walk`


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=pytest.mark.whole if name in LARGE else ())
        for name in sorted(FILES)
    ],
)
def place(request: Any, tmp_path_factory: Any) -> Any:
    """A real file, imported into a store, and read by hand: the last row of an id counts."""
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    mapping = load_mapping(next(path for path in shipped_mappings() if path.stem == name))
    path = SHARED / FILES[name]
    imported = run_import(
        path, mapping, base=[], store_root=folder / "store", secret=b"s", quarantine_dir=folder
    )
    assert imported.quarantined == 0
    rows = raw_rows(path)
    tickets = {row[mapping.columns["ticket_id"]]: read_ticket(row, mapping) for row in rows}
    return name, mapping, imported.added, list(tickets.values())


QUESTIONS = [
    ("unit", "month", None),
    ("category", "month", None),
    ("unit", "ytd", None),
    ("category", "ytd", frozenset({"unknown"})),
    ("unit", "month", frozenset({"complaint"})),
]


@pytest.mark.parametrize(("by", "window", "kinds"), QUESTIONS)
def test_the_analysis_equals_a_recount_of_the_file(
    place: Any, by: Any, window: Any, kinds: Any
) -> None:
    name, mapping, files, tickets = place
    for number, month in enumerate(parse_month(text) for text in MONTHS[name]):
        now = datetime((month + 1 + number) // 12, (month + 1 + number) % 12 + 1, 5)
        as_of = round(now.timestamp() * 1_000_000)
        request = monthly.MonthlyRequest(month, by, window, kinds, as_of)
        with engines.open_duckdb() as con:
            found = monthly.from_tickets(con, files, request, present=mapping.present)
        assert_equal(found, recount(tickets, request, None))
        assert bool(found.rows) == (kinds is None or "unknown" in kinds)
