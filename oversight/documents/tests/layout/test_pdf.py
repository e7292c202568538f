"""PDF: page size, text, page numbers, no page with only the signature, missing typefaces."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pytest
from pypdf import PdfReader

from oversight.documents.layout import fonts
from oversight.documents.layout.content import PaperContent
from oversight.documents.layout.fonts import MissingFonts, PaperFonts, gaps
from oversight.documents.layout.pdf import render_pdf
from oversight.documents.layout.texts import blocks_from_text
from oversight.documents.tests.layout import papers

needs_fonts = pytest.mark.skipif(
    any(not gap.used for gap in gaps(PaperFonts())),
    reason="needs Chinese typefaces (fonts-noto-cjk)",
)
POINT_MM = 25.4 / 72


def read(content: PaperContent) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(content)))


def texts(content: PaperContent) -> list[str]:
    return ["".join(page.extract_text().split()) for page in read(content).pages]


def fragments(page) -> list[tuple[str, float, float]]:
    """Pieces of text with their place in millimetres from the upper left."""
    found: list[tuple[str, float, float]] = []

    def visit(text, _cm, matrix, _font, _size):
        if text.strip():
            x = matrix[4] * _cm[0] + _cm[4]
            y = matrix[5] * _cm[3] + _cm[5]
            found.append((text.strip(), x * POINT_MM, 297 - y * POINT_MM))

    page.extract_text(visitor_text=visit)
    return found


@needs_fonts
@pytest.mark.parametrize("name", papers.EVERY)
def test_every_form_is_a4_and_says_its_title(name):
    content = papers.EVERY[name]()
    reader = read(content)
    assert all(
        abs(float(page.mediabox.width) * POINT_MM - 210) < 0.2
        and abs(float(page.mediabox.height) * POINT_MM - 297) < 0.2
        for page in reader.pages
    )
    whole = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert content.title in whole
    assert content.number in whole
    assert reader.metadata.title == content.title


@needs_fonts
def test_the_page_numbers_stand_outside():
    pages = read(papers.notice()).pages
    for number, page in enumerate(pages, start=1):
        (mark,) = [piece for piece in fragments(page) if piece[2] > 264 and str(number) in piece[0]]
        assert mark[1] > 150 if number % 2 else mark[1] < 50
    assert len(pages) == 2


@needs_fonts
def test_the_first_page_of_a_letter_has_no_number():
    first, second = texts(papers.letter())[:2]
    assert "—1—" not in first and "—2—" in second


@needs_fonts
def test_an_upward_paper_names_its_signers():
    assert "签发人：李明远" in texts(papers.upward())[0]
    assert "签发人" not in texts(papers.notice(signer_names=("李明远",)))[0]


@needs_fonts
def test_attachments_begin_on_a_new_page():
    pages = [page.removeprefix("演示数据") for page in texts(papers.annexed())]
    assert [page for page in pages if page.startswith("附件1")]
    assert [page for page in pages if page.startswith("附件2")]
    assert "印发" in pages[-1]


@needs_fonts
@pytest.mark.parametrize("paragraphs", range(4, 16))
def test_no_page_holds_only_the_signature(paragraphs):
    body = "\n".join(f"第{at}段。现将有关事项通知如下。" for at in range(paragraphs))
    pages = texts(papers.notice(blocks=blocks_from_text(body), attachments=()))
    (signed,) = [page for page in pages if "2026年7月8日" in page.replace("2026年7月8日印发", "")]
    assert "现将有关事项" in signed


@needs_fonts
@pytest.mark.parametrize("paragraphs", range(8, 13))
def test_no_page_holds_only_one_line_of_text(paragraphs):
    """An extract from the minutes has no signature: its last line goes with the page, or two lines go over."""
    body = "\n".join(f"第{at}段。会议听取了有关情况的汇报。" for at in range(paragraphs))
    extract = replace(papers.minutes(), blocks=blocks_from_text(body), attendance=())
    pages = texts(extract)
    assert len(pages) == 1 or pages[-1].count("会议听取") > 1


@needs_fonts
@pytest.mark.parametrize("paragraphs", range(9, 16))
def test_the_closing_word_of_an_announcement_begins_no_page(paragraphs):
    body = (
        "\n".join(f"第{at}段。会议对报告进行了表决。" for at in range(paragraphs)) + "\n现予公告。"
    )
    pages = texts(papers.notice(blocks=blocks_from_text(body), attachments=()))
    (closed,) = [page for page in pages if "现予公告" in page]
    assert "会议对报告进行了表决。现予公告。" in closed


@needs_fonts
def test_the_demonstration_mark_is_on_demonstration_papers_only():
    assert all("演示数据" in page for page in texts(papers.notice()))
    assert not any("演示数据" in page for page in texts(papers.notice(demo=False)))


@needs_fonts
def test_text_is_text_and_never_markup():
    words = "#panic() $x$ *粗* <标签> @注 \\ // `代码`"
    assert "".join(words.split()) in "".join(texts(papers.notice(blocks=blocks_from_text(words))))


@needs_fonts
def test_a_paper_is_made_within_a_second_once_warm():
    render_pdf(papers.notice())
    began = time.monotonic()
    render_pdf(papers.notice(title="关于另一件事的通知"))
    assert time.monotonic() - began < 2  # a second on an idle machine


@needs_fonts
def test_the_same_paper_is_the_same_file():
    assert render_pdf(papers.notice()) == render_pdf(papers.notice())


def test_without_typefaces_it_says_which_are_missing():
    nothing = PaperFonts(fang=("没有这种字体",), kai=("也没有",))
    with pytest.raises(MissingFonts) as caught:
        render_pdf(papers.notice(), nothing)
    assert {gap.word for gap in caught.value.gaps} >= {"仿宋", "楷体"}


def test_an_installation_puts_its_own_names_in_front():
    chosen = PaperFonts().prefer({"fang": ["方正仿宋_GBK", " "], "kai": [""]})
    assert chosen.fang[:2] == ("方正仿宋_GBK", "仿宋_GB2312")
    assert chosen.kai == PaperFonts().kai


def test_a_free_typeface_is_named_as_a_gap(monkeypatch):
    monkeypatch.setattr(fonts, "used", lambda _fonts: {"fang": "FandolFang R"})
    found = {gap.face: gap for gap in gaps(PaperFonts())}
    assert found["fang"].used == "FandolFang R" and found["kai"].used == ""


@pytest.mark.parametrize("security", ["秘密", "机密"])
def test_a_state_secret_is_no_paper_here(security):
    with pytest.raises(ValueError, match="state secrets"):
        papers.notice(security=security)
