"""DOCX 零件: paragraphs, runs, borders and fields, in the words of this layout. Lengths in points unless named."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from oversight.documents.layout import measures
from oversight.documents.layout.fonts import PaperFonts, official
from oversight.documents.layout.measures import FOURTH, PITCH_PT, SECOND, SMALL_FOURTH, THIRD

BODY, TITLE, FIRST, SECOND_LEVEL, ADDRESSEE, SMALL, MARK = (
    "公文正文", "公文标题", "公文一级标题", "公文二级标题", "公文主送", "公文表文", "公文标志",
)  # fmt: skip
LEFT, RIGHT, CENTRE, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
UPPER, MIDDLE, LOWER = VERTICAL.TOP, VERTICAL.CENTER, VERTICAL.BOTTOM


FOOT_PT = 24.4  # a line of the end matter with its rule


def element(tag: str, /, **attributes: Any) -> Any:
    """An XML element of Word, attributes in its own namespace."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def face(target: Any, name: str) -> None:
    """A typeface for Chinese and for figures, on a run, a style or a run's properties."""
    properties = target if target.tag == qn("w:rPr") else target.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip


def say(target: Any, made: Any) -> None:
    """A property of a paragraph or a style at its place in Word's fixed order, instead of an older one."""
    properties = target.get_or_add_pPr()
    for old in properties.findall(made.tag):
        properties.remove(old)
    later = [qn(f"w:{name}") for name in ORDER[ORDER.index(made.tag.rpartition("}")[2]) + 1 :]]
    for child in properties:
        if child.tag in later:
            child.addprevious(made)
            return
    properties.append(made)


def drop(paragraph: Any, tag: str) -> None:
    """Take a property of a paragraph away."""
    for old in paragraph.get_or_add_pPr().findall(qn(tag)):
        paragraph.pPr.remove(old)


def exact(target: Any, line: float, *, before: float = 0, after: float = 0) -> None:
    """Exact line height; Word's own gaps off."""
    form = target.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(math.floor(line * 20) / 20)  # rounding up would cost the last line
    form.widow_control = False
    if abs(line - PITCH_PT) > 0.5:  # what is not a line of the grid must not be rounded up to two
        owner = target._p if hasattr(target, "_p") else target.element
        say(owner, element("w:snapToGrid", val="0"))


def characters(paragraph_like: Any, *, first: float = 0, left: float = 0, right: float = 0,
               hanging: float = 0) -> None:  # fmt: skip
    """Indents in characters of the grid: Word keeps them in characters, others read the twips."""
    properties = paragraph_like.get_or_add_pPr()
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    ind = properties.get_or_add_ind()
    twips = measures.CHARACTER_PT * 20
    for key, chars, count in (
        ("left", "leftChars", left),
        ("right", "rightChars", right),
        ("firstLine", "firstLineChars", first),
        ("hanging", "hangingChars", hanging),
    ):
        if count or key in ("left", "right"):
            ind.set(qn(f"w:{chars}"), str(round(count * 100)))
            ind.set(qn(f"w:{key}"), str(round(count * twips)))


def border(target: Any, **sides: tuple[str, float, str, float]) -> None:
    """Rules at a paragraph: side=(kind, thickness in points, colour, distance in points)."""
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            kind, thick, colour, space = sides[side]
            borders.append(
                element(
                    f"w:{side}", val=kind, sz=round(thick * 8), space=round(space), color=colour
                )
            )
    say(target, borders)


def styles(document: Any, fonts: PaperFonts) -> None:
    """The named styles of a paper; those that a template already has are left as they are."""
    rows: tuple[tuple[str, str, float, float, Mapping[str, Any]], ...] = (
        (BODY, fonts.fang[0], THIRD, PITCH_PT, {"first": 2, "align": BOTH}),
        (ADDRESSEE, fonts.fang[0], THIRD, PITCH_PT, {"align": LEFT}),
        (FIRST, fonts.hei[0], THIRD, PITCH_PT, {"first": 2, "align": LEFT, "outline": 1}),
        (SECOND_LEVEL, fonts.kai[0], THIRD, PITCH_PT, {"first": 2, "align": LEFT, "outline": 2}),
        (TITLE, fonts.title[0], SECOND, measures.TITLE_PITCH_PT, {"align": CENTRE, "outline": 0}),
        (MARK, fonts.title[0], SECOND, PITCH_PT, {"align": CENTRE}),
        (SMALL, fonts.fang[0], FOURTH, 21.5, {"align": LEFT}),
    )
    for name, typeface, size, line, more in rows:
        if name not in [style.name for style in document.styles]:
            _style(document, name, typeface, size, line, more)


def _style(
    document: Any, name: str, typeface: str, size: float, line: float, more: Mapping[str, Any]
) -> None:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    made.font.size = Pt(size)
    face(made.element, typeface)
    if size != THIRD:
        made.element.rPr.append(element("w:spacing", val=0))
    exact(made, line)
    made.paragraph_format.alignment = more["align"]
    if first := more.get("first"):
        characters(made.element, first=first)
    if name == MARK:
        made.font.color.rgb = RGBColor.from_string(measures.RED)
    if "outline" in more:
        say(made.element, element("w:outlineLvl", val=more["outline"]))
        made.paragraph_format.keep_with_next = True


