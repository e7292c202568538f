"""The checker: each thing that cannot be true is found, its lawful neighbour is not."""

from __future__ import annotations

import pytest
from hotline_analytics.checker import check
from hotline_analytics.table_mapping import load_table_mapping
from hotline_analytics.table_rows import read_rows
from hotline_analytics.tickets import parse_month

from .table_makers import codes, make_table, mapping_for, sheet

JUNE, MAY, JUNE_BEFORE = (parse_month(m) for m in ("2026-06", "2026-05", "2025-06"))

CASES = [
    # (what, wrong table, right table, code)
    ("parts", "unit,month,count,new,carried_over\n甲局,2026-06,63458,55978,5844",
     "unit,month,count,new,carried_over\n甲局,2026-06,61822,55978,5844", "parts_do_not_add_up"),
    ("valid and invalid", "unit,month,count,valid,invalid\n甲局,2026-06,100,90,11",
     "unit,month,count,valid,invalid\n甲局,2026-06,100,90,10", "parts_do_not_add_up"),
    ("received without what was carried over", "unit,month,count,new,carried_over\n甲局,2026-06,99,100,7",
     "unit,month,count,new,carried_over\n甲局,2026-06,100,100,7", "parts_do_not_add_up"),
    ("on time above closed", "unit,month,count,closed,on_time\n甲局,2026-06,100,80,81",
     "unit,month,count,closed,on_time\n甲局,2026-06,100,80,80", "on_time_above_closed"),
    ("closed above due", "unit,month,due,closed\n甲局,2026-06,80,81",
     "unit,month,due,closed\n甲局,2026-06,80,80", "closed_above_due"),
    ("closed before the deadline came", "unit,month,count,due,closed\n甲局,2026-06,90,80,95",
     "unit,month,count,due,closed\n甲局,2026-06,100,80,95", "closed_above_due"),
    ("part above whole", "unit,month,due,on_time,overdue\n甲局,2026-06,100,90,11",
     "unit,month,due,on_time,overdue\n甲局,2026-06,100,90,10", "parts_exceed_whole"),
    ("answers above visits", "unit,month,visited,satisfied,basically_satisfied,dissatisfied\n甲局,2026-06,10,5,4,2",
     "unit,month,visited,satisfied,basically_satisfied,dissatisfied\n甲局,2026-06,11,5,4,2", "parts_exceed_whole"),
    ("satisfied and dissatisfied", "unit,month,count,satisfaction_rate,dissatisfied_rate\n甲局,2026-06,9,96.5,4.5",
     "unit,month,count,satisfaction_rate,dissatisfied_rate\n甲局,2026-06,9,95.5,4.5", "parts_exceed_whole"),
    ("rate", "unit,month,due,closed,closing_rate\n甲局,2026-06,24932,23974,96.26",
     "unit,month,due,closed,closing_rate\n甲局,2026-06,24932,23974,96.16", "rate_contradicts_parts"),
    ("rate printed whole", "unit,month,due,closed,closing_rate\n甲局,2026-06,67,66,98",
     "unit,month,due,closed,closing_rate\n甲局,2026-06,67,66,99", "rate_contradicts_parts"),
    ("one of several denominators", "unit,month,count,due,closed,closing_rate\n甲局,2026-06,200,100,90,46.0",
     "unit,month,count,due,closed,closing_rate\n甲局,2026-06,200,100,90,45.0", "rate_contradicts_parts"),
    ("people asked are a part", "unit,month,count,dissatisfied,dissatisfied_rate\n甲局,2026-06,99,8,7",
     "unit,month,count,dissatisfied,dissatisfied_rate\n甲局,2026-06,99,8,9", "rate_below_parts"),
    ("rate above 100", "unit,month,count,satisfaction_rate\n甲局,2026-06,9,100.1",
     "unit,month,count,satisfaction_rate\n甲局,2026-06,9,100", "rate_out_of_range"),
    ("rate below 0", "unit,month,count,satisfaction_rate\n甲局,2026-06,9,-1",
     "unit,month,count,satisfaction_rate\n甲局,2026-06,9,0", "rate_out_of_range"),
    ("fraction in a percent column", "unit,month,count,closing_rate\n甲局,2026-06,9,0.98\n乙局,2026-06,9,97.1",
     "unit,month,count,closing_rate\n甲局,2026-06,9,98\n乙局,2026-06,9,97.1", "fraction_in_percent_column"),
    ("fraction proved by its parts", "unit,month,due,closed,dissatisfied_rate,dissatisfied,visited\n甲局,2026-06,100,98,0.5,50,100",
     "unit,month,due,closed,dissatisfied_rate,dissatisfied,visited\n甲局,2026-06,200,200,0.5,1,200", "fraction_in_percent_column"),
    ("a change as a fraction", "unit,month,count,previous,mom\n甲局,2026-06,130,100,0.30",
     "unit,month,count,previous,mom\n甲局,2026-06,1003,1000,0.30", "fraction_in_percent_column"),
    ("negative count", "unit,month,count\n甲局,2026-06,-3", "unit,month,count\n甲局,2026-06,3", "negative_count"),
    ("fractional count", "unit,month,count\n甲局,2026-06,3.5", "unit,month,count\n甲局,2026-06,3.0", "fractional_count"),
    ("no number", "unit,month,count,closed\n甲局,2026-06,3,三", "unit,month,count,closed\n甲局,2026-06,3,—", "unreadable_number"),
    ("month 13", "unit,month,count\n甲局,2026-13,3", "unit,month,count\n甲局,2026年12月,3", "bad_month"),
    ("no month", "unit,month,count\n甲局,,3", "unit,month,count\n甲局,202606,3", "missing_month"),
    ("no unit", "unit,month,count\n,2026-06,3", "unit,month,count\n甲局,2026-06,3", "blank_unit"),
    ("same row twice", "unit,month,count\n甲局,2026-06,3\n甲局,2026-06,3",
     "unit,month,count\n甲局,2026-06,3\n甲局,2026-07,3", "duplicate_row"),
    ("other figures", "unit,month,count\n甲局,2026-06,3\n甲局,2026-06,4",
     "unit,month,count\n甲局,2026-06,3\n乙局,2026-06,4", "unit_twice"),
    ("total", "unit,month,count\n甲局,2026-06,3\n乙局,2026-06,4\n合 计,2026-06,8",
     "unit,month,count\n甲局,2026-06,3\n乙局,2026-06,4\n合 计,2026-06,7", "units_do_not_add_up"),
    ("subtotal", "unit,month,count\n甲局,2026-06,3\n小计,2026-06,3\n乙镇,2026-06,4\n小计,2026-06,5\n总计,2026-06,7",
     "unit,month,count\n甲局,2026-06,3\n小计,2026-06,3\n乙镇,2026-06,4\n小计,2026-06,4\n总计,2026-06,7", "units_do_not_add_up"),
    ("a unit without the figure", "unit,month,count,overdue\n甲局,2026-06,3,2\n乙局,2026-06,4,\n合计,2026-06,7,1",
     "unit,month,count,overdue\n甲局,2026-06,3,2\n乙局,2026-06,4,\n合计,2026-06,7,2", "units_exceed_total"),
    ("rate of the whole", "unit,month,count,score,satisfaction_rate\n甲局,2026-06,3,1,91.0\n乙局,2026-06,4,1,92.0\n合计,2026-06,7,,93.0",
     "unit,month,count,score,satisfaction_rate\n甲局,2026-06,3,1,91.0\n乙局,2026-06,4,1,92.0\n合计,2026-06,7,,91.6", "total_rate_outside_units"),
    ("difference", "unit,month,count,previous,difference_previous\n甲局,2026-06,90,100,10",
     "unit,month,count,previous,difference_previous\n甲局,2026-06,90,100,-10", "difference_contradicts"),
    ("change", "unit,month,count,previous,mom\n甲局,2026-06,2877,2840,1.4",
     "unit,month,count,previous,mom\n甲局,2026-06,2877,2840,1.3", "mom_contradicts"),
    ("change by a printed difference", "unit,month,count,difference_previous,mom\n甲局,2026-06,3656,-41,-1.21",
     "unit,month,count,difference_previous,mom\n甲局,2026-06,3656,-41,-1.11", "mom_contradicts"),
    ("change on last year", "unit,month,count,last_year,yoy\n甲局,2026-06,110,100,11.0",
     "unit,month,count,last_year,yoy\n甲局,2026-06,110,100,10.0", "yoy_contradicts"),
    ("change from nothing", "unit,month,count,previous,mom\n甲局,2026-06,9,0,100",
     "unit,month,count,previous,mom\n甲局,2026-06,9,0,", "change_on_zero_base"),
    ("fall below nothing", "unit,month,count,mom\n甲局,2026-06,9,-100.5",
     "unit,month,count,mom\n甲局,2026-06,0,-100", "change_below_minus_100"),
    ("month before in the file", "unit,month,count,mom\n甲局,2026-05,100,\n甲局,2026-06,90,-11.0",
     "unit,month,count,mom\n甲局,2026-05,100,\n甲局,2026-06,90,-10.0", "mom_contradicts"),
    ("stated base against the file", "unit,month,count,previous\n甲局,2026-05,100,\n甲局,2026-06,90,101",
     "unit,month,count,previous\n甲局,2026-05,100,\n甲局,2026-06,90,100", "previous_contradicts"),
    ("last year's base", "unit,month,count,last_year\n甲局,2025-06,100,\n甲局,2026-06,90,101",
     "unit,month,count,last_year\n甲局,2025-06,100,\n甲局,2026-06,90,100", "last_year_contradicts"),
    ("同比 for 环比", "unit,month,count,previous,last_year,yoy\n甲局,2026-06,2877,2840,3100,1.3",
     "unit,month,count,previous,last_year,yoy\n甲局,2026-06,2877,2840,3100,-7.2", "yoy_printed_for_mom"),
    ("环比 for 同比", "unit,month,count,previous,last_year,mom\n甲局,2026-06,2877,2840,3100,-7.2",
     "unit,month,count,previous,last_year,mom\n甲局,2026-06,2877,2840,3100,1.3", "mom_printed_for_yoy"),
    ("同比 without last year's base", "unit,month,count,previous,yoy\n甲局,2026-06,2877,2840,1.3",
     "unit,month,count,previous,yoy\n甲局,2026-06,2877,2840,1.5", "yoy_printed_for_mom"),
    ("the words", "unit,month,count,note\n甲局,2026-06,9,较上月同比上升1.3%",
     "unit,month,count,note\n甲局,2026-06,9,同比上升1.3%，较上月下降2%", "yoy_wording_for_mom"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "wrong", "right", "code"), CASES, ids=[c[0] for c in CASES])
