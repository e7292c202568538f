"""Monthly tables: layouts, headings, totals, places, months, and the counts they give."""

from __future__ import annotations

import json

import pytest
import xlsxwriter
from hotline_analytics import monthly
from hotline_analytics.checker import check
from hotline_analytics.mapping import MappingError
from hotline_analytics.reading import SourceError
from hotline_analytics.table_columns import BY_NAME
from hotline_analytics.table_findings import TEXTS
from hotline_analytics.table_template import EXPLANATIONS, TEMPLATE_COLUMNS, template_heading
from hotline_analytics.table_times import read_month
from hotline_analytics.tables import (
    counts,
    import_table,
    known_counts,
    load_table_mapping,
    present,
    printed_rates,
    table_template,
)
from hotline_analytics.tickets import parse_month

from .table_makers import make_table, mapping_for

JUNE = parse_month("2026-06")
PLAIN = '单位,月份,受理量,办结率（%）\n甲局,2026-06,"1,200",98.53\n乙局,2026-06,80,97.50\n合计,2026-06,1280,98.40\n'


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def write_book(path, *sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"表{number + 1}")
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_known_headings_need_no_mapping(tmp_path, encoding):
    table = import_table(write(tmp_path / "t.csv", PLAIN, encoding))
    rows = table.as_dict()["rows"]
    assert [(r["unit"], r["month"], r["count"], r["closing_rate"], r["total"]) for r in rows] == [
        ("甲局", "2026-06", 1200, 0.9853, "no"),
        ("乙局", "2026-06", 80, 0.975, "no"),
        ("合计", "2026-06", 1280, 0.984, "total"),
    ]
    assert check(table) == []


def test_the_same_table_as_a_workbook_and_with_semicolons(tmp_path):
    expected = import_table(write(tmp_path / "t.csv", PLAIN)).as_dict()["rows"]
    semicolons = PLAIN.replace('"1,200"', "1200").replace(",", ";")
    assert import_table(write(tmp_path / "s.csv", semicolons)).as_dict()["rows"] == expected
    book = write_book(tmp_path / "t.xlsx", [["没有表"]], [
        ["单位", "月份", "受理量", "办结率（%）"],
        ["甲局", "2026-06", 1200, 98.53], ["乙局", "2026-06", 80, 97.5], ["合计", "2026-06", 1280, 98.4],
    ])  # fmt: skip
    assert import_table(book).as_dict()["rows"] == expected


def test_percent_cells_of_a_workbook_are_fractions_already(tmp_path):
    rows = [
        ["unit", "month", "count", "closing_rate"],
        ["甲局", "2026-06", 9, 0.9853],
        ["乙局", "2026-06", 9, 1],
    ]
    mapping = load_table_mapping(mapping_for(rows[0]))
    table = import_table(write_book(tmp_path / "t.xlsx", rows), mapping)
    assert [r["closing_rate"] for r in table.as_dict()["rows"]] == [0.9853, 1]
    assert check(table) == []
    assert any("0.9853" in note for note in table.notes)


def test_a_title_gives_the_month_and_two_header_lines_join(tmp_path):
    rows = [
        ["某县2026年6月12345热线办理情况"], ["承办单位", "受理量", "满意度评价", "", ""],
        ["", "", "满意", "基本满意", "不满意"], ["甲局", 9, 5, 3, 1], ["注：本表为初步数"],
    ]  # fmt: skip
    mapping = load_table_mapping(
        '[columns]\nunit = "承办单位"\ncount = "受理量"\nsatisfied = "满意度评价满意"\n'
        'basically_satisfied = "满意度评价基本满意"\ndissatisfied = "满意度评价不满意"\n'
        "[table]\nheader_rows = 2\nmonth_from_title = true\n"
    )
    (row,) = import_table(write_book(tmp_path / "t.xlsx", rows), mapping).as_dict()["rows"]
    assert (row["line"], row["month"], row["satisfied"], row["basically_satisfied"]) == (
        4,
        "2026-06",
        5,
        3,
    )


