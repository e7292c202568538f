"""Rows of an XLSX sheet, with the sheet row of each; refuses what would unpack without end."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from hotline_analytics.reading import (
    BLOCK_ROWS,
    HEADER_ROWS,
    Block,
    Reject,
    Row,
    RowBlock,
    SourceError,
    clean_header,
    find_header,
    fit_row,
    refuse_missing,
    source_columns,
)

UNPACKED_LIMIT = 1 << 30
RATIO_LIMIT = 200
RATIO_FREE = 10 << 20  # small parts may be as repetitive as they like
ENTRY_LIMIT = 5_000
_CHUNK = 1 << 20


class SheetSource:
    """The first sheet of a workbook whose header holds what is wanted."""

    encoding = "XLSX"
    may_be_broken = False

    def __init__(self, path: Path, wanted: Collection[str]) -> None:
        self.path = path
        refuse_bomb(path)
        self._sheet, place = _find_sheet(path, wanted)
        rows = _first_rows(self._sheet)
        header = clean_header(rows[place]) if rows else ()
        refuse_missing(header, wanted, path)
        self._place = place
        self._width = len(header)
        self.columns = source_columns(header)
        self.rows_expected = max(self._sheet.height - place - 1, 0)

    def blocks(self) -> Iterator[Block]:
        """The rows after the header; rows without any content are no rows."""
        block = RowBlock()
        first = (self._sheet.start or (0, 0))[0] + 1
        for place, cells in enumerate(self._sheet.iter_rows()):
            if place <= self._place or not any(cell != "" for cell in cells):
                continue
            texts = [cell_text(cell) for cell in cells]
            row = fit_row(texts, self._width)
            if row is None:
                block.rejects.append(Reject(first + place, texts, "ragged_row"))
            else:
                block.lines.append(first + place)
                block.rows.append(row)
            if len(block.lines) >= BLOCK_ROWS:
                yield block
                block = RowBlock()
        yield block


def refuse_bomb(path: Path) -> None:
    """Stop before a workbook unpacks to more than it may, or is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_large(entries, path)
            for entry in entries:
                _unpack(archive, entry)
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise SourceError("damaged_file", f"文件已损坏或不完整（{error}）", str(path)) from error
    except SourceError:
        raise
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise SourceError(
            "unsupported_format", f"加密或不支持的压缩（{error}）", str(path)
        ) from error
    if "[Content_Types].xml" not in names:
        raise SourceError("unsupported_format", "是压缩包，不是 XLSX 工作簿", str(path))


def _refuse_large(entries: list[zipfile.ZipInfo], path: Path) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_FREE and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > ENTRY_LIMIT or total > UNPACKED_LIMIT or swollen:
        text = f"解压后过大（{total // 1_000_000} MB，{len(entries)} 个部件），不予打开"
        raise SourceError("zip_bomb", text, str(path))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack once, keeping nothing: a false size or a damaged part shows itself here."""
    with archive.open(entry) as part:
        while part.read(_CHUNK):
            pass


def _find_sheet(path: Path, wanted: Collection[str]) -> tuple[Any, int]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_index(i) for i in range(len(book.sheet_names))]
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError("damaged_file", f"工作簿读不出来（{error}）", str(path)) from error
    for sheet in sheets:
        place = find_header(_first_rows(sheet), wanted)
        if place is not None:
            return sheet, place
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise SourceError("empty_file", "工作簿里没有内容", str(path))
    return filled[0], 0


def _first_rows(sheet: Any) -> list[Row]:
    return [[cell_text(cell) for cell in row] for row in sheet.to_python(nrows=HEADER_ROWS)]


def cell_text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates in ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return _to_second(cell).isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _to_second(moment: datetime) -> datetime:
    """Sheets keep times as fractions of a day: a millisecond off is no difference."""
    whole = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return whole if abs(whole - moment) <= timedelta(milliseconds=1) else moment
