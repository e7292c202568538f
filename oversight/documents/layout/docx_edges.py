"""DOCX 的页边: page numbers outside, the lower rule of a letter, the demonstration mark."""

from __future__ import annotations

from typing import Any

from docx.shared import Pt, RGBColor

from oversight.documents.layout import docx_parts as parts
from oversight.documents.layout import measures
from oversight.documents.layout.content import Form, PaperContent
from oversight.documents.layout.docx_parts import CENTRE, LEFT, RIGHT, element, exact, run
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.layout.measures import FOURTH, POINT_MM

RED = measures.RED


def fourth_indent(paragraph: Any) -> None:
    """左右各空一字, of 四号."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(FOURTH)


def wide(paragraph: Any) -> None:
    """170 mm, centred on the page."""
    paragraph.paragraph_format.left_indent = parts.Mm(20 - measures.LEFT_MM)
    paragraph.paragraph_format.right_indent = parts.Mm(20 - measures.RIGHT_MM)


def feet(section: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """页码: 四号, — 1 —, at the outer edge, one character in; a letter's first page has none."""
    for foot, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.alignment = side
        exact(paragraph, 16)
        fourth_indent(paragraph)
        run(paragraph, "— ", fonts.song[0], FOURTH)
        parts.field(paragraph, "PAGE", fonts.song[0], FOURTH)
        run(paragraph, " —", fonts.song[0], FOURTH)
    if content.form == Form.LETTER:
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
        paragraph = section.first_page_footer.paragraphs[0]
        exact(paragraph, 6)
        wide(paragraph)
        parts.border(paragraph._p, bottom=("thinThickSmallGap", 3, RED, 0))
        section.footer_distance = parts.Mm(20)


def demo_mark(section: Any, fonts: PaperFonts) -> None:
    """演示数据: a small box in the upper corner, on papers of demonstration places only."""
    heads = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for head in heads:
        head.is_linked_to_previous = False
        first = head.paragraphs[0]
        first.text = "{%p if 演示 %}"
        paragraph = head.add_paragraph()
        exact(paragraph, 14)
        paragraph.alignment = CENTRE
        run(paragraph, "{{演示}}", fonts.hei[0], 9).font.color.rgb = RGBColor(0x40, 0x40, 0x40)
        edge = ("dashed", 0.5, "606060", 1)
        parts.border(paragraph._p, top=edge, left=edge, bottom=edge, right=edge)
        frame = element(
            "w:framePr", w=940, hSpace=0, wrap="around", vAnchor="page", hAnchor="page",
            x=round(185 / POINT_MM * 20), y=round(6 / POINT_MM * 20),
        )  # fmt: skip
        parts.say(paragraph._p, frame)
        head.add_paragraph("{%p endif %}")
        exact(head.add_paragraph(), 1)
