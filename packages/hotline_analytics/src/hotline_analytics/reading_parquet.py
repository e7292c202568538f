"""Rows of a Parquet file, every value as text, with the number of each record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hotline_analytics.encodings import BROKEN
from hotline_analytics.reading import Block, Row, SourceError, refuse_missing, source_columns

GROUP_LIMIT = 2 << 30  # bytes of one row group, unpacked
_BATCH_ROWS = 8_192


class ParquetSource:
    """A Parquet file."""

    encoding = "Parquet"

    def __init__(self, path: Path, wanted: Collection[str]) -> None:
        self.path = path
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(path, error) from error
        header = tuple(self._file.schema_arrow.names)
        refuse_missing(header, wanted, path)
        self.columns = source_columns(header)
        self.rows_expected = self._file.metadata.num_rows
        self.may_be_broken = True  # nothing forces a writer to put valid UTF-8 into a string
        self._refuse_large()

    def _refuse_large(self) -> None:
        metadata = self._file.metadata
        for group in range(metadata.num_row_groups):
            if metadata.row_group(group).total_byte_size > GROUP_LIMIT:
                raise SourceError("too_large", "单个行组解压后过大，不予打开", str(self.path))

    def blocks(self) -> Iterator[Block]:
        """The rows."""
        done = 0
        try:
            for batch in self._file.iter_batches(_BATCH_ROWS, columns=list(self.columns)):
                columns = [text_column(column) for column in batch.columns]
                rows: list[Row] = list(zip(*columns, strict=True))
                yield Block(list(range(done + 1, done + 1 + len(rows))), rows)
                done += len(rows)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(self.path, error) from error


def _damaged(path: Path, error: Exception) -> SourceError:
    reason = str(error).splitlines()[0][:200]
    return SourceError("damaged_file", f"Parquet 文件已损坏或不完整（{reason}）", str(path))


def _is_binary(kind: Any) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def text_column(column: Any) -> list[str | None]:
    """A column of any type as texts."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return text_column(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(column)
    if pa.types.is_timestamp(kind):
        return _timestamps(column)
    if pa.types.is_floating(kind):
        return [None if value is None else _number(value) for value in column.to_pylist()]
    if _is_binary(kind):
        return [None if value is None else _decoded(value) for value in column.to_pylist()]
    return [None if value is None else str(value) for value in column.to_pylist()]


def _strings(column: Any) -> list[str | None]:
    try:
        texts: list[str | None] = column.to_pylist()
    except UnicodeDecodeError:
        return text_column(column.cast(pa.large_binary()))
    return texts


def _timestamps(column: Any) -> list[str | None]:
    """Timestamps in ISO 8601; those with a zone as UTC."""
    zoned = column.type.tz is not None
    plain = pc.cast(column, pa.timestamp("us", "UTC" if zoned else None), safe=False)
    form = pc.cast(pc.cast(plain, pa.timestamp("us")), pa.string()).to_pylist()
    tail = "Z" if zoned else ""
    return [None if text is None else text.removesuffix(".000000") + tail for text in form]


def _number(value: float) -> str | None:
    if value != value:  # not a number: an empty cell
        return None
    return str(int(value)) if value.is_integer() else repr(value)


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "replace").replace("\ufffd", BROKEN)