def test_months_across_the_headings(tmp_path):
    text = "单位,2026年5月,2026年6月,备注\n甲局,100,110,\n乙局,9,,无\n"
    mapping = load_table_mapping('[columns]\nunit = "单位"\n[table]\nmonths_across = "count"\n')
    rows = import_table(write(tmp_path / "t.csv", text), mapping).as_dict()["rows"]
    assert [(r["unit"], r["month"], r["count"]) for r in rows] == [
        ("甲局", "2026-05", 100), ("甲局", "2026-06", 110), ("乙局", "2026-05", 9),
    ]  # fmt: skip


def test_a_row_for_each_measure(tmp_path):
    text = "单位,月份,指标,数值\n甲局,2026-06,受理,100\n甲局,2026-06,办结,90\n乙局,2026-06,受理,7\n甲局,2026-07,受理,3\n甲局,2026-07,受理,4\n"
    mapping = load_table_mapping(
        '[columns]\nunit = "单位"\nmonth = "月份"\n[table]\nmeasure = "指标"\nvalue = "数值"\n'
        '[measures]\ncount = "受理"\nclosed = "办结"\n'
    )
    table = import_table(write(tmp_path / "t.csv", text), mapping)
    rows = [(r["unit"], r["month"], r["count"], r["closed"]) for r in table.as_dict()["rows"]]
    assert rows == [
        ("甲局", "2026-06", 100, 90),
        ("乙局", "2026-06", 7, None),
        ("甲局", "2026-07", 3, None),
    ]
    assert [(f.code, f.where.line) for f in check(table)] == [("stated_twice", 6)]


def test_places_are_told_apart_or_chosen():
    text = "place,unit,month,count\n东县,甲局,2026-06,3\n西县,甲局,2026-06,4"
    table = make_table(text, '[places]\n"东县" = "east"\n[units]\njurisdiction = "all"\n')
    assert [r["jurisdiction"] for r in table.as_dict()["rows"]] == ["east", "all"]
    assert check(table) == []
    assert [one.count for one in counts(table, "西县")] == [4]
    with pytest.raises(ValueError, match="several places"):
        counts(table)
    only = make_table(text, '[table]\nplace = "西县"\n')
    assert [one.count for one in counts(only)] == [4]


def test_declared_sentences_give_figures_and_contradict_columns():
    extra = '[notes]\npatterns = ["新增{new}件，结转{carried_over}件", "减少{-difference_previous}件"]\n'
    head = "unit,month,count,difference_previous,note\n"
    table = make_table(
        head + '甲局,2026-06,110,-5,"新增 1００ 件，结转 10 件，比上月减少5件"', extra
    )
    (row,) = table.as_dict()["rows"]
    assert (row["new"], row["carried_over"]) == (100, 10)
    assert check(table) == []
    wrong = make_table(head + '甲局,2026-06,111,5,"新增100件，结转10件，减少5件"', extra)
    assert [f.code for f in check(wrong)] == ["parts_do_not_add_up", "stated_twice"]


def test_personal_details_do_not_enter_by_the_notes():
    table = make_table("unit,month,count,note\n甲局,2026-06,13812345678x,来电 13812345678")
    dumped = json.dumps(table.as_dict(), ensure_ascii=False)
    assert "13812345678" not in dumped


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty_file"), ("a,b\n1,2\n", "missing_column"), ("\n\n", "empty_file")],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(tmp_path, text, code):
    mapping = load_table_mapping(mapping_for(["unit", "month", "count"]))
    with pytest.raises(SourceError) as caught:
        import_table(write(tmp_path / "t.csv", text), mapping)
    assert caught.value.code == code


def test_without_mapping_and_known_headings_the_error_says_so(tmp_path):
    with pytest.raises(SourceError) as caught:
        import_table(write(tmp_path / "t.csv", "a,b\n1,2\n"))
    assert caught.value.code == "no_header"


