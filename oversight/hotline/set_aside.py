"""隔离的行 (quarantine): reads the file of rows set aside, and gives it out in forms that cannot run.

As XLSX every cell is text, so it can be mended there and imported again unchanged; as CSV for looking at,
what a spreadsheet would take for a formula gets an apostrophe. The raw file is for programs only.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.sheets.csv_file import defused

SHOWN_ROWS = 50
SHOWN_CELL = 200
COUNTED_ROWS = 500_000
EXCEL_ROWS = 1_048_576
EXCEL_CELL = 32_767
LONGEST_CELL = 1 << 27
EXTRA = 3
"""line, code, reason: the columns that the quarantine adds."""


@dataclass(frozen=True)
class SetAside:
    """What a page shows of it: heads, some rows, how many for which reason."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    reasons: Sequence[tuple[str, str, int]]
    reason: str
    total: int


def rows_of(path: Path) -> Iterator[list[str]]:
    """Every row, the header first."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.reader(handle)


def words() -> dict[str, str]:
    """The reasons in a few words, by code."""
    return {
        "ragged_row": _("列数与表头不符"),
        "unclosed_quote": _("引号没有成对"),
        "undecodable": _("有读不出的字节"),
        "blank_id": _("工单编号为空"),
        "missing_received_at": _("受理时间为空"),
        "bad_received_at": _("受理时间读不出来"),
        "blank_unit": _("承办单位为空"),
        "unknown_unit": _("承办单位不在名册里"),
    }


def look_at(path: Path, reason: str) -> SetAside:
    """The head of it, of one reason or of all, with the count of every reason."""
    rows = rows_of(path)
    heads = next(rows, [])
    counted: Counter[str] = Counter()
    shown: list[list[str]] = []
    for row in islice(rows, COUNTED_ROWS):
        if len(row) < EXTRA:
            continue
        counted[row[-2]] += 1
        if len(shown) < SHOWN_ROWS and reason in ("", row[-2]):
            shown.append([row[-3], row[-1], *[cut(cell) for cell in row[:-EXTRA]]])
    names = words()
    return SetAside(
        heads=[_("行号"), _("原因"), *heads[:-EXTRA]],
        rows=shown,
        reasons=[(code, names.get(code, code), n) for code, n in counted.most_common()],
        reason=reason if reason in counted else "",
        total=counted[reason] if reason in counted else counted.total(),
    )


def cut(text: str) -> str:
    """A cell for a page."""
    return text if len(text) <= SHOWN_CELL else text[:SHOWN_CELL] + "…"


class Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(path: Path) -> Iterator[str]:
    """The rows for looking at, with the mark by which Excel and WPS know UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    for row in rows_of(path):
        yield writer.writerow([defused(cell) for cell in row])


def workbook(path: Path) -> IO[bytes]:
    """The rows as a workbook of texts; refused where a workbook would cut something off."""
    import xlsxwriter

    out = tempfile.TemporaryFile(dir=settings.HOME.scratch)  # noqa: SIM115 (given to the answer)
    options: dict[str, Any] = {
        "constant_memory": True,
        "tmpdir": str(settings.HOME.scratch),
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    try:
        with xlsxwriter.Workbook(out, options) as book:
            text = book.add_format({"num_format": "@"})
            sheet = book.add_worksheet()
            for number, row in enumerate(rows_of(path)):
                check_fits(number, row)
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, printable(cell), text)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def check_fits(number: int, row: Sequence[str]) -> None:
    """Refuse what a workbook cannot hold."""
    if number >= EXCEL_ROWS or any(len(cell) > EXCEL_CELL for cell in row):
        text = _(
            "没有生成表格（XLSX）：行数或某一格超过表格软件的上限。请下载表格（CSV）来看，改原文件后再导入。"
        )
        raise Refused("too_large_for_xlsx", text)


def printable(cell: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(c for c in cell if c >= " " or c in "\t\n\r")
