"""Makers of small invented tables for the tests."""

from __future__ import annotations

import csv
import io

from hotline_analytics.checker import check
from hotline_analytics.table_mapping import load_table_mapping
from hotline_analytics.table_model import MonthlyTable
from hotline_analytics.table_rows import read_rows

RATES = (
    "closing_rate",
    "on_time_rate",
    "resolution_rate",
    "satisfaction_rate",
    "dissatisfied_rate",
)


def sheet(text: str) -> list[tuple[int, list[object]]]:
    """CSV text as the rows of a sheet."""
    rows = csv.reader(io.StringIO(text.strip() + "\n"))
    return [(line, list(row)) for line, row in enumerate(rows, 1)]


def mapping_for(columns: list[str], extra: str = "", percent: tuple[str, ...] | None = None) -> str:
    """A mapping whose headings are our own names; rates and changes are percent."""
    chosen = [c for c in columns if c in (*RATES, "mom", "yoy")] if percent is None else percent
    lines = [f'"{column}" = "{column}"' for column in columns]
    return f'name = "t"\npercent = {list(chosen)}\n[columns]\n' + "\n".join(lines) + "\n" + extra


def make_table(text: str, extra: str = "", percent: tuple[str, ...] | None = None) -> MonthlyTable:
    """A table from CSV text with our own column names as headings."""
    rows = sheet(text)
    columns = [str(heading) for heading in rows[0][1]]
    return read_rows(rows, load_table_mapping(mapping_for(columns, extra, percent)))


def codes(text: str, extra: str = "", percent: tuple[str, ...] | None = None, known=None):
    """The codes of all findings on such a table."""
    return [finding.code for finding in check(make_table(text, extra, percent), known)]
