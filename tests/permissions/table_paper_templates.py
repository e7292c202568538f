"""权限表：公文模板。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, OFFICE, Operation, Page, form

READ = OFFICE | {"office", "auditor"}
TEMPLATE = "key=paper_template"

PAGES: dict[str, Page] = {
    "documents:paper_templates": Page(READ),
    "documents:paper_fields": Page(READ),
    "documents:paper_template_new": form(CLERK),
    "documents:paper_template_shipped": Page(READ, "kind=:notice"),
    "documents:paper_template": Page(READ, TEMPLATE),
    "documents:paper_template_file": Page(READ, TEMPLATE),
    "documents:paper_template_preview": Page(READ, TEMPLATE + " public_id=template_paper"),
    "documents:paper_template_end": form(CLERK, TEMPLATE, post=302),
}
T = "/documents/{place}/templates"


def reads(keys: str = "") -> Operation:
    return Operation(READ, "documents:read", keys=keys)


OPERATIONS: dict[str, Operation] = {
    f"GET {T}": reads(),
    f"POST {T}": Operation(CLERK, "documents:write", 422, files=("file",)),
    f"GET {T}/shipped/{{kind}}": reads("kind=:notice"),
    f"GET {T}/{{key}}": reads(TEMPLATE),
    f"GET {T}/{{key}}/content": reads(TEMPLATE),
    f"POST {T}/{{key}}/end": Operation(CLERK, "documents:write", keys=TEMPLATE),
}
