"""表格进出: the same workbooks as the pages', by token."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import File, UploadedFile

from oversight.institutions import actions, permissions, queries
from oversight.institutions.api.access import readable, writable
from oversight.institutions.api.routing import router
from oversight.institutions.sheets import exporting, reading
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.web import actor_of

Subject = Literal["people", "units"]


@router.get("/{slug:place}/sheets/{subject}/template")
def download_template(request: HttpRequest, place: str, subject: Subject) -> HttpResponse:
    """空模板 (XLSX)。"""
    found = writable(request, place)
    return workbook_response(exporting.template(found, subject), f"{place}-{subject}.xlsx")


@router.get("/{slug:place}/sheets/{subject}")
def download_sheet(request: HttpRequest, place: str, subject: Subject) -> HttpResponse:
    """导出 (XLSX); may be imported again."""
    found = readable(request, place)
    if subject == "units":
        content = exporting.units_workbook(found, queries.units_of(found))
    else:
        private = permissions.is_office(actor_of(request), found)
        content = exporting.people_workbook(found, queries.people_of(found), private)
    return workbook_response(content, f"{place}-{subject}.xlsx")


@router.post("/{slug:place}/sheets/{subject}", response=dict[str, Any])
def import_sheet(
    request: HttpRequest,
    place: str,
    subject: Subject,
    file: File[UploadedFile],
    dry_run: bool = True,
    leave_out_refused: bool = False,
) -> Any:
    """预览或导入: without ``dry_run=false`` nothing is written."""
    found = writable(request, place)
    if file.size is None or file.size > reading.LARGEST:
        raise reading.unreadable("")
    content = file.read()
    actor = actor_of(request)
    if dry_run:
        outcome = actions.preview_import(actor, found, subject=subject, content=content)
    else:
        outcome = actions.import_workbook(
            actor, found, subject=subject, content=content, leave_out_refused=leave_out_refused
        )
    return outcome.as_dict()
