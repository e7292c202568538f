"""权限表：calendar。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, READERS, UNIT, Operation, Page, form

ALL = READERS | UNIT
YEAR = "year=:2026"
MEETING = "key=planned_meeting"

PAGES: dict[str, Page] = {
    "calendar:calendar": Page(ALL),
    "calendar:year": Page(ALL, YEAR),
    "calendar:year_export": Page(ALL, YEAR + " form=:csv"),
    "calendar:year_enter": form(CLERK, YEAR),
    "calendar:year_copy": form(CLERK, YEAR, post=302),
    "calendar:year_shipped": form(CLERK, YEAR, post=302),
    "calendar:day": form(CLERK, "day=:2026-10-01"),
    "calendar:deadline": Page(ALL, query="start=2026-07-01&amount=3&unit=months"),
    "calendar:meetings": Page(ALL),
    "calendar:meetings_ics": Page(ALL),
    "calendar:meetings_export": Page(ALL, "form=:xlsx"),
    "calendar:meeting_new": form(CLERK),
    "calendar:meeting": Page(ALL, MEETING),
    "calendar:meeting_move": form(CLERK, MEETING),
    "calendar:meeting_cancel": form(CLERK, MEETING),
}


def read(keys: str = "", query: str = "") -> Operation:
    return Operation(ALL, "calendar:read", keys=keys, query=query)


def write(status: int, body: dict[str, object] | None = None, keys: str = "") -> Operation:
    return Operation(CLERK, "calendar:write", status, keys, body)


C = "/calendar/{place}"
OPERATIONS: dict[str, Operation] = {
    f"GET {C}/years/{{year}}": read(YEAR),
    f"POST {C}/years/{{year}}": write(
        200, {"days": [{"day": "2027-01-01", "kind": "off", "name": "元旦"}]}, "year=:2027"
    ),
    f"POST {C}/years/{{year}}/copy": write(200, keys=YEAR),
    f"POST {C}/years/{{year}}/shipped": write(200, keys=YEAR),
    f"POST {C}/days": write(200, {"day": "2026-12-31", "kind": "off", "reason": "县庆"}),
    f"GET {C}/days/{{day}}": read("day=:2026-10-01"),
    f"GET {C}/deadline": read(query="start=2026-07-01&amount=3&unit=months"),
    f"GET {C}/meetings": read(),
    f"POST {C}/meetings": write(
        201, {"body": "=body", "on": "2099-06-01", "meeting_no": 99, "term_no": 18}
    ),
    f"POST {C}/meetings/{{key}}/move": write(200, {"on": "2098-05-06", "reason": "顺延"}, MEETING),
    f"POST {C}/meetings/{{key}}/cancel": write(200, {"reason": "并入下次"}, MEETING),
}
