"""接口的权限总表: one row for every API operation, read like ``table.py``. Without a token 401."""

from __future__ import annotations

from tests.permissions import (
    table_calendar,
    table_cards,
    table_cases,
    table_documents,
    table_filings,
    table_findings,
    table_followups,
    table_hearings,
    table_keys,
    table_links,
    table_meeting_items,
    table_meetings,
    table_paper_templates,
    table_projects,
    table_projects_building,
    table_projects_selecting,
    table_projects_voting,
    table_rulebooks,
    table_search,
    table_voting,
)
from tests.permissions.rows import (
    ACCOUNTS,
    APPROVERS,
    AUDIT,
    CLERK,
    EVERYBODY,
    FILES,
    HOTLINE,
    JOBS,
    READERS,
    SIGNED_IN,
    TICKETS,
    UNIT,
    UPLOADERS,
    Operation,
)

DAY = "2026-07-01"
BASED = {"on": DAY, "basis": "机构改革方案"}
END = {"on": DAY, "reason": "任期届满"}
I = "/institutions/{place}"  # noqa: E741
H = "/hotline/{place}"
M = H + "/months/{month}"
JUNE = "month=:2026-06"


def public(keys: str = "", **more: object) -> Operation:
    return Operation(EVERYBODY, keys=keys, **more)  # type: ignore[arg-type]


def manage(status: int, body: dict[str, object] | None = None, keys: str = "") -> Operation:
    """The clerk registers or changes bodies, people and units."""
    return Operation(CLERK, "institutions:write", status, keys, body)


def own(scope: str, status: int = 200, keys: str = "", **more: object) -> Operation:
    """The token's own account; a record of another account is not there."""
    who = CLERK if keys else SIGNED_IN
    return Operation(who, scope, status, keys, other=404, **more)  # type: ignore[arg-type]


PUBLICATIONS = {
    "GET /publications/{place}": public(),
    "GET /publications/{place}/waiting": Operation(HOTLINE, "publications:read"),
    "GET /publications/{place}/{public_id}": public("public_id=publication"),
    "GET /publications/{place}/{public_id}/bundle": public("public_id=publication"),
    "POST /publications/{place}/versions/{version_id}/publish": Operation(
        APPROVERS, "publications:write", keys="version_id=proposed"
    ),
    "POST /publications/{place}/versions/{version_id}/send-back": Operation(
        APPROVERS, "publications:write", keys="version_id=proposed", body={"reason": "改标题"}
    ),
    "POST /publications/{place}/versions/{version_id}/take-down": Operation(
        APPROVERS, "publications:write", keys="version_id=published", body={"reason": "依法"}
    ),
}

REGISTERS = {
    "GET /institutions/places": public(),
    "GET " + I: public(),
    f"GET {I}/units": public(),
    f"GET {I}/units/{{key}}": public("key=unit"),
    f"GET {I}/lineage": public(),
    f"GET {I}/bodies": public(),
    f"GET {I}/terms": public(),
    f"GET {I}/deputies": public(),
    f"GET {I}/constituencies": public(),
    f"GET {I}/delegations": public(),
    f"GET {I}/stations": public(),
    f"GET {I}/correspondence": public(),
    f"GET {I}/boundaries": Operation(READERS, "institutions:read", 404),
    f"POST {I}/boundaries": Operation(CLERK, "institutions:write", 422, files=("file",)),
    f"GET {I}/villages": public(),
    f"POST {I}/villages": Operation(CLERK, "institutions:write", 201, body={"names": ["新添村"]}),
    f"POST {I}/villages/{{key}}/rename": Operation(
        CLERK, "institutions:write", keys="key=village", body={"name": "改名村"}
    ),
    f"POST {I}/villages/{{key}}/end": Operation(
        CLERK, "institutions:write", keys="key=village", body={"on": "2026-01-05", "reason": "撤并"}
    ),
    f"GET {I}/people": Operation(READERS, "institutions:read"),
    f"GET {I}/people/{{key}}": Operation(READERS, "institutions:read", keys="key=person"),
    f"GET {I}/liaisons": Operation(READERS, "institutions:read"),
    f"GET {I}/settings": Operation(READERS, "institutions:read"),
    f"PATCH {I}/settings": Operation(ACCOUNTS, "institutions:write", body={}),
    f"GET {I}/records": Operation(AUDIT, "audit:read"),
    f"GET {I}/records/check": Operation(AUDIT, "audit:read"),
    f"GET {I}/records/{{seq}}": Operation(AUDIT, "audit:read", keys="seq=seq"),
    f"GET {I}/grants": Operation(ACCOUNTS, "accounts:write"),
    f"POST {I}/grants": Operation(
        ACCOUNTS, "accounts:write", 201, body={"account": "=account", "role": "auditor"}
    ),
    f"POST {I}/grants/{{key}}/revoke": Operation(
        ACCOUNTS, "accounts:write", keys="key=grant", body={"reason": "调离"}
    ),
    f"GET {I}/left-grants": Operation(ACCOUNTS, "accounts:write"),
    f"POST {I}/left-grants": Operation(
        ACCOUNTS, "accounts:write", 422, body={"decisions": [], "reason": "撤并"}
    ),
    f"POST {I}/accounts": Operation(
        ACCOUNTS,
        "accounts:write",
        201,
        body={"person": "=other", "role": "auditor", "username": "newcomer"},
    ),
    f"POST {I}/accounts/{{key}}/disable": Operation(ACCOUNTS, "accounts:write", keys="key=account"),
    f"POST {I}/accounts/{{key}}/enable": Operation(ACCOUNTS, "accounts:write", keys="key=account"),
    f"GET {I}/sheets/{{subject}}/template": Operation(
        CLERK, "institutions:write", keys="subject=:units"
    ),
    f"GET {I}/sheets/{{subject}}": Operation(READERS, "institutions:read", keys="subject=:units"),
    f"POST {I}/sheets/{{subject}}": Operation(
        CLERK, "institutions:write", 422, keys="subject=:units", files=("file",)
    ),
}

