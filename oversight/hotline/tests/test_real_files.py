"""真实文件: the monthly command equals a plain recount of the source file, mapping and dates included.

The recount reads the file by itself and knows nothing of the store, the engines or the mapping code.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oversight.hotline.tests.commands import run

CHECKOUT = Path(__file__).resolve().parents[3]
SHARED = CHECKOUT.parent / "shared" / "data" / "hotline"
MAPPINGS = CHECKOUT / "packages/hotline_analytics/src/hotline_analytics/mappings"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/hotline"),
]
BALTIMORE = "%m/%d/%Y %I:%M:%S %p"
AS_OF = datetime(2019, 3, 1, tzinfo=UTC)


def baltimore() -> list[dict[str, Any]]:
    """The tickets of the Baltimore file by hand: last content of an id wins, times are local."""
    zone = ZoneInfo("America/New_York")

    def instant(text: str) -> datetime | None:
        return datetime.strptime(text, BALTIMORE).replace(tzinfo=zone) if text.strip() else None

    tickets = {}
    with (SHARED / "baltimore311_sample10k.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            received = instant(row["CreatedDate"])
            if received is None or not row["Agency"].strip() or not row["SRRecordID"].strip():
                continue
            tickets[row["SRRecordID"].strip()] = {
                "unit": row["Agency"].strip(),
                "month": (received.year, received.month),
                "due": instant(row["DueDate"]),
                "closed": instant(row["CloseDate"]),
            }
    return list(tickets.values())


def test_the_baltimore_month_equals_a_plain_recount(tmp_path):
    done = run(
        tmp_path, "hotline", "import", SHARED / "baltimore311_sample10k.csv",
        "--mapping", MAPPINGS / "baltimore.toml", "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    tickets = baltimore()
    assert done.json["accepted"] == len(tickets)
    result = run(
        tmp_path, "hotline", "monthly", "2018-07", "--as-of", AS_OF.isoformat(), "--json"
    ).json
    counts = Counter((t["unit"], t["month"]) for t in tickets)
    units = {u for u, month in counts if month in {(2018, 7), (2018, 6), (2017, 7)}}
    assert {row["name"] for row in result["rows"]} == units
    for row in result["rows"]:
        mine = [t for t in tickets if t["unit"] == row["name"] and t["month"] == (2018, 7)]
        closed = [t for t in mine if t["closed"] and t["closed"] <= AS_OF]
        due = [t for t in mine if t["due"]]
        on_time = [t for t in closed if t["due"] and t["closed"] <= t["due"]]
        late = [t for t in closed if t["due"] and t["closed"] > t["due"]]
        overdue = [t for t in due if t not in closed and t["due"] < AS_OF]
        assert row["count"] == len(mine)
        assert row["previous"] == counts[row["name"], (2018, 6)]
        assert row["last_year"] == counts[row["name"], (2017, 7)]
        assert [row[k] for k in ("closed", "due", "on_time", "late", "overdue_open")] == [
            len(closed), len(due), len(on_time), len(late), len(overdue),
        ]  # fmt: skip


@pytest.mark.whole
def test_the_new_york_file_end_to_end(tmp_path):
    """Import, analyse by category and year to date, freeze twice, import again: only duplicates."""
    arguments = (
        "hotline", "import", SHARED / "nyc_council_casework_2015_2023_dev.parquet",
        "--mapping", MAPPINGS / "nyc.toml", "--json",
    )  # fmt: skip
    first = run(tmp_path, *arguments, timeout=500)
    assert first.code == 0, first.err
    result = first.json
    total = ("accepted", "duplicates", "updated", "quarantined")
    assert result["read"] == sum(result[name] for name in total) == 255_218
    year = run(
        tmp_path, "hotline", "monthly", "2019-06", "--window", "ytd", "--by", "category", "--json"
    )
    assert year.code == 0, year.err
    month = run(tmp_path, "hotline", "monthly", "2019-06", "--json").json
    assert sum(row["month_count"] for row in year.json["rows"]) == month["snapshot"]["tickets"]
    assert sum(row["count"] for row in month["rows"]) == month["snapshot"]["tickets"]
    frozen = run(tmp_path, "hotline", "freeze", "2019-06", "--json", timeout=500).json
    assert frozen["sha256"] == month["snapshot"]["sha256"]
    again = run(tmp_path, *arguments, timeout=500).json
    assert (again["accepted"], again["updated"]) == (0, 0)
    assert run(tmp_path, "hotline", "freeze", "2019-06", "--json").json == frozen
