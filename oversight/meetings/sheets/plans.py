"""读工作要点: an uploaded DOCX or XLSX as the lines of a plan, looked over before they are imported."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.table import Table as WordTable

from oversight.audit.errors import Invalid
from oversight.institutions.sheets.reading import LARGEST, LARGEST_UNPACKED, read_tables
from oversight.meetings.rules.plan_table import Row, read_table
from oversight.meetings.rules.plan_text import MOST, Paragraph, PlanText, Reader


def read(name: str, content: bytes) -> PlanText:
    """The plan in the file; refuses one that holds no lines or too many."""
    kind = name.lower().rpartition(".")[2]
    if kind == "docx":
        found = read_document(content)
    elif kind == "xlsx":
        found = read_workbook(content)
    elif kind in {"doc", "xls", "wps", "et"}:
        text = _(
            "没有读入。这是旧格式（.%(kind)s），在 Word 或 WPS 里另存为 .docx 或 .xlsx 再上传。"
        )
        raise Invalid("old_file", text % {"kind": kind}, where="file")
    else:
        raise Invalid("unknown_file", _("没有读入。只收 .docx 或 .xlsx。"), where="file")
    if not found.lines:
        text = _(
            "没有读入。文件里没有读到计划事项：Word 按“一、”“1.”编号或者用表格，"
            "表格要有“内容”“议题”“监督项目”这样的一列。"
        )
        raise Invalid("no_lines", text, where="file")
    if len(found.lines) > MOST:
        text = _("没有读入。一份计划最多 %(most)d 项。") % {"most": MOST}
        raise Invalid("too_many_lines", text, where="file")
    return found


def read_document(content: bytes) -> PlanText:
    """A DOCX in the order of its paragraphs and tables; a table without a heading row is read cell by cell."""
    reader = Reader()
    for block in opened(content).iter_inner_content():
        if not isinstance(block, WordTable):
            reader.take(paragraph_of(block))
            continue
        rows = rows_of(block)
        table = read_table(rows, reader.part)
        if table is not None:
            reader.title = reader.title or table.title
            reader.lines += table.lines
            continue
        for row in rows:
            for cell in dict.fromkeys(row):
                reader.take(Paragraph(cell))
    return reader.whole()


def opened(content: bytes) -> Any:
    """The document; sizes are checked before it is unpacked."""
    broken = Invalid("unreadable_file", _("没有读入。不是 DOCX 文件，或者已损坏。"), where="file")
    if len(content) > LARGEST:
        raise Invalid("too_large", _("没有读入。文件超过 5 MB。"), where="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST_UNPACKED:
                raise Invalid("too_large", _("没有读入。文件解开后太大。"), where="file")
        return Document(io.BytesIO(content))
    except Invalid:
        raise
    except Exception as error:  # the reader's own exceptions have no common base
        raise broken from error


def paragraph_of(block: Any) -> Paragraph:
    """A paragraph with what its style says: 标题 styles head a part, a list numbers itself."""
    style = (block.style.name or "").lower() if block.style is not None else ""
    numbered = block._p.pPr is not None and block._p.pPr.numPr is not None
    heading = style.startswith(("heading", "标题"))
    return Paragraph(block.text, heading=heading, numbered=numbered or style.startswith("list"))


def rows_of(table: WordTable) -> list[Row]:
    """The texts of a table row by row."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def read_workbook(content: bytes) -> PlanText:
    """Every sheet with a column of contents, one behind the other."""
    found = PlanText("", None, ())
    for sheet in read_tables(content).values():
        rows: list[Row] = [sheet.headings, *(cells for _number, cells in sheet.rows)]
        table = read_table(rows)
        if table is not None:
            title, year = found.title or table.title, found.year or table.year
            found = PlanText(title, year, (*found.lines, *table.lines))
    return found
