"""导入工单: takes one file of tickets into the store of a place.

The analytics package writes new immutable files first; then one transaction swaps the list of files,
registers new units and keeps the batch. Killed at any moment, the store is at the old list or the new.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.mapping import Mapping

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted
from oversight.hotline import imports, permissions, queries, store_writes, uploads
from oversight.hotline.ingest_errors import package_errors
from oversight.hotline.locks import store_lock
from oversight.hotline.mappings import read_mapping
from oversight.hotline.models import ImportBatch
from oversight.institutions.models import Jurisdiction
from oversight.jobs import actions as jobs
from oversight.jobs.models import Job

log = logging.getLogger("oversight.hotline")
REFRESH = "hotline.refresh_cubes"
IMPORT = uploads.IMPORT


@dataclass(frozen=True)
class Watch:
    """How a long import is watched: told its progress, asked whether to stop, held to its job."""

    progress: Callable[..., None] | None = None
    should_stop: Callable[[], bool] | None = None
    hold: Callable[[], None] | None = None


def import_tickets(
    actor: Actor,
    place: Jurisdiction | None,
    *,
    path: Path,
    mapping: str,
    file_name: str = "",
    watch: Watch | None = None,
) -> ImportBatch:
    """导入工单: ``mapping`` is the text of a mapping; without ``place`` it says which place.

    Nothing is written before the whole file was read; the source file is not kept.
    """
    watch = watch or Watch()
    if not permissions.can_import(actor, place):
        raise NotPermitted()
    declared = read_mapping(mapping)
    code = imports.target_code(place, declared)
    item = imports.incoming(path, file_name or path.name, declared, mapping, code)
    imports.existing_place(item)
    with store_lock(code, should_stop=watch.should_stop):
        return take_in(actor, item, watch)


def take_in(actor: Actor, item: imports.Incoming, watch: Watch) -> ImportBatch:
    """Read the file against the present list, then swap the list. The store is locked."""
    place = imports.existing_place(item)
    base = queries.files_at(place) if place else []
    revision = queries.state_of(place).revision if place else 0
    known = queries.known_unit_names(place) if place else frozenset()
    root = settings.HOME.store / item.code
    quarantine = settings.HOME.quarantine / item.code
    for folder in (root, quarantine):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log.info("import place=%s revision=%s reading %s bytes", item.code, revision, item.size)
    from hotline_analytics import ingest  # brings pyarrow and DuckDB, which pages do not need

    with package_errors():
        result = ingest.run_import(
            item.path,
            item.mapping,
            base=base,
            store_root=root,
            secret=settings.HOME.key("caller"),
            known_units=known if item.mapping.policy == "known" else None,
            quarantine_dir=quarantine,
            progress=watch.progress,
            should_stop=watch.should_stop,
        )
    log.info("import place=%s files written, swapping the list", item.code)
    batch = record_import(actor, item, result, revision, watch)
    log.info("import place=%s swapped to revision %s", item.code, batch.revision)
    return batch


def record_import(
    actor: Actor, item: imports.Incoming, result: Any, revision: int, watch: Watch
) -> ImportBatch:
    """The act: one transaction for place, units, source, list of files and batch."""
    place = imports.existing_place(item)
    with act(
        "hotline.import_tickets",
        actor=actor,
        place=item.code,
        permitted=permissions.can_import(actor, place),
    ) as running:
        if watch.hold is not None:
            watch.hold()
        if place is None:
            place = imports.create_place(actor, item)
        notes = list(result.notes)
        if item.mapping.policy == "auto":
            notes += unit_notes(imports.create_units(actor, place, result.units))
        source = imports.keep_source(place, item, result.present)
        state = store_writes.locked_state(place)
        changed = bool(result.added or result.removed)
        if changed:
            revision = store_writes.next_revision(state, revision)
            store_writes.swap_files(place, revision, result.added, result.removed)
            jobs.enqueue(REFRESH, place=place, actor=actor, unique_key=f"{REFRESH}:{place.code}")
        batch = new_batch(actor, place, source, item, result, notes, state.revision)
        batch.save()
        running.facts = facts(place, batch, changed)
    return batch


def unit_notes(too_long: list[str]) -> list[str]:
    """What to say of unit names that no register takes."""
    if not too_long:
        return []
    text = _("%(count)d 个单位名称超过 %(limit)d 字，没有登记为单位，工单照常计入。")
    return [text % {"count": len(too_long), "limit": imports.UNIT_NAME_LIMIT}]


def new_batch(
    actor: Actor,
    place: Jurisdiction,
    source: Any,
    item: imports.Incoming,
    result: Any,
    notes: list[str],
    revision: int,
) -> ImportBatch:
    """The batch as it will be kept."""
    return ImportBatch(
        jurisdiction=place,
        source=source,
        file_name=item.file_name,
        file_sha256=item.sha256,
        file_bytes=item.size,
        read=result.read,
        accepted=result.accepted,
        duplicates=result.duplicates,
        updated=result.updated,
        quarantined=result.quarantined,
        quarantine_file=str(result.quarantine_file or ""),
        notes=notes,
        months=sorted(result.months),
        revision=revision,
        imported_by=actor.label[:100],
        imported_at=timezone.now(),
    )


def facts(place: Jurisdiction, batch: ImportBatch, changed: bool) -> dict[str, Any]:
    """What the entry keeps beside the batch: the hash over the whole list of files."""
    digest = store_writes.list_digest(place, batch.revision) if changed else ""
    return {"revision": batch.revision, "changed": changed, "list_sha256": digest}


def request_import(
    actor: Actor, place: Jurisdiction, *, upload: Any, file_name: str, mapping: str
) -> Job:
    """交办导入: keep the upload in the scratch folder and let the worker import it.

    ``upload`` is an open binary file. The scratch copy is removed when the job ends.
    """
    declared: Mapping = read_mapping(mapping)
    imports.target_code(place, declared)
    permitted = permissions.can_import(actor, place)
    if not permitted:
        raise NotPermitted()
    scratch = uploads.keep(upload)  # before the transaction, which stays short
    try:
        with act(
            "hotline.request_import", actor=actor, place=place.code, permitted=permitted
        ) as running:
            running.facts = {"file": file_name, "source": declared.name}
            return jobs.enqueue(
                IMPORT,
                place=place,
                actor=actor,
                payload={"scratch": scratch.name, "file_name": file_name, "mapping": mapping},
                title=_("导入热线数据：%(file)s") % {"file": file_name},
                can_retry=False,
            )
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
