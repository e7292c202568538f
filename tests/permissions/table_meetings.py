"""权限表：会议。 Who is called sees the meeting on a page of their own; the office sees all."""

from __future__ import annotations

from tests.permissions.rows import CLERK, OFFICE, READERS, UNIT, Operation, Page, form

FOLLOWERS = READERS - {"admin"}
RUN = frozenset({"clerk", "chair"})
PROPOSE = frozenset({"clerk", "office"})
APPROVE = RUN | {"member"}
"""Who answers for leave: the member of the world leads the chairpersons' meeting."""
PART = frozenset({"member", "deputy"})
MINE = PART | UNIT
SEE = FOLLOWERS | {"deputy"} | UNIT
PLANNED, TOLD, DESK = "key=meeting_planned", "key=meeting_told", "key=meeting_desk"
OPEN, CLOSED, PLAN = "key=meeting_open", "key=meeting_closed", "key=plan"
PROPOSED, PLACED = f"{PLANNED} item=item_proposed", f"{TOLD} item=item_placed"
SESSION_ITEM = f"{OPEN} item=session_item"
CONSIDERED = f"{OPEN} item=session_considered"
SLIP = {"approver": "=person", "slip_ref": "请假条〔2026〕3号"}
CALLED, LEAVE = f"{TOLD} one=called", f"{TOLD} one=called_unit"

COURSE = {
    "meetings:meetings": Page(FOLLOWERS),
    "meetings:export": Page(FOLLOWERS, "form=:csv"),
    "meetings:plan_meeting": form(CLERK),
    "meetings:meeting": Page(FOLLOWERS, TOLD),
    "meetings:agenda_export": Page(FOLLOWERS, f"{TOLD} form=:csv"),
    "meetings:agenda_print": Page(SEE, TOLD),
    "meetings:change_meeting": form(CLERK, TOLD),
    "meetings:notify": form(CLERK, PLANNED, get=409, post=409),
    "meetings:convene": form(RUN, TOLD, post=302),
    "meetings:open_session": form(RUN, DESK, get=409, post=409),
    "meetings:close_meeting": form(RUN, OPEN, get=409, post=409),
    "meetings:cancel_meeting": form(CLERK, TOLD),
    "meetings:archive_meeting": form(CLERK, CLOSED, get=409),
    "meetings:draft_notice": form(CLERK, TOLD, post=302),
    "meetings:draft_minutes": form(CLERK, CLOSED, post=302),
    "meetings:papers": Page(FOLLOWERS, TOLD),
    "meetings:packet_pdf": Page(FOLLOWERS - {"member"}, TOLD, but={"member": 404}),
    "meetings:link_meeting": form(CLERK, OPEN),
    "meetings:unlink_meeting": form(CLERK, f"{OPEN} linked=linked", post=302),
}

ITEMS = {
    "meetings:propose_item": form(PROPOSE, PLANNED),
    "meetings:order_items": form(CLERK, PLANNED, post=302),
    "meetings:item": Page(FOLLOWERS, PLACED),
    "meetings:change_item": form(PROPOSE, PROPOSED),
    "meetings:place_item": form(RUN, PROPOSED, post=302),
    "meetings:place_items": form(RUN, PLANNED),
    "meetings:start_consideration": form(RUN, SESSION_ITEM, post=302),
    "meetings:put_to_vote": form(RUN, CONSIDERED),
    "meetings:count_present": form(RUN, CONSIDERED, get=409, post=409),
    "meetings:vote_again": form(RUN, CONSIDERED, get=409, post=409),
    "meetings:settle_item": form(RUN, CONSIDERED, get=409),
    "meetings:decide_item_without_vote": form(RUN, CONSIDERED),
    "meetings:do_not_put": form(RUN, CONSIDERED),
    "meetings:withdraw_item": form(PROPOSE, PROPOSED),
}