def test_what_cannot_be_true_is_found_and_its_neighbour_is_not(what, wrong, right, code):
    assert codes(wrong) == [code]
    assert codes(right) == []


def test_a_finding_states_both_numbers_the_arithmetic_and_the_place():
    table = make_table("unit,month,count,new,carried_over\n甲局,2026-06,63458,55978,5844")
    (finding,) = check(table)
    for piece in ("63458", "55978", "5844", "61822", "1636"):
        assert piece in finding.text
    assert finding.as_dict()["where"] == {
        "line": 2, "column": "count", "field": "count", "place": None, "unit": "甲局", "month": "2026-06",
    }  # fmt: skip


def test_counts_already_known_are_a_base():
    text = "unit,month,count,mom,yoy\n甲局,2026-06,110,10.0,12.0"
    known = {(None, "甲局", MAY): 100, (None, "甲局", JUNE_BEFORE): 100}
    assert codes(text, known=known) == ["yoy_contradicts"]
    assert codes(text) == []


def test_units_above_a_known_total_are_found():
    text = "unit,month,count\n甲局,2026-06,110\n乙局,2026-06,10"
    assert codes(text, known={(None, None, JUNE): 119}) == ["units_exceed_total"]
    assert codes(text, known={(None, None, JUNE): 120}) == []


