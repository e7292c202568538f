"""读文件: the files of a place."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.files.models import StoredFile
from oversight.institutions.models import Jurisdiction

SORTS = {
    "name": ("name", "pk"),
    "-name": ("-name", "-pk"),
    "size": ("size", "pk"),
    "-size": ("-size", "-pk"),
    "uploaded": ("uploaded_at", "pk"),
    "-uploaded": ("-uploaded_at", "-pk"),
}


def stored_in(place: Jurisdiction) -> models.QuerySet[StoredFile]:
    """Every file of the place, the confined ones too."""
    return StoredFile.objects.in_scope(Scope.of(place)).select_related("jurisdiction")


def files_of(
    place: Jurisdiction, *, q: str = "", kind: str = "", sort: str = "-uploaded"
) -> models.QuerySet[StoredFile]:
    """The files that the place lists, newest first unless sorted otherwise; no confined ones."""
    found = stored_in(place).filter(confined=False)
    if q:
        found = found.filter(models.Q(name__icontains=q) | models.Q(uploaded_label__icontains=q))
    if kind:
        found = found.filter(kind=kind)
    return found.order_by(*SORTS.get(sort, SORTS["-uploaded"]))


def file_of(place: Jurisdiction, public_id: str) -> StoredFile | None:
    """One file of the place; who may read it, ``permissions.can_read_file`` says."""
    return stored_in(place).filter(public_id=public_id).first()
