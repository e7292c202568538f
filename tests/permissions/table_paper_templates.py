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
OPERATIONS: dict[str, Operation] = {}
