"""汇总的生成: builds the cells of the months that changed and switches readers to them at once.

Cells of a new generation are written in short transactions that nobody reads yet; the last transaction moves
the pointer. A build that was killed leaves cells of a generation that never came; the next one removes them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models, transaction
from hotline_analytics import cubes
from hotline_analytics.tickets import format_month

from oversight.audit.scoping import Scope
from oversight.hotline import queries, warehouse
from oversight.hotline.models import CategoryCell, CubeCell, CubeMonth, StoreFile, UnitCell
from oversight.institutions.models import Jurisdiction

log = logging.getLogger("oversight.hotline")
CHUNK_ROWS = 1_000
MONTHS_AFTER = 4
"""A ticket can make one of the 90 days after it a repeat: at most four months on."""
Cell = dict[str, Any]


def changed_months(place: Jurisdiction, since: int, until: int) -> set[int]:
    """The months whose files changed after revision ``since``, with the months they can make repeats in."""
    changed = StoreFile.objects.in_scope(Scope.of(place)).filter(
        models.Q(added_in__gt=since, added_in__lte=until)
        | models.Q(removed_in__gt=since, removed_in__lte=until),
        role="current",
    )
    touched = set(changed.values_list("month", flat=True).distinct())
    after = {month + on for month in touched for on in range(MONTHS_AFTER + 1)}
    covered = queries.covered_months(place, until)
    in_cover = {m for m in after if covered and covered[0] <= m <= covered[1]}
    return in_cover | touched


def build(
    place: Jurisdiction,
    revision: int,
    generation: int,
    months: Iterable[int],
    as_of: datetime,
    beat: Callable[[int, int], None] | None = None,
) -> list[CubeMonth]:
    """Write the cells of these months for a generation that nobody reads yet."""
    wanted = sorted(set(months))
    clear(place, generation)
    files = queries.files_at(place, revision)
    with warehouse.connection() as con:
        table = cubes.cells(con, files, wanted, queries.micros(as_of))
    made = []
    for number, (month, rows) in enumerate(by_month(table, wanted), 1):
        cube = CubeMonth(
            jurisdiction=place, month=month, since=generation, revision=revision, as_of=as_of
        )
        with transaction.atomic():
            CubeMonth.derived.bulk_create([cube])
        write_cells(cube, rows)
        made.append(cube)
        if beat is not None:
            beat(number, len(wanted))
    log.info("cubes place=%s generation=%s months=%s", place.code, generation, len(made))
    return made


def clear(place: Jurisdiction, generation: int) -> None:
    """Remove what a killed build of this or a later generation left."""
    for cube in list(CubeMonth.derived.filter(jurisdiction=place, since__gte=generation)):
        drop(cube)


def drop(cube: CubeMonth) -> None:
    """Remove one month's cells, then the month."""
    for model in (CubeCell, UnitCell, CategoryCell):
        while keys := list(
            model.derived.filter(cube=cube).values_list("pk", flat=True)[: CHUNK_ROWS // 2]
        ):
            model.derived.filter(pk__in=keys)._raw_delete(model.derived.db)
    CubeMonth.derived.filter(pk=cube.pk).delete()


def by_month(table: Any, months: Sequence[int]) -> Iterator[tuple[int, list[Cell]]]:
    """The cells of every month, in order; months without tickets have none."""
    cells = {
        month: list(rows)
        for month, rows in groupby(table.to_pylist(), key=lambda cell: int(cell["month"]))
    }
    for month in months:
        yield month, cells.get(month, [])


def write_cells(cube: CubeMonth, rows: list[Cell]) -> None:
    """The finest cells and the two roll-ups, in transactions of well under a second."""
    write(CubeCell, cube, rows, ("unit", "category"))
    write(UnitCell, cube, roll_up(rows, "unit"), ("unit",))
    write(CategoryCell, cube, roll_up(rows, "category"), ("category",))
    log.debug("cubes month=%s cells=%s", format_month(cube.month), len(rows))


def write(
    model: type[models.Model], cube: CubeMonth, rows: list[Cell], keys: tuple[str, ...]
) -> None:
    """Rows of one table."""
    names = (*keys, "source", "kind", *cubes.MEASURES)
    made = [model(cube=cube, **{name: row[name] for name in names}) for row in rows]
    for start in range(0, len(made), CHUNK_ROWS):
        with transaction.atomic():
            model.derived.bulk_create(made[start : start + CHUNK_ROWS])  # type: ignore[attr-defined]


def roll_up(rows: Iterable[Cell], key: str) -> list[Cell]:
    """The same counts without the other dimension."""
    sums: dict[tuple[Any, str, str], Cell] = {}
    for row in rows:
        group = (row[key], row["source"], row["kind"])
        total = sums.get(group)
        if total is None:
            sums[group] = dict(row)
            continue
        for name in cubes.MEASURES:
            total[name] += row[name]
    return list(sums.values())
