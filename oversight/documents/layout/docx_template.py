"""随附的模板: the shipped DOCX templates, made by code, one per form and direction.

An office that wants its own look takes one of these home, changes it in its word processor and uploads it.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt, RGBColor

from oversight.documents.layout import docx_parts as parts
from oversight.documents.layout import dress, measures
from oversight.documents.layout.content import Direction, Form, PaperContent
from oversight.documents.layout.docx_edges import demo_mark, feet, fourth_indent, wide
from oversight.documents.layout.docx_parts import (
    CENTRE,
    LEFT,
    RIGHT,
    characters,
    element,
    exact,
    run,
)
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.layout.measures import AREA_WIDTH_PT, FOURTH, PITCH_PT, POINT_MM, HeadFit

RED = measures.RED
CORNER_PT = 3 * PITCH_PT
THICK_PT, THIN_PT = 0.35 / POINT_MM, 0.25 / POINT_MM


def template(content: PaperContent, fonts: PaperFonts) -> bytes:
    """The shipped template for papers like this one (form, direction, names of the issuers)."""
    document = Document()
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    section = parts.page(document)
    parts.normal(document, fonts)
    parts.styles(document, fonts)
    parts.stand_ins(document, fonts)
    feet(section, content, fonts)
    demo_mark(section, fonts)
    head = {Form.LETTER: letter_head, Form.SHEET: sheet_head}.get(
        content.form, banner if content.form in (Form.MINUTES, Form.BRIEF) else red_head
    )
    head(document, content, fonts)
    body(document, content)
    end_matter(document, content)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def line(document: Any, text: str = "", style: str = parts.ADDRESSEE) -> Any:
    """One paragraph in a named style."""
    return document.add_paragraph(text, style=style)


def when(document: Any, field: str) -> None:
    """What follows stands only where the field has something, until ``end``."""
    line(document, f"{{%p if {field} %}}")


def end(document: Any) -> None:
    line(document, "{%p endif %}")


def corner(document: Any) -> None:
    """版头左角: three lines, always."""
    characters(line(document, "{{版头左角}}")._p)


def name_line(
    paragraph: Any,
    text: str,
    fit: HeadFit,
    name: str,
    fonts: PaperFonts,
    room: float = AREA_WIDTH_PT,
) -> None:
    """发文机关标志: red, drawn together or parted as the width wants."""
    made = run(paragraph, text, fonts.title[0], round(fit.size_pt * 2) / 2)
    made.font.color.rgb = RGBColor.from_string(RED)
    properties = made._element.get_or_add_rPr()
    if fit.gap_pt >= 0.05:
        properties.append(element("w:spacing", val=int(fit.gap_pt * 20)))
    properties.append(element("w:w", val=int(fit.scale * 100)))
    # Word adds the gap after the last character too: a parted name is placed by its left edge.
    inset = (room - fit.width_pt(name)) / 2 if fit.gap_pt else -8
    paragraph.paragraph_format.alignment = LEFT if fit.gap_pt else CENTRE
    paragraph.paragraph_format.left_indent = Pt(inset)
    paragraph.paragraph_format.right_indent = Pt(-8 - 2 * fit.gap_pt)


def mark(document: Any, content: PaperContent, fonts: PaperFonts, room_above_pt: float) -> None:
    """The name of the issuer, or the names one above the other with 文件 beside them."""
    fits = dress.head_fits(content)
    if len(fits) > 1:
        joint_mark(document, content, fonts, room_above_pt)
        return
    name, fit = fits[0]
    paragraph = line(document, style=parts.MARK)
    exact(paragraph, fit.size_pt * 1.2, before=max(0.0, room_above_pt - 0.1 * fit.size_pt))
    name_line(paragraph, "{{发文机关}}{{标志用字}}", fit, name, fonts)


def joint_mark(document: Any, content: PaperContent, fonts: PaperFonts, above: float) -> None:
    """联合行文: names equally wide."""
    exact(line(document), max(above, 1.0))
    fits, word = dress.head_fits(content), dress.word_fit(content)
    width = dress.joint_width_pt(content) + 4
    rest = AREA_WIDTH_PT - width
    made = parts.table(document, 1, (width, rest) if word else (AREA_WIDTH_PT,))
    parts.padding(made)
    first = made.cell(0, 0)
    for at, (name, fit) in enumerate(fits):
        paragraph = first.paragraphs[0] if at == 0 else first.add_paragraph()
        paragraph.style = parts.MARK
        exact(paragraph, fit.size_pt * 1.3)
        left = width - 4 - measures.width_of(name) * fit.size_pt * int(fit.scale * 100) / 100
        gap = max(0.0, left / max(len(name) - 1, 1))
        spaced = HeadFit(fit.size_pt, fit.scale, gap)
        name_line(paragraph, f"{{{{发文机关{at + 1}}}}}", spaced, name, fonts, width - 4)
    if word:
        paragraph = made.cell(0, 1).paragraphs[0]
        paragraph.style = parts.MARK
        exact(paragraph, word[1].size_pt * 1.2)
        name_line(
            paragraph,
            "{{标志用字}}",
            HeadFit(min(word[1].size_pt, rest / 2 - 4), 0.9),
            word[0],
            fonts,
        )
        made.cell(0, 1).vertical_alignment = parts.MIDDLE


def rule(document: Any, gap_pt: float) -> None:
    """红色分隔线, as wide as the type area."""
    paragraph = line(document)
    exact(paragraph, max(gap_pt, 1.0))
    parts.border(paragraph._p, bottom=("single", 2, RED, 0))


def red_head(document: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """文件格式的版头."""
    corner(document)
    mark(document, content, fonts, measures.HEAD_TOP_MM / POINT_MM - CORNER_PT)
    line(document)
    line(document)
    if content.direction == Direction.UP:
        upward_number(document, fonts)
    else:
        line(document, "{{发文字号}}").alignment = CENTRE
    rule(document, measures.RULE_GAP_MM / POINT_MM - (PITCH_PT - 16) / 2)
    title(document, 2)


def upward_number(document: Any, fonts: PaperFonts) -> None:
    """上行文: the number to the left, the signers to the right, on the last signer's line."""
    one = measures.CHARACTER_PT
    names = 7.5 * one
    label = 4.2 * one
    made = parts.table(document, 1, (AREA_WIDTH_PT - names - label, label, names))
    parts.padding(made)
    for at, text in enumerate(("{{发文字号}}", "签发人：", "{{签发人}}")):
        cell = made.cell(0, at)
        cell.paragraphs[0].style = parts.ADDRESSEE
        run(cell.paragraphs[0], text, fonts.kai[0] if at == 2 else "")
        cell.vertical_alignment = parts.LOWER if at == 0 else parts.UPPER
    characters(made.cell(0, 0).paragraphs[0]._p, left=1)
    made.cell(0, 2).paragraphs[0].alignment = LEFT


