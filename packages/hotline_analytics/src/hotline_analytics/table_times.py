"""Months as tables write them (月份的写法): 2026-06, 2026年6月, 202606, date cells."""

from __future__ import annotations

import datetime
import re
import unicodedata

from .tickets import month_index

WRITTEN = (
    re.compile(r"(\d{4})[-/.年](\d{1,2})(?:月份?)?"),
    re.compile(r"(\d{4})(\d{2})"),
    re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?00:00(?::00)?)?"),
)
MONTH_ALONE = re.compile(r"(\d{1,2})月份?")
IN_TITLE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月")


def read_month(raw: object, year: int | None = None) -> int | None:
    """A month index from a cell or heading; None where it is no month that exists."""
    if isinstance(raw, datetime.date):
        return month_index(raw.year, raw.month)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = "".join(unicodedata.normalize("NFKC", str(raw)).split())[:40]
    for expression in WRITTEN:
        if match := expression.fullmatch(text):
            day = int(match[3]) if expression.groups == 3 else 1
            return _existing(int(match[1]), int(match[2]), day)
    if year is not None and (match := MONTH_ALONE.fullmatch(text)):
        return _existing(year, int(match[1]))
    return None


def _existing(year: int, month: int, day: int = 1) -> int | None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return month_index(year, month) if 1900 <= year <= 2200 else None


def month_in_title(cells: list[str]) -> int | None:
    """The one month that the title above a table names; None where it names none or several."""
    found = {
        _existing(int(match[1]), int(match[2]))
        for cell in cells
        for match in IN_TITLE.finditer(unicodedata.normalize("NFKC", cell[:200]))
    }
    return found.pop() if len(found) == 1 else None
