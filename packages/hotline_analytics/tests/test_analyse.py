"""The analysis of counts: bases that are 0 or unknown, units that changed, the calendar."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hotline_analytics.figures import GroupMonth, rate, wilson
from hotline_analytics.lineage import Succession
from hotline_analytics.monthly import Analysis, MonthlyRequest, Row, analyse
from hotline_analytics.tickets import parse_month
from hotline_analytics.workdays import UnknownYear, shipped
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

JULY = parse_month("2020-07")
PRESENT = frozenset({"closed_at"})


def run(cells: dict[tuple[str | None, str], int], **options: Any) -> Analysis:
    """Analyse July 2020 (or ``month``) from counts by name and month."""
    month = parse_month(options.pop("month", "2020-07"))
    request = MonthlyRequest(month, options.pop("by", "unit"), options.pop("window", "month"))
    coverage = options.pop("coverage", ("2019-01", "2020-12"))
    return analyse(
        [GroupMonth(name, parse_month(text), number) for (name, text), number in cells.items()],
        request,
        coverage=(parse_month(coverage[0]), parse_month(coverage[1])),
        present=PRESENT,
        **options,
    )


def only(analysis: Analysis) -> Row:
    (row,) = analysis.rows
    return row


def codes(row: Row) -> set[str]:
    return {reason.code for reason in row.reasons}


def test_a_base_of_zero_leaves_the_rate_undefined_and_the_judgment_to_people() -> None:
    row = only(run({("a", "2020-06"): 4, ("a", "2020-07"): 6}))
    assert (row.last_year, row.yoy, row.mom) == (0, None, 0.5)
    assert (row.double_rise, row.grade) == ("manual", None)
    assert "last_year_zero" in codes(row)


def test_no_data_is_not_zero() -> None:
    row = only(run({("a", "2020-07"): 6}, coverage=("2020-07", "2020-07")))
    assert (row.previous, row.last_year, row.double_rise) == (None, None, "manual")
    assert codes(row) == {"previous_not_covered", "last_year_not_covered"}


def test_a_unit_that_did_not_exist_has_no_base_but_one_that_was_quiet_has_zero() -> None:
    cells = {("new", "2020-07"): 6, ("quiet", "2020-07"): 6}
    analysis = run(cells, validity={"new": (parse_month("2020-07"), None)})
    new, quiet = analysis.rows
    assert (new.previous, new.last_year, quiet.previous, quiet.last_year) == (None, None, 0, 0)
    assert codes(new) == {"previous_unit_new", "last_year_unit_new"}


@pytest.mark.parametrize(
    ("count", "previous", "last_year", "expected"),
    [(3, 2, 2, "yes"), (2, 2, 1, "no"), (0, 1, 0, "no"), (3, 2, 4, "no"), (1, 0, 0, "manual")],
)
def test_double_rise_is_strict(count: int, previous: int, last_year: int, expected: str) -> None:
    cells = {("a", "2020-07"): count, ("a", "2020-06"): previous, ("a", "2019-07"): last_year}
    row = only(run(cells))
    assert row.double_rise == expected
    assert (row.grade is not None) == (expected == "yes")


def test_merged_units_are_one_row_with_the_bases_of_both() -> None:
    cells = {
        ("old1", "2019-07"): 10, ("old2", "2019-07"): 5, ("old1", "2020-06"): 8,
        ("new", "2020-07"): 20, ("new", "2020-06"): 4,
    }  # fmt: skip
    merged = [Succession(name, ("new",), JULY - 1) for name in ("old1", "old2")]
    row = only(run(cells, successors=merged, validity={"new": (JULY - 1, None)}))
    assert (row.name, row.count, row.previous, row.last_year) == ("new", 20, 12, 15)
    assert row.double_rise == "yes"
    assert "predecessors_added" in codes(row)


def test_a_later_merger_does_not_change_an_earlier_month() -> None:
    cells = {("old", "2020-07"): 3, ("new", "2020-07"): 4}
    rows = run(cells, successors=[Succession("old", ("new",), JULY + 1)]).rows
    assert [(row.name, row.count) for row in rows] == [("new", 4), ("old", 3)]


def test_after_a_split_the_base_is_unknown() -> None:
    cells = {("a", "2020-07"): 9, ("b", "2020-07"): 7, ("a", "2019-07"): 3, ("a", "2020-06"): 4}
    rows = run(cells, successors=[Succession("a", ("a", "b"), JULY)]).rows
    assert [(r.previous, r.last_year, r.double_rise) for r in rows] == [(None, None, "manual")] * 2
    assert all("previous_before_split" in codes(row) for row in rows)


def test_year_to_date_compares_each_count_with_its_own_base() -> None:
    cells = {("a", f"2020-{m:02d}"): 10 for m in range(1, 8)}
    cells |= {("a", f"2019-{m:02d}"): 9 for m in range(1, 8)}
    row = only(run(cells, window="ytd"))
    assert (row.count, row.month_count, row.previous, row.last_year) == (70, 10, 10, 63)
    assert (row.mom, row.double_rise) == (0.0, "no")
    data = row.as_dict("ytd")
    assert data["month_count"] == 10 and "month_count" not in row.as_dict("month")


def test_year_to_date_has_no_base_unless_every_month_is_covered() -> None:
    cells = {("a", "2020-07"): 10, ("a", "2020-06"): 5, ("a", "2019-07"): 4}
    row = only(run(cells, window="ytd", coverage=("2019-02", "2020-07")))
    assert (row.last_year, row.double_rise) == (None, "manual")


def test_rows_are_sorted_and_the_unnamed_category_comes_last() -> None:
    cells = {(None, "2020-07"): 99, ("b", "2020-07"): 5, ("a", "2020-07"): 5, ("c", "2020-06"): 1}
    analysis = run(cells, by="category")
    assert [row.name for row in analysis.rows] == ["a", "b", "c", None]
    assert analysis.total.count == 109


def test_tested_units_are_those_with_both_bases() -> None:
    cells = {("a", "2020-07"): 1, ("a", "2020-06"): 1, ("a", "2019-07"): 1, ("b", "2020-07"): 1}
    analysis = run(cells)
    assert (analysis.units_tested, analysis.expected_by_chance) == (1, 1 / 3)


@given(st.integers(0, 400), st.integers(1, 400))
def test_wilson_agrees_with_scipy(numerator: int, denominator: int) -> None:
    numerator = min(numerator, denominator)
    expected = stats.binomtest(numerator, denominator).proportion_ci(0.95, method="wilson")
    assert wilson(numerator, denominator) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_rate_without_denominator_has_no_value_and_an_unknown_part_no_rate() -> None:
    empty = rate(0, 0, 5)
    assert empty is not None
    assert (empty.value, empty.low, empty.high, empty.excluded) == (None, None, None, 5)
    assert rate(None, 5, 5) is None and rate(1, None, 5) is None


def test_the_spring_festival_is_flagged() -> None:
    february = run({("a", "2020-02"): 1}, month="2020-02", holidays=shipped())
    assert "spring_festival" in {reason.code for reason in february.reasons}
    july = run({("a", "2020-07"): 1}, holidays=shipped())
    assert "spring_festival" not in {reason.code for reason in july.reasons}


def test_january_and_february_are_also_shown_together() -> None:
    cells = {("a", f"{y}-{m}"): n for y, m, n in [
        (2019, "01", 30), (2019, "02", 10), (2020, "01", 12), (2020, "02", 36)
    ]}  # fmt: skip
    adjusted = run(cells, month="2020-02").adjusted
    assert adjusted is not None
    assert [(one.name, one.count, one.last_year, one.yoy) for one in adjusted] == [
        ("a", 48, 40, pytest.approx(0.2))
    ]
    assert run(cells | {("a", "2020-07"): 1}).adjusted is None


@pytest.mark.parametrize(
    ("month", "days"), [("2024-02", 18), ("2024-10", 19), ("2026-02", 16), ("2021-05", 19)]
)
def test_working_days_follow_the_holiday_table(month: str, days: int) -> None:
    assert shipped().working_days(parse_month(month)) == days


def test_an_unknown_year_is_an_error_that_can_be_shown() -> None:
    with pytest.raises(UnknownYear, match="2031") as caught:
        shipped().working_days(parse_month("2031-05"))
    assert caught.value.code == "unknown_year" and "2031" in caught.value.text
    assert shipped().festival_days(parse_month("2031-01")) > 0


def test_the_analysis_of_counts_imports_no_engine() -> None:
    modules = "monthly, grading, cubes, trends, flows, workdays"
    code = (
        f"import sys; from hotline_analytics import {modules}; "
        "print([m for m in ('ibis', 'duckdb', 'numpy', 'pyarrow', 'pandas') if m in sys.modules])"
    )
    env = {"PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "[]", done.stderr