def test_percent_in_a_column_of_fractions_is_found():
    text = "unit,month,count,closing_rate\n甲局,2026-06,9,98.5\n乙局,2026-06,9,0.971"
    assert codes(text, percent=()) == ["percent_in_fraction_column"]
    assert codes(text.replace("98.5", "0.985"), percent=()) == []


def test_a_percent_sign_speaks_for_itself_in_either_column():
    text = "unit,month,count,closing_rate\n甲局,2026-06,9,98.5%\n乙局,2026-06,9,97.1%"
    for percent in ((), ("closing_rate",)):
        assert codes(text, percent=percent) == []
        rows = make_table(text, percent=percent).as_dict()["rows"]
        assert rows[0]["closing_rate"] == 0.985


def test_small_equal_changes_are_no_proof_of_a_swap():
    assert codes("unit,month,count,previous,yoy\n甲局,2026-06,11,10,10.0") == []


def test_a_whole_column_of_equal_changes_is():
    rows = "\n".join(f"单位{i},2026-06,{100 + i},100,{i}.0" for i in range(1, 5))
    assert codes("unit,month,count,previous,yoy\n" + rows) == ["yoy_printed_for_mom"] * 4


def test_the_base_that_explains_the_column_is_expected_of_every_row():
    good = [f"单位{i},2026-06,{200 + i},100,{90 + i},{90 + i}.0" for i in range(6)]
    odd = "单位9,2026-06,200,100,90,45.0"
    head = "unit,month,count,due,closed,closing_rate\n"
    assert codes(head + odd) == []
    assert codes(head + "\n".join([*good, odd])) == ["rate_contradicts_parts"]


