"""No cell makes the reader or the checker fail; the how-to and the code say the same."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

from hotline_analytics.checker import check
from hotline_analytics.reading import SourceError
from hotline_analytics.table_columns import ALIASES, BY_NAME, COLUMNS
from hotline_analytics.table_findings import TEXTS
from hotline_analytics.table_mapping import load_table_mapping
from hotline_analytics.table_rows import read_rows
from hotline_analytics.tables import counts, known_counts, places, present, printed_rates
from hypothesis import given, settings
from hypothesis import strategies as st

from .table_makers import mapping_for

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "import-a-monthly-table.md"
NAMES = [column.name for column in COLUMNS]
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**6), st.floats(), st.text(max_size=12),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.sampled_from(["2026-06", "甲局", "合计", "小计", "98.5%", "0.98", "1.2万", "-3", "100", "0", "较上月同比", "=1+1"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=0, max_size=len(NAMES) + 1), max_size=6), st.booleans())
def test_any_cells_give_a_table_or_a_named_refusal(rows, headed):
    mapping = load_table_mapping(mapping_for(NAMES)) if headed else None
    sheet = [(1, NAMES), *enumerate(rows, 2)] if headed else list(enumerate(rows, 1))
    try:
        table = read_rows(sheet, mapping)
    except SourceError as error:
        assert error.code in {"no_header", "missing_column"}
        return
    dumped = json.loads(json.dumps(table.as_dict(check(table)), allow_nan=False))
    assert {finding["code"] for finding in dumped["findings"]} <= set(TEXTS)
    for row in dumped["rows"]:
        for name in table.columns:
            if BY_NAME[name].kind == "rate" and row[name] is not None:
                assert 0 <= row[name] <= 1
    for place in places(table) if len(places(table)) == 1 else ():
        assert all(one.count >= 0 for one in counts(table, place))
        printed_rates(table, place)
    assert present(table) >= {"unit"}
    assert all(isinstance(month, int) for _, _, month in known_counts(table))


def test_a_date_cell_is_a_month():
    mapping = load_table_mapping(mapping_for(["unit", "month", "count"]))
    sheet = [(1, ["unit", "month", "count"]), (2, ["甲局", datetime.datetime(2026, 6, 1), 3.0])]
    (row,) = read_rows(sheet, mapping).as_dict()["rows"]
    assert (row["month"], row["count"]) == ("2026-06", 3)


def test_the_mapping_in_the_guide_is_valid():
    (toml,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    mapping = load_table_mapping(toml)
    assert mapping.percent == {"closing_rate", "mom", "yoy"}
    assert len(mapping.notes) == 2


def test_the_guide_names_every_code_and_column():
    words = set(re.findall(r"`([a-z_0-9]+)`", GUIDE.read_text(encoding="utf-8")))
    assert set(TEXTS) <= words
    assert set(BY_NAME) <= words
    assert set(ALIASES) <= words
