"""案件清单的表: the list as XLSX or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.cases.pages.listing import CaseRow
from oversight.institutions.sheets.workbook import Sheet


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
