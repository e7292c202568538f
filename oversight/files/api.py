"""文件的接口: list, upload, one file, its content."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from oversight.files import actions, permissions, queries
from oversight.files.models import StoredFile
from oversight.files.views import sent
from oversight.institutions.web import actor_of, place_or_404

router = Router(tags=["files"])
PAGE_SIZE = 50


class FileOut(Schema):
    """One stored file. ``sha256`` is that of the stored bytes; ``cleaned``: metadata was dropped."""

    id: str
    name: str
    kind: str
    media_type: str
    size: int
    sha256: str
    cleaned: bool
    purpose: str
    uploaded_by: str
    uploaded_at: datetime


class FileListOut(Schema):
    """A page of files, newest first."""

    total: int
    page: int
    pages: int
    items: list[FileOut]


def shown(file: StoredFile) -> dict[str, Any]:
    """A file as the API says it."""
    names = ("name", "kind", "media_type", "size", "sha256", "cleaned", "purpose", "uploaded_at")
    fields = {name: getattr(file, name) for name in names}
    return {"id": file.public_id, "uploaded_by": file.uploaded_label, **fields}


def readable_file(request: HttpRequest, place: str, public_id: str) -> StoredFile:
    """The file, where the token's role may read it; a stranger to the place learns nothing of it."""
    found_place = place_or_404(place)
    if actor_of(request).place != found_place.code:
        raise PermissionDenied
    found = queries.file_of(found_place, public_id)
    if found is None:
        raise Http404(public_id)
    if not permissions.can_read_file(actor_of(request), found):
        raise PermissionDenied
    return found


@router.get("/{place}", response=FileListOut)
def list_files(
    request: HttpRequest, place: str, q: str = "", kind: str = "", page: int = 1
) -> dict[str, Any]:
    """The files of the place."""
    found = place_or_404(place)
    if not permissions.can_list_files(actor_of(request), found):
        raise PermissionDenied
    paginator = Paginator(queries.files_of(found, q=q, kind=kind), PAGE_SIZE)
    rows = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": rows.number,
        "pages": paginator.num_pages,
        "items": [shown(each) for each in rows],
    }


@router.post("/{place}", response={201: FileOut})
def store_file(
    request: HttpRequest, place: str, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Upload one file (multipart field ``file``)."""
    found = place_or_404(place)
    stored = actions.store_file(actor_of(request), found, name=file.name or "", stream=file)
    return Status(201, shown(stored))


@router.get("/{place}/{public_id}", response=FileOut)
def get_file(request: HttpRequest, place: str, public_id: str) -> dict[str, Any]:
    """One file without its content."""
    return shown(readable_file(request, place, public_id))


@router.get("/{place}/{public_id}/content", response={200: None})
def get_content(request: HttpRequest, place: str, public_id: str) -> HttpResponse:
    """The stored bytes."""
    return sent(readable_file(request, place, public_id), inline=False)
