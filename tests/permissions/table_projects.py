"""权限表：民生实事的征集。"""

from __future__ import annotations

from tests.permissions.rows import CLERK, DESK, EVERYBODY, HOTLINE, Operation, Page, form

SEE = HOTLINE | {"deputy", "liaison", "unit_head"}
ENTER = DESK | {"deputy", "member"}
HANDLE = DESK - {"chair"}
YEAR = "year=project_year"


def year_page(who: frozenset[str] = SEE, keys: str = "", **more: object) -> Page:
    """A page of the year that collects."""
    return Page(who, f"{YEAR} {keys}".strip(), **more)  # type: ignore[arg-type]


def year_act(who: frozenset[str], keys: str = "", post: int = 422, **more: object) -> Page:
    """The form of one act on the year or something of it."""
    return form(who, f"{YEAR} {keys}".strip(), post, **more)


def handling(key: str, post: int = 422, **more: object) -> Page:
    """An act on a proposal by who collects: here the congress's office, not the government's liaison."""
    return year_act(HANDLE, f"key={key}", post, **more)


PAGES: dict[str, Page] = {
    "projects:towns": Page(HOTLINE | {"deputy"}),
    "projects:towns_print": Page(HOTLINE | {"deputy"}),
    "projects:towns_export": Page(HOTLINE | {"deputy"}, "form=:xlsx"),
    "projects:propose_rollup": year_act(CLERK, post=302),
    "projects:public_projects": Page(EVERYBODY),
    "projects:propose_now": Page(EVERYBODY, get=302),
    "projects:lookup": Page(EVERYBODY, post=422),
    "projects:delete_mine": Page(EVERYBODY, get=None, post=422),
    "projects:public_numbers": Page(EVERYBODY),
    "projects:promise_wall": Page(EVERYBODY),
    "projects:promise_picture": Page(EVERYBODY),
    "projects:propose": Page(EVERYBODY, YEAR, post=422),
    "projects:similar": Page(EVERYBODY, YEAR),
    "projects:years": Page(SEE),
    "projects:set_up_year": form(CLERK),
    "projects:year": year_page(),
    "projects:change_year": year_act(CLERK, post=422),
    "projects:open_collecting": year_act(CLERK),
    "projects:extend_collecting": year_act(CLERK),
    "projects:end_collecting": year_act(CLERK, post=409),
    "projects:propose_notice": year_act(CLERK, post=409),
    "projects:proposals": year_page(),
    "projects:enter": year_act(ENTER),
    "projects:look_through": Page(HANDLE, YEAR, get=None, post=302),
    "projects:record_explanation": year_act(HANDLE),
    "projects:proposal": year_page(keys="key=proposal"),
    "projects:proposal_receipt": year_page(ENTER, "key=proposal_paper"),
    "projects:proposal_photo": year_page(keys="key=proposal file=proposal_photo"),
    "projects:release": handling("proposal_held", 302),
    "projects:mark_spam": handling("proposal"),
    "projects:turn_problem": year_act(ENTER, "key=proposal_problem"),
    "projects:not_take": handling("proposal"),
    "projects:reconsider": handling("proposal_not_taken"),
    "projects:reply": handling("proposal"),
    "projects:open_contact": year_act(CLERK, "key=proposal"),
    "projects:delete_proposal": year_act(CLERK, "key=proposal"),
    "projects:sessions": year_page(),
    "projects:record_session": year_act(ENTER),
    "projects:import_session": year_act(ENTER),
    "projects:session_template": year_page(ENTER),
    "projects:session": year_page(keys="key=project_session"),
    "projects:session_file": year_page(keys="key=project_session"),
    "projects:session_receipts": year_page(ENTER, "key=project_session"),
    "projects:add_to_session": year_act(ENTER, "key=project_session"),
    "projects:session_refused": year_page(
        ENTER, "key=project_session", get=404, but={"clerk": 200}
    ),
}
P = "/projects/{place}"
Y = P + "/{year}"
K = Y + "/proposals/{key}"
LAST = "2999-12-31"
NOTICE = {"first": "2026-01-01", "last": LAST, "notice_title": "公告", "notice_text": "征集建议。"}
SESSION = {"kind": "forum", "on": "2026-01-01", "where": "村委会", "led_by": "李代表"}
EXPLAINED = {"on": "2026-01-01", "where": "村委会", "people": 20, "text": "讲了资金盘子。"}


