"""导入月报表: keeps the figures of a monthly table per unit, its findings attached.

A table with findings is kept too: what cannot be true is a question to whoever sent it, not a reason to
lose it. Figures replace those that the same source gave for the same months.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone
from hotline_analytics.monthly import GroupMonth
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted
from oversight.hotline import imports, permissions, store_writes, table_imports, tables
from oversight.hotline.locks import store_lock
from oversight.hotline.models import MonthlyFigure, MonthlyTable
from oversight.hotline.table_imports import ReadTable, Share
from oversight.institutions import actions as institutions_actions
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def import_table(
    actor: Actor,
    place: Jurisdiction | None,
    *,
    path: Path,
    mapping: str = "",
    file_name: str = "",
    month: int | None = None,
    wait: float | None = None,
) -> ReadTable:
    """导入月报表: ``mapping`` is the text of a table mapping, blank for well-known headings.

    ``wait``: how many seconds to wait for another import of the place (default: long).
    """
    if not permissions.can_import(actor, place):
        raise NotPermitted()
    read = table_imports.read_table(
        path,
        mapping_text=mapping,
        file_name=(file_name or path.name)[:255],
        file_sha256=imports.hash_file(path)[0],
        place=place,
        month=month,
    )
    for share in read.shares:
        with store_lock(share.code, wait=wait):
            keep_share(actor, read, share)
    return read


def keep_share(actor: Actor, read: ReadTable, share: Share) -> MonthlyTable:
    """The act: one place's table, its figures, and the units it names."""
    place = institutions.place_by_code(share.code)
    with act(
        "hotline.import_table",
        actor=actor,
        place=share.code,
        permitted=permissions.can_import(actor, place),
    ) as running:
        if place is None:
            place = new_place(actor, read, share)
        if read.table.mapping.policy == "auto" and not share.totals_only:
            imports.create_units(actor, place, {one.group for one in share.counts})
        kept = new_table(actor, place, read, share)
        kept.save()
        revision = swap_figures(place, kept, share)
        months = [format_month(month) for month in kept.months]
        running.facts = {"months": months, "findings": len(kept.findings), "revision": revision}
    return kept


def new_place(actor: Actor, read: ReadTable, share: Share) -> Jurisdiction:
    """The place that policy ``auto`` may create; ``known`` refuses."""
    if read.table.mapping.policy == "known":
        raise imports.unknown_jurisdiction(share.code)
    name = (share.file_place or share.code)[:100]
    return institutions_actions.create_place(actor, code=share.code, name=name, kind="other")


def new_table(actor: Actor, place: Jurisdiction, read: ReadTable, share: Share) -> MonthlyTable:
    """The table as it will be kept: the rows and findings of this place and no other."""
    from hotline_analytics import tables as package  # brings pyarrow, which pages do not need

    rows: Any = read.table.as_dict()["rows"]
    own = [row for row in rows if row["place"] == share.file_place]
    findings = [one for one in read.findings if one["where"]["place"] in {None, share.file_place}]
    return MonthlyTable(
        jurisdiction=place,
        source=share.source[:200],
        mapping=read.mapping_text,
        file_name=read.file_name,
        file_sha256=read.file_sha256,
        rows=own,
        findings=findings,
        present=sorted(package.present(read.table)),
        months=sorted(share.stated),
        imported_by=actor.label[:100],
        imported_at=timezone.now(),
    )


def swap_figures(place: Jurisdiction, kept: MonthlyTable, share: Share) -> int:
    """Replace what this source said of these months; a new revision only where something changed."""
    state = store_writes.locked_state(place)
    current = tables.figures_at(place).filter(source=kept.source)
    before = {(row.unit, row.month): row for row in current}
    after = dict(wanted(share, before))
    gone = [
        row.pk
        for key, row in before.items()
        if (row.month in share.stated and key not in after)
        or (key in after and row.counts != tables.figures_of(after[key]))
    ]
    fresh = [one for key, one in after.items() if key not in before or before[key].pk in set(gone)]
    if not gone and not fresh:
        return state.revision
    revision = store_writes.next_revision(state, state.revision)
    for start in range(0, len(gone), 400):
        current.filter(pk__in=gone[start : start + 400]).update(removed_in=revision)
    current.bulk_create(
        [figure(place, kept, one, revision, share.totals_only) for one in fresh], batch_size=200
    )
    return revision


def wanted(
    share: Share, before: dict[tuple[str, int], MonthlyFigure]
) -> Iterable[tuple[tuple[str, int], GroupMonth]]:
    """The figures to have; a base stated for another month never replaces that month's own figures."""
    for one in share.counts:
        key = (str(one.group), one.month)
        if one.month in share.stated or key not in before:
            yield key, one


def figure(
    place: Jurisdiction, kept: MonthlyTable, one: GroupMonth, revision: int, total: bool
) -> MonthlyFigure:
    """One row of figures."""
    return MonthlyFigure(
        jurisdiction=place,
        table=kept,
        source=kept.source,
        month=one.month,
        unit=str(one.group),
        counts=tables.figures_of(one),
        total=total,
        added_in=revision,
    )
