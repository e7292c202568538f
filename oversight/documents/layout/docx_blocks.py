"""DOCX 的块: puts body, attachments and signature where a template has their field.

Paragraphs take the format of the paragraph that held the field: what an office set there, it gets.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from oversight.documents.layout import docx_parts as parts
from oversight.documents.layout import docx_tables, dress, measures
from oversight.documents.layout.content import Form, PaperContent
from oversight.documents.layout.docx_parts import CENTRE, LEFT, RIGHT, characters, exact, run
from oversight.documents.layout.fields import BLOCKS, HEAD_LINES, mark_of
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.layout.measures import AREA_WIDTH_PT, CHARACTERS, PITCH_PT, width_of
from oversight.documents.layout.pdf import printed
from oversight.documents.layout.titles import break_title


class Place:
    """块的位置: the paragraph that held a field; new paragraphs and tables go before it, then it goes."""

    def __init__(self, document: Any, paragraph: DocxParagraph, fonts: PaperFonts) -> None:
        self.document, self.paragraph, self.fonts = document, paragraph, fonts
        self.names = {style.name for style in document.styles}
        first = next(iter(paragraph.runs), None)
        look = None if first is None else first._element.rPr
        self.look = None if look is None else copy.deepcopy(look)

    def put(self, text: str = "", *, style: str = "", typeface: str = "") -> DocxParagraph:
        """A paragraph like the one that held the field; ``style`` where the document knows it."""
        made = copy.deepcopy(self.paragraph._p)
        for child in list(made):
            if child.tag != qn("w:pPr"):
                made.remove(child)
        self.paragraph._p.addprevious(made)
        paragraph = DocxParagraph(made, self.paragraph._parent)
        styled = bool(style) and style in self.names and self._is_ours()
        if styled:
            paragraph.style = style
        if text:
            self.add(paragraph, text, "" if styled else typeface)
        return paragraph

    def add(self, paragraph: DocxParagraph, text: str, typeface: str = "") -> Any:
        made = paragraph.add_run(text)
        if self.look is not None:
            made._element.insert(0, copy.deepcopy(self.look))
        if typeface:
            parts.face(made._element, typeface)
        return made

    def _is_ours(self) -> bool:
        return bool(self.paragraph.style is not None and self.paragraph.style.name == parts.BODY)

    def plain(self, text: str = "") -> DocxParagraph:
        """A paragraph without first-line indent."""
        paragraph = self.put(text)
        characters(paragraph._p)
        return paragraph

    def blank(self, lines: float = 1) -> DocxParagraph:
        paragraph = self.plain()
        if lines != 1:
            exact(paragraph, PITCH_PT * lines)
        return paragraph

    def table(self, rows: int, widths: tuple[float, ...], *, ruled: float = 0) -> DocxTable:
        made = parts.table(self.document, rows, widths, ruled=ruled)
        self.paragraph._p.addprevious(made._tbl)
        return made

    def done(self) -> None:
        """The field's own paragraph goes; a cell keeps its last paragraph, as Word demands one."""
        self.paragraph._p.getparent().remove(self.paragraph._p)


def fill(document: Any, content: PaperContent, fonts: PaperFonts) -> None:
    """Every block field of the document, wherever it stands."""
    makers: dict[str, Callable[[Place, PaperContent], None]] = {
        "版头左角": corner,
        "正文": body,
        "附件说明": attachments,
        "出席人员": attendance,
        "落款": signature,
        "附件正文": annexes,
        "抄送栏": copies,
    }
    for paragraph in list(paragraphs(document)):
        for name in BLOCKS:
            if mark_of(name) in paragraph.text:
                place = Place(document, paragraph, fonts)
                makers[name](place, content)
                place.done()
                break


def paragraphs(document: Any) -> Iterator[DocxParagraph]:
    """All paragraphs of the body, those in tables too."""
    for element in document.element.body.iter(qn("w:p")):
        yield DocxParagraph(element, document._body)


def corner(place: Place, content: PaperContent) -> None:
    lines = (*dress.left_lines(content), *[""] * HEAD_LINES)[:HEAD_LINES]
    for line in lines:
        place.plain(line)


def body(place: Place, content: PaperContent) -> None:
    """正文: levels, tables, boxes; its last two lines hold on to what follows."""
    blocks(place, dress.block_data(content.blocks, sheet=content.form == Form.SHEET))
    hold_ending(place)


def hold_ending(place: Place) -> None:
    """No page with a single line of text above the signature (GB/T 9704 7.3.5.4), as in the PDF.

    The last paragraph parts before its last two lines or not at all; one of a single line takes along the
    paragraph before it.
    """
    last = place.paragraph._p.getprevious()
    for _each in range(2):
        if last is None or last.tag != qn("w:p"):
            return
        paragraph = hold(DocxParagraph(last, place.paragraph._parent))
        paragraph.paragraph_format.widow_control = True
        if width_of(paragraph.text) > CHARACTERS - 2:  # its first line is indented
            return
        last = last.getprevious()


def blocks(place: Place, data: list[dict[str, Any]]) -> None:
    for block in data:
        match block["kind"]:
            case "heading":
                heading(place, block)
            case "table":
                docx_tables.table(place, block)
            case "sheet":
                docx_tables.sheet(place, block)
            case "sign":
                place.put(docx_tables.sign_words(block))
            case _:
                place.put(block["text"])


