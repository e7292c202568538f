"""正文与文本、标题分行: worked examples and properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.documents.layout.content import Field, Heading, Paragraph, SignatureLine, Table
from oversight.documents.layout.measures import width_of
from oversight.documents.layout.texts import blocks_from_text, text_from_blocks
from oversight.documents.layout.titles import NEVER_BEGINS, ROOM, break_title, is_balanced

LINE = st.text(
    alphabet=st.sampled_from(
        "一二三四、（）()1234.．。；：|【】签字表 　市人大常委会通知关于的和《》〔〕a-"
    ),
    max_size=50,
)
TITLE = st.text(
    alphabet=st.sampled_from("关于市县人大常委会《》（）〔〕的和通知报告2026年、并开展"),
    max_size=90,
)


def test_levels_are_recognised():
    found = blocks_from_text("一、总体情况\n（一）加强领导\n1. 报告\n（1）细目\n正文。")
    assert [getattr(block, "level", 0) for block in found] == [1, 2, 3, 4, 0]


def test_brackets_and_stops_of_the_keyboard_become_those_of_a_paper():
    found = blocks_from_text("(二)按期报告\n3、初稿\n(4)附表")
    assert [block.text for block in found] == ["（二）按期报告", "3.初稿", "（4）附表"]


def test_a_heading_may_go_on_in_its_line():
    (found,) = blocks_from_text("（一）组织联合研判。由两个委室分别研判。")
    assert found == Heading(2, "（一）组织联合研判。", "由两个委室分别研判。")


@pytest.mark.parametrize(
    "line",
    ["（一）对会前调研意见的逐条回应。", "2.5万件诉求", "一、" + "长" * 41, "一、现将：", "2026年"],
)
def test_what_is_no_heading_is_a_paragraph(line):
    assert isinstance(blocks_from_text(line)[0], Paragraph)


def test_a_table_with_caption_and_a_rule_of_dashes():
    (found,) = blocks_from_text(
        "表1　一览\n| 单位 | 件 |\n|---|---|\n| 甲 | 1 |\n| 乙 |\n| 丙 | 1 | 2 |"
    )
    assert found == Table(("单位", "件"), (("甲", "1"), ("乙", ""), ("丙", "1 2")), "表1 一览")


def test_boxes_of_a_sheet_and_places_to_sign():
    found = blocks_from_text("【意见】第一行\n第二行\n\n【签字】城建委：周砚清\n后文")
    assert found[0] == Field("意见", "第一行\n第二行")
    found = blocks_from_text("【签字】城建委：周砚清\n\n后文")
    assert found == (SignatureLine("城建委", "周砚清"), Paragraph("后文"))


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_writing_and_reading_again_changes_nothing(text):
    blocks = blocks_from_text(text)
    assert blocks_from_text(text_from_blocks(blocks)) == blocks


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_no_word_is_lost(text):
    said = {each for each in text if each.isalnum() and each not in "表签字"}
    assert said <= set(text_from_blocks(blocks_from_text(text))) | set("-")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于报送材料的通知", ("关于报送材料的通知",)),
        (
            "关于听取市住房和城乡建设局专项工作报告并开展专题询问的通知",
            ("关于听取市住房和城乡建设局", "专项工作报告并开展专题询问的通知"),
        ),
        (
            "云川市人民代表大会常务委员会关于接受辞职请求的决定",
            ("云川市人民代表大会常务委员会", "关于接受辞职请求的决定"),
        ),
        ("甲\n乙", ("甲", "乙")),
        ("", ()),
    ],
)
def test_titles_break_between_words(title, lines):
    assert break_title(title) == lines


def test_a_long_title_is_balanced():
    title = "云川市人民代表大会常务委员会办公室关于转发《云川市民生热线诉求双升单位联合研判办法（试行）》的通知"
    lines = break_title(title)
    assert is_balanced(lines) and lines[0].endswith("办公室")


@given(TITLE)
def test_a_broken_title_is_the_title(title):
    lines = break_title(title)
    assert "".join(lines) == "".join(title.split())
    assert all(width_of(line) <= ROOM for line in lines)


@given(TITLE)
def test_no_line_of_a_title_begins_with_a_stop(title):
    lines = break_title(title)
    for line in lines[1:]:
        assert not line.startswith(NEVER_BEGINS) or set(line[0]) <= set("".join(lines[0]))