PEOPLE = {
    "meetings:people": Page(FOLLOWERS, TOLD),
    "meetings:people_export": Page(FOLLOWERS, f"{TOLD} form=:csv"),
    "meetings:call_members": form(CLERK, PLANNED, post=302),
    "meetings:add_participants": form(CLERK, TOLD),
    "meetings:add_participant": form(CLERK, PLANNED),
    "meetings:calls": Page(CLERK, TOLD),
    "meetings:change_participant": form(CLERK, CALLED),
    "meetings:remove_participant": form(CLERK, CALLED),
    "meetings:record_receipt": form(CLERK, CALLED),
    "meetings:ask_leave": form(CLERK, CALLED),
    "meetings:grant_leave": form(APPROVE, LEAVE, post=302, data=SLIP),
    "meetings:refuse_leave": form(APPROVE, LEAVE, post=302, data=SLIP),
    "meetings:signed_slip": Page(RUN, LEAVE, get=404),
    "meetings:desk": form(CLERK, DESK, post=302),
    "meetings:sign_in_by_code": form(CLERK, DESK),
    "meetings:hall_code": Page(CLERK, DESK),
    "meetings:attendance_print": Page(CLERK, DESK),
    "meetings:cards_print": Page(CLERK, DESK),
    "meetings:attendance_export": Page(CLERK, DESK),
    "meetings:import_attendance": form(CLERK, DESK),
    "meetings:groups": Page(FOLLOWERS, OPEN),
    "meetings:add_group": form(CLERK, OPEN),
    "meetings:add_delegations": form(CLERK, OPEN, post=409),
    "meetings:arrange_group": form(CLERK, f"{OPEN} group=group"),
    "meetings:note_speech": form(PROPOSE, f"{OPEN} group=group"),
    "meetings:draft_brief": form(PROPOSE, OPEN, post=302),
    "meetings:draft_group_brief": form(PROPOSE, f"{OPEN} group=group", post=302),
}

OWN = {
    "meetings:own_meetings": Page(MINE),
    "meetings:own_meeting": Page(MINE, TOLD),
    "meetings:own_sign_in": form(PART, DESK),
    "meetings:own_receipt": form(PART, TOLD, post=302),
    "meetings:own_leave": form(PART, TOLD),
    "meetings:own_paper": Page(MINE, f"{TOLD} paper=meeting_paper"),
}

PLANS = {
    "meetings:plans": Page(FOLLOWERS),
    "meetings:import_plan": form(CLERK),
    "meetings:discard_plan": form(CLERK, PLAN, post=302),
    "meetings:propose_plan_publication": form(CLERK, PLAN, post=409),
    "meetings:change_plan_item": form(CLERK, f"{PLAN} item=plan_line"),
    "meetings:remove_plan_item": form(CLERK, f"{PLAN} item=plan_line", post=302),
    "meetings:plan": Page(FOLLOWERS, PLAN),
    "meetings:plan_export": Page(FOLLOWERS, f"{PLAN} form=:csv"),
    "meetings:adopt_plan": form(CLERK, PLAN),
    "meetings:add_plan_item": form(CLERK, PLAN),
    "meetings:plan_item": Page(FOLLOWERS, f"{PLAN} item=plan_line"),
    "meetings:set_plan_item": form(PROPOSE, f"{PLAN} item=plan_line"),
    "meetings:propose_plan_change": form(PROPOSE, f"{PLAN} item=plan_line"),
    "meetings:decide_plan_change": form(OFFICE, f"{PLAN} item=plan_line"),
    "meetings:plan_minutes": Page(FOLLOWERS, f"{PLAN} item=plan_line change=:none", get=404),
}

WALL = {
    "meetings:hall": Page(OFFICE, OPEN),
    "meetings:hall_picture": Page(OFFICE, OPEN),
    "meetings:hall_control": form(RUN, OPEN),
}

DRAFTS = {
    "meetings:draft_meeting_paper": form(CLERK, f"{TOLD} kind=:agenda", post=302),
    "meetings:draft_report_up": form(CLERK, OPEN, post=409),
    "meetings:draft_item_paper": form(CLERK, f"{CONSIDERED} kind=:announcement", post=409),
    "meetings:propose_item_publication": form(CLERK, CONSIDERED, post=409),
    "meetings:draft_leave_slip": form(CLERK, LEAVE, post=302),
}

