"""权限表：报送。 Filings are the general office's alone; the auditor knows that they exist (procedures §9)."""

from __future__ import annotations

from tests.permissions.rows import AUDIT, OFFICE, Operation, Page, form

DRAFT = "key=filing"
SENT = "key=sent_filing"
LOOKERS = frozenset({"chair", "auditor"})
F = "/filings/{place}"
DAY = "2026-07-09"
WORDS = {
    "title": "关于询问的报告",
    "action": "专题询问",
    "recipients": [{"name": "县委", "role": "report_to"}],
}
NEW = WORDS | {"about_kind": "unit", "about_id": "=unit"}
REPLY = {"who": "程远山", "text": "抓紧", "on": DAY}

PAGES: dict[str, Page] = {
    "filings:filings": Page(AUDIT),
    "filings:filings_export": Page(AUDIT, "form=:xlsx"),
    "filings:filing_new": form(OFFICE),
    "filings:filing": Page(AUDIT, DRAFT),
    "filings:filing_print": Page(AUDIT, DRAFT),
    "filings:filing_change": form(OFFICE, DRAFT),
    "filings:filing_withdraw": form(OFFICE, DRAFT),
    "filings:filing_send": form(OFFICE, DRAFT),
    "filings:filing_acknowledge": form(OFFICE, SENT),
    "filings:filing_reply": form(OFFICE, SENT),
    "filings:filing_return": form(OFFICE, SENT),
    "filings:filing_filed": form(OFFICE, SENT, post=409),
}


def write(status: int = 200, body: dict[str, object] | None = None, keys: str = "") -> Operation:
    return Operation(OFFICE, "filings:write", status, keys, body)


OPERATIONS: dict[str, Operation] = {
    f"GET {F}": Operation(AUDIT, "filings:read"),
    f"POST {F}": write(body=NEW),
    f"GET {F}/{{key}}": Operation(AUDIT, "filings:read", keys=DRAFT),
    f"GET {F}/{{key}}/accesses": Operation(LOOKERS, "filings:read", keys=DRAFT),
    f"PUT {F}/{{key}}": write(body=WORDS, keys=DRAFT),
    f"POST {F}/{{key}}/withdraw": write(422, {"reason": ""}, DRAFT),
    f"POST {F}/{{key}}/send": write(422, {"on": DAY, "signed_by": "", "by": "专人"}, DRAFT),
    f"POST {F}/{{key}}/acknowledge": write(422, {"recipient": "x", "on": DAY}, SENT),
    f"POST {F}/{{key}}/replies": write(422, REPLY | {"secrecy": "state_secret"}, SENT),
    f"POST {F}/{{key}}/return": write(422, {"reason": ""}, SENT),
    f"POST {F}/{{key}}/filed": write(409, keys=SENT),
}
