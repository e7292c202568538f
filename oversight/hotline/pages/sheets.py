"""导出: a table of the hotline as XLSX or CSV, written as every list of the platform is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from oversight.institutions.sheets import workbook
from oversight.institutions.sheets.csv_file import FORMS, XLSX, table_response

__all__ = ["FORMS", "XLSX", "Sheet", "download"]


@dataclass(frozen=True)
class Sheet:
    """一张表: heading row, rows, and lines that say what it is under them."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()


def download(sheet: Sheet, form: str) -> HttpResponse:
    """The file as an answer."""
    heads, notes = [str(head) for head in sheet.heads], [str(note) for note in sheet.notes]
    made = workbook.Sheet(sheet.name, heads, sheet.rows, notes=notes)
    return table_response(made, form)
