"""权限表：rulebooks。"""

from __future__ import annotations

from tests.permissions.rows import APPROVERS, CLERK, READERS, Operation, Page, form

DRAFT = "key=rulebook_draft"
MEETING = {
    "body": "=deciding_body",
    "term_no": 18,
    "meeting_no": 36,
    "on": "2026-07-01",
    "paper_number": "示人常发〔2026〕3号",
    "valid_from": "2026-07-02",
}
R = "/rulebooks/{place}"
V = R + "/versions/{key}"

PAGES: dict[str, Page] = {
    "rulebooks:list": Page(READERS),
    "rulebooks:export": Page(READERS, "form=:csv"),
    "rulebooks:new": form(CLERK),
    "rulebooks:copy": form(CLERK),
    "rulebooks:template": Page(READERS),
    "rulebooks:deviations": Page(READERS),
    "rulebooks:deviation": Page(READERS, "child=rulebook_child"),
    "rulebooks:version": Page(READERS, DRAFT),
    "rulebooks:canonical": Page(READERS, DRAFT),
    "rulebooks:compare": Page(READERS, DRAFT),
    "rulebooks:section_edit": form(CLERK, DRAFT + " name=:overdue"),
    "rulebooks:simulate": Page(READERS, DRAFT + " name=:double_rise"),
    "rulebooks:adopt": form(APPROVERS, DRAFT),
    "rulebooks:withdraw": form(CLERK, DRAFT),
    "rulebooks:end": form(APPROVERS, "key=rulebook"),
}


def read(keys: str = "") -> Operation:
    return Operation(READERS, "rulebooks:read", keys=keys)


OPERATIONS: dict[str, Operation] = {
    f"GET {R}/in-force": read(),
    f"GET {R}/versions": read(),
    f"GET {V}": read(DRAFT),
    f"GET {V}/content": read(DRAFT),
    f"GET {V}/differences": read(DRAFT),
    # one draft is open already, and what is sent is no section: let in, and refused for what it says
    f"POST {R}/versions": Operation(CLERK, "rulebooks:write", 409, body={"body": "=deciding_body"}),
    f"POST {R}/copies": Operation(
        CLERK,
        "rulebooks:write",
        409,
        body={"body": "=deciding_body", "source": "=rulebook_above"},
    ),
    f"PUT {V}/sections/{{name}}": Operation(
        CLERK, "rulebooks:write", 422, DRAFT + " name=:overdue", body={"values": {}}
    ),
    f"POST {V}/withdraw": Operation(
        CLERK, "rulebooks:write", 409, "key=rulebook", body={"reason": "改期"}
    ),
    f"POST {V}/adopt": Operation(APPROVERS, "rulebooks:write", 409, "key=rulebook", body=MEETING),
    f"POST {V}/end": Operation(
        APPROVERS, "rulebooks:write", 409, DRAFT, body={"on": "2026-07-31", "basis": "决定"}
    ),
}
