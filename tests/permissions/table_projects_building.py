"""权限表：实施、监督、现场反映、完成与测评。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, DESK, EVERYBODY, HOTLINE, Operation, Page, form

SEE = HOTLINE | {"deputy", "liaison", "unit_head"}
REPORT = frozenset({"clerk", "liaison", "unit_head"})
SUPERVISE = DESK | {"deputy", "member"}
FORMERS = frozenset({"clerk", "office"})
SITE = DESK | {"auditor"}
YEAR = "year=building_year"
DONE = "year=reported_year"
OTHERS = {"liaison": 404, "unit_head": 404}


def works(who: frozenset[str] = SEE, keys: str = "", **more: object) -> Page:
    """A page of the year that is built."""
    return Page(who, f"{YEAR} {keys}".strip(), **more)  # type: ignore[arg-type]


def on(record: str, who: frozenset[str], post: int = 422, **more: object) -> Page:
    """The form of one act on a record."""
    return form(who, f"key={record}", post, **more)


def on_year(who: frozenset[str], post: int = 422, keys: str = YEAR) -> Page:
    return form(who, keys, post)


PAGES: dict[str, Page] = {
    "projects:works": works(),
    "projects:works_print": works(),
    "projects:works_export": works(keys="form=:csv"),
    "projects:plans_export": works(REPORT),
    "projects:progress_export": works(REPORT),
    "projects:import_plans": on_year(REPORT),
    "projects:import_progress": on_year(REPORT),
    "projects:rejected_rows": Page(REPORT, "key=rejected_draft", but=OTHERS),
    "projects:work": Page(SEE, "key=work_running"),
    "projects:work_file": Page(SEE, "key=work_running file=work_photo"),
    "projects:project_plate": Page(SEE, "key=work_running paper=:a4"),
    "projects:write_plan": on("work_chosen", REPORT),
    "projects:report_progress": on("work_running", REPORT),
    "projects:report_done": on("work_running", REPORT),
    "projects:verify_work": on("work_done", SUPERVISE),
    "projects:send_back_work": on("work_done", SUPERVISE),
    "projects:accept_work": on("work_verified", DESK),
    "projects:locate_work": Page(REPORT, "key=work_running", 409, 409),  # a place without a map
    "projects:declare_unfinished": on("work_running", REPORT),
    "projects:ask_change": on("work_running", REPORT),
    "projects:reserve": works(),
    "projects:ask_from_reserve": on_year(REPORT),
    "projects:withdraw_change": on("project_change", REPORT),
    "projects:place_change": on("project_change", CLERK),
    "projects:propose_change_publication": on("project_change", CLERK, 409),
    "projects:supervision": works(),
    "projects:supervision_export": works(keys="form=:csv"),
    "projects:form_supervision_group": on_year(FORMERS),
    "projects:record_supervision": on_year(SUPERVISE),
    "projects:supervision_group": Page(SEE, "key=supervision_group"),
    "projects:set_watched": on("supervision_group", FORMERS, 302),
    "projects:add_supervisor": on("supervision_group", FORMERS),
    "projects:remove_supervisor": on("supervisor", FORMERS),
    "projects:supervision_record": Page(SEE, "key=supervision_record"),
    "projects:supervision_photo": Page(SEE, "key=supervision_record file=supervision_photo"),
    "projects:draft_supervision_record": on("supervision_record", CLERK, 302),
    "projects:finding": Page(SEE, "key=finding_found"),
    "projects:hand_finding": on("finding_found", SUPERVISE),
    "projects:answer_finding": on("finding_handed", REPORT),
    "projects:judge_finding": on("finding_answered", SUPERVISE),
    "projects:draft_feedback_slip": on("finding_handed", CLERK, 302),
    "projects:site_reports": works(SITE),
    "projects:site_reports_export": works(SITE, "form=:csv"),
    "projects:site_report": Page(SITE, "key=site_report"),
    "projects:site_photo": Page(SITE, "key=site_report file=site_photo"),
    "projects:hand_site_report": on("site_report", DESK),
    "projects:dismiss_site_report": on("site_report", DESK),
    "projects:answer_site_report": on("site_report", DESK),
    "projects:delete_site_report": on("site_report", DESK),
    "projects:rating": works(),
    "projects:rating_export": works(keys="form=:csv"),
    "projects:submit_completion_report": on_year(REPORT),
    "projects:completion_report_file": Page(SEE, f"{DONE} report=completion_report"),
    "projects:place_rating": on_year(CLERK, keys=DONE),
    "projects:put_rating_to_vote": form(CLERK, DONE, 409, data={"method": "paper"}),
    "projects:draft_evaluation": on_year(CLERK, 409, DONE),
    "projects:propose_rating_publication": on_year(CLERK, 409, DONE),
    "projects:site_lookup": Page(EVERYBODY, post=422),
    "projects:delete_my_report": Page(EVERYBODY, get=None, post=422),
    "projects:project_map": Page(EVERYBODY),
    "projects:public_work": Page(EVERYBODY, "key=work_running"),
    "projects:public_photo": Page(EVERYBODY, "key=work_running file=work_photo"),
    "projects:report_from_site": Page(EVERYBODY, "key=work_running", post=422),
}
P = "/projects/{place}"
Y = P + "/{year}"
W = P + "/works/{key}"
C = P + "/changes/{key}"
G = P + "/supervision-groups/{key}"
F = P + "/findings/{key}"
S = P + "/site-reports/{key}"
LAST = "2999-12-31"
DAY = "2026-07-01"
PLAN = {
    "leader": "副县长",
    "starts_on": "2042-03-01",
    "due": "2042-11-30",
    "budget_yuan": 600000,
    "nodes": [{"by": "2042-06-30", "percent": 50}],
}
PROGRESS = {"month": "2026-06", "percent": 60, "text": "铺了两公里。", "late_reason": "雨季"}
RECORD = {"kind": "visit", "on": DAY, "people": "两名代表", "text": "看过。"}
POINT = {"latitude": 39.7, "longitude": 102.6}
NOWHERE = {"meeting": "nothing"}


def does(
    who: frozenset[str], record: str, status: int = 200, body: dict[str, object] | None = None
) -> Operation:
    """An act on a record."""
    return Operation(who, "projects:write", status, f"key={record}", body)


def in_year(
    who: frozenset[str], status: int = 200, body: dict[str, object] | None = None, keys: str = YEAR
) -> Operation:
    return Operation(who, "projects:write", status, keys, body)


OPERATIONS: dict[str, Operation] = {
    f"GET {Y}/works": Operation(SEE, "projects:read", keys=YEAR),
    f"GET {W}": Operation(SEE, "projects:read", keys="key=work_running"),
    f"POST {W}/plan": does(REPORT, "work_chosen", 201, PLAN),
    f"POST {W}/progress": does(REPORT, "work_running", 201, PROGRESS),
    f"POST {W}/done": does(REPORT, "work_running", 409, {"text": "完工。"}),
    f"POST {W}/verify": does(DESK, "work_done", body={"text": "看过。"}),
    f"POST {W}/send-back": does(DESK, "work_done", body={"reason": "没有接通。"}),
    f"POST {W}/accept": does(
        DESK, "work_verified", body={"certificate": "验1号", "on": DAY, "text": "合格"}
    ),
    f"POST {W}/locate": does(REPORT, "work_running", body=POINT),
    f"POST {W}/unfinished": does(
        REPORT, "work_running", body={"text": "用地", "percent": 60, "new_due": LAST}
    ),
    f"POST {W}/changes": does(
        REPORT, "work_running", 201, {"kind": "suspend", "cause": "other", "text": "汛期"}
    ),
    f"GET {Y}/reserve": Operation(SEE, "projects:read", keys=YEAR),
    f"POST {Y}/reserve": in_year(REPORT, 404, {"project": "nothing", "text": "补"}),
    f"POST {C}/withdraw": does(REPORT, "project_change", body={"reason": "不再需要"}),
    f"POST {C}/meeting": does(CLERK, "project_change", 404, NOWHERE),
    f"POST {C}/publication": does(CLERK, "project_change", 409, {}),
    f"GET {P}/public/works/{{key}}": Operation(EVERYBODY, keys="key=work_running"),
    f"POST {P}/public/works/{{key}}/reports": Operation(
        EVERYBODY, "", 201, "key=work_running", {"text": "井盖没有盖好"}
    ),
    f"POST {Y}/supervision-groups": in_year(FORMERS, 201, {"name": "第九小组", "formed_on": DAY}),
    f"PUT {G}/projects": does(FORMERS, "supervision_group", body={"projects": []}),
    f"POST {G}/people": does(
        FORMERS, "supervision_group", 201, {"capacity": "监督员", "name": "王一"}
    ),
    f"POST {P}/supervisors/{{key}}/leave": does(FORMERS, "supervisor", body={"on": DAY}),
    f"GET {Y}/supervision": Operation(SEE, "projects:read", keys=YEAR),
    f"POST {Y}/supervision": in_year(DESK, 201, RECORD),
    f"POST {P}/supervision-records/{{key}}/paper": does(CLERK, "supervision_record", 201),
    f"POST {F}/hand": does(DESK, "finding_found", body={"unit": "=liaison_unit", "due": LAST}),
    f"POST {F}/answer": does(REPORT, "finding_handed", body={"answer": "已办。"}),
    f"POST {F}/judge": does(DESK, "finding_answered", body={"solved": True, "text": "好了"}),
    f"POST {F}/slip": does(CLERK, "finding_handed", 201),
    f"GET {Y}/site-reports": Operation(SITE, "projects:read", keys=YEAR),
    f"POST {S}/hand": does(DESK, "site_report", body={"group": "=supervision_group"}),
    f"POST {S}/dismiss": does(DESK, "site_report", body={"reason": "不是本项目"}),
    f"POST {S}/answer": does(DESK, "site_report", body={"answer": "已盖好"}),
    f"POST {S}/delete": does(DESK, "site_report", body={"reason": "核对电话"}),
    f"GET {Y}/rating": Operation(SEE, "projects:read", keys=YEAR),
    f"POST {Y}/rating/report": in_year(CLERK, 409, {"submitted_on": DAY, "text": "完成情况"}),
    f"POST {Y}/rating/meeting": in_year(CLERK, 404, NOWHERE, DONE),
    f"POST {Y}/rating/ballot": in_year(CLERK, 409, {}, DONE),
    f"POST {Y}/rating/evaluation": in_year(CLERK, 409, keys=DONE),
    f"POST {Y}/rating/publication": in_year(CLERK, 409, {}, DONE),
}
