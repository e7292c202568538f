"""导出: a table as XLSX or CSV. No cell can become a formula in the program that opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

FORMS = ("xlsx", "csv")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LIMIT = 32_000


@dataclass(frozen=True)
class Sheet:
    """一张表: heading row, rows, and lines that say what it is under them."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()


def defused(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = "".join(c for c in value if c >= " " or c in "\t\n\r")[:CELL_LIMIT]
    return "'" + text if text.lstrip(" ").startswith(RISKY) else text


def lines(sheet: Sheet) -> list[list[Any]]:
    """All rows of the file, made safe."""
    notes: list[list[Any]] = [[], *[[note] for note in sheet.notes]] if sheet.notes else []
    found: list[list[Any]] = [list(sheet.heads), *[list(row) for row in sheet.rows], *notes]
    return [[defused(value) for value in row] for row in found]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, so that Excel and WPS read it as such."""
    out = io.StringIO()
    csv.writer(out).writerows(lines(sheet))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet; texts are written as texts."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        for number, row in enumerate(lines(sheet)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value, bold if number == 0 else None)
                elif value is not None:
                    page.write(number, column, value)
        page.freeze_panes(1, 1)
        page.set_column(0, 0, 28)
        page.set_column(1, max(1, len(sheet.heads) - 1), 14)
    return out.getvalue()


def download(sheet: Sheet, form: str) -> HttpResponse:
    """The file as an answer."""
    content = as_csv(sheet) if form == "csv" else as_xlsx(sheet)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    answer = HttpResponse(content, content_type=kind)
    name = quote(f"{sheet.name}.{form}")
    answer["Content-Disposition"] = (
        f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{name}"
    )
    return answer