def letter_head(document: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """信函格式: the name 30 mm from the page's edge, a double red rule 170 mm long."""
    document.sections[0].top_margin = parts.Mm(30)
    mark(document, content, fonts, 2)
    paragraph = line(document)
    exact(paragraph, 4 / POINT_MM - 2)
    wide(paragraph)
    parts.border(paragraph._p, bottom=("thickThinSmallGap", 3, RED, 0))
    numbered = line(document, "{{份号}}{{密级}}{{紧急程度}}\t{{发文字号}}")
    numbered.paragraph_format.tab_stops.add_tab_stop(Pt(AREA_WIDTH_PT), WD_TAB_ALIGNMENT.RIGHT)
    numbered.paragraph_format.space_before = Pt(measures.THIRD * 7 / 8 - (PITCH_PT - 16) / 2)
    title(document, 2)


def banner(document: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """纪要、简报的版头."""
    corner(document)
    mark(document, content, fonts, measures.HEAD_TOP_MM / POINT_MM - CORNER_PT)
    line(document)
    number = line(document, "{{期号}}" if content.form == Form.BRIEF else "{{发文字号}}")
    number.alignment = CENTRE
    row = line(document, "{{发文机关署名}}\t{{成文日期}}")
    characters(row._p, left=1, right=1)
    row.paragraph_format.tab_stops.add_tab_stop(
        Pt(AREA_WIDTH_PT - measures.CHARACTER_PT), WD_TAB_ALIGNMENT.RIGHT
    )
    rule(document, measures.RULE_GAP_MM / POINT_MM - (PITCH_PT - 16) / 2)
    title(document, 1)


def sheet_head(document: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """表格: the number to the right, no red."""
    when(document, "发文字号")
    line(document, "{{发文字号}}").alignment = RIGHT
    end(document)
    title(document, 0)


def title(document: Any, above: int) -> None:
    """标题, in its lines, with a blank line below."""
    for _each in range(above):
        line(document)
    line(document, "{{标题}}", parts.TITLE)
    exact(line(document), PITCH_PT if above else PITCH_PT / 2)


def body(document: Any, content: PaperContent) -> None:
    """主体: from the addressee to the notes."""
    when(document, "主送机关")
    line(document, "{{主送机关}}：")
    end(document)
    line(document, "{{正文}}", parts.BODY)
    for field in ("附件说明", "出席人员", "落款"):
        when(document, field)
        line(document, f"{{{{{field}}}}}", parts.BODY)
        end(document)
    when(document, "附注")
    line(document).paragraph_format.keep_with_next = True
    line(document, "（{{附注}}）", parts.BODY).paragraph_format.keep_with_next = True
    end(document)
    when(document, "附件正文")
    line(document, "{{附件正文}}", parts.BODY)
    end(document)


def end_matter(document: Any, content: PaperContent) -> None:
    """版记, at the foot of the last page; a letter has no rules and names no printer."""
    ruled = content.form != Form.LETTER
    when(document, "抄送")
    copies = foot_line(document, "{{抄送栏}}")
    if ruled:
        parts.border(copies._p, top=solid(THICK_PT))
    end(document)
    if ruled:
        when(document, "印发机关 or 印发日期")
        row = foot_line(document, "{{印发机关}}\t{{印发日期}}")
        row.paragraph_format.tab_stops.add_tab_stop(
            Pt(AREA_WIDTH_PT - FOURTH), WD_TAB_ALIGNMENT.RIGHT
        )
        top = THIN_PT if content.copy_to else THICK_PT
        parts.border(row._p, top=solid(top), bottom=solid(THICK_PT))
        end(document)
    exact(line(document), 1)


def solid(thick_pt: float) -> tuple[str, float, str, float]:
    return "single", thick_pt, "000000", 1


def foot_line(document: Any, text: str) -> Any:
    """A line of the end matter, in a frame that stands on the lower edge of the type area.

    Every line has its own frame: LibreOffice takes no frame of several paragraphs with rules of their own.
    """
    section = document.sections[0]
    high = (section.page_height - section.top_margin - section.bottom_margin) / 12700
    top = high - parts.FOOT_PT
    paragraph = line(document, text, parts.SMALL)
    parts.say(
        paragraph._p,
        element(
            "w:framePr", w=round(AREA_WIDTH_PT * 20), hSpace=0, vSpace=120, wrap="notBeside",
            vAnchor="margin", hAnchor="margin", x=1, y=round(top * 20), h=round(parts.FOOT_PT * 20), hRule="exact",
        ),
    )  # fmt: skip
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(0)
    fourth_indent(paragraph)
    return paragraph
