"""How a source file becomes files of the ticket store (导入).

Rows are read, normalised and staged; then they are compared with what the store holds;
then new immutable files are written beside it and put in place. The catalogue is the
caller's: it swaps `removed` for `added` in one transaction, and until then nothing changed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hotline_analytics.mapping import Mapping
from hotline_analytics.normalise import Normaliser, Refusal
from hotline_analytics.notes import import_notes
from hotline_analytics.quarantine import QuarantineFile
from hotline_analytics.reading import Source, SourceError, open_source
from hotline_analytics.staging import Staging
from hotline_analytics.store import FileRef, MonthWriter, Role, put_in_place
from hotline_analytics.tickets import REQUIRED
from hotline_analytics.versions import Versions

Progress = Callable[[int, int, int], None]  # rows read, rows expected, rows quarantined
ShouldStop = Callable[[], bool]

__all__ = ["ImportResult", "ImportStopped", "SourceError", "run_import"]


class ImportStopped(Exception):
    """The import was asked to stop; nothing was written."""


@dataclass(frozen=True)
class ImportResult:
    """What an import did; always read = accepted + duplicates + updated + quarantined."""

    read: int
    accepted: int
    duplicates: int
    updated: int
    quarantined: int
    quarantine_file: Path | None = None
    notes: list[str] = field(default_factory=list)
    added: list[FileRef] = field(default_factory=list)
    removed: list[FileRef] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    units: dict[str, int] = field(default_factory=dict)
    present: frozenset[str] = frozenset()  # our columns that this file, or a constant, has


def run_import(
    source: str | Path,
    mapping: Mapping,
    *,
    base: Sequence[FileRef],
    store_root: str | Path,
    secret: bytes,
    known_units: Collection[str] | None = None,
    quarantine_dir: str | Path,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportResult:
    """Read a source into new files of the store; the caller swaps the catalogue."""
    if mapping.policy == "known" and known_units is None:
        raise ValueError("policy 'known' needs known_units")
    opened = open_source(source, wanted_columns(mapping))
    units = known_units if mapping.policy == "known" else None
    normaliser = Normaliser(mapping, opened.columns, secret, units)
    quarantine = QuarantineFile(
        Path(quarantine_dir), opened.columns, normaliser.places, opened.encoding
    )
    watch = _Watch(opened.rows_expected, progress, should_stop)
    try:
        with _staging(Path(store_root)) as folder:
            read, staged = _stage(opened, normaliser, quarantine, folder, watch)
            result = _take_in(staged, folder, normaliser, list(base), Path(store_root), watch)
            return _with_reading(result, read, opened, normaliser, quarantine)
    finally:
        quarantine.discard()


def wanted_columns(mapping: Mapping) -> set[str]:
    """The source columns without which an import makes no sense."""
    return {mapping.columns[ours] for ours in REQUIRED if mapping.columns.get(ours)}


@dataclass
class _Watch:
    """Tells how far the import is, and whether it should stop."""

    expected: int
    progress: Progress | None
    should_stop: ShouldStop | None

    def report(self, read: int, quarantined: int) -> None:
        if self.progress is not None:
            self.progress(read, max(self.expected, read), quarantined)
        self.check()

    def check(self) -> None:
        if self.should_stop is not None and self.should_stop():
            raise ImportStopped


@contextmanager
def _staging(root: Path) -> Iterator[Path]:
    """A folder on the store's own disk that is gone afterwards."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".staging-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(
    source: Source,
    normaliser: Normaliser,
    quarantine: QuarantineFile,
    folder: Path,
    watch: _Watch,
) -> tuple[int, list[Path]]:
    """Set the normalised rows aside in file order; the number of rows read, and where they are."""
    read = 0
    staging = Staging(folder)
    for table, refused in _normalised(source, normaliser):
        quarantine.add(refused)
        read += table.num_rows + len(refused)
        if table.num_rows:
            staging.add(table)
        watch.report(read, quarantine.count)
    return read, staging.close()


def _normalised(source: Source, normaliser: Normaliser) -> Iterator[tuple[Any, list[Refusal]]]:
    """The blocks in their order; one is normalised while the next is read."""
    with ThreadPoolExecutor(1) as worker:
        waiting: Future[tuple[Any, list[Refusal]]] | None = None
        for block in source.blocks():
            following = worker.submit(normaliser.block, block, source.may_be_broken)
            if waiting is not None:
                yield waiting.result()
            waiting = following
        if waiting is not None:
            yield waiting.result()


def _take_in(
    staged: list[Path],
    folder: Path,
    normaliser: Normaliser,
    base: list[FileRef],
    root: Path,
    watch: _Watch,
) -> ImportResult:
    """Compare with the store, write the new files, put them in place."""
    name, makes_ids = normaliser.mapping.name, normaliser.makes_ids
    versions = Versions(staged, base, name, folder, makes_ids)
    try:
        counts = versions.counts()
        finished = [] if counts.accepted + counts.updated == 0 else _write(versions, folder, watch)
        units, removed = versions.units(), versions.removed()
    finally:
        versions.close()
    added = put_in_place(finished, root) if finished else []
    return ImportResult(
        read=0,
        accepted=counts.accepted,
        duplicates=counts.duplicates,
        updated=counts.updated,
        quarantined=0,
        added=added,
        removed=removed,
        months=sorted({ref.month for ref in [*added, *removed] if ref.role == "current"}),
        units=units,
    )


def _write(versions: Versions, folder: Path, watch: _Watch) -> list[tuple[Path, FileRef]]:
    """The files of all months; one batch is written while the next is asked for."""
    finished: list[tuple[Path, FileRef]] = []
    roles: tuple[Role, ...] = ("current", "superseded")
    with ThreadPoolExecutor(1) as worker:
        for role in roles:
            writer = MonthWriter(folder, role)
            writing: Future[None] | None = None
            for batch in _batches(versions, role, watch):
                if writing is not None:
                    writing.result()
                writing = worker.submit(writer.write, batch)
            if writing is not None:
                writing.result()
            finished += writer.close()
    return finished


def _batches(versions: Versions, role: Role, watch: _Watch) -> Iterator[Any]:
    """The rows of a role, month after month."""
    for month in versions.months(role):
        yield from versions.batches(role, month)
        watch.check()


def _with_reading(
    result: ImportResult,
    read: int,
    source: Source,
    normaliser: Normaliser,
    quarantine: QuarantineFile,
) -> ImportResult:
    """The result with what reading found."""
    values: dict[str, Any] = {**vars(result)}
    values |= {
        "read": read,
        "quarantined": quarantine.count,
        "quarantine_file": quarantine.keep(),
        "notes": import_notes(source, normaliser),
        "present": normaliser.present,
    }
    return ImportResult(**values)
