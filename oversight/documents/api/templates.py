"""公文模板的接口: the place's own versions, uploading one, its file, the shipped one, and going back to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Status
from ninja.files import UploadedFile

from oversight.documents import permissions, rendering
from oversight.documents.api import schemas as s
from oversight.documents.api.routing import router
from oversight.documents.kinds import KINDS
from oversight.documents.models import PaperTemplate
from oversight.documents.templates_store import store
from oversight.documents.views.shared import DOCX, sent
from oversight.files import blobs
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.web import actor_of

TEMPLATES = "/{slug:place}/templates"
TEMPLATE = TEMPLATES + "/{slug:key}"


def template_out(found: PaperTemplate) -> dict[str, Any]:
    """A version without its file."""
    same = "kind version in_use note uploaded_label uploaded_at ended_label ended_at"
    return {
        "id": found.public_id,
        "issuer": found.issuer.public_id if found.issuer else None,
        "issuer_name": found.issuer.name if found.issuer else "",
        "file_name": found.file.name,
        "sha256": found.file.sha256,
        "size": found.file.size,
        **{name: getattr(found, name) for name in same.split()},
    }


@router.get(TEMPLATES, response=list[s.TemplateOut])
def list_templates(
    request: HttpRequest, place: str, kind: str = "", in_use: bool | None = None
) -> Any:
    """公文模板: every version of the place's own; a kind without one in use takes the shipped template."""
    found = place_for(request, place, permissions.can_read)
    rows = store.templates_of(found)
    if kind:
        rows = rows.filter(kind=search_text(kind))
    if in_use is not None:
        rows = rows.filter(ended_at__isnull=in_use)
    return [template_out(each) for each in rows]


@router.post(TEMPLATES, response={201: s.TemplateOut})
def upload_template(
    request: HttpRequest,
    place: str,
    file: File[UploadedFile],
    kind: Form[str] = "",
    issuer: Form[str] = "",
    note: Form[str] = "",
) -> Any:
    """上传公文模板: checked field by field; the next version, used for the DOCX of such papers from now on."""
    found = place_for(request, place, permissions.can_keep_templates)
    made = store.upload_template(
        actor_of(request),
        found,
        kind=kind,
        issuer=optional(institutions.bodies_of(found), issuer),
        name=file.name or "",
        stream=file,
        note=note[:200],
    )
    return Status(201, template_out(made))


@router.get(TEMPLATES + "/shipped/{slug:kind}")
def get_shipped_template(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """随附的模板 of one kind as DOCX, to be changed and uploaded."""
    found = place_for(request, place, permissions.can_read)
    if kind not in KINDS:
        raise Http404(kind)
    made = rendering.shipped_template(found, KINDS[kind])
    if made is None:
        raise Http404(kind)
    return sent(made, DOCX, f"{KINDS[kind].title}.docx")


@router.get(TEMPLATE, response=s.TemplateOut)
def get_template(request: HttpRequest, place: str, key: str) -> Any:
    """一版公文模板, without its file."""
    found = place_for(request, place, permissions.can_read)
    return template_out(template_of(found, key))


@router.get(TEMPLATE + "/content")
def get_template_content(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """模板文件 as it was uploaded, without macros and metadata."""
    found = place_for(request, place, permissions.can_read)
    file = template_of(found, key).file
    return sent(blobs.read(file.sha256), DOCX, file.name)


@router.post(TEMPLATE + "/end", response=s.TemplateOut)
def end_template(request: HttpRequest, place: str, key: str) -> Any:
    """停用公文模板: papers of the kind take the shipped one again; the version is kept."""
    found = place_for(request, place, permissions.can_keep_templates)
    store.end_template(actor_of(request), found, template=template_of(found, key))
    return template_out(template_of(found, key))


def template_of(place: Jurisdiction, key: str) -> PaperTemplate:
    """The version of the address."""
    found: PaperTemplate = the(store.templates_of(place), key)
    return found