def heading(place: Place, block: dict[str, Any]) -> None:
    """一、黑体（一）楷体, others as the body; a heading with text behind it changes face inside the line."""
    level, fonts = block["level"], place.fonts
    face = {1: fonts.hei[0], 2: fonts.kai[0]}.get(level, "")
    if block["run-on"]:
        paragraph = place.put()
        place.add(paragraph, block["text"], face)
        place.add(paragraph, block["run-on"])
        return
    style = {1: parts.FIRST, 2: parts.SECOND_LEVEL}.get(level, "")
    place.put(block["text"], style=style, typeface=face).paragraph_format.keep_with_next = True


def attachments(place: Place, content: PaperContent) -> None:
    """附件说明: one blank line, two characters in, names aligned under each other."""
    hold(place.blank())
    several = len(content.attachments) > 1
    for at, name in enumerate(content.attachments):
        number = f"{at + 1}. " if several else ""
        inset = 3 + (width_of(number) if several else 0)
        text = ("附件：" if at == 0 else "") + number + name
        paragraph = hold(place.put(text))
        shift = 3 if at else 0
        characters(paragraph._p, left=2 + inset, hanging=inset - shift)
        paragraph.alignment = LEFT


def hold(paragraph: DocxParagraph) -> DocxParagraph:
    """It stays with what follows."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def attendance(place: Place, content: PaperContent) -> None:
    """出席、请假、列席."""
    hold(place.blank())
    for word, names in content.attendance:
        paragraph = place.put()
        place.add(paragraph, f"{word}：", place.fonts.hei[0])
        place.add(paragraph, names)
        inset = len(word) + 1
        characters(paragraph._p, left=2 + inset, hanging=inset)


def signature(place: Place, content: PaperContent) -> None:
    """落款: two lines of room for the seal; the date ends four characters from the edge, the name centred on it."""
    names = dress.signature_lines(content)
    day = dress.day_words(content.issued_on)
    for _each in range(2 if names else 1):
        hold(place.blank())
    if len(names) > 1:
        joint_signature(place, names)
    elif names:
        inset = max(1.0, 4 + (width_of(day) - width_of(names[0])) / 2)
        paragraph = hold(place.put(names[0]))
        characters(paragraph._p, right=min(inset, 20.0))
        paragraph.alignment = RIGHT
    paragraph = place.put(day)
    characters(paragraph._p, right=4)
    paragraph.alignment = RIGHT
    if content.contact or content.copy_to or content.printed_by:  # no page of end matter alone
        hold(paragraph)


def joint_signature(place: Place, names: tuple[str, ...]) -> None:
    """联合行文: up to three in a row, room for each seal."""
    for start in range(0, len(names), 3):
        row = names[start : start + 3]
        made = place.table(1, (AREA_WIDTH_PT / len(row),) * len(row))
        parts.padding(made)
        for at, name in enumerate(row):
            paragraph = docx_tables.cell_text(made.cell(0, at), name, "", 0, PITCH_PT, CENTRE)
            hold(paragraph)
        if start + 3 < len(names):
            for _each in range(3):
                hold(place.blank())


def annexes(place: Place, content: PaperContent) -> None:
    """附件: each from a new page, its mark in 黑体 at the left edge, its title on the third line."""
    for at, annex in enumerate(content.annexes):
        paragraph = place.plain()
        paragraph.paragraph_format.page_break_before = True
        place.add(paragraph, dress.annex_mark(content, at), place.fonts.hei[0])
        place.blank()
        title = place.put(style=parts.TITLE)
        title.alignment = CENTRE
        characters(title._p)
        for number, line in enumerate(break_title(annex.title)):
            if number:
                title.add_run().add_break()
            run(title, line, place.fonts.title[0], measures.SECOND)
        place.blank()
        blocks(place, dress.block_data(annex.blocks, sheet=content.form == Form.SHEET))


def copies(place: Place, content: PaperContent) -> None:
    """抄送栏: one 四号 character in, further lines under the first name; stacked upwards where it is framed."""
    size = measures.FOURTH
    framed = place.paragraph._p.pPr is not None and (
        place.paragraph._p.pPr.find(qn("w:framePr")) is not None
    )
    rows = [
        (word, wrapped(dress.with_stop(names), AREA_WIDTH_PT / size - 2.2 - len(word) - 1))
        for word, names in content.copy_to
    ]
    left = sum(len(lines) for _word, lines in rows) + bool(any(printed(content)))
    for at, (word, lines) in enumerate(rows):
        paragraph = place.put()
        place.add(paragraph, f"{word}：{lines[0]}")
        for line in lines[1:]:
            paragraph.add_run().add_break()
            place.add(paragraph, line)
        parts.drop(paragraph._p, "w:ind")
        form = paragraph.paragraph_format
        form.left_indent = Pt(size * (len(word) + 2))
        form.first_line_indent = Pt(-size * (len(word) + 1))
        if framed:
            stand(place, paragraph, left, len(lines))
            if at:
                parts.drop(paragraph._p, "w:pBdr")
        left -= len(lines)


def stand(place: Place, paragraph: DocxParagraph, from_foot: int, lines: int) -> None:
    """Put a framed line so many lines above the foot of the type area."""
    section = place.document.sections[0]
    high = (section.page_height - section.top_margin - section.bottom_margin) / 12700
    frame = paragraph._p.pPr.find(qn("w:framePr"))
    frame.set(qn("w:y"), str(round((high - from_foot * parts.FOOT_PT) * 20)))
    frame.set(qn("w:h"), str(round(lines * parts.FOOT_PT * 20)))


def wrapped(text: str, room: float) -> list[str]:
    """Lines of at most ``room`` characters; no line begins with a stop."""
    lines, line = [], ""
    for each in text:
        if line and width_of(line + each) > room and each not in "，。、；）":
            lines.append(line)
            line = ""
        line += each
    return [*lines, line]