def test_a_declared_formula_is_the_only_one():
    text = "unit,month,count,due,closed,closing_rate\n甲局,2026-06,200,100,90,45.0"
    assert codes(text, '[rates]\nclosing_rate = "closed/due"') == ["rate_contradicts_parts"]
    assert codes(text.replace("45.0", "46.0"), '[rates]\nclosing_rate = "unchecked"') == []


def test_a_declared_sum_takes_the_first_whole_that_is_printed():
    extra = '[[sums]]\nwhole = ["valid", "count"]\nparts = ["closed", "open"]'
    head = "unit,month,count,valid,closed,open\n"
    assert codes(head + "甲局,2026-06,4415,3942,3884,59", extra) == ["parts_do_not_add_up"]
    assert codes(head + "甲局,2026-06,4071,,3780,291", extra) == []


def test_a_partial_list_may_stay_below_its_total_but_not_exceed_it():
    text = "unit,month,count\n甲局,2026-06,3\n全市,2026-06,{}"
    assert codes(text.format(30), "[table]\npartial = true") == []
    assert codes(text.format(30)) == ["units_do_not_add_up"]
    assert codes(text.format(2), "[table]\npartial = true") == ["units_exceed_total"]


def test_the_heading_that_misuses_the_word_is_named_once():
    text = "unit,month,count,较上月同比\n甲局,2026-06,9,1.3\n乙局,2026-06,9,1.3"
    mapping = mapping_for(["unit", "month", "count"]) + 'mom = "较上月同比"\n'
    table = read_rows(sheet(text), load_table_mapping(mapping))
    assert [finding.code for finding in check(table)] == ["yoy_wording_for_mom"]
