"""DOCX: page, margins, grid, styles, typefaces, 〔〕, red rule, page numbers outside, levels, end matter."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from oversight.documents.layout import dress
from oversight.documents.layout.content import Form, PaperContent
from oversight.documents.layout.docx import render_docx
from oversight.documents.layout.fields import BLOCKS, FIELDS, mark_of, values
from oversight.documents.layout.pdf import render_pdf
from oversight.documents.layout.texts import blocks_from_text
from oversight.documents.rendering import with_drawn
from oversight.documents.tests.layout import papers

DRAWING = [[[100, 80], [400, 80]], [[250, 40], [250, 300]]]


def opened(content: PaperContent):
    return Document(io.BytesIO(render_docx(content)))


def whole(document) -> str:
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def paragraph(document, text: str):
    return next(each for each in document.paragraphs if text in each.text)


def typeface(styled) -> str:
    return styled._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_a4_margins_and_grid():
    section = opened(papers.notice()).sections[0]
    measured = [
        section.page_width, section.page_height, section.top_margin, section.left_margin,
        section.right_margin, section.bottom_margin,
    ]  # fmt: skip
    assert [round(each.mm) for each in measured] == [210, 297, 37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert int(grid.get(qn("w:linePitch"))) * 22 <= 225 / 25.4 * 1440 < 580 * 22


def test_28_characters_fill_a_line():
    style = opened(papers.notice()).styles["Normal"]
    tighter = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert (
        28 * (style.font.size.pt + tighter)
        <= 156 / 25.4 * 72
        < 28.3 * (style.font.size.pt + tighter)
    )


def test_styles_carry_the_official_typefaces():
    styles = opened(papers.notice()).styles
    faces = {name: (typeface(styles[name]), styles[name].font.size.pt)
             for name in ("公文标题", "公文正文", "公文一级标题", "公文二级标题")}  # fmt: skip
    assert faces == {
        "公文标题": ("方正小标宋_GBK", 22),
        "公文正文": ("仿宋_GB2312", 16),
        "公文一级标题": ("黑体", 16),
        "公文二级标题": ("楷体_GB2312", 16),
    }


def test_free_typefaces_stand_in_by_the_font_table():
    part = next(
        each for each in opened(papers.notice()).part.package.iter_parts()
        if each.partname.endswith("fontTable.xml")
    )  # fmt: skip
    assert "仿宋_GB2312" in part.blob.decode() and "FandolFang" in part.blob.decode()


def test_number_rule_title_and_body():
    document = opened(papers.notice())
    assert paragraph(document, "云人常办").text == "云人常办〔2026〕12号"
    assert paragraph(document, "云人常办").alignment == 1
    rules = [each for each in document.element.body.iter(qn("w:pBdr"))
             if (low := each.find(qn("w:bottom"))) is not None and low.get(qn("w:color")) == "D7000F"]  # fmt: skip
    assert len(rules) == 1
    assert paragraph(document, "关于听取").text.splitlines() == [
        "关于听取市住房和城乡建设局", "专项工作报告并开展专题询问的通知",
    ]  # fmt: skip
    assert paragraph(document, "一、会议").style.name == "公文一级标题"
    run_on = paragraph(document, "（二）加强整改。")
    assert (
        next(typeface(run) for run in run_on.runs if run._element.rPr is not None) == "楷体_GB2312"
    )
    assert run_on.text.endswith("各责任人按期完成。")


def test_red_name_is_fitted_to_the_width():
    name = paragraph(opened(papers.notice()), "云川市人民代表大会常务委员会办公室")
    run = next(each for each in name.runs if each.text)
    share = int(run._element.rPr.find(qn("w:w")).get(qn("w:val"))) / 100
    assert str(run.font.color.rgb) == "D7000F"
    assert 0.95 < 17 * run.font.size.pt * share / (156 / 25.4 * 72) <= 1.01


def test_page_numbers_stand_outside():
    document = opened(papers.notice())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for foot, side in ((section.footer, 2), (section.even_page_footer, 0)):
        assert foot.paragraphs[0].alignment == side
        assert "PAGE" in foot._element.xml and foot.paragraphs[0].text.startswith("—")


def test_the_date_is_four_characters_in():
    day = next(each for each in opened(papers.notice()).paragraphs if each.text == "2026年7月8日")
    assert day._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"
    assert day.alignment == 2


def test_the_last_line_of_the_body_holds_on_to_the_signature():
    document = opened(papers.notice())
    lines = list(document.paragraphs)
    start = next(at for at, each in enumerate(lines) if each.text.startswith("你局主要负责人"))
    end = next(at for at, each in enumerate(lines) if each.text == "2026年7月8日")
    assert all(each.paragraph_format.keep_with_next for each in lines[start:end])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("第一段。\n第二段。\n特此通知。", ["第二段。", "特此通知。"]),
        ("第一段。\n第二段。\n" + "写满不止一行的末段，" * 6, ["写满不止一行的末段，" * 6]),
        ("特此通知。", ["特此通知。"]),
    ],
)
def test_two_lines_of_text_stay_with_the_signature_and_the_end_matter(text, held):
    content = papers.notice(blocks=blocks_from_text(text), attachments=())
    document = opened(content)
    lines = [each for each in document.paragraphs if each.text in text.split("\n")]
    kept = [one.text for one in lines if one.paragraph_format.keep_with_next]
    assert kept == held
    assert all(one.paragraph_format.widow_control for one in lines if one.text in held)
    for last in ("2026年7月8日", f"（{content.contact}）"):
        assert paragraph(document, last).paragraph_format.keep_with_next


def test_end_matter_has_its_three_rules():
    document = opened(papers.notice())
    framed = [each for each in document.element.body.iter(qn("w:p"))
              if each.pPr is not None and each.pPr.find(qn("w:framePr")) is not None]  # fmt: skip
    sizes = [rule.get(qn("w:sz")) for each in framed for rule in each.pPr.find(qn("w:pBdr"))]
    assert sizes == ["8", "6", "8"]  # eighths of a point: 0.35, 0.25, 0.35 mm


def test_upward_papers_name_signers_and_others_do_not():
    assert "签发人" in whole(opened(papers.upward())) and "李明远" in whole(opened(papers.upward()))
    assert "签发人" not in whole(opened(papers.notice()))


def test_three_issuers_sign_side_by_side():
    document = opened(papers.joint())
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["云川市人大常委会", "云川市人民政府", "中共云川市纪委"] in rows


def test_tables_repeat_their_head():
    document = opened(papers.upward())
    table = next(each for each in document.tables if each.cell(0, 0).text == "单位")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 1).paragraphs[0].alignment == 2


def test_attachments_begin_on_a_new_page():
    first = paragraph(opened(papers.annexed()), "附件1")
    assert first.paragraph_format.page_break_before and first.text == "附件1"


def test_a_letter_has_no_number_on_its_first_page():
    section = opened(papers.letter()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_footer._element.xml


@pytest.mark.parametrize("name", papers.EVERY)
def test_no_field_and_no_mark_is_left_over(name):
    document = opened(papers.EVERY[name]())
    xml = document.element.xml + "".join(
        part._element.xml for part in (document.sections[0].header, document.sections[0].footer)
    )
    assert "{{" not in xml and "{%" not in xml and "\ue000" not in xml


def test_the_demonstration_mark_is_on_demonstration_papers_only():
    def head(content):
        return opened(content).sections[0].header._element.xml

    assert "演示数据" in head(papers.notice())
    assert "演示数据" not in head(papers.notice(demo=False))


def test_every_field_is_filled_and_documented():
    assert set(values(papers.notice())) == {field.name for field in FIELDS}
    assert values(papers.notice())["正文"] == mark_of("正文")
    assert set(BLOCKS) < {field.name for field in FIELDS}


def test_the_same_paper_is_the_same_text():
    assert whole(opened(papers.notice())) == whole(opened(papers.notice()))


def test_of_several_who_sign_each_has_a_row_wide_enough_and_what_was_drawn_stands_in_it():
    text = "【签字记录】各人签字\n\n【签字】总监票人：秦望川\n\n【签字】计票人：李某\n"
    first, *rest = with_drawn(blocks_from_text(text), {("总监票人", "秦望川"): DRAWING})
    content = papers.notice(form=Form.SHEET, blocks=(first, *rest))
    document = opened(content)
    (sheet,) = [each for each in document.tables if each.cell(0, 0).text == "签字记录"]
    rows = [[sheet.cell(at, column).text for column in (0, 1, 2)] for at in (1, 2)]
    assert rows == [["总监票人", "秦望川", ""], ["计票人", "李某", "年　月　日"]]
    assert [round(sheet.rows[at].height.mm) for at in (1, 2)] == [16, 16]
    assert sheet.cell(2, 2).width.mm > 75
    assert len(document.inline_shapes) == 1 and sheet.cell(1, 2)._tc.xpath(".//pic:pic")
    data = dress.block_data(content.blocks, sheet=True)[0]["rows"]
    assert "M100 80L400 80" in data[1]["drawing"] and data[2]["drawing"] == ""
    assert render_pdf(content)
