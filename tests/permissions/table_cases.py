"""权限表：监督案件。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, DESK, HOTLINE, OFFICE, Operation, Page, form

SEE = HOTLINE | {"liaison", "unit_head"}
CHAIR = frozenset({"chair"})
DRAFTERS = frozenset({"clerk", "office"})
JUDGES = DESK - {"chair"}  # the chair confirms in a small office alone
UNTOLD = {"liaison": 404, "unit_head": 404}  # a unit sees only what it was told of


def act(who: frozenset[str], record: str = "case", post: int = 422, **more: object) -> Page:
    """The form of one act on a case."""
    return form(who, f"key={record}", post, **more)


PAGES: dict[str, Page] = {
    "cases:cases": Page(SEE),
    "cases:cases_print": Page(SEE),
    "cases:export": Page(SEE, "form=:csv"),
    "cases:queue": Page(HOTLINE),
    "cases:unreported": Page(OFFICE),
    "cases:new": Page(DRAFTERS),
    "cases:open_case": form(DRAFTERS, "origin=:annual_plan"),
    "cases:case": Page(HOTLINE, "key=case", but=UNTOLD),
    "cases:judgment": Page(HOTLINE, "key=case"),
    "cases:comparison": Page(HOTLINE, "key=case"),
    "cases:case_followups": Page(HOTLINE, "key=case"),
    "cases:case_links": Page(HOTLINE, "key=case"),
    "cases:case_print": Page(HOTLINE, "key=case"),
    "cases:replay": Page(HOTLINE, "key=case_decided decision_id=case_decision"),
    "cases:write_opinion": act(JUDGES),
    "cases:sign_opinion": act(JUDGES, "case_written", 302),
    "cases:record_decision": act(OFFICE, "case_judged"),
    "cases:confirm_decision": act(CHAIR, "case_pending", 302),
    "cases:refuse_decision": act(CHAIR, "case_pending"),
    "cases:reassign": act(CLERK),
    "cases:draft_notice": act(DRAFTERS, "case_decided", 302),
    "cases:withdraw_notice": act(DRAFTERS, "case_noticed"),
    "cases:remind_unit": act(DRAFTERS, "case_noticed"),
    "cases:draft_judgment_sheet": act(DRAFTERS, "case_judged", 302),
    "cases:draft_minutes_extract": act(DRAFTERS, "case_decided", 302),
    "cases:draft_report_up": act(CLERK, "case_decided", 302),
    "cases:add_evidence": act(DRAFTERS),
}
C = "/cases/{place}"
K = C + "/{key}"
OPINION = {
    "causes": ["real_rise"],
    "cause_text": "集中渗漏。",
    "method": "special_work_report",
    "text": "建议听取专项工作报告。",
}
PLAN = {
    "origin": "annual_plan",
    "unit": "=case_unit",
    "subject": "电梯维修",
    "lead_office": "=office_body",
    "facts": {"year": 2026, "item": "第5项", "text": "听取电梯维修情况的报告"},
}
CLOSING = {
    "kind": "no_action",
    "text": "不采取行动。",
    "term_no": 18,
    "meeting_no": 8,
    "on": "=case_day",
    "members": 9,
    "present": 8,
}


def does(
    who: frozenset[str],
    record: str = "case",
    status: int = 200,
    body: dict[str, object] | None = None,
) -> Operation:
    """An act on a case."""
    return Operation(who, "cases:write", status, f"key={record}", body)


OPERATIONS: dict[str, Operation] = {
    f"GET {C}": Operation(SEE, "cases:read"),
    f"POST {C}": Operation(DRAFTERS, "cases:write", 201, body=PLAN),
    f"GET {K}": Operation(HOTLINE, "cases:read", keys="key=case"),
    f"PUT {K}/opinion": does(JUDGES, body=OPINION),
    f"POST {K}/opinion/sign": does(JUDGES, "case_written", body={}),
    f"POST {K}/decisions": does(OFFICE, "case_judged", 201, CLOSING),
    f"POST {K}/decisions/confirm": does(CHAIR, "case_pending"),
    f"POST {K}/decisions/refuse": does(CHAIR, "case_pending", body={"reason": "次数写错"}),
    f"GET {K}/decisions/{{decision_id}}/replay": Operation(
        HOTLINE, "cases:read", keys="key=case_decided decision_id=case_decision"
    ),
    f"POST {K}/notice": does(DRAFTERS, "case_decided", 201),
    f"POST {K}/notice/withdraw": does(DRAFTERS, "case_noticed", 409, {"reason": "会期有变"}),
    f"POST {K}/remind": does(DRAFTERS, "case_noticed", body={"text": "请报送初稿。"}),
    f"POST {K}/judgment-sheet": does(DRAFTERS, "case_judged", 201),
    f"POST {K}/minutes-extract": does(DRAFTERS, "case_decided", 201),
    f"POST {K}/report-up": does(CLERK, "case_decided", 201, {}),
    f"POST {K}/evidence": does(DRAFTERS, status=201, body={"kind": "visit", "title": "现场查看"}),
    f"POST {K}/reassign": does(
        CLERK, body={"lead_office": "=case_other_office", "reason": "职责调整"}
    ),
}