PAGES: dict[str, Page] = COURSE | ITEMS | PEOPLE | OWN | PLANS | WALL | DRAFTS

M = "/meetings/{place}"
ONE = M + "/meetings/{key}"
ITEM = M + "/agenda/{key}"
PERSON = ONE + "/people/{one}"
A_PLAN = M + "/plans/{key}"
READ, WRITE = "meetings:read", "meetings:write"
ON = "2026-03-02"


def act(
    who: frozenset[str], keys: str = "", body: dict[str, object] | None = None, status: int = 200
) -> Operation:
    """An act at a meeting of the world."""
    return Operation(who, WRITE, status, keys, body)


MEETING_OPERATIONS = {
    f"GET {M}": Operation(FOLLOWERS, READ),
    f"POST {M}": act(CLERK, "", {"body": "=body", "meeting_no": 92, "starts_on": ON}, 422),
    f"GET {ONE}": Operation(SEE, READ, keys=TOLD),
    f"PATCH {ONE}": act(CLERK, TOLD, {"place_text": "一楼"}),
    f"POST {ONE}/notify": act(CLERK, PLANNED, None, 409),
    f"POST {ONE}/convene": act(RUN, TOLD),
    f"POST {ONE}/open": act(RUN, DESK, None, 409),
    f"POST {ONE}/close": act(RUN, OPEN, None, 409),
    f"POST {ONE}/cancel": act(CLERK, TOLD, {"reason": "冲突"}),
    f"POST {ONE}/archive": act(CLERK, CLOSED, {}, 409),
    f"POST {ONE}/linked": act(
        CLERK, OPEN, {"level": "upper", "place_name": "市", "title": "市会议"}, 201
    ),
    f"DELETE {ONE}/linked/{{linked}}": act(CLERK, f"{OPEN} linked=linked"),
    f"POST {ONE}/notice": act(CLERK, TOLD, None, 201),
    f"POST {ONE}/minutes": act(CLERK, CLOSED, None, 201),
    f"POST {ONE}/groups": act(CLERK, OPEN, {"name": "第二组"}, 201),
    f"POST {ONE}/groups/delegations": act(CLERK, OPEN, None, 409),
    f"PUT {ONE}/groups/{{group}}": act(CLERK, f"{OPEN} group=group", {"name": "第一小组"}),
    f"POST {ONE}/groups/{{group}}/notes": act(
        PROPOSE, f"{OPEN} group=group", {"speaker": "甲", "text": "乙"}, 201
    ),
    f"POST {ONE}/brief": act(PROPOSE, OPEN, {}, 201),
    f"GET {ONE}/hall": Operation(OFFICE, READ, keys=OPEN),
    f"POST {ONE}/hall": act(RUN, OPEN, {"scene": "agenda"}),
    f"POST {ONE}/drafts": act(CLERK, TOLD, {"kind": "script"}, 201),
    f"POST {ONE}/report": act(CLERK, OPEN, None, 409),
}

ITEM_OPERATIONS = {
    f"POST {ONE}/items": act(PROPOSE, PLANNED, {"title": "丙", "kind": "decision"}, 201),
    f"PUT {ONE}/items/order": act(CLERK, PLANNED, {"order": ["=item_proposed"]}),
    f"GET {ITEM}": Operation(FOLLOWERS, READ, keys="key=item_placed"),
    f"PATCH {ITEM}": act(PROPOSE, "key=item_proposed", {"title": "丁"}),
    f"POST {ITEM}/place": act(RUN, "key=item_proposed", {}),
    f"POST {ONE}/items/place": act(RUN, PLANNED, {"items": ["=item_proposed"]}),
    f"POST {ITEM}/consider": act(RUN, "key=session_item"),
    f"POST {ITEM}/vote": act(RUN, "key=session_considered", {}, 201),
    f"POST {ITEM}/vote/present": act(RUN, "key=session_considered", None, 409),
    f"POST {ITEM}/vote/again": act(RUN, "key=session_considered", {}, 409),
    f"POST {ITEM}/vote/settle": act(RUN, "key=session_considered", {"reason": "办法"}, 409),
    f"POST {ITEM}/decide": act(RUN, "key=session_considered", {"adopted": True, "text": "同意"}),
    f"POST {ITEM}/put-off": act(RUN, "key=session_considered", {"reason": "再研究"}),
    f"POST {ITEM}/withdraw": act(PROPOSE, "key=item_proposed", {"reason": "不提了"}),
    f"POST {ITEM}/publication": act(CLERK, "key=session_considered", {}, 409),
    f"POST {ITEM}/drafts": act(CLERK, "key=session_considered", {"kind": "count_sheet"}, 409),
}