def test_a_table_of_a_header_alone_is_empty(tmp_path):
    table = import_table(write(tmp_path / "t.csv", "单位,月份,受理量\n"))
    assert table.as_dict()["rows"] == []
    assert check(table) == []


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("name = \n", "bad_toml"),
        ("[columns]\nunit = 'u'\nclosd = 'c'\n", "unknown_column"),
        ("[columns]\nunit = 'u'\n", "no_figures"),
        ("[columns]\ncount = 'c'\nreceived = 'd'\n", "column_twice"),
        ("percent = ['count']\n[columns]\ncount = 'c'\n", "bad_percent"),
        ("[columns]\ncount = 'c'\n[rates]\nclosing_rate = 'closed'\n", "bad_rate"),
        ("[columns]\ncount = 'c'\n[[sums]]\nwhole = 'count'\nparts = ['closed']\n", "bad_sum"),
        ("[columns]\ncount = 'c'\n[notes]\npatterns = ['{nothing} x']\n", "bad_pattern"),
        ("[columns]\ncount = 'c'\n[constants]\nmonth = '2026-13'\n", "bad_month"),
        ("[columns]\ncount = 'c'\n[units]\npolicy = 'any'\n", "bad_policy"),
        ("[columns]\ncount = 'c'\n[table]\nmeasure = 'm'\n", "bad_layout"),
        ("[columns]\ncount = 'c'\n[tabel]\nmeasure = 'm'\n", "unknown_key"),
    ],
)
def test_a_wrong_mapping_is_refused_by_code(toml, code):
    with pytest.raises(MappingError) as caught:
        load_table_mapping(toml)
    assert caught.value.code == code


def test_percent_may_be_declared_by_our_name_alias_or_heading():
    toml = "percent = {}\n[columns]\ncount = 'c'\nmom_pct = '环比'\n"
    for declared in ("['mom']", "['mom_pct']", "['环比']"):
        assert load_table_mapping(toml.format(declared)).percent == {"mom"}


def test_a_table_made_from_the_template_needs_no_mapping(tmp_path):
    blank = tmp_path / "blank.xlsx"
    table_template(blank)
    assert import_table(blank).as_dict()["rows"] == []
    assert import_table(blank).columns == tuple(n for n in BY_NAME if n in TEMPLATE_COLUMNS)
    values = {
        "unit": "甲局", "month": "2026-06", "count": 110, "due": 100, "closed": 90, "on_time": 80,
        "previous": 100, "mom": 10, "closing_rate": 90, "on_time_rate": 80.0,
    }  # fmt: skip
    rows = [
        [template_heading(n) for n in TEMPLATE_COLUMNS],
        [values.get(n, "") for n in TEMPLATE_COLUMNS],
    ]
    filled = import_table(write_book(tmp_path / "filled.xlsx", rows))
    (row,) = filled.as_dict()["rows"]
    assert (row["mom"], row["closing_rate"], row["on_time_rate"]) == (0.1, 0.9, 0.8)
    assert check(filled) == []
    assert set(EXPLANATIONS) == set(TEMPLATE_COLUMNS)


def test_every_code_that_the_checker_can_give_has_its_sentence():
    for code, sentence in TEXTS.items():
        names = {piece.split(")")[0] for piece in sentence.split("%(")[1:]}
        assert sentence % dict.fromkeys(names, "x"), code


