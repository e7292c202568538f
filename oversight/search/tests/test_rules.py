"""词与问法: part words, numbers, dates and both languages; what is marked. No database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.search.engines import fts5, tsquery
from oversight.search.rules.asking import asked
from oversight.search.rules.snippets import LENGTH, pieces, snippet
from oversight.search.rules.terms import terms_of

TEXT = (
    "关于听取县水利和湖泊局农村饮水安全专项工作报告的通知 云人常办〔2026〕12号 2026年7月5日印发 "
    "Special Inquiry 李松和"
)


def is_found(query: str, text: str, on: date | None = None) -> bool:
    have = terms_of(text, on)
    return all(
        any(term.startswith(wanted) for term in have) if one.prefix else wanted in have
        for one in asked(query)
        for wanted in one.terms
    )


@pytest.mark.parametrize(
    "query",
    [
        "饮水",
        "水利",
        "湖泊局",
        "农村饮水安全",
        "听取专项工作报告的通知",
        "云人常办〔2026〕12号",
        "[2026]12号",
        "（2026）第12号",
        "12号",
        "2026年7月5日",
        "2026-07-05",
        "2026/7/5",
        "2026年7月",
        "2026-07",
        "7月5日",
        "2026",
        "inquiry",
        "INQ",
        "Ｉｎｑｕｉｒｙ",
        "李松和",
        "松和",
        "饮水 通知",
    ],
)
def test_what_finds_the_text(query: str):
    assert asked(query)
    assert is_found(query, TEXT)


@pytest.mark.parametrize(
    "query",
    [
        "教育",
        "〔2026〕1号",
        "〔2025〕12号",
        "2号",
        "2026年7月6日",
        "2026年8月",
        "局水",
        "饮水 教育",
    ],
)
def test_what_does_not(query: str):
    assert not is_found(query, TEXT)


@pytest.mark.parametrize("query", ["", "  ", "，。", "〔〕", "☆"])
def test_nothing_to_look_for(query: str):
    assert asked(query) == []


def test_words_that_say_nothing_alone_are_left_out_beside_others():
    assert [one.words for one in asked("关于听取报告的通知")] == ["听取", "报告", "通知"]
    assert [one.words for one in asked("的")] == ["的"]


def test_a_record_is_found_by_its_day_however_written():
    for query in ("2026年7月5日", "2026-7-5", "7月5日", "2026年7月", "2026"):
        assert is_found(query, "无日期的标题", date(2026, 7, 5))
    assert asked("2026年2月30日")[0].words == "2026年2月"


def test_wanted_words_are_marked_where_they_stand():
    marked = [piece.text for piece in pieces(TEXT, asked("饮水 [2026]12号 2026-7-5 inquiry"))]
    for word in ("饮水", "〔2026〕12号", "2026年7月5日", "Inquiry"):
        assert word in marked
    assert "".join(marked) == TEXT


def test_a_snippet_stands_around_the_first_word():
    found = snippet("前" * 300 + "饮水" + "后" * 300, asked("饮水"))
    said = "".join(piece.text for piece in found)
    assert said.startswith("…")
    assert said.endswith("…")
    assert len(said) <= LENGTH + 2
    assert [piece.text for piece in found if piece.marked] == ["饮水"]


@given(st.text(max_size=60))
def test_no_text_can_leave_the_query_languages(text: str):
    wanted = asked(text)
    allowed = set("\"'&:* ")
    for said in (fts5(wanted), tsquery(wanted)):
        assert all(x.isalnum() or x in allowed or not x.isascii() for x in said)


@given(st.text(alphabet="县水利局农村饮水安全工程关于的报告通知", min_size=1, max_size=12))
def test_every_text_is_found_by_itself(text: str):
    assert is_found(text, "前文" + text + "后文")