def run(paragraph: Any, text: str, typeface: str = "", size: float = 0) -> Any:
    """Text at the end of a paragraph, in the style's typeface unless another is named."""
    made = paragraph.add_run(text)
    if typeface:
        face(made._element, typeface)
    if size:
        made.font.size = Pt(size)
    return made


def field(paragraph: Any, code: str, typeface: str, size: float) -> None:
    """A field that the reader's program works out, such as PAGE."""
    for kind, text in (
        ("begin", ""),
        ("", f" {code} "),
        ("separate", ""),
        ("text", "1"),
        ("end", ""),
    ):
        made = run(paragraph, "", typeface, size)
        if kind == "text":
            made.text = text
        elif kind:
            made._element.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            made._element.append(instruction)


def page(document: Any) -> Any:
    """A4, the margins and the grid of 22 lines; odd and even pages differ.

    The 28 characters come from the style, drawn together: the character grid of Word spreads them elsewhere.
    """
    part = document.sections[0]
    part.page_width, part.page_height = Mm(measures.PAGE_WIDTH_MM), Mm(measures.PAGE_HEIGHT_MM)
    part.top_margin, part.bottom_margin = Mm(measures.TOP_MM), Mm(measures.BOTTOM_MM)
    part.left_margin, part.right_margin = Mm(measures.LEFT_MM), Mm(measures.RIGHT_MM)
    part.header_distance = Mm(6)
    part.footer_distance = Mm(measures.BOTTOM_MM - measures.PAGE_NUMBER_MM - 5.5)
    section = part._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(element("w:docGrid", type="lines", linePitch=math.floor(PITCH_PT * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    return part


def normal(document: Any, fonts: PaperFonts) -> None:
    """The ground of all styles: 三号仿宋, Chinese, no gap between Chinese and figures."""
    style = document.styles["Normal"]
    style.font.size = Pt(THIRD)
    face(style.element, fonts.fang[0])
    tighter = math.floor(measures.TIGHTER_PT * 20)
    style.element.rPr.append(element("w:spacing", val=tighter))
    style.element.rPr.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    exact(style, PITCH_PT)
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        say(style.element, element(name, val="0"))


def stand_ins(document: Any, fonts: PaperFonts) -> None:
    """字体替代: the font table names, per official typeface, the free one to take where it is missing."""
    part = next(
        (
            each
            for each in document.part.package.iter_parts()
            if each.partname.endswith("fontTable.xml")
        ),
        None,
    )
    if part is None:
        return
    from lxml import etree

    table = etree.fromstring(part.blob)
    for name in ("title", "fang", "kai", "hei", "song"):
        row = getattr(fonts, name)
        free = next((each for each in row if each not in official(row)), "")
        entry = element("w:font", name=row[0])
        if free:
            entry.append(element("w:altName", val=free))
        entry.append(element("w:charset", val="86"))
        entry.append(element("w:family", val="auto"))
        table.append(entry)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def table(document: Any, rows: int, widths_pt: tuple[float, ...], *, ruled: float = 0) -> Any:
    """A table of fixed widths, without rules unless a thickness in points is given."""
    made = document.add_table(rows=rows, cols=len(widths_pt))
    made.autofit = False
    properties = made._tbl.tblPr
    for name in ("w:tblStyle", "w:tblBorders", "w:tblCellMar"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = "single" if ruled else "nil"
        borders.append(element(f"w:{side}", val=kind, sz=round(ruled * 8), space=0, color="000000"))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    for at, width in enumerate(widths_pt):
        made.columns[at].width = Pt(width)
        for cell in made.columns[at].cells:
            cell.width = Pt(width)
    return made


def padding(made: Any, *, x: float = 0, y: float = 0) -> None:
    """Inner distance of all cells in points."""
    margins = element("w:tblCellMar")
    for side, value in (("top", y), ("left", x), ("bottom", y), ("right", x)):
        margins.append(element(f"w:{side}", w=round(value * 20), type="dxa"))
    made._tbl.tblPr.append(margins)


def cell_rule(cell: Any, **sides: float) -> None:
    """Rules of one cell: side=thickness in points."""
    properties = cell._tc.get_or_add_tcPr()
    borders = element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(
                element(
                    f"w:{side}", val="single", sz=round(sides[side] * 8), space=0, color="000000"
                )
            )
    properties.append(borders)


__all__ = [
    "ADDRESSEE", "BODY", "BOTH", "CENTRE", "FIRST", "LEFT", "LOWER", "MARK", "MIDDLE", "RIGHT", "SECOND_LEVEL", "SMALL",
    "SMALL_FOURTH", "TITLE", "UPPER", "border", "cell_rule", "characters", "drop", "element", "exact", "face", "field",
    "normal", "padding", "page", "run", "say", "stand_ins", "styles", "table",
]  # fmt: skip