def test_counts_give_the_analysis_the_same_measures():
    text = (
        "unit,month,count,due,closed,on_time,satisfied,dissatisfied,previous,last_year\n"
        "甲局,2026-06,120,100,90,80,30,10,100,90\n乙局,2026-06,50,,,,,,60,\n合计,2026-06,170,,,,,,160,\n"
    )
    table = make_table(text)
    groups = counts(table)
    assert [(g.group, g.month - JUNE, g.count) for g in groups] == [
        ("甲局", -12, 90), ("乙局", -1, 60), ("甲局", -1, 100), ("乙局", 0, 50), ("甲局", 0, 120),
    ]  # fmt: skip
    analysis = monthly.analyse(
        groups, monthly.MonthlyRequest(JUNE), coverage=(JUNE - 12, JUNE), present=present(table)
    )
    first, second = analysis.as_dict()["rows"]
    assert (first["name"], first["double_rise"], first["mom"]) == ("甲局", "yes", 0.2)
    assert first["rates"]["closing"]["value"] == 0.75
    assert first["rates"]["on_time"]["value"] == 0.8
    assert (first["late"], first["overdue_open"]) == (10, 10)
    assert first["rates"]["satisfaction"]["value"] == 0.75
    assert first["rates"]["repeat"] is None
    assert second["double_rise"] == "no"
    assert second["closed"] is None
    assert second["rates"]["closing"] is None


def test_a_printed_rate_without_parts_is_passed_on_and_no_count_is_invented():
    table = make_table("unit,month,count,satisfaction_rate\n甲局,2026-06,120,97.50")
    assert printed_rates(table)["甲局", JUNE]["satisfaction_rate"] == {
        "value": 0.975,
        "text": "97.50",
    }
    (one,) = counts(table)
    assert one.satisfied is None
    assert "satisfaction" not in present(table)


def test_impossible_figures_are_null_and_not_counted():
    table = make_table("unit,month,count,closing_rate\n甲局,2026-06,-3,101\n乙局,2026-06,2,99")
    rows = table.as_dict()["rows"]
    assert (rows[0]["count"], rows[0]["closing_rate"]) == (None, None)
    assert [one.group for one in counts(table)] == ["乙局"]
    assert known_counts(table) == {(None, "乙局", JUNE): 2}


def test_two_header_lines_are_seen_without_a_mapping(tmp_path):
    text = "承办单位,月份,受理量,满意度,,,办结情况,\n,,,满意,基本满意,不满意,数量,同比\n甲局,2026-06,9,5,3,1,8,-2%\n"
    table = import_table(write(tmp_path / "t.csv", text))
    (row,) = table.as_dict()["rows"]
    assert (row["satisfied"], row["basically_satisfied"], row["dissatisfied"]) == (5, 3, 1)
    assert "satisfaction_rate" not in table.columns
    assert any("办结情况数量" in note for note in table.notes)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-06", JUNE), ("2026/6", JUNE), ("2026.06", JUNE), ("２０２６年６月", JUNE), ("202606", JUNE),
        ("2026年6月份", JUNE), ("2026-06-30", JUNE), ("2026-06-01 00:00:00", JUNE), (202606.0, JUNE),
        ("2026-06-31", None), ("2026-00", None), ("2026-13", None), ("6月", None), ("", None), ("1026-06", None),
    ],
)  # fmt: skip
def test_months_are_read_as_offices_write_them(written, month):
    assert read_month(written) == month


def test_a_bare_month_takes_the_declared_year():
    assert read_month("6月", 2026) == JUNE
    assert read_month("13月", 2026) is None


@pytest.mark.parametrize("percent", ['["mom", "yoy"]', "[]"])
def test_changes_kept_as_fractions_are_known_by_their_bases(tmp_path, percent):
    head = ["unit", "month", "count", "previous", "last_year", "mom", "yoy"]
    rows = [
        head,
        ["甲局", "2026-06", 7, 3, 90, 4 / 3, -83 / 90],
        ["乙局", "2026-06", 430, 10, 9, 42, 421 / 9],
    ]
    book = write_book(tmp_path / "t.xlsx", rows)
    mapping = load_table_mapping(f"percent = {percent}\n" + mapping_for(head).split("\n", 2)[2])
    for table in (import_table(book), import_table(book, mapping)):
        assert check(table) == []
        assert [r["mom"] for r in table.as_dict()["rows"]] == [pytest.approx(4 / 3), 42]
