"""读热线目录: sources, file lists at a revision, imports, freezes. Figures are read in ``queries_months``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from hotline_analytics.lineage import Succession, Validity
from hotline_analytics.tickets import month_index

from oversight.audit.acts import instant
from oversight.audit.scoping import Scope
from oversight.hotline.models import (
    ImportBatch,
    MonthFreeze,
    MonthlyTable,
    Source,
    StoreFile,
    StoreState,
)
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

if TYPE_CHECKING:
    from hotline_analytics.store import FileRef

EVERYWHERE = Scope.everywhere("the command line asks which places have hotline figures at all")


def micros(moment: datetime) -> int:
    """An instant as the store writes it: microseconds since 1970, UTC."""
    return instant(moment)


def state_of(place: Jurisdiction) -> StoreState:
    """The place's store state; an unsaved zero state where nothing was ever imported."""
    found = StoreState.objects.in_scope(Scope.of(place)).filter(jurisdiction=place).first()
    return found or StoreState(jurisdiction=place)


def places_with_figures() -> list[Jurisdiction]:
    """The places for which tickets or tables were imported, by code."""
    sources = Source.objects.in_scope(EVERYWHERE).values_list("jurisdiction_id", flat=True)
    tables = MonthlyTable.objects.in_scope(EVERYWHERE).values_list("jurisdiction_id", flat=True)
    keys = {*sources, *tables}
    return list(institutions.all_places().filter(pk__in=keys).order_by("code"))


def places_have_data(place: Jurisdiction) -> bool:
    """Whether tickets or tables were ever imported for the place."""
    return sources_of(place).exists() or tables_of(place).exists()


def store_files(place: Jurisdiction, revision: int | None = None) -> models.QuerySet[StoreFile]:
    """The catalogue rows of a revision (default: the current one)."""
    revision = state_of(place).revision if revision is None else revision
    return StoreFile.objects.in_scope(Scope.of(place)).at(revision)


def files_at(place: Jurisdiction, revision: int | None = None) -> list[FileRef]:
    """The explicit file list of a revision, current and superseded, with absolute paths."""
    from hotline_analytics.store import FileRef  # brings pyarrow, which pages do not need

    rows = store_files(place, revision).order_by("month", "path")
    return [
        FileRef(
            month=row.month,
            path=str(store_root(place) / row.path),
            sha256=row.sha256,
            rows=row.rows,
            role=row.role,
        )
        for row in rows
    ]


def store_root(place: Jurisdiction) -> Path:
    """Where the place's store files lie."""
    return Path(settings.HOME.store) / place.code


def covered_months(place: Jurisdiction, revision: int | None = None) -> tuple[int, int] | None:
    """The first and last month with tickets, of all sources."""
    found = (
        store_files(place, revision)
        .filter(role="current", rows__gt=0)
        .aggregate(first=models.Min("month"), last=models.Max("month"))
    )
    return None if found["first"] is None else (found["first"], found["last"])


def sources_of(place: Jurisdiction) -> models.QuerySet[Source]:
    """The ticket sources of the place by name."""
    return Source.objects.in_scope(Scope.of(place)).order_by("name")


def present_columns(place: Jurisdiction, names: frozenset[str] | None = None) -> frozenset[str]:
    """The columns that the chosen sources have between them."""
    chosen = sources_of(place) if names is None else sources_of(place).filter(name__in=names)
    return frozenset(column for source in chosen for column in source.present)


def batches_of(place: Jurisdiction) -> models.QuerySet[ImportBatch]:
    """The imports of the place, newest first."""
    return ImportBatch.objects.in_scope(Scope.of(place)).select_related("source").order_by("-pk")


def tables_of(place: Jurisdiction) -> models.QuerySet[MonthlyTable]:
    """The monthly tables of the place, newest first."""
    return MonthlyTable.objects.in_scope(Scope.of(place)).order_by("-pk")


def freezes_of(place: Jurisdiction, month: int | None = None) -> models.QuerySet[MonthFreeze]:
    """The freezes of the place, or of one month, newest version first."""
    freezes = MonthFreeze.objects.in_scope(Scope.of(place)).order_by("-month", "-version")
    return freezes if month is None else freezes.filter(month=month)


def latest_freeze(place: Jurisdiction, month: int) -> MonthFreeze | None:
    """The newest version of a month, None where it is not frozen."""
    return freezes_of(place, month).first()


def month_of(day: date) -> int:
    """The month index of a day."""
    return month_index(day.year, day.month)


def successions(place: Jurisdiction) -> list[Succession]:
    """The lineage of units as the analysis takes it; another writing is its unit from the beginning."""
    edges: dict[tuple[str, date], list[str]] = {}
    for edge in institutions.successions_of(place).exclude(kind="moved"):
        edges.setdefault((edge.predecessor.name, edge.on), []).append(edge.successor.name)
    found = [
        Succession(name, tuple(sorted(became)), month_of(on))
        for (name, on), became in edges.items()
    ]
    written = institutions.unit_names(place).items()
    return found + [Succession(other, (name,), 0) for other, name in written if other != name]


def unit_validity(place: Jurisdiction) -> dict[str, Validity]:
    """The first and last month in which each unit existed; open ends are None."""
    return {
        unit.name: (
            month_of(unit.valid_from) if unit.valid_from else None,
            month_of(unit.valid_to) if unit.valid_to else None,
        )
        for unit in institutions.units_of(place)
        if unit.valid_from or unit.valid_to
    }


def known_unit_names(place: Jurisdiction) -> frozenset[str]:
    """The names, aliases and short names under which the place's units may appear in a file."""
    return frozenset(institutions.unit_names(place))