UNITS = {
    f"POST {I}/units": manage(201, {"name": "县档案局"}),
    f"PATCH {I}/units/{{key}}": manage(200, {"short_name": "水利"}, "key=unit"),
    f"POST {I}/units/{{key}}/rename": manage(200, {"name": "县水务局", **BASED}, "key=unit"),
    f"GET {I}/place-successions": public(),
    f"POST {I}/place-successions": manage(
        409,
        {
            "predecessor": "world-town",
            "successor": "world-town",
            "on": DAY,
            "basis": "批复",
            "decided_on": DAY,
        },
    ),
    f"POST {I}/mergers": manage(200, {"units": ["=unit"], "into": "=liaison_unit", **BASED}),
    f"POST {I}/units/{{key}}/split": manage(200, {"names": ["甲局", "乙局"], **BASED}, "key=unit"),
    f"POST {I}/units/{{key}}/abolish": manage(200, {**BASED}, "key=unit"),
    f"POST {I}/successions": manage(
        201,
        {"predecessor": "=unit", "successor": "=liaison_unit", "on": DAY, "kind": "moved"},
    ),
    f"POST {I}/liaisons": manage(201, {"person": "=person", "unit": "=liaison_unit"}),
    f"POST {I}/liaisons/{{key}}/hand-over": manage(
        200, {"person": "=person", "on": DAY, "note": "已交接"}, "key=liaison"
    ),
    f"POST {I}/liaisons/{{key}}/end": manage(200, END, "key=liaison"),
    f"POST {I}/correspondence": manage(201, {"office": "=office", "unit": "=liaison_unit"}),
    f"POST {I}/correspondence/{{key}}/end": manage(200, END, "key=tie"),
}

PEOPLE_AND_BODIES = {
    f"POST {I}/people": manage(201, {"name": "沈知微"}),
    f"PATCH {I}/people/{{key}}": manage(200, {"note": "已核对"}, "key=person"),
    f"POST {I}/deputyships": manage(201, {"person": "=person", "term": "=term"}),
    f"PATCH {I}/deputyships/{{key}}": manage(200, {"delegation": "=delegation"}, "key=deputyship"),
    f"POST {I}/deputyships/{{key}}/end": manage(200, END, "key=deputyship"),
    f"POST {I}/deputyships/{{key}}/base": manage(
        200, {"counts": False, "reason": "暂停执行职务"}, "key=deputyship"
    ),
    f"POST {I}/memberships": manage(201, {"person": "=person", "body": "=office"}),
    f"POST {I}/memberships/{{key}}/end": manage(200, END, "key=membership"),
    f"POST {I}/posts": manage(201, {"person": "=other", "unit": "=unit", "title": "副局长"}),
    f"POST {I}/posts/{{key}}/end": manage(200, END, "key=post"),
    f"POST {I}/bodies": manage(201, {"kind": "special_committee", "name": "财经委员会"}),
    f"POST {I}/standard-bodies": manage(422),
    f"PATCH {I}/bodies/{{key}}": manage(200, {"quota": 35}, "key=body"),
    f"POST {I}/bodies/{{key}}/end": manage(200, END, "key=body"),
    f"POST {I}/terms": manage(
        201, {"term_no": 17, "valid_from": "2017-01-10", "valid_to": "2022-01-09"}
    ),
    f"PATCH {I}/terms/{{key}}": manage(200, {}, "key=term"),
    f"POST {I}/meeting-counters": manage(
        200, {"body": "=body", "term": "=term", "next_meeting_no": 36}
    ),
    f"POST {I}/constituencies": manage(
        201, {"term": "=term", "name": "第二选区", "kind": "district"}
    ),
    f"PATCH {I}/constituencies/{{key}}": manage(200, {"seats": 3}, "key=constituency"),
    f"POST {I}/delegations": manage(
        201, {"term": "=term", "name": "第二代表团", "kind": "delegation"}
    ),
    f"PATCH {I}/delegations/{{key}}": manage(200, {"name": "城关代表团"}, "key=delegation"),
    f"POST {I}/stations": manage(201, {"name": "城东联络站"}),
    f"PATCH {I}/stations/{{key}}": manage(200, {"address": "城关街 1 号"}, "key=station"),
    f"POST {I}/stations/{{key}}/end": manage(200, END, "key=station"),
}

