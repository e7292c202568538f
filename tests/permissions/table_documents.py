"""权限表：公文。 The small office is off: the chair does not check."""

from __future__ import annotations

from tests.permissions.rows import (
    CLERK,
    DESK,
    TICKETS,
    UNIT,
    Operation,
    Page,
    button,
    form,
)

DRAFTERS = frozenset({"clerk", "office"})
ASKERS = DRAFTERS | {"reviewer"}
DROPPERS = frozenset({"clerk", "reviewer"})
REVIEWER = frozenset({"reviewer"})
STAFF = frozenset({"office"})
CHAIR = frozenset({"chair"})
D = "/documents/{place}"


def of(step: str, *more: str) -> str:
    return " ".join([f"public_id={step}_paper", *more])


PAGES: dict[str, Page] = {
    "documents:papers": Page(TICKETS),
    "documents:papers_export": Page(TICKETS),
    "documents:paper": Page(TICKETS, of("issued")),
    "documents:paper_pdf": Page(TICKETS, of("issued")),
    "documents:paper_docx": Page(TICKETS, of("issued")),
    "documents:paper_print": Page(TICKETS, of("issued")),
    "documents:paper_version": Page(TICKETS, of("issued", "number=:1")),
    "documents:paper_file": Page(TICKETS, of("issued", "key=scan")),
    "documents:paper_new": form(DRAFTERS, post=200),  # no kind chosen: the kinds to choose from
    "documents:paper_preview": button(DRAFTERS, post=422),
    "documents:paper_edit": form(DRAFTERS, of("draft")),
    "documents:paper_attach": form(DRAFTERS, of("draft")),
    "documents:paper_detach": form(DRAFTERS, of("draft", "key=attachment"), post=302),
    "documents:paper_submit": form(DRAFTERS, of("draft"), post=302),
    "documents:paper_check": form(REVIEWER, of("checking"), post=302),
    "documents:paper_ask_cosign": form(ASKERS, of("checking")),
    "documents:paper_drop_cosign": form(DROPPERS, of("cosigning", "key=cosignature")),
    "documents:paper_cosign": form(STAFF, of("cosigning"), post=302),
    "documents:paper_sign": form(CHAIR, of("signing"), post=302),
    "documents:paper_seal": form(CLERK, of("signed")),
    "documents:paper_issue": form(CLERK, of("sealed"), post=302),
    "documents:paper_return": form(DESK, of("cosigning")),
    "documents:paper_recall": form(CHAIR, of("issued")),
    "documents:paper_archive": form(CLERK, of("issued"), get=409),
    "documents:paper_withdraw": form(DRAFTERS, of("draft")),
    "documents:phone_list": Page(CLERK),
    "documents:phone_print": Page(CLERK),
    "documents:phone_export": Page(CLERK),
    "documents:receipt_acknowledge": form(CLERK, "key=receipt"),
    "documents:receipt_call": form(CLERK, "key=receipt"),
    "documents:registers": Page(TICKETS),
    "documents:register": Page(TICKETS, "key=register"),
    "documents:register_export": Page(TICKETS, "key=register"),
    "documents:carry_in": form(CLERK),
    "documents:received": Page(UNIT),
    "documents:received_paper": Page(UNIT, of("issued")),
    "documents:received_acknowledge": button(UNIT, of("issued")),
    "documents:received_file": Page(UNIT, of("issued", "key=scan")),
}


def reads(who: frozenset[str], keys: str = "") -> Operation:
    return Operation(who, "documents:read", keys=keys)


def writes(
    who: frozenset[str], keys: str, body: dict[str, object] | None = None, status: int = 200
) -> Operation:
    return Operation(who, "documents:write", status, keys, body)


DRAFT = {"kind": "letter", "issuer": "=issuer", "title": "关于材料的函", "text": "特此函达。"}
REASON = {"reason": "补写依据"}
OPERATIONS: dict[str, Operation] = {
    f"GET {D}/kinds": reads(TICKETS),
    f"GET {D}/papers": reads(TICKETS),
    f"GET {D}/papers/{{key}}": reads(TICKETS, "key=issued_paper"),
    f"GET {D}/papers/{{key}}/versions": reads(TICKETS, "key=issued_paper"),
    f"GET {D}/papers/{{key}}/layout.pdf": reads(TICKETS, "key=issued_paper"),
    f"GET {D}/papers/{{key}}/layout.docx": reads(TICKETS, "key=issued_paper"),
    f"GET {D}/papers/{{key}}/files/{{file_id}}": reads(TICKETS, "key=issued_paper file_id=scan"),
    f"GET {D}/phone-list": reads(CLERK),
    f"GET {D}/registers": reads(TICKETS),
    f"GET {D}/registers/{{key}}": reads(TICKETS, "key=register"),
    f"GET {D}/received": reads(UNIT),
    f"GET {D}/received/{{key}}": reads(UNIT, "key=issued_paper"),
    f"GET {D}/received/{{key}}/files/{{file_id}}": reads(UNIT, "key=issued_paper file_id=scan"),
    f"POST {D}/papers": writes(DRAFTERS, "", DRAFT, 201),
    f"PATCH {D}/papers/{{key}}": writes(DRAFTERS, "key=draft_paper", {"title": "关于材料的通知"}),
    f"POST {D}/papers/{{key}}/attachments": writes(
        DRAFTERS, "key=draft_paper", {"file": "=scan_file"}, 201
    ),
    f"POST {D}/papers/{{key}}/attachments/{{file_id}}/drop": writes(
        DRAFTERS, "key=draft_paper file_id=attachment"
    ),
    f"POST {D}/papers/{{key}}/submit": writes(DRAFTERS, "key=draft_paper", {}),
    f"POST {D}/papers/{{key}}/check": writes(REVIEWER, "key=checking_paper", {}),
    f"POST {D}/papers/{{key}}/ask-cosign": writes(
        ASKERS, "key=checking_paper", {"offices": ["=office"]}
    ),
    f"POST {D}/papers/{{key}}/cosignatures/{{row}}/drop": writes(
        DROPPERS, "key=cosigning_paper row=cosignature", REASON
    ),
    f"POST {D}/papers/{{key}}/cosign": writes(STAFF, "key=cosigning_paper", {}),
    f"POST {D}/papers/{{key}}/sign": writes(CHAIR, "key=signing_paper", {}),
    f"POST {D}/papers/{{key}}/seal": writes(CLERK, "key=signed_paper", {"file": "=scan_file"}),
    f"POST {D}/papers/{{key}}/issue": writes(CLERK, "key=sealed_paper"),
    f"POST {D}/papers/{{key}}/return": writes(DESK, "key=cosigning_paper", REASON),
    f"POST {D}/papers/{{key}}/recall": writes(CHAIR, "key=issued_paper", REASON),
    f"POST {D}/papers/{{key}}/archive": writes(CLERK, "key=issued_paper", {}, 409),
    f"POST {D}/papers/{{key}}/withdraw": writes(DRAFTERS, "key=draft_paper", REASON),
    f"POST {D}/receipts/{{key}}/acknowledge": writes(
        UNIT | CLERK, "key=receipt", {"name": "程予安", "at": "=now"}
    ),
    f"POST {D}/receipts/{{key}}/call": writes(CLERK, "key=receipt", {"note": "无人接听"}),
    f"POST {D}/carry-in": writes(
        CLERK,
        "",
        {
            "issuer": "=issuer",
            "year": 2026,
            "series": "letter",
            "prefix": "示人办函",
            "last": 3,
            "reason": "原登记簿第2页",
        },
    ),
}
