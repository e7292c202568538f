"""读导入: imports with their filters, saved mappings, hand-over sheets and the jobs under way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import models

from oversight.audit.scoping import Scope
from oversight.hotline import queries
from oversight.hotline.models import DataHandover, ImportBatch, MonthlyTable, SavedMapping
from oversight.institutions.models import Jurisdiction
from oversight.jobs import queries as jobs
from oversight.jobs.models import Job

SET_ASIDE = "quarantined"
WITH_FINDINGS = "findings"


def chosen_batches(
    place: Jurisdiction, *, source: str = "", state: str = "", q: str = ""
) -> models.QuerySet[ImportBatch]:
    """The imports, newest first; ``state`` quarantined = with rows set aside, whole = without."""
    found = queries.batches_of(place)
    if source:
        found = found.filter(source__name=source)
    if state == SET_ASIDE:
        found = found.filter(quarantined__gt=0)
    elif state == "whole":
        found = found.filter(quarantined=0)
    return found.filter(file_name__icontains=q) if q else found


def batch_of(place: Jurisdiction, public_id: str) -> ImportBatch | None:
    """One import."""
    return queries.batches_of(place).filter(public_id=public_id).first()


def quarantine_path(batch: ImportBatch) -> Path | None:
    """The file of rows set aside, where it still lies in the home."""
    if not batch.quarantine_file:
        return None
    path = Path(batch.quarantine_file)
    folder = (settings.HOME.quarantine / batch.jurisdiction.code).resolve()
    inside = folder / path.name
    return inside if inside.is_file() else None


def chosen_tables(
    place: Jurisdiction, *, state: str = "", q: str = ""
) -> models.QuerySet[MonthlyTable]:
    """The monthly tables, newest first; ``state`` findings = with findings, whole = without."""
    found = queries.tables_of(place)
    if state == WITH_FINDINGS:
        found = found.exclude(findings=[])
    elif state == "whole":
        found = found.filter(findings=[])
    return found.filter(file_name__icontains=q) if q else found


def table_of(place: Jurisdiction, public_id: str) -> MonthlyTable | None:
    """One monthly table."""
    return queries.tables_of(place).filter(public_id=public_id).first()


def mappings_of(place: Jurisdiction, subject: str = "") -> models.QuerySet[SavedMapping]:
    """The saved mappings by name."""
    found = SavedMapping.objects.in_scope(Scope.of(place)).order_by("subject", "name")
    return found.filter(subject=subject) if subject else found


def mapping_named(place: Jurisdiction, subject: str, name: str) -> SavedMapping | None:
    """The mapping saved under a name."""
    return mappings_of(place, subject).filter(jurisdiction=place, name=name).first()


def mapping_of(place: Jurisdiction, public_id: str) -> SavedMapping | None:
    """One saved mapping."""
    return mappings_of(place).filter(public_id=public_id).first()


def handovers_of(place: Jurisdiction, month: int | None = None) -> models.QuerySet[DataHandover]:
    """The hand-over sheets, newest first."""
    found = DataHandover.objects.in_scope(Scope.of(place)).order_by("-pk")
    return found if month is None else found.filter(month=month)


def open_jobs(place: Jurisdiction, kinds: Iterable[str]) -> list[Job]:
    """The jobs of these kinds that wait or run."""
    wanted = set(kinds)
    found = jobs.jobs_of(place.code).filter(state__in=Job.OPEN)
    return [job for job in found if job.kind in wanted]
