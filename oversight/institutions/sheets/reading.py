"""读表格: an uploaded XLSX as rows of text, refusing what is not one or is unreasonably large.

Sizes are checked before the file is unpacked: a small file can claim gigabytes, or a single cell in the
last row of the last column.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from oversight.audit.errors import Invalid

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)(\d+)["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d+)["']""")


@dataclass(frozen=True)
class Table:
    """一张表: headings of its first row and the rows below with their numbers in the sheet."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_tables(content: bytes) -> dict[str, Table]:
    """Every sheet with a heading row, by title."""
    check_package(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's panics are no ordinary exceptions
        raise unreadable(_("文件已损坏。")) from error
    return {name: table for name, cells in sheets if (table := as_table(name, cells))}


def unreadable(why: str) -> Invalid:
    """The refusal of a file that cannot be read."""
    text = _("没有导入。读不了这个文件：%(why)s请用模板另存为 .xlsx 再上传。")
    return Invalid("unreadable_workbook", text % {"why": why}, where="file")


def check_package(content: bytes) -> None:
    """Refuse what is no workbook, or one that would not fit in memory."""
    if len(content) > LARGEST:
        raise unreadable(_("文件超过 5 MB。"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED or len(entries) > 500:
                raise unreadable(_("解开后太大。"))
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    with package.open(entry) as part:
                        check_extent(part.read(LARGEST_UNPACKED + 1))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise unreadable(_("不是表格文件（XLSX）。")) from error
    except ValueError as error:
        raise unreadable(_("文件已损坏。")) from error


def check_extent(xml: bytes) -> None:
    """Refuse a sheet with more rows or columns than a roster has."""
    if len(xml) > LARGEST_UNPACKED:
        raise unreadable(_("解开后太大。"))
    rows = max((int(found) for found in ROW.findall(xml)), default=0)
    columns = 0
    for letters, number in set(CELL.findall(xml)):
        rows = max(rows, int(number))
        columns = max(columns, column_number(letters.decode()))
    if rows > MOST_ROWS + 1 or columns > MOST_COLUMNS:
        why = _("一张表最多 %(rows)d 行、%(columns)d 列。")
        raise unreadable(why % {"rows": MOST_ROWS, "columns": MOST_COLUMNS})


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def as_table(title: str, cells: Sequence[Sequence[Any]]) -> Table | None:
    """The first row as headings; rows without any text are left out."""
    if not cells:
        return None
    headings = tuple(text_of(cell).rstrip("*") for cell in cells[0])
    rows = []
    for number, row in enumerate(cells[1:], start=2):
        texts = tuple(text_of(cell) for cell in row)
        if any(texts):
            rows.append((number, texts))
    return Table(title, headings, tuple(rows))


def text_of(cell: Any) -> str:
    """A cell as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