def public(keys: str = YEAR, status: int = 200, **more: object) -> Operation:
    return Operation(EVERYBODY, "", status, keys, **more)  # type: ignore[arg-type]


def does(
    who: frozenset[str], keys: str = "", status: int = 200, body: dict[str, object] | None = None
) -> Operation:
    """An act on the year or something of it."""
    return Operation(who, "projects:write", status, f"{YEAR} {keys}".strip(), body)


def reads(keys: str = "") -> Operation:
    return Operation(SEE, "projects:read", keys=f"{YEAR} {keys}".strip())


OPERATIONS: dict[str, Operation] = {
    f"GET {P}/years": public(""),
    f"GET {Y}/public/numbers": public(),
    f"GET {Y}/public/similar": public(query="title=装路灯"),
    f"POST {Y}/public/proposals": public(status=422),
    f"POST {P}/mine": public("", body={"code": "=proposal_code"}),
    f"POST {P}/mine/delete": public("", 422, body={"code": "no such code"}),
    f"POST {P}/years": Operation(CLERK, "projects:write", 201, body={"year": 2090}),
    f"PUT {Y}": does(CLERK, status=409, body={"to_choose": 9}),
    f"POST {Y}/collecting": does(CLERK, status=409, body=NOTICE),
    f"POST {Y}/collecting/extend": does(CLERK, body={"last": LAST, "reason": "雨季"}),
    f"POST {Y}/collecting/end": does(CLERK, status=409),
    f"POST {Y}/collecting/notice": does(CLERK, status=409, body={}),
    f"GET {P}/town-projects/{{year}}": Operation(
        HOTLINE | {"deputy"}, "projects:read", keys="year=:2026"
    ),
    f"POST {Y}/rollup": does(CLERK, status=201, body={}),
    f"GET {Y}/proposals": reads(),
    f"GET {K}": reads("key=proposal"),
    f"POST {Y}/proposals": does(ENTER, status=201, body={"title": "修水渠"}),
    f"GET {Y}/sessions": reads(),
    f"POST {Y}/sessions": does(ENTER, status=201, body={**SESSION, "wishes": [{"title": "修桥"}]}),
    f"POST {Y}/sessions/{{key}}/proposals": does(
        ENTER, "key=project_session", 201, {"wishes": [{"title": "铺路"}]}
    ),
    f"POST {Y}/looked-through": does(HANDLE, body={"proposals": ["=proposal"]}),
    f"POST {Y}/explanations": does(
        HANDLE, status=201, body={**EXPLAINED, "proposals": ["=proposal_not_taken"]}
    ),
    f"POST {K}/release": does(HANDLE, "key=proposal_held"),
    f"POST {K}/spam": does(HANDLE, "key=proposal", body={"reason": "广告"}),
    f"POST {K}/turn": does(ENTER, "key=proposal_problem", 201, {"title": "设老年食堂"}),
    f"POST {K}/not-taken": does(HANDLE, "key=proposal", body={"reason": "too_narrow"}),
    f"POST {K}/reconsider": does(HANDLE, "key=proposal_not_taken", body={"reason": "有了资金"}),
    f"POST {K}/replies": does(HANDLE, "key=proposal", 201, {"way": "call", "text": "已说明"}),
    f"POST {K}/contact": does(CLERK, "key=proposal", body={"purpose": "答复"}),
    f"POST {K}/delete": does(CLERK, "key=proposal", body={"reason": "核对身份证"}),
}
