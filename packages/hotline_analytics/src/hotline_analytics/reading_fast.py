"""Rows of a well-formed delimited text, a piece of the file at a time, as columns.

A piece is taken only where it means the same to every reader: whole lines, quotes that
stand where quotes may stand, every record as wide as the header. Any other piece is left
to `reading_text`, which reads record by record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from hotline_analytics.cells import string_buffers
from hotline_analytics.reading import ColumnRows

PIECE_BYTES = 3_000_000
_QUOTE, _BREAK, _RETURN = b'"', b"\n", b"\r"


@dataclass
class Piece:
    """Whole lines of a file in UTF-8, and the number of the first one."""

    content: bytes
    line: int
    complete: bool  # its last record certainly ends with it

    @property
    def breaks(self) -> int:
        """How many physical lines it has."""
        return self.content.count(_BREAK) + (not self.content.endswith(_BREAK))


def pieces(path: Path, codec: str, first_line: int) -> Iterator[Piece]:
    """The file from a physical line on; a piece that is not complete is the last one."""
    line, rest = first_line, b""
    with path.open("rb") as file:
        head = b"".join(file.readline() for _ in range(first_line - 1))
        if head.count(_RETURN) != head.count(b"\r\n"):
            yield Piece(b"", line, complete=False)
            return
        while True:
            read = file.read(PIECE_BYTES)
            content = rest + read
            end = content.rfind(_BREAK) + 1 if read else len(content)
            if content[:end].count(_QUOTE) % 2:
                end = _even_end(content, end)
            if not read or not end:
                if content:
                    yield Piece(_as_utf8(content, codec), line, not read and end == len(content))
                if not read or content:
                    return
            piece = Piece(_as_utf8(content[:end], codec), line, complete=True)
            yield piece
            line += piece.breaks
            rest = content[end:]


def _even_end(content: bytes, end: int) -> int:
    """The last line break before `end` with an even number of quotes before it; 0 for none."""
    quotes = content[:end].count(_QUOTE)
    while quotes % 2 and end:
        before = content.rfind(_QUOTE, 0, end)
        if before < 0:
            return 0
        end = content.rfind(_BREAK, 0, before) + 1
        quotes = content[:end].count(_QUOTE)
    return end


def _as_utf8(content: bytes, codec: str) -> bytes:
    return content if codec.startswith("utf-8") else content.decode(codec).encode()


def is_well_formed(piece: Piece, delimiter: str) -> bool:
    """Whether the piece ends where a record ends, and every quote stands where it may."""
    content = piece.content
    if not piece.complete or content.count(_RETURN) != content.count(b"\r\n"):
        return False
    return _QUOTE not in content or _quotes_stand_well(content, delimiter)


def read_piece(piece: Piece, delimiter: str, width: int) -> tuple[list[int], ColumnRows] | None:
    """The lines and rows of a well-formed piece; None where not every record fits the header."""
    content = piece.content
    quoted = _QUOTE in content
    table = _parse(content, delimiter, width, quoted)
    if table is None:
        return None
    lines = _lines(table, piece, quoted)
    return None if lines is None else (lines, ColumnRows(table))


def _quotes_stand_well(content: bytes, delimiter: str) -> bool:
    """Whether every quote opens or closes a cell, or is doubled inside one."""
    figures = np.frombuffer(content, dtype=np.uint8)
    at = np.flatnonzero(figures == ord(_QUOTE))
    opening, closing = at[0::2], at[1::2]  # the second of two opens again
    opening = opening[1:] if at[0] == 0 else opening
    closing = closing[:-1] if len(closing) and closing[-1] == len(figures) - 1 else closing
    may_precede = _signs(delimiter, '"', "\n")
    may_follow = _signs(delimiter, '"', "\n", "\r")
    opens = may_precede[figures[opening - 1]].all()
    return bool(opens and may_follow[figures[closing + 1]].all())


def _signs(*signs: str) -> npt.NDArray[np.bool_]:
    """For every byte whether it is one of these."""
    table = np.zeros(256, dtype=bool)
    table[[ord(sign) for sign in signs]] = True
    return table


def _parse(content: bytes, delimiter: str, width: int, quoted: bool) -> list[Any] | None:
    ragged: list[Any] = []

    def note(row: Any) -> str:
        ragged.append(row.actual_columns)
        return "skip"

    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            arrow_csv.ReadOptions(column_names=names, block_size=len(content) + 1),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                invalid_row_handler=note,
            ),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowException:
        return None
    if ragged:
        return None
    return [_one_chunk(column) for column in table.columns]


def _one_chunk(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _lines(columns: list[Any], piece: Piece, quoted: bool) -> list[int] | None:
    """The physical line of each row; None where blank lines stand between them."""
    rows, breaks = len(columns[0]), piece.breaks
    if rows == breaks:
        return list(range(piece.line, piece.line + rows))
    if not quoted:
        return None
    inside = np.zeros(rows, dtype=np.int64)
    for column in columns:
        _, content = string_buffers(column)
        if (content == ord(_BREAK)).any():
            inside += pc.count_substring(column, "\n").to_numpy()
    if rows + int(inside.sum()) != breaks:
        return None
    ends = np.cumsum(inside + 1)
    return [piece.line, *(piece.line + ends[:-1]).tolist()] if rows else []
