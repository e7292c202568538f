"""Where tickets are kept (工单库): immutable Parquet files named by their content.

A file holds one month. It is written beside the store, made durable, then renamed, and
never touched again; what is valid is the list of files that the caller's catalogue holds.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from hotline_analytics import tickets

log = logging.getLogger(__name__)
Role = Literal["current", "superseded"]
ROW_GROUP = 16_384
MONTH_FILES = 8  # more current files of a month than this are made one


class StoreError(RuntimeError):
    """The store does not hold what its catalogue says."""

    def __init__(self, code: str, text: str, where: str) -> None:
        super().__init__(f"{where}：{text}")
        self.code = code
        self.text = text
        self.where = where


@dataclass(frozen=True)
class FileRef:
    """One file of the store: its month, place, content and what its rows are."""

    month: int
    path: str
    sha256: str
    rows: int
    role: Role = "current"


def locate(root: Path, month: int, sha256: str) -> Path:
    """Where a file of the store stands."""
    return root / tickets.format_month(month) / f"{sha256}.parquet"


def unreferenced(root: Path, references: Iterable[FileRef]) -> list[Path]:
    """Files that no catalogue entry names: left by an import that ended before its swap."""
    named = {Path(ref.path).resolve() for ref in references}
    return sorted(path for path in root.glob("*/*.parquet") if path.resolve() not in named)


def check_present(references: Iterable[FileRef]) -> None:
    """Stop where a file of the catalogue is not there."""
    for ref in references:
        if not Path(ref.path).is_file():
            raise StoreError("missing_file", "目录里登记的工单文件不在了", ref.path)


class MonthWriter:
    """Writes rows that come in the order of their months, one file a month."""

    def __init__(self, folder: Path, role: Role) -> None:
        self._folder = folder
        self._role = role
        self._month: int | None = None
        self._part = folder / f"{role}.part"
        self._writer: Any = None
        self._rows = 0
        self._waiting: list[Any] = []
        self._waiting_rows = 0
        self.finished: list[tuple[Path, FileRef]] = []

    def write(self, batch: Any) -> None:
        """Take a record batch; months never go back."""
        months = batch.column("month").to_numpy()
        start = 0
        while start < len(months):
            month = int(months[start])
            end = int(months.searchsorted(month, side="right"))
            if month != self._month:
                self._finish()
                self._month = month
            self._waiting.append(batch.slice(start, end - start))
            self._waiting_rows += end - start
            if self._waiting_rows >= ROW_GROUP:
                self._flush()
            start = end

    def _flush(self) -> None:
        if not self._waiting_rows:
            return
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._part,
                tickets.SCHEMA,
                compression="zstd",
                compression_level=1,
                use_dictionary=list(tickets.REPEATING),
            )
        table = pa.Table.from_batches(self._waiting).select(tickets.COLUMN_NAMES)
        self._writer.write_table(table.cast(tickets.SCHEMA), row_group_size=ROW_GROUP * 2)
        self._rows += table.num_rows
        self._waiting, self._waiting_rows = [], 0

    def _finish(self) -> None:
        self._flush()
        if self._writer is None or self._month is None:
            return
        self._writer.close()
        sha256 = _make_durable(self._part)
        done = self._folder / f"{self._role}-{self._month}-{sha256}.parquet"
        self._part.replace(done)
        self.finished.append((done, FileRef(self._month, "", sha256, self._rows, self._role)))
        month = tickets.format_month(self._month)
        log.debug("store file written month=%s rows=%s role=%s", month, self._rows, self._role)
        self._writer, self._rows = None, 0

    def close(self) -> list[tuple[Path, FileRef]]:
        """Finish the last file and give all of them."""
        self._finish()
        return self.finished


def _make_durable(path: Path) -> str:
    path.chmod(0o600)
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        os.fsync(file.fileno())
    return digest.hexdigest()


def put_in_place(files: Iterable[tuple[Path, FileRef]], root: Path) -> list[FileRef]:
    """Rename finished files into the store; nothing refers to them yet."""
    placed, folders = [], set()
    for path, ref in files:
        target = locate(root, ref.month, ref.sha256)
        if target.parent not in folders:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folders.add(target.parent)
        path.replace(target)
        placed.append(FileRef(ref.month, str(target.resolve()), ref.sha256, ref.rows, ref.role))
    for folder in [*folders, root]:
        _sync_folder(folder)
    return placed


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
