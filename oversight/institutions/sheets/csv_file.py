"""写 CSV: a list as text for whatever opens it; no cell can become a formula there."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from oversight.institutions.sheets.workbook import LONGEST, RISKY, Sheet, write_workbook
from oversight.institutions.sheets.workbook import MIME as XLSX

CSV = "text/csv; charset=utf-8"
FORMS = ("xlsx", "csv")


def defused(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = "".join(sign for sign in value if sign >= " " or sign in "\t\n\r")[:LONGEST]
    return "'" + text if text.lstrip(" ").startswith(RISKY) else text


def csv_cell(value: Any) -> str:
    """A value as safe text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, (int, float)) else str(defused(str(value)))


def write_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, so that Excel and WPS read it as such."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.headings)
    writer.writerows([csv_cell(value) for value in row] for row in sheet.rows)
    if sheet.notes:
        writer.writerows([[], *([csv_cell(note)] for note in sheet.notes)])
    return out.getvalue().encode("utf-8-sig")


def table_response(sheet: Sheet, form: str, name: str = "") -> HttpResponse:
    """A list as a download, named by ``name`` or its title; ``form`` is ``csv`` or ``xlsx``."""
    content = write_csv(sheet) if form == "csv" else write_workbook([sheet])
    response = HttpResponse(content, content_type=CSV if form == "csv" else XLSX)
    encoded = quote(f"{name or sheet.title}.{form}")
    response["Content-Disposition"] = (
        f"attachment; filename=\"list.{form}\"; filename*=UTF-8''{encoded}"
    )
    response["Cache-Control"] = "no-store"
    return response
