"""库的清理: which catalogue rows and files nothing needs any more.

A file goes only when no row names it, and only while nobody else writes to the place's store. A row goes when
its file left the list long ago and no freeze stands on a revision that had it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from oversight.audit.scoping import Scope
from oversight.hotline import queries
from oversight.hotline.models import StoreFile
from oversight.institutions.models import Jurisdiction

KEPT = timedelta(days=7)


def expired_rows(place: Jurisdiction, kept: timedelta = KEPT) -> list[StoreFile]:
    """Catalogue rows that left the list before ``kept`` ago and that no freeze stands on."""
    frozen = list(queries.freezes_of(place).values_list("revision", flat=True))
    gone = StoreFile.objects.in_scope(Scope.of(place)).filter(
        removed_in__isnull=False, removed_at__lt=timezone.now() - kept
    )
    return [
        row for row in gone if not any(row.added_in <= at < (row.removed_in or 0) for at in frozen)
    ]


def orphan_files(place: Jurisdiction) -> list[Path]:
    """Store files that no row of the catalogue names, of any revision."""
    root = queries.store_root(place)
    if not root.is_dir():
        return []
    paths = StoreFile.objects.in_scope(Scope.of(place)).values_list("path", flat=True)
    named = {(root / path).resolve() for path in paths}
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if path.resolve() not in named)


def orphan_quarantine(place: Jurisdiction) -> list[Path]:
    """Files of rows set aside that no import names: a killed one left them, and they are not masked."""
    folder = settings.HOME.quarantine / place.code
    if not folder.is_dir():
        return []
    named = {
        Path(name).name
        for name in queries.batches_of(place).values_list("quarantine_file", flat=True)
    }
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name not in named)


def remove_empty_folders(place: Jurisdiction) -> None:
    """Folders that a killed import or a removed file left empty."""
    root = queries.store_root(place)
    folders = [path for path in root.rglob("*") if path.is_dir()] if root.is_dir() else []
    for folder in sorted(folders, reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
