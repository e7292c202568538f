"""库的照管: builds the cubes that pages read and removes files that nothing refers to any more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime

from django.utils import timezone

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted, Refused
from oversight.hotline import cleaning, permissions, queries, store_writes
from oversight.hotline.locks import store_lock
from oversight.hotline.models import CubeMonth, MonthFreeze, StoreState
from oversight.institutions.models import Jurisdiction

log = logging.getLogger("oversight.hotline")
Beat = Callable[[int, int], None]


def refresh_cubes(
    actor: Actor,
    place: Jurisdiction,
    *,
    months: Collection[int] = (),
    as_of: datetime | None = None,
    beat: Beat | None = None,
    hold: Callable[[], None] | None = None,
) -> int:
    """更新汇总: build what changed since the last build, and ``months`` anyway; returns the generation.

    Readers keep the old generation until the new one is whole.
    """
    from oversight.hotline import cube_builds  # brings the engines, which pages do not need

    if not permissions.can_keep_store(actor, place):
        raise NotPermitted()
    with store_lock(place.code):
        state = queries.state_of(place)
        wanted = cube_builds.changed_months(place, state.cube_revision, state.revision) | set(
            months
        )
        if wanted or state.cube_revision != state.revision:
            generate(actor, place, wanted, as_of or timezone.now(), None, beat, hold)
        for freeze in unpinned(place, state.revision):
            window = range(freeze.month - freeze.month % 12, freeze.month + 1)
            kept = [month for month in window if is_covered(place, month)]
            generate(actor, place, kept, freeze.frozen_at, freeze, beat, hold)
    drop_unread(place)
    return queries.state_of(place).cube_generation


def unpinned(place: Jurisdiction, revision: int) -> list[MonthFreeze]:
    """The freezes of tickets on the present revision for which no generation was kept, oldest first."""
    found = queries.freezes_of(place).filter(
        cube_generation=None, revision=revision, format="snapshot-1"
    )
    return list(found.order_by("pk"))


def is_covered(place: Jurisdiction, month: int) -> bool:
    """Whether the place has tickets around this month."""
    covered = queries.covered_months(place)
    return covered is not None and covered[0] <= month <= covered[1]


def generate(
    actor: Actor,
    place: Jurisdiction,
    months: Collection[int],
    as_of: datetime,
    freeze: MonthFreeze | None,
    beat: Beat | None,
    hold: Callable[[], None] | None,
) -> None:
    """Build one generation and switch to it; for a freeze it is counted as of its instant and kept for it."""
    from oversight.hotline import cube_builds

    state = queries.state_of(place)
    generation = state.cube_generation + 1
    made = cube_builds.build(place, state.revision, generation, months, as_of, beat)
    switch(actor, place, state, made, generation, hold, freeze)


def switch(
    actor: Actor,
    place: Jurisdiction,
    before: StoreState,
    made: list[CubeMonth],
    generation: int,
    hold: Callable[[], None] | None,
    freeze: MonthFreeze | None = None,
) -> None:
    """The act: readers see the new generation from here on, and a freeze keeps it."""
    with act(
        "hotline.refresh_cubes",
        actor=actor,
        place=place.code,
        permitted=permissions.can_keep_store(actor, place),
    ) as running:
        if hold is not None:
            hold()
        state = store_writes.locked_state(place)
        if (state.revision, state.cube_generation) != (before.revision, generation - 1):
            raise Refused("store_changed", "The store changed during the build of the cubes.")
        months = [cube.month for cube in made]
        CubeMonth.derived.filter(
            jurisdiction=place, month__in=months, until=None, since__lt=generation
        ).update(until=generation)
        state.cube_generation, state.cube_revision = generation, state.revision
        state.save()
        if freeze is not None:
            freeze.cube_generation = generation
            freeze.save()
        running.facts = {"generation": generation, "revision": state.revision, "months": len(made)}


def drop_unread(place: Jurisdiction) -> int:
    """Remove cells of generations that no reader takes and no freeze stands on; returns how many months."""
    from oversight.hotline import cube_builds

    current = queries.state_of(place).cube_generation
    pinned = set(
        queries.freezes_of(place)
        .exclude(cube_generation=None)
        .values_list("cube_generation", flat=True)
    )
    kept = {current, current - 1, *pinned}
    old = [
        cube
        for cube in CubeMonth.derived.filter(jurisdiction=place, until__isnull=False)
        if not any(cube.since <= at < (cube.until or 0) for at in kept)
    ]
    for cube in old:
        cube_builds.drop(cube)
    return len(old)


def clean_store(actor: Actor, place: Jurisdiction) -> int:
    """清理库: forget rows that nothing needs, then remove files that no row names; returns how many files.

    Nothing is removed while an import holds the store: its new files are in no list yet.
    """
    if not permissions.can_keep_store(actor, place):
        raise NotPermitted()
    try:
        with store_lock(place.code, wait=0):
            return clean_locked(actor, place)
    except Refused as busy:
        if busy.code != "store_busy":
            raise
        return 0


def clean_locked(actor: Actor, place: Jurisdiction) -> int:
    """The act; files go after it, so that a rolled back act loses none."""
    expired = cleaning.expired_rows(place)
    if expired:
        with act(
            "hotline.clean_store",
            actor=actor,
            place=place.code,
            permitted=permissions.can_keep_store(actor, place),
        ) as running:
            for row in expired:
                row.delete()
            running.facts = {"rows": len(expired)}
    orphans = cleaning.orphan_files(place) + cleaning.orphan_quarantine(place)
    for path in orphans:
        path.unlink(missing_ok=True)
    cleaning.remove_empty_folders(place)
    log.info("store place=%s cleaned rows=%s files=%s", place.code, len(expired), len(orphans))
    return len(orphans)
