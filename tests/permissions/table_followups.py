"""权限表：followups。 A unit's people hold the rights of the rows for their own unit's items."""

from __future__ import annotations

from tests.permissions.rows import DESK, READERS, UNIT, Operation, Page, button, form

FOLLOWERS = READERS - {"admin"}
ASSIGNERS = frozenset({"clerk", "office"})
VERIFIERS = DESK | {"member"}
HEAD = frozenset({"unit_head"})
UPLOADER = {"unit_head": 404}  # only who uploaded a workbook sees its preview

OFFICE_PAGES = {
    "followups:followups": Page(FOLLOWERS),
    "followups:assign": form(ASSIGNERS),
    "followups:followup": Page(FOLLOWERS | UNIT, "key=followup"),
    "followups:file": Page(FOLLOWERS | UNIT, "key=followup_reported file=followup_file"),
    "followups:verify": form(VERIFIERS, "key=followup_reported"),
    "followups:send_back": form(VERIFIERS, "key=followup_reported"),
    "followups:extension_answer": form(DESK, "key=followup_extension"),
    "followups:urge": form(DESK, "key=followup", post=302),
    "followups:slip": form(ASSIGNERS, "key=followup"),
    "followups:enter": form(DESK, "key=followup"),
    "followups:reassign": form(DESK, "key=followup"),
    "followups:withdraw": form(DESK, "key=followup"),
}

UNIT_PAGES = {
    "followups:accept": button(UNIT, "key=followup"),
    "followups:progress": form(UNIT, "key=followup"),
    "followups:done": form(UNIT, "key=followup"),
    "followups:sign": form(UNIT, "key=followup_sign"),
    "followups:return_report": form(HEAD, "key=followup_sign"),
    "followups:extension": form(UNIT, "key=followup"),
    "followups:evidence": form(UNIT, "key=followup"),
    "followups:part_new": form(UNIT, "key=followup"),
    "followups:part_finish": form(UNIT, "key=followup_extension part=followup_part", post=302),
    "followups:part_drop": form(UNIT, "key=followup_extension part=followup_part"),
}

DUTIES = {
    "followups:duties": Page(UNIT),
    "followups:duties_unit": Page(UNIT),
    "followups:duties_accept": button(UNIT),
    "followups:shared_evidence": form(UNIT),
    "followups:duties_export": Page(UNIT),
    "followups:duties_import": form(UNIT),
    "followups:duties_preview": form(UNIT, "key=duty_draft", but=UPLOADER),
    "followups:duties_refused": Page(UNIT, "key=duty_draft", but=UPLOADER),
}

PAGES: dict[str, Page] = OFFICE_PAGES | UNIT_PAGES | DUTIES

F = "/followups/{place}"
ITEM = F + "/items/{key}"
READ, WRITE = "followups:read", "followups:write"
LATER = "2099-01-04"
OWN = "key=followup"


def act(
    who: frozenset[str], keys: str = OWN, body: dict[str, object] | None = None, status: int = 200
) -> Operation:
    """An act on an item of the world."""
    return Operation(who, WRITE, status, keys, body)


OFFICE_OPERATIONS = {
    f"POST {F}": act(
        ASSIGNERS,
        "",
        {"kind": "promise", "unit": "=liaison_unit", "title": "甲", "requirement": "乙"},
        201,
    ),
    f"POST {ITEM}/verify": act(VERIFIERS, "key=followup_reported", {"text": "看过"}),
    f"POST {ITEM}/send-back": act(VERIFIERS, "key=followup_reported", {"reason": "没好"}),
    f"POST {ITEM}/extension/answer": act(
        DESK, "key=followup_extension", {"answer": "refused", "reason": "不必"}
    ),
    f"POST {ITEM}/urge": act(DESK, OWN, {}),
    f"POST {ITEM}/enter": act(DESK, OWN, {"text": "完成", "scan": "=followup_file"}),
    f"POST {ITEM}/slip": Operation(ASSIGNERS, "documents:write", 201, OWN, {"issuer": "=office"}),
    f"POST {ITEM}/reassign": act(DESK, OWN, {"unit": "=unit", "reason": "职责划转"}),
    f"POST {ITEM}/withdraw": act(DESK, OWN, {"reason": "重复"}),
}

UNIT_OPERATIONS = {
    f"POST {ITEM}/accept": act(UNIT),
    f"POST {ITEM}/progress": act(UNIT, OWN, {"text": "一步"}),
    f"POST {ITEM}/done": act(UNIT, OWN, {"text": "完成", "files": ["=followup_file"]}),
    f"POST {ITEM}/sign": act(UNIT, "key=followup_sign", {"scan": "=followup_file"}),
    f"POST {ITEM}/return": act(HEAD, "key=followup_sign", {"reason": "重写"}),
    f"POST {F}/evidence": act(UNIT, "", {"items": ["=followup"], "files": ["=followup_file"]}),
    f"POST {ITEM}/extension": act(UNIT, OWN, {"due": LATER, "reason": "等"}, 409),
    f"POST {ITEM}/parts": act(UNIT, OWN, {"section": "甲科"}, 201),
    f"POST {ITEM}/parts/{{part}}/finish": act(
        UNIT, "key=followup_extension part=followup_part", {}
    ),
    f"POST {ITEM}/parts/{{part}}/drop": act(
        UNIT, "key=followup_extension part=followup_part", {"reason": "不用"}
    ),
    f"GET {F}/sheet": Operation(UNIT, READ),
    f"POST {F}/sheet": Operation(UNIT, WRITE, 422, files=("file",)),
}

OPERATIONS: dict[str, Operation] = {
    f"GET {F}": Operation(FOLLOWERS | UNIT, READ),
    f"GET {ITEM}": Operation(FOLLOWERS | UNIT, READ, keys=OWN),
    f"GET {ITEM}/files/{{file}}": Operation(
        FOLLOWERS | UNIT, READ, keys="key=followup_reported file=followup_file"
    ),
    **OFFICE_OPERATIONS,
    **UNIT_OPERATIONS,
}
