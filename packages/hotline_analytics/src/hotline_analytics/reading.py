"""Which kind of file a source is, and the blocks of rows that come out of it.

The content decides, never the name. Whatever makes a whole file unusable is a
`SourceError`; a single bad row is a `Reject` and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

RESERVED = ("line", "code", "reason")  # the columns a quarantine file adds
HEADER_ROWS = 10  # a title may stand above the header
BLOCK_ROWS = 8_192
BLOCK_CHARACTERS = 8_000_000

Row = Sequence[str | None]


class SourceError(ValueError):
    """A file that cannot be imported at all: a code, a text for people, and the place."""

    def __init__(self, code: str, text: str, where: str) -> None:
        super().__init__(f"{where}：{text}")
        self.code = code
        self.text = text
        self.where = where


@dataclass(frozen=True)
class Reject:
    """A row set aside while reading; `row` holds its cells as found."""

    line: int
    row: Row
    code: str


@dataclass
class Block:
    """Some rows with the place where each begins: physical line, sheet row or record number."""

    lines: list[int] = field(default_factory=list)
    rows: Sequence[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass
class RowBlock(Block):
    """A block that is filled row by row."""

    rows: list[Row] = field(default_factory=list)


class ColumnRows(Sequence[Row]):
    """Rows that are kept as columns of texts."""

    def __init__(self, columns: list[Any]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return [column[int(at)].as_py() for column in self.columns]


class Source(Protocol):
    """An opened file whose header is known."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    rows_expected: int
    may_be_broken: bool

    def blocks(self) -> Iterator[Block]:
        """The rows, some at a time."""
        ...


def open_source(path: str | Path, wanted: Collection[str]) -> Source:
    """Open a CSV, XLSX or Parquet file whose header holds every wanted column."""
    path = Path(path)
    magic = _magic(path)
    if magic.startswith(b"PAR1"):
        from hotline_analytics.reading_parquet import ParquetSource

        return ParquetSource(path, wanted)
    if magic.startswith(b"PK"):
        from hotline_analytics.reading_sheet import SheetSource

        return SheetSource(path, wanted)
    _refuse_foreign(magic, path)
    from hotline_analytics.reading_text import TextSource

    return TextSource(path, wanted)


def _magic(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            magic = file.read(8)
    except OSError as error:
        raise SourceError("unreadable", f"文件读不出来（{error.strerror}）", str(path)) from error
    if not magic:
        raise SourceError("empty_file", "文件是空的（0 字节）", str(path))
    return magic


_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "旧版 .xls 或加密的工作簿，请另存为不加密的 .xlsx"),
    (b"\x1f\x8b", "gzip 压缩文件，请先解压"),
    (b"7z\xbc\xaf", "7z 压缩文件，请先解压"),
    (b"Rar!", "RAR 压缩文件，请先解压"),
    (b"%PDF", "PDF 文件，请导出 CSV 或 XLSX"),
    (b"SQLite f", "SQLite 数据库，请导出 CSV"),
)


def _refuse_foreign(magic: bytes, path: Path) -> None:
    for mark, text in _FOREIGN:
        if magic.startswith(mark):
            raise SourceError("unsupported_format", f"不支持：{text}", str(path))


def clean_header(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Column names without surrounding blanks; empty columns at the end are dropped."""
    names = [(cell or "").replace("\ufeff", "").strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def missing_columns(header: Sequence[str], wanted: Collection[str]) -> list[str]:
    """The wanted columns that a header lacks."""
    return sorted(set(wanted) - set(header))


def refuse_missing(header: Sequence[str], wanted: Collection[str], path: Path) -> None:
    """Stop where a wanted column is missing or stands there twice."""
    missing = missing_columns(header, wanted)
    if missing:
        found = "、".join(header[:40]) or "（无）"
        text = f"缺少必需的列：{'、'.join(missing)}。文件里的列：{found}"
        raise SourceError("missing_column", text, str(path))
    twice = sorted(name for name in set(wanted) if header.count(name) > 1)
    if twice:
        raise SourceError("duplicate_column", f"列名重复：{'、'.join(twice)}", str(path))


def find_header(rows: Sequence[Row], wanted: Collection[str]) -> int | None:
    """Where among the first rows the header stands; unasked, the first of the fullest."""
    if not wanted:
        filled = [len([cell for cell in row if cell]) for row in rows[:HEADER_ROWS]]
        return filled.index(max(filled)) if filled else None
    for place, row in enumerate(rows[:HEADER_ROWS]):
        if not missing_columns(clean_header(row), wanted):
            return place
    return None


def source_columns(header: Sequence[str]) -> tuple[str, ...]:
    """The source's own columns: a quarantine file's three extra ones do not count."""
    return tuple(header[:-3]) if tuple(header[-3:]) == RESERVED else tuple(header)


def fit_row(row: Row, width: int) -> Row | None:
    """The row at its header's width; None where cells are missing or too many."""
    if len(row) == width:
        return row
    if len(row) > width and not any((cell or "").strip() for cell in row[width:]):
        return row[:width]
    return None
