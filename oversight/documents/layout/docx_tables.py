"""DOCX 的表: tables of a paper and the boxes of a sheet, put where a template has its body."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt

from oversight.documents.layout import docx_parts as parts
from oversight.documents.layout import drawn, dress, measures
from oversight.documents.layout.docx_parts import CENTRE, LEFT, RIGHT, characters, exact, run
from oversight.documents.layout.measures import AREA_WIDTH_PT, SMALL_FOURTH

if TYPE_CHECKING:
    from oversight.documents.layout.docx_blocks import Place

SIGNED_MM = 16


def table(place: Place, block: dict[str, Any]) -> None:
    """表: the head repeats on every page, rows are not torn."""
    if block["caption"]:
        caption = place.plain()
        caption.alignment = CENTRE
        caption.paragraph_format.keep_with_next = True
        run(caption, block["caption"], place.fonts.hei[0], measures.FOURTH)
    else:
        exact(place.plain(), 8)
    widths = tuple(share * AREA_WIDTH_PT for share in block["shares"])
    made = place.table(1 + len(block["rows"]), widths, ruled=0.5)
    parts.padding(made, x=4, y=2)
    sides = {"left": LEFT, "right": RIGHT, "center": CENTRE}
    for at, row in enumerate((block["heads"], *block["rows"])):
        properties = made.rows[at]._tr.get_or_add_trPr()
        properties.append(parts.element("w:cantSplit"))
        if at == 0:
            properties.append(parts.element("w:tblHeader"))
        for column, text in enumerate(row):
            typeface = place.fonts.hei[0] if at == 0 else place.fonts.fang[0]
            side = CENTRE if at == 0 else sides[block["sides"][column]]
            cell_text(made.cell(at, column), text, typeface, SMALL_FOURTH, 17.5, side)
    exact(place.plain(), 8)


def cell_text(cell: Any, text: str, typeface: str, size: float, line: float, side: Any) -> Any:
    """One paragraph of a cell, in the middle of its height."""
    paragraph = cell.paragraphs[0]
    characters(paragraph._p)
    exact(paragraph, line)
    paragraph.alignment = side
    run(paragraph, text, typeface, size)
    cell.vertical_alignment = parts.MIDDLE
    return paragraph


def sheet(place: Place, block: dict[str, Any]) -> None:
    """表格: boxes with labels; places to sign stand at the right of their box."""
    label = 27 / measures.POINT_MM
    value = AREA_WIDTH_PT / 2 - label
    made = place.table(len(block["rows"]), (label, value, label, value), ruled=0.6)
    parts.padding(made, x=5, y=4)
    hei, fang = place.fonts.hei[0], place.fonts.fang[0]
    for at, row in enumerate(block["rows"]):
        if row["kind"] == "pair":
            for half, each in enumerate(row["cells"]):
                cell_text(made.cell(at, 2 * half), each["label"], hei, 14, 21, CENTRE)
                cell_text(made.cell(at, 2 * half + 1), each["text"], fang, 14, 21, LEFT)
            continue
        cell_text(made.cell(at, 0), row["label"], hei, 14, 21, CENTRE)
        if row["kind"] == "signed":
            signed(made, at, row, fang)
            continue
        merged = made.cell(at, 1).merge(made.cell(at, 3))
        for extra in merged.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        across(merged, row, fang)


def signed(made: Any, at: int, row: dict[str, Any], fang: str) -> None:
    """签字一行: the name, then what was drawn, or room to sign by hand with the day at the right."""
    made.rows[at].height, made.rows[at].height_rule = Mm(SIGNED_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
    cell_text(made.cell(at, 1), row["name"], fang, 14, 21, LEFT)
    merged = made.cell(at, 2).merge(made.cell(at, 3))
    for extra in merged.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = merged.paragraphs[0]
    if row["strokes"]:
        picture = io.BytesIO(drawn.png(row["strokes"]))
        run(paragraph, "").add_picture(picture, height=Mm(drawn.HEIGHT_MM))
        merged.vertical_alignment = parts.MIDDLE
        return
    paragraph.alignment, merged.vertical_alignment = RIGHT, parts.LOWER
    run(paragraph, "年　月　日", fang, 14)


def across(cell: Any, row: dict[str, Any], fang: str) -> None:
    spare = round(row["spare"] / dress.BOX_LINE_MM)
    lines = [(line, LEFT) for line in (*row["lines"], *[""] * spare)]
    lines += [(sign_words(each), RIGHT) for each in row["signs"]]
    for at, (text, side) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        exact(paragraph, 21)
        paragraph.alignment = side
        if row["indent"] and side == LEFT and text:
            paragraph.paragraph_format.first_line_indent = Pt(28)
        run(paragraph, text, fang, 14)
    cell.vertical_alignment = parts.MIDDLE


def sign_words(block: dict[str, Any]) -> str:
    head = f"{block['label']}：" if block["label"] else ""
    return f"{head}{block['name']}　签字：________　　年　月　日"
