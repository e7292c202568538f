"""事项表进出: the same workbook as the pages', by token; of the token's own place."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, UploadedFile

from oversight.audit.errors import Invalid
from oversight.followups import actions, permissions, queries
from oversight.followups.api.routing import router
from oversight.followups.limits import limits_of
from oversight.followups.presenting import rows_of
from oversight.followups.sheets import exporting
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for
from oversight.institutions.sheets import reading
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.web import actor_of


@router.get("/{slug:place}/sheet", response={200: None})
def download_sheet(request: HttpRequest, place: str) -> HttpResponse:
    """导出填写 (XLSX): the open items of the token's unit."""
    found = place_for(request, place, permissions.speaks)
    rows = queries.filtered(
        queries.carried_by(found, actor_of(request).unit_id),
        queries.Filters(),
        limits_of(found),
        institutions.today(),
    )
    shown = rows_of(found, list(queries.ordered(rows, "due")), limits_of(found))
    return workbook_response(exporting.duties_workbook(shown), f"{place}-duties.xlsx")


@router.post("/{slug:place}/sheet", response=dict[str, Any])
def import_sheet(
    request: HttpRequest,
    place: str,
    file: File[UploadedFile],
    dry_run: bool = True,
    leave_out: bool = False,
    choices: str = "{}",
) -> Any:
    """预览或导入: without ``dry_run=false`` nothing is written. ``choices``: JSON, mine or theirs by conflict."""
    found = place_for(request, place, permissions.can_report)
    if file.size is None or file.size > reading.LARGEST:
        raise reading.unreadable("")
    content, chosen = file.read(), choices_of(choices)
    actor = actor_of(request)
    if dry_run:
        outcome = actions.preview_sheet(actor, found, content=content, choices=chosen)
    else:
        outcome = actions.import_sheet(
            actor, found, content=content, choices=chosen, leave_out=leave_out
        )
    return outcome.as_dict()


def choices_of(text: str) -> dict[str, str]:
    """``{"choice-ID-progress": "mine"}``."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Invalid("bad_choices", _("choices 应为 JSON 对象。"), where="choices")
    return {str(name): str(value) for name, value in found.items()}
