"""审计整改台账: read as JSON or as a workbook, and the filled-in workbook back – over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Schema
from ninja.files import UploadedFile

from oversight.institutions.api.access import place_for
from oversight.institutions.sheets.reading import LARGEST, unreadable
from oversight.institutions.sheets.workbook import workbook_response, write_workbook
from oversight.institutions.web import actor_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import audits as actions
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.api.routing import router
from oversight.meetings.models import AuditProblem
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import audits as queries
from oversight.meetings.sheets.audits import ledger_sheet
from oversight.meetings.views.audits import audit_item

LEDGER = "/{slug:place}/agenda/{slug:key}/ledger"


class AuditProblemOut(Schema):
    """One problem; amounts in 万元, null where no money is concerned."""

    id: str
    number: int
    text: str
    unit: str
    amount: float | None
    requirement: str
    due: date | None
    state: str
    rectified: float | None
    measures: str
    version: int


class LedgerOut(Schema):
    """The ledger with what it adds up to."""

    problems: int
    closed: int
    amount: float
    rectified: float
    rows: list[AuditProblemOut]


def problem_value(one: AuditProblem) -> dict[str, Any]:
    """One row."""
    names = [name for name in AuditProblemOut.model_fields if name not in ("id", "unit")]
    return {
        "id": one.public_id,
        "unit": one.unit_name,
        **{name: getattr(one, name) for name in names},
    }


@router.get("/{slug:place}/ledger/{slug:key}", response=AuditProblemOut)
def get_problem(request: HttpRequest, place: str, key: str) -> Any:
    """One row of an audit ledger."""
    one = queries.problem_by_id(place_for(request, place, can_read), key)
    if one is None:
        raise Http404(key)
    return problem_value(one)


@router.get(LEDGER, response=LedgerOut)
def get_ledger(request: HttpRequest, place: str, key: str) -> Any:
    """The problems of an audit item."""
    found = place_for(request, place, can_read)
    item = audit_item(found, key)
    totals = queries.totals_of(item)
    rows = [problem_value(one) for one in queries.problems_of(item)]
    return {
        "problems": totals.problems,
        "closed": totals.closed,
        "amount": totals.amount,
        "rectified": totals.rectified,
        "rows": rows,
    }


@router.get(LEDGER + "/workbook", response={200: None})
def get_ledger_workbook(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """The ledger as a workbook to fill in."""
    found = place_for(request, place, can_read)
    item = audit_item(found, key)
    content = write_workbook([ledger_sheet(queries.problems_of(item))])
    return workbook_response(content, "ledger.xlsx")


@router.post(LEDGER + "/workbook", response=dict[str, Any])
def import_ledger(request: HttpRequest, place: str, key: str, file: File[UploadedFile]) -> Any:
    """The filled-in workbook: all of it, or nothing with every doubtful cell named."""
    found = place_for(request, place, permissions.can_keep_matters)
    item = audit_item(found, key)
    if file.size is None or file.size > LARGEST:
        raise unreadable("")
    try:
        made = actions.import_ledger(actor_of(request), found, item, content=file.read())
    except Unimported as error:
        return error.outcome.as_dict()
    return made.as_dict()
