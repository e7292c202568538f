"""The cells of a small table file (表格文件的单元格), header and title included.

Opening, encodings and refusals are those of `reading`; here every row is kept as it stands,
because a table's header may take two lines under a title. Numbers of a workbook stay numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from .reading import Source, SourceError, open_source
from .reading_text import DELIMITERS, TextSource
from .table_header import SheetRow, find_header
from .table_mapping import TableMapping

MOST_ROWS = 100_000
MOST_COLUMNS = 500


def read_sheet(path: Path, mapping: TableMapping | None) -> tuple[list[SheetRow], list[str]]:
    """The rows of the sheet that holds the table, with what must be said about the file."""
    source = open_source(path, ())
    if isinstance(source, TextSource):
        whole = _WholeText(path, ())
        return _bounded(whole.all_rows(), path), [f"文件编码：{whole.encoding}。"]
    if source.encoding == "XLSX":
        return _workbook(path, mapping)
    return _bounded(_records(source), path), []


class _WholeText(TextSource):
    """A CSV file without a header: no row fits its width of zero, so each comes as it stands."""

    def _find_header(self, wanted: Collection[str]) -> tuple[str, int, tuple[str, ...]]:
        return max(DELIMITERS, key=self._widest), -1, ()

    def _widest(self, delimiter: str) -> int:
        return max((len(row) for row in self._first_rows(delimiter)), default=0)

    def all_rows(self) -> Iterator[SheetRow]:
        for block in self.blocks():
            for reject in sorted(block.rejects, key=lambda one: one.line):
                yield reject.line, reject.row


def _records(source: Source) -> Iterator[SheetRow]:
    yield 0, source.columns
    for block in source.blocks():
        yield from zip(block.lines, block.rows, strict=True)


def _bounded(rows: Iterator[SheetRow], path: Path) -> list[SheetRow]:
    kept: list[SheetRow] = [
        (line, list(islice(cells, MOST_COLUMNS))) for line, cells in islice(rows, MOST_ROWS + 1)
    ]
    if len(kept) > MOST_ROWS:
        text = f"超过 {MOST_ROWS} 行，不是月报表；逐件工单请用工单导入。"
        raise SourceError("too_many_rows", text, str(path))
    return kept


def _workbook(path: Path, mapping: TableMapping | None) -> tuple[list[SheetRow], list[str]]:
    """The named sheet, else the first one in which the header is found."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        names = list(book.sheet_names)
        wanted = _wanted_sheets(names, mapping, path)
        sheets = {name: book.get_sheet_by_name(name) for name in wanted}
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError("damaged_file", f"工作簿读不出来（{error}）", str(path)) from error
    failure: SourceError | None = None
    for name, sheet in sheets.items():
        rows = _bounded(_sheet_rows(sheet), path)
        try:
            find_header(rows, mapping)
        except SourceError as error:
            failure = failure or error
            continue
        return rows, [f"工作表：{name}。"] if len(names) > 1 else []
    raise failure or SourceError("empty_file", "工作簿里没有内容", str(path))


def _wanted_sheets(names: Sequence[str], mapping: TableMapping | None, path: Path) -> list[str]:
    if mapping is None or mapping.sheet is None:
        return list(names)
    if mapping.sheet not in names:
        text = f"没有名为“{mapping.sheet}”的工作表；有：{'、'.join(names)}"
        raise SourceError("missing_sheet", text, str(path))
    return [mapping.sheet]


def _sheet_rows(sheet: Any) -> Iterator[SheetRow]:
    first = (sheet.start or (0, 0))[0] + 1
    for place, cells in enumerate(sheet.iter_rows(), first):
        if any(cell != "" for cell in cells):
            yield place, cells
