"""月报的版式: the DOCX template, in the proportions of GB/T 9704 (margins, sizes, line spacing).

Typefaces are named, not shipped: where the official ones are not installed, the reader's program takes its own.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
BODY_FONT = "仿宋_GB2312"
LATIN_FONT = "Times New Roman"
RED = RGBColor(0xC0, 0x00, 0x00)
THIRD = 16.0  # 三号
SECOND = 22.0  # 二号
SMALL = 12.0  # 小四
LINE = 28.0
RISE_HEADS = ("单位", "本月", "上月", "去年同月", "环比", "同比", "判断")
RISE_CELLS = ("name", "count", "previous", "last_year", "mom", "yoy", "grade")
RISE_WIDTHS = (38, 18, 18, 22, 20, 20, 20)
RATE_HEADS = ("指标", "比率", "分子", "分母", "未计入", "95% 区间")
RATE_CELLS = ("title", "value", "numerator", "denominator", "excluded", "interval")
RATE_WIDTHS = (40, 20, 20, 20, 20, 36)


def template() -> io.BytesIO:
    """The template as a DOCX file in memory, with the marks that docxtpl fills."""
    document = Document()
    page(document)
    heading(document, "{{ body_name }}", size=SECOND, colour=RED, centred=True)
    heading(document, "{{ title }}", size=SECOND, centred=True)
    body(document, "{{ stamp }}", size=SMALL, indent=False, centred=True)
    section(document, "{{ heads.summary }}")
    body(document, "{{ headline }}")
    body(document, "{%p for line in general %}")
    body(document, "{{ line }}")
    body(document, "{%p endfor %}")
    section(document, "{{ heads.rises }}")
    body(document, "{%p if rises %}")
    table(document, RISE_HEADS, "rises", RISE_CELLS, RISE_WIDTHS)
    body(document, "{%p for row in rises %}")
    body(document, "{{ row.name }}：{{ row.reasons }}", size=SMALL)
    body(document, "{%p endfor %}")
    body(document, "{%p else %}")
    body(document, "{{ nothing }}")
    body(document, "{%p endif %}")
    section(document, "{{ heads.manual }}")
    body(document, "{%p for row in manual %}")
    body(document, "{{ row.name }}（{{ row.count }}）：{{ row.reasons }}", size=SMALL)
    body(document, "{%p endfor %}")
    body(document, "{%p if not manual %}")
    body(document, "{{ nothing }}")
    body(document, "{%p endif %}")
    section(document, "{{ heads.quality }}")
    table(document, RATE_HEADS, "quality", RATE_CELLS, RATE_WIDTHS)
    section(document, "{{ heads.method }}")
    body(document, "{%p for line in method %}")
    body(document, "{{ line }}", size=SMALL)
    body(document, "{%p endfor %}")
    section(document, "{{ heads.source }}")
    body(document, "{%p for line in source %}")
    body(document, "{{ line }}", size=SMALL, indent=False)
    body(document, "{%p endfor %}")
    stored = io.BytesIO()
    document.save(stored)
    stored.seek(0)
    return stored


def page(document: Any) -> None:
    """A4, with the margins of an official paper."""
    part = document.sections[0]
    part.page_width, part.page_height = Mm(210), Mm(297)
    part.top_margin, part.bottom_margin = Mm(37), Mm(35)
    part.left_margin, part.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(THIRD)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    document.core_properties.author = ""
    document.core_properties.language = "zh-CN"


def run(paragraph: Any, text: str, font: str, size: float, colour: Any = None) -> Any:
    """One run in a Chinese typeface."""
    made = paragraph.add_run(text)
    made.font.name, made.font.size = LATIN_FONT, Pt(size)
    made._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        made.font.color.rgb = colour
    return made


def spaced(paragraph: Any, *, centred: bool, exact: float = LINE) -> Any:
    """A paragraph with exact line spacing and no gaps."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def heading(
    document: Any, text: str, *, size: float, colour: Any = None, centred: bool = False
) -> None:
    """The head and the title."""
    paragraph = spaced(
        document.add_heading(level=0 if colour is None else 1), centred=centred, exact=36
    )
    borderless(paragraph)
    run(paragraph, text, TITLE_FONT, size, colour or RGBColor(0, 0, 0))


def borderless(paragraph: Any) -> None:
    """The built-in title style draws a rule under it; an official title has none."""
    borders = paragraph.style.element.find(".//" + qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def section(document: Any, text: str) -> None:
    """A heading of the first level."""
    paragraph = spaced(document.add_heading(level=2), centred=False)
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    run(paragraph, text, HEADING_FONT, THIRD, RGBColor(0, 0, 0))


def body(
    document: Any, text: str, *, size: float = THIRD, indent: bool = True, centred: bool = False
) -> None:
    """Running text, first line indented by two characters."""
    paragraph = spaced(
        document.add_paragraph(), centred=centred, exact=LINE if size > SMALL else 20
    )
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run(paragraph, text, BODY_FONT, size)


def table(
    document: Any,
    heads: tuple[str, ...],
    rows: str,
    cells: tuple[str, ...],
    widths: tuple[int, ...],
) -> None:
    """A table whose middle row repeats for every item of ``rows``; its head repeats on every page."""
    made = document.add_table(rows=4, cols=len(heads))
    made.style, made.autofit = "Table Grid", False
    for column, width in enumerate(widths):
        made.columns[column].width = Mm(width)
        for target in made.columns[column].cells:
            target.width = Mm(width)
    for column, head in enumerate(heads):
        cell(made.cell(0, column), head, HEADING_FONT, left=column == 0)
    cell(made.cell(1, 0), "{%tr for row in " + rows + " %}", BODY_FONT, left=True)
    for column, name in enumerate(cells):
        cell(made.cell(2, column), "{{ row." + name + " }}", BODY_FONT, left=column == 0)
    cell(made.cell(3, 0), "{%tr endfor %}", BODY_FONT, left=True)
    head_row = made.rows[0]._tr.get_or_add_trPr()
    head_row.append(head_row.makeelement(qn("w:tblHeader"), {}))


def cell(target: Any, text: str, font: str, *, left: bool) -> None:
    """One cell: names to the left, figures to the right."""
    paragraph = spaced(target.paragraphs[0], centred=False, exact=20)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.RIGHT
    run(paragraph, text, font, SMALL)
