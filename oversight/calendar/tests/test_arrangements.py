"""The notice of the State Council and pasted tables, read as they are; the shipped table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.calendar import shipped
from oversight.calendar.rules.arrangements import parse

NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
"""


def test_the_notice_is_read_as_it_stands() -> None:
    parsed = parse(NOTICE, 2026)
    assert parsed.problems == ()
    assert parsed.days == shipped.years()[2026]


def test_the_notice_of_another_year_is_found_by_its_weekdays() -> None:
    parsed = parse(NOTICE.replace("2026", "2027"), 2027)
    assert {problem.reason.code for problem in parsed.problems} == {"wrong_weekday"}
    assert [problem.line for problem in parsed.problems] == [4, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("2027-01-01\t放假\t元旦", [(date(2027, 1, 1), "off", "元旦")]),
        ("2027年10月9日,上班,国庆节", [(date(2027, 10, 9), "on", "国庆节")]),
        ("放假，2027/5/1，劳动节", [(date(2027, 5, 1), "off", "劳动节")]),
        ("1月2日 补班", [(date(2027, 1, 2), "on", "")]),
        (
            "2026年12月31日至2027年1月2日 放假 元旦",
            [(date(2027, 1, 1), "off", "元旦"), (date(2027, 1, 2), "off", "元旦")],
        ),
    ],
)
def test_rows_of_tables(line: str, days: list[tuple[date, str, str]]) -> None:
    parsed = parse(f"日期,安排,名称\n{line}\n", 2027)
    assert parsed.problems == ()
    assert [(one.day, one.kind, one.name) for one in parsed.days] == days


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2027-02-30 放假 春节", "no_such_day"),
        ("13月1日 放假", "no_such_day"),
        ("2026-12-31 放假 元旦", "other_year"),
        ("2031-01-01 放假 元旦", "other_year"),
        ("2027-05-01", "no_kind"),
        ("元旦放假", "no_day"),
        ("2027-02-11至2027-02-05 放假", "reversed"),
        ("2027-02-11至2027-05-05 放假", "too_long"),
        ("2027-01-04 上班", "works_anyway"),
        ("1月1日（周四）放假", "wrong_weekday"),
    ],
)
def test_a_line_that_cannot_be_right_is_named(line: str, code: str) -> None:
    parsed = parse(f"日期 安排 名称\n2027-10-01 放假 国庆节\n{line}\n", 2027)
    assert [(problem.line, problem.reason.code) for problem in parsed.problems] == [(3, code)]
    assert parsed.problems[0].reason.chinese


def test_a_contradiction_is_named_and_a_repetition_is_not() -> None:
    assert parse("1月2日 放假\n1月2日 放假", 2027).problems == ()
    twice = parse("1月2日 放假\n1月2日 上班", 2027)
    assert [problem.reason.code for problem in twice.problems] == ["twice"]


def test_nothing_at_all_is_said() -> None:
    assert [problem.reason.code for problem in parse("", 2027).problems] == ["nothing"]
    assert parse("1月1日 放假\n" * 501, 2027).problems[0].reason.code == "too_many"


@given(st.text(max_size=200))
def test_any_text_is_read_or_named(text: str) -> None:
    parsed = parse(text, 2027)
    assert parsed.days or parsed.problems
    assert all(one.day.year == 2027 for one in parsed.days)


@given(st.sampled_from(sorted(shipped.years())))
def test_an_exported_year_is_read_back(year: int) -> None:
    words = {"off": "放假", "on": "上班"}
    days = shipped.years()[year]
    text = "\n".join(f"{one.day}\t{words[one.kind]}\t{one.name}" for one in days)
    assert parse(text, year).days == days


def test_the_shipped_table_is_that_of_the_package() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    off = {one.day for days in shipped.years().values() for one in days if one.kind == "off"}
    on = {one.day for days in shipped.years().values() for one in days if one.kind == "on"}
    assert off == set(chinese_calendar.holidays) and on == set(chinese_calendar.workdays)
