"""Real bulletins: what is known to be wrong in them is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hotline_analytics.checker import check
from hotline_analytics.tables import (
    counts,
    import_table,
    known_counts,
    load_table_mapping,
    present,
    shipped_table_mappings,
)
from hotline_analytics.tickets import parse_month

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "hotline"
MAPPINGS = {path.stem: path for path in shipped_table_mappings()}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/hotline"),
]


def bulletin(name: str):
    return import_table(SHARED / f"{name}.csv", load_table_mapping(MAPPINGS[name]))


def test_the_totals_hold_four_things_that_cannot_be_true():
    found = check(bulletin("cn_bulletin_totals"))
    seen = {(f.code, f.where.place, f.as_dict()["where"]["month"]) for f in found}
    assert seen == {
        ("parts_do_not_add_up", "连云港", "2019-06"),
        ("yoy_wording_for_mom", "宁国", "2022-04"),
        ("rate_contradicts_parts", "宁国", "2021-08"),
        ("parts_do_not_add_up", "杨凌", "2021-07"),
    }
    text = next(f.text for f in found if f.where.place == "连云港")
    for figure in ("55978", "5844", "61822", "63458", "1636"):
        assert figure in text


def test_the_units_hold_none_and_agree_with_the_totals():
    units = bulletin("cn_bulletin_units")
    assert len(units.rows) == 98
    assert check(units) == []
    ruyuan = counts(units, "乳源县")
    assert (len(ruyuan), sum(one.count for one in ruyuan)) == (34, 430)
    known = known_counts(bulletin("cn_bulletin_totals"))
    assert known["乳源县", None, parse_month("2020-12")] == 430
    # Ningguo's list counts what was dispatched to units, 601 of 2,877: nothing exceeds its total.
    assert check(units, known) == []


def test_one_ticket_more_than_the_known_total_is_found():
    units = bulletin("cn_bulletin_units")
    known = {("乳源县", None, parse_month("2020-12")): 429}
    assert [f.code for f in check(units, known)] == ["units_exceed_total"]


def test_rates_are_fractions_and_months_are_written_out():
    rows = bulletin("cn_bulletin_totals").as_dict()["rows"]
    first = rows[0]
    assert (first["place"], first["month"], first["count"]) == ("连云港", "2017-04", 26898)
    assert (first["closing_rate"], first["on_time_rate"]) == (0.9616, 0.8962)
    assert first["difference_previous"] == -2043
    assert rows[5]["mom"] == -0.0111


def test_the_totals_give_counts_for_the_analysis():
    totals = bulletin("cn_bulletin_totals")
    (april, june, _) = counts(totals, "连云港")
    assert (april.group, april.count, april.closed, april.due) == ("连云港", 26898, 23974, 24932)
    assert (april.on_time, april.late, april.overdue_open) == (22345, 1629, 958)
    assert june.satisfied is None
    assert "due_at" in present(totals)
