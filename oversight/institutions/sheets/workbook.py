"""写表格: sheets as XLSX. Text is always text: a cell that begins with = stays what it says."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.utility import xl_col_to_name

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
CHECKED_ROWS = 5000
LONGEST = 32_767
MEASURED_ROWS = 200


@dataclass(frozen=True)
class Sheet:
    """一张工作表: headings, rows, and for some columns the values to choose from.

    ``notes`` are lines under the table that say what it is.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    required: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    notes: Sequence[str] = ()


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one XLSX file."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "must": book.add_format({"bold": True, "bottom": 1, "font_color": "#94340F"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"num_format": "@"}),
            "safe": book.add_format({"quote_prefix": True}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        lists = _choice_lists(book, sheets)
        for number, sheet in enumerate(sheets):
            _write_sheet(book, sheet, formats, lists.get(number, {}))
        if lists:
            book.get_worksheet_by_name("选项").hide()
    return buffer.getvalue()


def _choice_lists(book: Any, sheets: Sequence[Sheet]) -> dict[int, dict[int, str]]:
    """Write the values to choose from on a hidden sheet; where each list stands."""
    places: dict[int, dict[int, str]] = {}
    wanted = [(n, c, v) for n, s in enumerate(sheets) for c, v in s.choices.items() if v]
    if not wanted:
        return places
    titled = [book.add_worksheet(_tab(sheet.title)) for sheet in sheets]
    hidden = book.add_worksheet("选项")
    for column, (number, chosen, values) in enumerate(wanted):
        for row, value in enumerate(values):
            hidden.write_string(row, column, value)
        name = xl_col_to_name(column, col_abs=True)
        places.setdefault(number, {})[chosen] = f"=选项!{name}$1:{name}${len(values)}"
    titled[0].activate()
    return places


def _write_sheet(
    book: Any, sheet: Sheet, formats: Mapping[str, Any], lists: Mapping[int, str]
) -> None:
    name = _tab(sheet.title)
    page = book.get_worksheet_by_name(name) or book.add_worksheet(name)
    for column, heading in enumerate(sheet.headings):
        style = formats["must" if column in sheet.required else "head"]
        page.write_string(0, column, heading, style)
        page.set_column(column, column, _width(sheet, column))
    page.freeze_panes(1, 0)
    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            _write_cell(page, row, column, value, formats, column in sheet.wide)
    for row, note in enumerate(sheet.notes, start=len(sheet.rows) + 2):
        page.write_string(row, 0, note[:LONGEST])
    for column, source in lists.items():
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, column, CHECKED_ROWS, column, rule)
    if sheet.rows and len(sheet.headings) > 1:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)


def _tab(title: str) -> str:
    """A title as the name of a sheet, without the signs that none may have."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "1"


def _width(sheet: Sheet, column: int) -> int:
    """A column as wide as its heading and the first texts in it, within limits."""
    if column in sheet.wide:
        return 70
    cells = [row[column] for row in sheet.rows[:MEASURED_ROWS] if column < len(row)]
    texts = [sheet.headings[column], *(cell for cell in cells if isinstance(cell, str))]
    return min(40, max(12, *(len(text) * 2 + 2 for text in texts), 0))


def _write_cell(
    page: Any, row: int, column: int, value: Any, formats: Mapping[str, Any], wide: bool
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, "是" if value else "否")
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, column, value, formats["day"])
    else:
        text = str(value)[:LONGEST]
        style = formats["safe"] if text.startswith(RISKY) else formats["wrap"] if wide else None
        page.write_string(row, column, text, style)


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download."""
    response = HttpResponse(content, content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
