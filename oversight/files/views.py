"""文件页面: the files of a place, an upload, one file, its download."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.files import actions, blobs, permissions, queries
from oversight.files.kinds import ACCEPT, KINDS
from oversight.files.models import StoredFile
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Act, Crumb, Page

log = logging.getLogger("oversight.files")
PAGE_SIZE = 50
INLINE_POLICY = "default-src 'none'; sandbox"
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FileRow:
    """One line of the list."""

    file: StoredFile
    url: str
    kind: str
    size: str


@dataclass(frozen=True)
class FileList:
    """What the list page is told."""

    page: Page
    rows: list[FileRow]
    paging: PaginatorPage[StoredFile]
    kinds: Choices
    kind: str
    q: str
    filtered: bool
    upload_url: str
    accept: str


@dataclass(frozen=True)
class FilePage:
    """What the page of one file is told. ``image_url`` only for kinds that are safe to show."""

    page: Page
    row: FileRow
    image_url: str
    present: bool


def may_enter(actor: Actor, place: Jurisdiction) -> bool:
    """Somebody of the place; which file they may read is judged by the file."""
    return permissions.can_list_files(actor, place) or actor.place == place.code


@require_GET
@place_page(permissions.can_list_files)
def files(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """文件清单."""
    return render(request, "files/files.html", vars(file_list(request, place)))


def file_list(request: HttpRequest, place: Jurisdiction) -> FileList:
    """The list as search, filter and sort of the address say."""
    labels = {kind.code: kind.label for kind in KINDS}
    kind = request.GET.get("kind", "") if request.GET.get("kind") in labels else ""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = queries.files_of(place, q=q, kind=kind, sort=request.GET.get("sort", "-uploaded"))
    paging = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    number = paging.paginator.count
    may_store = permissions.can_store_file(actor_of(request), place)
    title = ngettext("存有 %(number)d 个文件", "存有 %(number)d 个文件", number)
    return FileList(
        page=Page(title=title % {"number": number}, crumbs=(Crumb(_("文件")),)),
        rows=[row_of(file) for file in paging],
        paging=paging,
        kinds=tuple(labels.items()),
        kind=kind,
        q=q,
        filtered=bool(kind or q),
        upload_url=reverse("files:upload", kwargs={"place": place.code}) if may_store else "",
        accept=ACCEPT,
    )


def row_of(file: StoredFile) -> FileRow:
    where = {"place": file.jurisdiction.code, "public_id": file.public_id}
    return FileRow(
        file=file,
        url=reverse("files:file", kwargs=where),
        kind=file.file_kind.label,
        size=filesizeformat(file.size),
    )


@require_POST
@place_page(permissions.can_store_file)
def upload(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """上传: on a refusal the list again with the reason."""
    try:
        given = request.FILES.get("file")
        if given is None:
            raise Invalid("no_file", _("没有保存。还没有选文件。"), where="file")
        stored = actions.store_file(actor_of(request), place, name=given.name or "", stream=given)
    except Refused as error:
        context = vars(file_list(request, place))
        return refusal(request, error, "files/files.html", context)
    return HttpResponseRedirect(row_of(stored).url)


def readable_file(request: HttpRequest, place: Jurisdiction, public_id: str) -> StoredFile:
    """The file, where the acting role may read it."""
    found = queries.file_of(place, public_id)
    if found is None:
        raise Http404(public_id)
    if not permissions.can_read_file(actor_of(request), found):
        raise PermissionDenied
    return found


@require_GET
@place_page(may_enter)
def file(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """一个文件: what it is, who gave it, its check value."""
    found = readable_file(request, place, public_id)
    where = {"place": place.code, "public_id": public_id}
    may_list = permissions.can_list_files(actor_of(request), place)
    list_url = reverse("files:files", kwargs={"place": place.code}) if may_list else ""
    download = Act(
        _("下载文件"), reverse("files:download", kwargs=where), icon="download", download=True
    )
    present = blobs.exists(found.sha256)
    context = FilePage(
        page=Page(
            title=found.name,
            crumbs=(Crumb(_("文件"), list_url), Crumb(found.name)),
            acts=(download,) if present else (),
        ),
        row=row_of(found),
        image_url=reverse("files:image", kwargs=where)
        if found.file_kind.inline and present
        else "",
        present=present,
    )
    return render(request, "files/file.html", vars(context))


@require_GET
@place_page(may_enter)
def download(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """下载."""
    return sent(readable_file(request, place, public_id), inline=False)


@require_GET
@place_page(may_enter)
def image(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """在页面内看图: only kinds that cannot run anything."""
    found = readable_file(request, place, public_id)
    if not found.file_kind.inline:
        raise Http404(public_id)
    return sent(found, inline=True)


def sent(file: StoredFile, *, inline: bool) -> HttpResponse:
    """The bytes, checked, under their recorded type, never guessed by the browser, never run here."""
    try:
        content = blobs.read(file.sha256)
    except blobs.BlobMissingError as error:
        raise Http404(file.public_id) from error
    except blobs.BlobDamagedError as error:
        log.error("stored file %s is damaged: %s", file.public_id, file.sha256)
        raise Http404(file.public_id) from error
    answer = HttpResponse(content, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, file.name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = INLINE_POLICY
    answer["Cache-Control"] = "private, no-store"
    return answer
