"""The file of rows set aside (隔离文件): the source's own cells, with place, code and reason.

Its cells are exactly those of the source, so that the file can be mended and imported
again with the same mapping. It is data for importing, kept at mode 0600; whoever offers
it for a spreadsheet programme passes its cells through `defuse` first.
"""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from hotline_analytics.encodings import BROKEN
from hotline_analytics.normalise import Refusal
from hotline_analytics.reading import RESERVED

REASONS = {
    "ragged_row": "列数与表头不符：表头 {width} 列，此行 {cells} 列",
    "unclosed_quote": "引号没有成对，无法判断这一行到哪里结束",
    "undecodable": "含有按{encoding}读不出的字节，已用 \ufffd 代替，请更正",
    "blank_id": "工单编号为空",
    "missing_received_at": "受理时间为空",
    "bad_received_at": "受理时间“{received_at}”读不出来",
    "blank_unit": "承办单位为空",
    "unknown_unit": "承办单位“{unit}”不在单位名册里",
}


class QuarantineFile:
    """Collects refused rows; no file appears where there are none."""

    def __init__(
        self, folder: Path, columns: Sequence[str], places: dict[str, int], encoding: str
    ) -> None:
        self.count = 0
        self._columns = tuple(columns)
        self._places = places
        self._encoding = encoding
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._path = folder / f"quarantine-{stamp}-{secrets.token_hex(4)}.csv"
        self._part = self._path.with_suffix(".csv.part")
        self._file: TextIO | None = None
        self._writer: Any = None

    def add(self, refusals: Sequence[Refusal]) -> None:
        """Write refused rows."""
        if refusals and self._file is None:
            self._begin()
        for refusal in refusals:
            reason = "；".join(self._reason(code, refusal) for code in refusal.codes)
            cells = _mended(self._cells(refusal), "\ufffd")
            self._writer.writerow([*cells, refusal.line, refusal.codes[0], reason])
        self.count += len(refusals)

    def _begin(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow([*self._columns, *RESERVED])

    def _cells(self, refusal: Refusal) -> list[str]:
        """The row at the header's width; cells too many are kept in the last one."""
        cells = [cell or "" for cell in refusal.row]
        width = len(self._columns)
        if "ragged_row" in refusal.codes and len(cells) > width:
            cells = [*cells[: width - 1], ",".join(cells[width - 1 :])]
        return [*cells[:width], *[""] * (width - len(cells))]

    def _reason(self, code: str, refusal: Refusal) -> str:
        def cell(ours: str) -> str:
            place = self._places.get(ours)
            known = place is not None and place < len(refusal.row)
            return (refusal.row[place] or "").strip()[:60] if known and place is not None else ""

        text = REASONS[code].format(
            width=len(self._columns),
            cells=len(refusal.row),
            encoding=f" {self._encoding} ",
            received_at=cell("received_at"),
            unit=cell("unit"),
        )
        return text.replace(BROKEN, "\ufffd")

    def keep(self) -> Path | None:
        """Finish the file and say where it is; None where every row was taken in."""
        if self._file is None:
            return None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        return self._path.resolve()

    def discard(self) -> None:
        """Drop the file of an import that did not happen."""
        if self._file is not None:
            self._file.close()
        self._part.unlink(missing_ok=True)


def _mended(cells: Sequence[str], sign: str) -> list[str]:
    return [cell.replace(BROKEN, sign) for cell in cells]


def defuse(cell: str) -> str:
    """A cell that a spreadsheet programme takes as text, never as a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
