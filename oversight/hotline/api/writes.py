"""写的接口 (token scope hotline:write): import, tables, mappings, freeze, hand-over, proposal."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Status, UploadedFile

from oversight.audit.errors import Invalid
from oversight.hotline import actions, mapping_choices, permissions, queries_imports
from oversight.hotline.api import schemas as s
from oversight.hotline.api.access import Text, month_of
from oversight.hotline.api.records import handover_out, mapping_out
from oversight.hotline.api.routing import router
from oversight.hotline.forms import LARGEST_FILE, LARGEST_TABLE, file_name_of
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.jobs.models import Job

LOCK_SECONDS = 5.0
FormText = Annotated[Text, Form("")]


def clerks_place(request: HttpRequest, code: str) -> Jurisdiction:
    """The place for which the token may import."""
    return place_for(request, code, permissions.can_import)


def started(job: Job) -> Status[dict[str, Any]]:
    """The answer to work that goes on in the background."""
    return Status(202, {"job": job.public_id, "state": job.state})


def check_size(upload: UploadedFile, largest: int) -> None:
    """Refuse what is too large to take in."""
    if upload.size is None or upload.size > largest:
        text = _("没有收下。文件超过 %(limit)d MB。") % {"limit": largest // 1024**2}
        raise Invalid("too_large", text, where="file")


@router.post("/{slug:place}/imports", response={202: s.JobStarted})
def import_tickets(
    request: HttpRequest,
    place: str,
    file: File[UploadedFile],
    mapping: FormText = "",
    mapping_id: FormText = "",
) -> Any:
    """导入工单: a CSV, XLSX or Parquet file with the TOML text of a mapping, or the id of a saved one.

    The file is read by a background job; its result names the import.
    """
    found = clerks_place(request, place)
    check_size(file, LARGEST_FILE)
    text = mapping or mapping_choices.text_of(found, f"saved:{mapping_id}") or ""
    if not text.strip():
        raise Invalid("missing", _("没有对照表：给出 mapping 或 mapping_id。"), where="mapping")
    job = actions.request_import(
        actor_of(request), found, upload=file, file_name=file_name_of(file), mapping=text
    )
    return started(job)


@router.post("/{slug:place}/tables", response={200: s.TableResult})
def import_table(
    request: HttpRequest,
    place: str,
    file: File[UploadedFile],
    mapping: FormText = "",
    mapping_id: FormText = "",
    month: FormText = "",
) -> Any:
    """导入月度统计表: without mapping by its headings; ``month`` where the table names none."""
    found = clerks_place(request, place)
    check_size(file, LARGEST_TABLE)
    if mapping_id:
        saved = queries_imports.mapping_of(found, mapping_id)
        if saved is None or saved.subject != "table":
            raise Http404(mapping_id)
        mapping = saved.text
    index = month_of(month) if month else None
    with tempfile.NamedTemporaryFile(dir=settings.HOME.scratch, suffix=".upload") as handle:
        for chunk in file.chunks():
            handle.write(chunk)
        handle.flush()
        read = actions.import_table(
            actor_of(request),
            found,
            path=Path(handle.name),
            mapping=mapping,
            file_name=file_name_of(file),
            month=index,
            wait=LOCK_SECONDS,
        )
    return read.as_dict()


@router.post("/{slug:place}/mappings", response={201: s.MappingOut})
def save_mapping(request: HttpRequest, place: str, body: s.MappingIn) -> Any:
    """保存对照表。"""
    found = clerks_place(request, place)
    saved = actions.save_mapping(actor_of(request), found, text=body.text, subject=body.subject)
    return Status(201, mapping_out(saved))


@router.post("/{slug:place}/months/{month}/freeze", response={202: s.JobStarted})
def freeze(request: HttpRequest, place: str, month: str) -> Any:
    """冻结一个月: by a background job; with nothing changed its version stays."""
    found = place_for(request, place, permissions.can_freeze)
    return started(actions.request_freeze(actor_of(request), found, month=month_of(month)))


@router.post("/{slug:place}/handovers", response={201: s.HandoverOut})
def record_handover(request: HttpRequest, place: str, body: s.HandoverIn) -> Any:
    """登记数据交接。"""
    found = clerks_place(request, place)
    values = body.dict()
    values["month"] = month_of(values["month"])
    return Status(201, handover_out(actions.record_handover(actor_of(request), found, **values)))


@router.post("/{slug:place}/months/{month}/summary", response={201: s.Proposed})
def propose_summary(request: HttpRequest, place: str, month: str, body: s.ProposeIn) -> Any:
    """拟公开摘要 of the newest freeze (also needs publications:write); another person publishes it."""
    found = place_for(request, place, permissions.can_propose_summary)
    version = actions.propose_summary(
        actor_of(request), found, month=month_of(month), note=body.note
    )
    return Status(
        201,
        {
            "version_id": version.public_id,
            "version": version.version,
            "state": version.state,
        },
    )