PEOPLE_OPERATIONS = {
    f"GET {ONE}/people": Operation(FOLLOWERS, READ, keys=TOLD),
    f"POST {ONE}/people": act(
        CLERK, PLANNED, {"people": [{"capacity": "gallery", "name": "市民"}]}, 201
    ),
    f"POST {ONE}/people/call": act(CLERK, PLANNED),
    f"PATCH {PERSON}": act(CLERK, CALLED, {"mode": "video"}),
    f"POST {PERSON}/remove": act(CLERK, CALLED, {"reason": "不来"}, 204),
    f"POST {PERSON}/receipt": act(CLERK | {"member"}, CALLED, {}),
    f"POST {PERSON}/leave": act(CLERK | {"member"}, CALLED, {"reason": "出差"}),
    f"POST {PERSON}/slip": act(CLERK, LEAVE, None, 201),
    f"POST {PERSON}/leave/answer": act(APPROVE, LEAVE, {"granted": True, **SLIP}),
    f"PUT {ONE}/attendance": act(CLERK, DESK, {"marks": {}}),
    f"POST {ONE}/attendance/card": act(CLERK, DESK, {"code": "NOTACARD"}, 422),
    f"POST {ONE}/attendance/phone": act(PART, DESK, {"code": "not"}, 422),
    f"GET {ONE}/attendance.xlsx": Operation(CLERK, READ, keys=DESK),
    f"POST {ONE}/attendance.xlsx": Operation(CLERK, WRITE, 422, DESK, files=("file",)),
}

MET = {"body": "=body", "term_no": 18, "meeting_no": 5, "on": ON}
LINE = {"body": "=body", "year": 2027, "title": "要点", "lines": [{"text": "一"}]}
PLAN_OPERATIONS = {
    f"GET {M}/plans": Operation(FOLLOWERS, READ),
    f"POST {M}/plans": act(CLERK, "", LINE, 201),
    f"GET {A_PLAN}": Operation(FOLLOWERS, READ, keys=PLAN),
    f"POST {A_PLAN}/adopt": act(CLERK, PLAN, {"on": ON, "adopted_by": "主任会议"}),
    f"POST {A_PLAN}/items": act(CLERK, PLAN, {"text": "二"}, 201),
    f"PUT {A_PLAN}/items/{{item}}": act(PROPOSE, f"{PLAN} item=plan_line", {"state": "running"}),
    f"PATCH {A_PLAN}/items/{{item}}": act(CLERK, f"{PLAN} item=plan_line", {"when": "7月"}),
    f"DELETE {A_PLAN}/items/{{item}}": act(CLERK, f"{PLAN} item=plan_line", status=204),
    f"DELETE {A_PLAN}": act(CLERK, PLAN, status=204),
    f"POST {A_PLAN}/publication": act(CLERK, PLAN, {}, 409),
    f"POST {A_PLAN}/items/{{item}}/proposals": act(
        PROPOSE, f"{PLAN} item=plan_line", {"kind": "dropped", "reason": "合并办理"}, 409
    ),
    f"POST {A_PLAN}/items/{{item}}/changes": act(
        OFFICE, f"{PLAN} item=plan_line", {"kind": "dropped", "reason": "合并办理", "met": MET}, 409
    ),
}

OPERATIONS: dict[str, Operation] = (
    MEETING_OPERATIONS | ITEM_OPERATIONS | PEOPLE_OPERATIONS | PLAN_OPERATIONS
)
