"""案件清单的表: the list as XLSX or CSV; no cell becomes a formula in the program that opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from oversight.cases.pages.listing import CaseRow
from oversight.institutions.sheets.workbook import MIME, RISKY, Sheet, write_workbook

FORMS = ("xlsx", "csv")


def case_sheet(rows: Sequence[CaseRow]) -> Sheet:
    """The rows with everything that the list shows."""
    headings = [
        _("编号"), _("案号"), _("单位"), _("现单位"), _("案由"), _("来源"), _("牵头委室"), _("状态"),
        _("下一步"), _("由谁"), _("期限"), _("立案日期"), _("结束日期"), _("结束原因"),
    ]  # fmt: skip
    return Sheet(_("监督案件"), headings, [case_cells(row) for row in rows])


def case_cells(row: CaseRow) -> list[Any]:
    """One row."""
    case = row.case
    return [
        case.public_id,
        case.code,
        case.unit.name,
        row.unit.name,
        case.subject,
        str(case.get_origin_display()),
        case.lead_office.name,
        row.state,
        row.step,
        row.who,
        row.due,
        case.opened_on,
        case.ended_on,
        case.end_reason,
    ]


def download(sheet: Sheet, form: str, name: str) -> HttpResponse:
    """The sheet as a file."""
    content = as_csv(sheet) if form == "csv" else write_workbook([sheet])
    kind = "text/csv; charset=utf-8" if form == "csv" else MIME
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{quote(f'{name}.{form}')}"
    )
    return answer


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, so that Excel and WPS read it as such."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.headings)
    for row in sheet.rows:
        writer.writerow([defused(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def defused(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(RISKY):
        return f"'{value}"
    return "" if value is None else value
