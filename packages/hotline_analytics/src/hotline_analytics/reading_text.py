"""Rows of a delimited text file (CSV), with the physical line where each begins."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from hotline_analytics.encodings import ERRORS, detect_encoding
from hotline_analytics.reading import (
    BLOCK_CHARACTERS,
    BLOCK_ROWS,
    HEADER_ROWS,
    Block,
    Reject,
    Row,
    SourceError,
    clean_header,
    find_header,
    fit_row,
    refuse_missing,
    source_columns,
)

DELIMITERS = (",", "\t", ";", "|")
CELL_LIMIT = 32_000_000
_SAMPLE = 1_000_000
_RESTARTS = 20


class TextSource:
    """A CSV file, whatever its delimiter."""

    def __init__(self, path: Path, wanted: Collection[str]) -> None:
        self.path = path
        found = detect_encoding(path)
        if found.codec != "utf-16" and found.zero_bytes * 20 > path.stat().st_size:
            raise SourceError("not_text", "不是文本、XLSX 或 Parquet 文件", str(path))
        self.codec = found.codec
        self.encoding = found.label
        self.may_be_broken = found.broken
        self.rows_expected = max(found.line_breaks - 1, 0)
        self.delimiter, self._header_place, header = self._find_header(wanted)
        refuse_missing(header, wanted, path)
        self._width = len(header)
        self.columns = source_columns(header)

    def _find_header(self, wanted: Collection[str]) -> tuple[str, int, tuple[str, ...]]:
        """The delimiter under which the header holds what is wanted."""
        samples = {mark: self._first_rows(mark) for mark in DELIMITERS}
        for mark, rows in samples.items():
            place = find_header(rows, wanted)
            if place is not None:
                return mark, place, clean_header(rows[place])
        mark = max(DELIMITERS, key=lambda mark: _columns(samples[mark]))
        rows = samples[mark]
        if not any(any(cell.strip() for cell in row) for row in rows):
            raise SourceError("empty_file", "文件里没有内容", str(self.path))
        return mark, 0, clean_header(rows[0])

    def _first_rows(self, delimiter: str) -> list[list[str]]:
        with self._open() as file:
            sample = io.StringIO(file.read(_SAMPLE), newline="")
        rows = []
        reader = _reader(sample, delimiter)
        try:
            for row in reader:
                if row:
                    rows.append(row)
                if len(rows) >= HEADER_ROWS:
                    break
        except csv.Error as error:
            raise SourceError("bad_csv", f"CSV 读不懂：{error}", str(self.path)) from error
        return rows

    def _open(self) -> io.TextIOWrapper:
        return self.path.open("r", encoding=self.codec, errors=ERRORS, newline="")

    def blocks(self) -> Iterator[Block]:
        """The rows after the header."""
        block, size = Block(), 0
        records = islice(self._records(), self._header_place + 1, None)
        for record in records:
            row = fit_row(record.row, self._width)
            if record.code or row is None:
                block.rejects.append(Reject(record.line, record.row, record.code or "ragged_row"))
            else:
                block.lines.append(record.line)
                block.rows.append(row)
            size += record.size
            if len(block.lines) >= BLOCK_ROWS or size > BLOCK_CHARACTERS:
                yield block
                block, size = Block(), 0
        yield block

    def _records(self) -> Iterator[_Record]:
        """Records that are not blank; a quote that never closes costs its own line only."""
        with self._open() as file:
            lines = _Lines(file)
            for restart in range(_RESTARTS + 1):
                last = restart == _RESTARTS
                yield from self._until_unclosed(lines, last)
                if lines.at_end():
                    return

    def _until_unclosed(self, lines: _Lines, last: bool) -> Iterator[_Record]:
        reader = _reader(lines, self.delimiter)
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                if last:
                    text = f"单元格超过 {CELL_LIMIT} 字，或引号不成对"
                    raise SourceError("cell_too_long", text, f"{self.path}:{lines.line}") from error
                yield self._first_line(lines)
                return
            if row is None:
                return
            if len(lines.record) > 1 and not last and lines.is_unclosed():
                yield self._first_line(lines)
                return
            line, size = lines.take()
            if row and (len(row) > 1 or row[0].strip()):
                yield _Record(line, row, size)

    def _first_line(self, lines: _Lines) -> _Record:
        """Give up the first line of a record; the others are read afresh."""
        line, text = lines.give_up_first()
        row = next(_reader([text], self.delimiter), [text])
        return _Record(line, row, len(text), "unclosed_quote")


class _Record(NamedTuple):
    line: int
    row: Row
    size: int
    code: str = ""


class _Lines:
    """The physical lines of a file; remembers those of the record being read."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._pending: deque[str] = deque()
        self.line = 1  # where the record being read begins
        self.record: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else next(self._file)
        self.record.append(line)
        return line

    def take(self) -> tuple[int, int]:
        """Where the record began and how long it is; the next one begins after it."""
        begun, size = self.line, sum(map(len, self.record))
        self.line += len(self.record)
        self.record.clear()
        return begun, size

    def at_end(self) -> bool:
        """Whether no line is left."""
        if not self._pending:
            self._pending.extend(islice(self._file, 1))
        return not self._pending

    def is_unclosed(self) -> bool:
        """Whether the record runs to the end of the file inside a quote."""
        return sum(line.count('"') for line in self.record) % 2 == 1 and self.at_end()

    def give_up_first(self) -> tuple[int, str]:
        """The first line of the record with its number; the rest will be read again."""
        begun, first = self.line, self.record[0]
        self._pending.extendleft(reversed(self.record[1:]))
        self.record.clear()
        self.line += 1
        return begun, first


def _reader(lines: Iterable[str], delimiter: str) -> Any:
    csv.field_size_limit(CELL_LIMIT)
    return csv.reader(lines, delimiter=delimiter)


def _columns(rows: list[list[str]]) -> int:
    return max((len(row) for row in rows), default=0)