OWN = {
    "GET /accounts/scopes": public(),
    "GET /accounts/me": own(""),
    "GET /accounts/sessions": own("accounts:read"),
    "POST /accounts/sessions/{session_id}/revoke": own("accounts:write", keys="session_id=device"),
    "GET /accounts/tokens": own("accounts:read"),
    "POST /accounts/tokens": own(
        "accounts:write", 201, body={"name": "月报", "scopes": ["hotline:read"], "days": 3}
    ),
    "POST /accounts/tokens/{token_id}/revoke": own("accounts:write", keys="token_id=token"),
    "GET /inbox/": own("inbox:read"),
    "POST /inbox/read": own("inbox:write"),
    "GET /inbox/{public_id}": own("inbox:read", keys="public_id=notice"),
    "POST /inbox/{public_id}/read": own("inbox:write", keys="public_id=notice"),
}

FILES_AND_JOBS = {
    "GET /files/{place}": Operation(FILES, "files:read"),
    "POST /files/{place}": Operation(UPLOADERS, "files:write", 422, files=("file",)),
    "GET /files/{place}/{public_id}": Operation(FILES, "files:read", keys="public_id=file"),
    "GET /files/{place}/{public_id}/content": Operation(FILES, "files:read", keys="public_id=file"),
    "GET /jobs/{place}": Operation(JOBS, "jobs:read"),
    "GET /jobs/{place}/{public_id}": Operation(JOBS, "jobs:read", keys="public_id=job"),
    "POST /jobs/{place}/{public_id}/stop": Operation(
        JOBS - {"auditor"}, "jobs:write", keys="public_id=job"
    ),
    "POST /jobs/{place}/{public_id}/retry": Operation(
        JOBS - {"auditor"}, "jobs:write", 409, keys="public_id=job"
    ),
}

HOTLINE_OPERATIONS = {
    f"GET {H}/summaries": public(),
    f"GET {H}/summaries/{{month}}": public("month=:2026-05"),
    f"GET {H}/months": Operation(HOTLINE, "hotline:read"),
    f"GET {M}/analysis": Operation(HOTLINE, "hotline:read", keys=JUNE),
    f"GET {M}/freezes": Operation(HOTLINE, "hotline:read", keys=JUNE),
    f"GET {M}/compare": Operation(HOTLINE, "hotline:read", keys=JUNE, query="first=1&second=1"),
    f"GET {M}/report.docx": Operation(HOTLINE, "hotline:read", keys=JUNE),
    f"GET {M}/tickets": Operation(TICKETS | UNIT, "hotline:read", keys=JUNE),
    f"GET {M}/units/{{unit}}": Operation(
        HOTLINE | UNIT, "hotline:read", keys=f"{JUNE} unit=liaison_unit"
    ),
    f"GET {H}/imports": Operation(TICKETS, "hotline:read"),
    f"GET {H}/imports/{{key}}": Operation(TICKETS, "hotline:read", keys="key=batch"),
    f"GET {H}/imports/{{key}}/quarantine": Operation(CLERK, "hotline:read", keys="key=batch"),
    f"GET {H}/tables": Operation(TICKETS, "hotline:read"),
    f"GET {H}/tables/{{key}}": Operation(TICKETS, "hotline:read", keys="key=table"),
    f"GET {H}/mappings": Operation(TICKETS, "hotline:read"),
    f"GET {H}/mappings/{{key}}": Operation(TICKETS, "hotline:read", keys="key=mapping"),
    f"GET {H}/handovers": Operation(TICKETS, "hotline:read"),
    f"POST {H}/imports": Operation(CLERK, "hotline:write", 422, files=("file",)),
    f"POST {H}/tables": Operation(CLERK, "hotline:write", 422, files=("file",)),
    f"POST {H}/mappings": Operation(CLERK, "hotline:write", 422, body={"text": "name ="}),
    f"POST {H}/handovers": Operation(
        CLERK,
        "hotline:write",
        201,
        body={
            "month": "2026-06",
            "source": "12345",
            "handed_by": "热线中心",
            "received_by": "人大办",
            "handed_on": DAY,
        },
    ),
    f"POST {M}/freeze": Operation(CLERK, "hotline:write", 202, JUNE),
    f"POST {M}/summary": Operation(CLERK, "publications:write", 409, JUNE, {}),
}

OPERATIONS = (
    PUBLICATIONS | REGISTERS | UNITS | PEOPLE_AND_BODIES | OWN | FILES_AND_JOBS | HOTLINE_OPERATIONS
)
for _table in (
    table_calendar,
    table_cards,
    table_cases,
    table_hearings,
    table_keys,
    table_documents,
    table_filings,
    table_findings,
    table_followups,
    table_links,
    table_meeting_items,
    table_meetings,
    table_paper_templates,
    table_projects,
    table_projects_building,
    table_projects_selecting,
    table_projects_voting,
    table_rulebooks,
    table_search,
    table_voting,
):
    OPERATIONS |= _table.OPERATIONS
