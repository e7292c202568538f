"""Rows of a delimited text file (CSV), with the physical line where each begins."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from hotline_analytics.encodings import ERRORS, detect_encoding
from hotline_analytics.reading import (
    BLOCK_CHARACTERS,
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
from hotline_analytics.reading_fast import Piece, is_well_formed, pieces, read_piece

DELIMITERS = (",", "\t", ";", "|")
CELL_LIMIT = 32_000_000
_SAMPLE = 1_000_000
_RESTARTS = 20
_BATCH_ROWS = 256
_BREAK = re.compile("\r\n|\r|\n")


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
        for mark, rows in samples.items() if wanted else ():
            place = find_header(rows, wanted)
            if place is not None:
                return mark, place, clean_header(rows[place])
        mark = max(DELIMITERS, key=lambda mark: _columns(samples[mark]))
        rows = samples[mark]
        if not any(any(cell.strip() for cell in row) for row in rows):
            raise SourceError("empty_file", "文件里没有内容", str(self.path))
        place = 0 if wanted else find_header(rows, wanted) or 0
        return mark, place, clean_header(rows[place])

    def _first_rows(self, delimiter: str) -> list[list[str]]:
        with self._open() as file:
            sample = io.StringIO(file.read(_SAMPLE), newline="")
        rows = []
        reader = _reader(sample, delimiter)
        try:
            for row in reader:
                if not _is_blank(row):
                    rows.append(row)
                if len(rows) >= HEADER_ROWS:
                    break
        except csv.Error as error:
            raise SourceError("bad_csv", f"CSV 读不懂：{error}", str(self.path)) from error
        return rows

    def _open(self) -> io.TextIOWrapper:
        return self.path.open("r", encoding=self.codec, errors=ERRORS, newline="")

    def blocks(self) -> Iterator[Block]:
        """The rows after the header: in pieces as long as they are well-formed."""
        line, place = 1, 0
        if not self.may_be_broken and self.codec != "utf-16" and self._width > 1:
            line, place = self._line_after_header(), self._header_place + 1
            for piece in pieces(self.path, self.codec, line):
                if not is_well_formed(piece, self.delimiter):
                    break
                line += piece.breaks
                whole = read_piece(piece, self.delimiter, self._width)
                yield self._piece_block(piece, place) if whole is None else Block(*whole)
            else:
                return
        yield from self._careful_blocks(line, place)

    def _piece_block(self, piece: Piece, place: int) -> Block:
        """A well-formed piece with ragged rows or blank lines, record by record."""
        rows = list(_reader(io.StringIO(piece.content.decode(), newline=""), self.delimiter))
        after = piece.line + piece.breaks
        block = RowBlock()
        self._fill(
            block, _Batch(_begin_lines(rows, piece.line, after), rows, 0, False, after), place
        )
        return block

    def _line_after_header(self) -> int:
        with self._open() as file:
            reader = _reader(file, self.delimiter)
            filled = (cells for cells in reader if not _is_blank(cells))
            next(islice(filled, self._header_place, None), None)
            return int(reader.line_num) + 1

    def _careful_blocks(self, first_line: int, place: int) -> Iterator[Block]:
        """Record by record; a quote that never closes costs its own line only."""
        block, size = RowBlock(), 0
        for restart in range(_RESTARTS + 1):
            unclosed = 0
            for batch in self._batches(first_line):
                if restart < _RESTARTS and batch.is_last:
                    unclosed = self._cut_unclosed(batch)
                place = self._fill(block, batch, place)
                size += batch.size
                if len(block.lines) >= BLOCK_ROWS or size > BLOCK_CHARACTERS:
                    yield block
                    block, size = RowBlock(), 0
            if not unclosed:
                break
            block.rejects.append(Reject(unclosed, self._line(unclosed), "unclosed_quote"))
            first_line = unclosed + 1
        yield block

    def _fill(self, block: RowBlock, batch: _Batch, place: int) -> int:
        """Add the rows of a batch; `place` counts records up to the header."""
        if place > self._header_place and all(len(row) == self._width > 1 for row in batch.rows):
            block.lines += batch.lines
            block.rows += batch.rows
            return place + len(batch.rows)
        for line, cells in zip(batch.lines, batch.rows, strict=True):
            if _is_blank(cells):
                continue
            place += 1
            if place <= self._header_place + 1:
                continue
            row = cells if len(cells) == self._width else fit_row(cells, self._width)
            if row is None:
                block.rejects.append(Reject(line, cells, "ragged_row"))
            else:
                block.lines.append(line)
                block.rows.append(row)
        return place

    def _batches(self, first_line: int) -> Iterator[_Batch]:
        """Records from a line of the file on."""
        with self._open() as file:
            deque(islice(file, first_line - 1), maxlen=0)
            reader = _reader(file, self.delimiter)
            raw: Any = file.buffer
            line, at = first_line, raw.tell()
            ahead: list[list[str]] = []
            while True:
                try:
                    rows = ahead + list(islice(reader, _BATCH_ROWS))
                    after = first_line + reader.line_num
                    ahead = list(islice(reader, 1))
                except csv.Error as error:
                    text = f"单元格超过 {CELL_LIMIT} 字，或引号不成对"
                    raise SourceError("cell_too_long", text, f"{self.path}:{line}") from error
                size = raw.tell() - at
                yield _Batch(_begin_lines(rows, line, after), rows, size, not ahead, after)
                if not ahead:
                    return
                line, at = after, at + size

    def _cut_unclosed(self, batch: _Batch) -> int:
        """The line where a quote opens that runs to the end of the file; 0 where there is none."""
        if not batch.rows or batch.after - batch.lines[-1] < 2:
            return 0
        begun = batch.lines[-1]
        with self._open() as file:
            quotes = sum(line.count('"') for line in islice(file, begun - 1, None))
        if quotes % 2 == 0:
            return 0
        batch.lines.pop()
        batch.rows.pop()
        return begun

    def _line(self, number: int) -> Row:
        """The cells of one physical line."""
        with self._open() as file:
            line = next(islice(file, number - 1, None), "")
        cells: Row = next(_reader([line.rstrip("\r\n")], self.delimiter), [line])
        return cells


@dataclass
class _Batch:
    """Some records: where each begins, its cells, bytes read, and the line after them."""

    lines: list[int]
    rows: list[list[str]]
    size: int
    is_last: bool
    after: int


def _begin_lines(rows: list[list[str]], first: int, after: int) -> list[int]:
    """The physical line where each record begins."""
    if after - first == len(rows):
        return list(range(first, after))
    lines, line = [], first
    for row in rows:
        lines.append(line)
        line += 1 + len(_BREAK.findall("\x1f".join(row)))
    return lines


def _reader(lines: Iterable[str], delimiter: str) -> Any:
    csv.field_size_limit(CELL_LIMIT)
    return csv.reader(lines, delimiter=delimiter)


def _is_blank(cells: list[str]) -> bool:
    """Whether a record is an empty line."""
    return not cells or (len(cells) == 1 and not cells[0].strip())


def _columns(rows: list[list[str]]) -> int:
    return max((len(row) for row in rows), default=0)
