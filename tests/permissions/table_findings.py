"""权限表：双升单位的处置。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, HOTLINE, Operation, Page, button, form

JULY = "month=:2026-07"
UNIT = "unit=%(finding_unit)s"
PAGES: dict[str, Page] = {
    "hotline:findings": Page(HOTLINE, JULY),
    "hotline:findings_print": Page(HOTLINE, JULY),
    "hotline:findings_export": Page(HOTLINE, f"{JULY} form=:csv"),
    "hotline:finding_dispose": form(CLERK, JULY, query=UNIT),
    "hotline:finding_change": form(CLERK, f"{JULY} disposition_id=disposition"),
    "hotline:findings_carry": button(CLERK, JULY, post=409),
}
M = "/hotline/{place}/months/{month}/findings"
WATCH = {"unit": "=finding_unit", "disposition": "watch", "reason": "先观察一个月再说"}
OPERATIONS: dict[str, Operation] = {
    f"GET {M}": Operation(HOTLINE, "hotline:read", keys=JULY),
    f"POST {M}": Operation(CLERK, "cases:write", 201, JULY, WATCH),
    f"POST {M}/carry": Operation(CLERK, "cases:write", 409, JULY),
    "POST /hotline/{place}/dispositions/{key}/change": Operation(
        CLERK,
        "cases:write",
        keys="key=disposition",
        body={"disposition": "watch", "reason": "先观察一个月再说"},
    ),
}
