"""汇总的生成: builds the cells of the months that changed and switches readers to them at once.

Cells of a new generation are written in short transactions that nobody reads yet; the act that follows moves
the pointer. A build that was killed leaves cells of a generation that never came; the next one removes them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from hotline_analytics import cubes, flows
from hotline_analytics.tickets import format_month

from oversight.audit.scoping import Scope
from oversight.hotline import queries, warehouse
from oversight.hotline.models import (
    CategoryCell,
    CubeCell,
    CubeMonth,
    FlowCell,
    MapCell,
    StoreFile,
    UnitCell,
)
from oversight.institutions.models import Jurisdiction

log = logging.getLogger("oversight.hotline")
CHUNK_ROWS = 1_000
AFFECTED = range(-2, 5)
"""Around a changed month: its tickets make repeats in the four months after it (90 days), and are what
callers of the two months before came back with."""
TABLES: tuple[type[Any], ...] = (CubeCell, UnitCell, CategoryCell, FlowCell, MapCell)
MAP = (
    "SELECT month, CAST(floor(lat * 100) AS INTEGER) AS lat_hundredths, "
    "CAST(floor(lon * 100) AS INTEGER) AS lon_hundredths, count(*) AS count "
    "FROM read_parquet($files) WHERE lat IS NOT NULL AND lon IS NOT NULL GROUP BY ALL ORDER BY ALL"
)
Cell = dict[str, Any]
CellsOfMonth = Mapping[int, list[Cell]]


def changed_months(place: Jurisdiction, since: int, until: int) -> set[int]:
    """The months whose cells can differ between two revisions."""
    changed = StoreFile.objects.in_scope(Scope.of(place)).filter(
        models.Q(added_in__gt=since, added_in__lte=until)
        | models.Q(removed_in__gt=since, removed_in__lte=until),
        role="current",
    )
    touched = set(changed.values_list("month", flat=True).distinct())
    around = {month + offset for month in touched for offset in AFFECTED}
    covered = queries.covered_months(place, until)
    inside = {month for month in around if covered and covered[0] <= month <= covered[1]}
    return inside | touched


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
    counted, moved, placed = count(place, revision, wanted, queries.micros(as_of))
    made = []
    for number, month in enumerate(wanted, 1):
        cube = CubeMonth(
            jurisdiction=place, month=month, since=generation, revision=revision, as_of=as_of
        )
        with transaction.atomic():
            cube.save(force_insert=True)
        write_cells(cube, counted.get(month, []))
        write(FlowCell, cube, moved.get(month, []), (*flows.GRAIN[1:], *flows.MEASURES))
        write(MapCell, cube, placed.get(month, []), ("lat_hundredths", "lon_hundredths", "count"))
        made.append(cube)
        if beat is not None:
            beat(number, len(wanted))
    log.info("cubes place=%s generation=%s months=%s", place.code, generation, len(made))
    return made


def count(
    place: Jurisdiction, revision: int, months: Sequence[int], as_of: int
) -> tuple[CellsOfMonth, CellsOfMonth, CellsOfMonth]:
    """The cells of the months from the store: counts, flows, squares of the map."""
    files = queries.files_at(place, revision)
    current = [file for file in files if file.role == "current"]
    mapped = [file.path for file in current if file.month in set(months)]
    with warehouse.connection() as con:
        counted = cubes.cells(con, files, months, as_of).to_pylist()
        moved = flows.cells(con, files, months, as_of)
        found = con.execute(MAP, {"files": mapped}).fetchall() if mapped else []
    names = ("month", "lat_hundredths", "lon_hundredths", "count")
    placed = [dict(zip(names, row, strict=True)) for row in found]
    return by_month(counted), by_month(moved), by_month(placed)


def by_month(rows: Iterable[Cell]) -> CellsOfMonth:
    """The cells under their months."""
    found: dict[int, list[Cell]] = {}
    for row in rows:
        found.setdefault(int(row["month"]), []).append(row)
    return found


def clear(place: Jurisdiction, generation: int) -> None:
    """Remove what a killed build of this or a later generation left."""
    for cube in list(CubeMonth.derived.filter(jurisdiction=place, since__gte=generation)):
        drop(cube)


def drop(cube: CubeMonth) -> None:
    """Remove one month's cells in short transactions, then the month."""
    for model in TABLES:
        keys = model.derived.filter(cube=cube).order_by("pk").values_list("pk", flat=True)
        while chunk := list(keys[:CHUNK_ROWS]):
            between = model.derived.filter(cube=cube, pk__gte=chunk[0], pk__lte=chunk[-1])
            between._raw_delete(between.db)
    CubeMonth.derived.filter(pk=cube.pk).delete()


def write_cells(cube: CubeMonth, rows: list[Cell]) -> None:
    """The finest cells and the two roll-ups."""
    for model, keys in (
        (CubeCell, ("unit", "category")),
        (UnitCell, ("unit",)),
        (CategoryCell, ("category",)),
    ):
        found = rows if len(keys) == 2 else roll_up(rows, keys[0])
        write(model, cube, found, (*keys, "source", "kind", *cubes.MEASURES))
    log.debug("cubes month=%s cells=%s", format_month(cube.month), len(rows))


def write(
    model: type[Any], cube: CubeMonth, rows: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> None:
    """Rows of one table, in transactions of well under a second."""
    for start in range(0, len(rows), CHUNK_ROWS):
        chunk = rows[start : start + CHUNK_ROWS]
        made = [model(cube=cube, **{name: row[name] for name in names}) for row in chunk]
        with transaction.atomic():
            model.derived.bulk_create(made)


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
