"""权限表：案件的报告、调研、听取、审议意见、结案、公开。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, HOTLINE, OFFICE, UNIT, Operation, Page
from tests.permissions.table_cases import DRAFTERS, K, act, does

HEAD = frozenset({"unit_head"})
VERIFIERS = OFFICE | {"office", "member"}
VIEWERS = frozenset({"deputy", "member"})
TOLD = "case_told"
UNSENT = {
    "liaison": 404,
    "unit_head": 404,
}  # a unit sees review opinions once they were handed over

PAGES: dict[str, Page] = {
    "cases:reports": Page(HOTLINE | UNIT, f"key={TOLD}"),
    "cases:hearings": Page(HOTLINE, f"key={TOLD}"),
    "cases:outcome": Page(HOTLINE, f"key={TOLD}", but=UNSENT),
    "cases:report_file": Page(HOTLINE | UNIT, f"key={TOLD} report_id=unit_report"),
    "cases:draft_report": act(UNIT, TOLD),
    "cases:submit_report": act(HEAD, TOLD, 302),
    "cases:enter_report": act(DRAFTERS, TOLD),
    "cases:return_report": act(DRAFTERS, TOLD),
    "cases:record_finding": act(DRAFTERS, TOLD),
    "cases:send_findings": act(DRAFTERS, TOLD, 302),
    "cases:answer_finding": act(UNIT, TOLD),
    "cases:place_hearing": act(DRAFTERS, TOLD),
    "cases:distribute_report": act(DRAFTERS, TOLD, 409),
    "cases:draft_opinions": act(DRAFTERS, TOLD),
    "cases:pass_opinions": act(DRAFTERS, "case_passed"),
    "cases:verify_reply": act(VERIFIERS, "case_tracked"),
    "cases:enter_view": act(DRAFTERS, "case_tracked"),
    "cases:record_calls": act(DRAFTERS, "case_tracked"),
    "cases:take_figures": act(DRAFTERS, "case_tracked", 409),
    "cases:propose_closing": act(DRAFTERS, "case_tracked"),
    "cases:verify_closing": act(VERIFIERS, "case_tracked"),
    "cases:refuse_closing": act(VERIFIERS, "case_tracked"),
    "cases:propose_publication": act(CLERK, "case_tracked"),
    "cases:views_asked": Page(VIEWERS),
    "cases:give_view": act(VIEWERS, "case_tracked"),
}
SCAN = {"file": "=hearing_scan"}
ENTERED = {"received_on": "=case_day", "submitted_label": "局长", **SCAN}
FINDING = {"title": "返修慢", "text": "看了两个小区。"}
VIEWED = [f"=view_deputy_{number}" for number in (1, 2, 3)]
CALLS = {"called": 9, "reached": 6, "solved": 4, "partly": 1, "unsolved": 1}
WORDS = {"text": "属实。"}
REASON = {"reason": "缺附表"}


OPERATIONS: dict[str, Operation] = {
    f"GET {K}/reports": Operation(HOTLINE | UNIT, "cases:read", keys=f"key={TOLD}"),
    f"PUT {K}/reports/draft": does(UNIT, TOLD, body={"text": "再改一稿。"}),
    f"POST {K}/reports/submit": does(HEAD, TOLD),
    f"POST {K}/reports/enter": does(DRAFTERS, TOLD, 201, ENTERED),
    f"POST {K}/reports/return": does(DRAFTERS, "case_back", 200, REASON),
    f"POST {K}/findings": does(DRAFTERS, TOLD, 201, FINDING),
    f"POST {K}/findings/send": does(DRAFTERS, TOLD),
    f"POST {K}/findings/answer": does(
        UNIT, "case_back", 200, {"finding": "=finding_sent", "text": "已整改。"}
    ),
    f"POST {K}/hearings": does(DRAFTERS, TOLD, 201, {"meeting": "=hearing_meeting"}),
    f"POST {K}/hearings/distribute": does(DRAFTERS, TOLD, 409),
    f"POST {K}/opinions": does(DRAFTERS, "case_passed", 201, {"items": ["加快返修。"]}),
    f"POST {K}/opinions/passed": does(
        DRAFTERS, "case_tracked", 409, {"term_no": 18, "meeting_no": 40, "on": "2026-01-05"}
    ),
    f"POST {K}/opinions/verify": does(
        VERIFIERS, "case_tracked", 409, {"text": "属实。", "outcomes": ["done"]}
    ),
    f"POST {K}/views": does(DRAFTERS, "case_tracked", 201, {"people": VIEWED, "solved": 3, **SCAN}),
    f"POST {K}/calls": does(DRAFTERS, "case_tracked", 201, CALLS),
    f"POST {K}/figures": does(DRAFTERS, "case_tracked", 409),
    f"POST {K}/closing": does(DRAFTERS, "case_tracked", 409, WORDS),
    f"POST {K}/closing/verify": does(VERIFIERS, "case_tracked", 409, WORDS),
    f"POST {K}/closing/refuse": does(VERIFIERS, "case_tracked", 409, REASON),
    f"POST {K}/publications": does(CLERK, "case_tracked", 201, {"what": "result"}),
    "GET /cases/{place}/views/asked": Operation(VIEWERS, "cases:write"),
    "POST /cases/{place}/views/{key}": does(VIEWERS, "case_tracked", 201, {"view": "partly"}),
}
