"""读工作要点: an uploaded DOCX or XLSX as the lines of a plan, looked over before they are imported."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext as _
from docx import Document

from oversight.audit.errors import Invalid
from oversight.institutions.sheets.reading import LARGEST, LARGEST_UNPACKED, Table, read_tables
from oversight.meetings.rules.plan_text import MOST, PlanLine, read_paragraphs

COLUMNS = {
    "section": ("部分", "类别", "板块"),
    "text": ("内容", "工作内容", "事项", "议题", "项目"),
    "office": ("责任委室", "责任单位", "牵头委室", "牵头单位"),
    "when": ("时间安排", "时间", "完成时限"),
}


def read(name: str, content: bytes) -> list[PlanLine]:
    """The lines of the plan; refuses a file that holds none or too many."""
    kind = name.lower().rpartition(".")[2]
    if kind == "docx":
        found = read_paragraphs(paragraphs_of(content))
    elif kind == "xlsx":
        found = read_workbook(content)
    else:
        raise Invalid("unknown_file", _("没有读入。只收 .docx 或 .xlsx。"), where="file")
    if not found:
        text = _("没有读入。文件里没有读到计划事项：Word 按“一、”“1.”编号，Excel 要有“内容”一列。")
        raise Invalid("no_lines", text, where="file")
    if len(found) > MOST:
        text = _("没有读入。一份计划最多 %(most)d 项。") % {"most": MOST}
        raise Invalid("too_many_lines", text, where="file")
    return found


def paragraphs_of(content: bytes) -> list[str]:
    """The paragraphs of a DOCX, those in tables after the text; sizes are checked before it is unpacked."""
    broken = Invalid("unreadable_file", _("没有读入。不是 DOCX 文件，或者已损坏。"), where="file")
    if len(content) > LARGEST:
        raise Invalid("too_large", _("没有读入。文件超过 5 MB。"), where="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST_UNPACKED:
                raise Invalid("too_large", _("没有读入。文件解开后太大。"), where="file")
        document = Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        raise broken from error
    except Invalid:
        raise
    except Exception as error:  # the reader's own exceptions have no common base
        raise broken from error
    found = [one.text for one in document.paragraphs]
    for table in document.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    return found


def read_workbook(content: bytes) -> list[PlanLine]:
    """The first sheet with a column 内容."""
    for table in read_tables(content).values():
        columns = columns_of(table)
        if "text" in columns:
            return [line for _number, cells in table.rows if (line := line_of(cells, columns)).text]
    return []


def columns_of(table: Table) -> dict[str, int]:
    """Where each thing stands."""
    found = {}
    for key, names in COLUMNS.items():
        for at, heading in enumerate(table.headings):
            if heading.strip() in names:
                found.setdefault(key, at)
    return found


def line_of(cells: tuple[str, ...], columns: dict[str, int]) -> PlanLine:
    """One row."""

    def cell(key: str) -> str:
        at = columns.get(key)
        return " ".join(cells[at].split()) if at is not None and at < len(cells) else ""

    return PlanLine(
        cell("section")[:200], cell("text")[:1000], cell("office")[:200], cell("when")[:100]
    )
