"""权限表：项目、初选、论证、候选项目表。 The congress screens here, as the template's rulebook says."""

from __future__ import annotations

from tests.permissions.rows import CLERK, DESK, EVERYBODY, READERS, UNIT, Operation, Page, form

SEE = (READERS - {"admin"}) | UNIT | {"deputy"}
SCREENERS = DESK - {"chair"}
HANDLERS = SCREENERS | UNIT
ARGUERS = DESK | {"deputy", "member"}
FORMERS = frozenset({"clerk", "office"})
CHAIR = frozenset({"chair"})
TODAY = "2026-01-05"

YEAR = "year=arguing_year"
NEW = f"{YEAR} key=project_new"
REJECTED = f"{YEAR} key=project_rejected"
RUNNING = f"{YEAR} key=project_running"
ARGUED = f"{YEAR} key=project_argued"
GROUP = f"{YEAR} key=task_group"
LISTED = "year=listed_year"
VERSION = f"{LISTED} number=list_version"

ITEM_PAGES = {
    "projects:items": Page(SEE, YEAR),
    "projects:items_export": Page(SEE, f"{YEAR} form=:xlsx"),
    "projects:items_print": Page(SEE, YEAR),
    "projects:make_project": form(HANDLERS, YEAR, query="proposal=%(wish_open)s"),
    "projects:join_project": form(SCREENERS, YEAR, query="proposal=%(wish_open)s"),
    "projects:project": Page(SEE, RUNNING),
    "projects:project_file": Page(SEE, f"{RUNNING} file=project_photo"),
    "projects:change_project": form(HANDLERS, NEW),
    "projects:merge_proposals": form(SCREENERS, NEW),
    "projects:undo_merger": form(SCREENERS, f"{NEW} link=project_link"),
    "projects:screen_project": form(SCREENERS, NEW),
    "projects:reopen_project": form(SCREENERS, REJECTED),
    "projects:record_visit": form(ARGUERS, RUNNING),
    "projects:finish_argument": form(ARGUERS, RUNNING),
    "projects:draft_argument_report": form(
        FORMERS, f"{ARGUED} argument=project_argument", post=302
    ),
    "projects:mark_project": form(FORMERS, ARGUED),
    "projects:preliminary": Page(SEE, YEAR),
    "projects:adopt_preliminary": form(SCREENERS, YEAR, post=409),
    "projects:propose_preliminary": form(CLERK, YEAR, post=302),
}

GROUP_PAGES = {
    "projects:groups": Page(SEE, YEAR),
    "projects:form_group": form(FORMERS, YEAR),
    "projects:group": Page(SEE, GROUP),
    "projects:add_member": form(FORMERS, GROUP),
    "projects:remove_member": form(FORMERS, f"{GROUP} member=group_expert"),
    "projects:start_arguments": form(FORMERS, YEAR),
    "projects:record_checks": form(ARGUERS, YEAR),
    "projects:check_sheets": Page(ARGUERS, YEAR),
    "projects:issue_expert_code": form(FORMERS, f"{GROUP} member=group_expert", post=200),
    "projects:end_expert_invitation": form(FORMERS, f"{GROUP} member=group_expert", post=302),
    "projects:expert": Page(EVERYBODY, post=422),
    "projects:expert_link": Page(EVERYBODY, "code=:0000", get=302),
    "projects:expert_project": Page(EVERYBODY, "key=project_running", get=404, post=404),
    "projects:expert_visit": Page(EVERYBODY, "key=project_running", get=404, post=404),
}

LIST_PAGES = {
    "projects:candidates": Page(SEE, LISTED),
    "projects:candidate_version": Page(SEE, VERSION),
    "projects:booklet": Page(SEE, VERSION),
    "projects:poster": Page(SEE, VERSION),
    "projects:screen_card": Page(SEE, VERSION),
    "projects:candidates_wall": Page(SEE, VERSION),
    "projects:candidates_picture": Page(SEE, VERSION),
    "projects:ballot_order": Page(SEE, VERSION),
    "projects:open_list": form(CLERK, LISTED),
    "projects:arrange_list": form(CLERK, LISTED, post=409),
    "projects:record_study": form(CLERK, LISTED),
    "projects:determine": form(CLERK, LISTED),
    "projects:freeze_list": form(CHAIR, LISTED, post=409),
    "projects:send_candidates": form(CLERK, LISTED),
    "projects:draft_candidate_sheet": form(FORMERS, LISTED, post=302),
    "projects:propose_candidates": form(CLERK, LISTED, post=302),
}

PAGES: dict[str, Page] = ITEM_PAGES | GROUP_PAGES | LIST_PAGES

Y = "/projects/{place}/{year}"
ITEM = Y + "/items/{key}"
LIST = Y + "/candidates"
READ, WRITE = "projects:read", "projects:write"
MET = {"met": True, "reason": "是"}


def act(
    who: frozenset[str], keys: str, body: dict[str, object] | None = None, status: int = 200
) -> Operation:
    """An act on a record of the world."""
    return Operation(who, WRITE, status, keys, body)


ITEM_OPERATIONS = {
    f"GET {Y}/items": Operation(SEE, READ, keys=YEAR),
    f"GET {ITEM}": Operation(SEE, READ, keys=RUNNING),
    f"POST {Y}/items": act(HANDLERS, YEAR, {"title": "甲", "requirement": "乙"}, 201),
    f"PATCH {ITEM}": act(HANDLERS, NEW, {"title": "丙"}),
    f"POST {ITEM}/merge": act(SCREENERS, NEW, {"proposals": ["=wish_open"]}),
    f"POST {ITEM}/mergers/{{link}}/undo": act(
        SCREENERS, f"{NEW} link=project_link", {"reason": "另一件事"}
    ),
    f"POST {ITEM}/screen": act(
        SCREENERS,
        NEW,
        {
            "answers": {
                "needed": MET,
                "affordable": MET,
                "small_and_broad": MET,
                "done_this_year": MET,
            }
        },
    ),
    f"POST {ITEM}/reopen": act(SCREENERS, REJECTED, {"reason": "县里补了资金"}),
    f"GET {Y}/preliminary": Operation(SEE, READ, keys=YEAR),
    f"POST {Y}/preliminary/adopt": act(SCREENERS, YEAR, status=409),
    f"POST {Y}/preliminary/publish": act(CLERK, YEAR, {}, 201),
    f"POST {ITEM}/visits": act(DESK, RUNNING, {"on": TODAY, "people": "甲", "found": "乙"}, 201),
    f"POST {ITEM}/finish": act(
        DESK, RUNNING, {"conclusion": "feasible", "finished_on": TODAY, "text": "可行"}, 422
    ),
    f"POST {ITEM}/arguments/{{argument}}/report": Operation(
        FORMERS, "documents:write", 201, f"{ARGUED} argument=project_argument"
    ),
    f"POST {ITEM}/marks": act(
        FORMERS,
        ARGUED,
        {
            "urgency_mark": 5,
            "urgency": "甲",
            "readiness_mark": 4,
            "readiness": "乙",
            "merit_mark": 3,
            "merit": "丙",
        },
    ),
}

GROUP_OPERATIONS = {
    f"GET {Y}/groups": Operation(SEE, READ, keys=YEAR),
    f"POST {Y}/groups": act(FORMERS, YEAR, {"name": "新专班", "formed_on": TODAY}, 201),
    f"POST {Y}/groups/{{key}}/members": act(
        FORMERS, GROUP, {"capacity": "expert", "name": "甲", "field": "路桥"}, 201
    ),
    f"POST {Y}/groups/{{key}}/members/{{member}}/leave": act(
        FORMERS, f"{GROUP} member=group_expert", {"on": TODAY}, 422
    ),
    f"POST {Y}/groups/{{key}}/members/{{member}}/invitation": act(
        FORMERS, f"{GROUP} member=group_expert", status=201
    ),
    f"POST {Y}/groups/{{key}}/members/{{member}}/invitation/end": act(
        FORMERS, f"{GROUP} member=group_expert"
    ),
    f"POST {Y}/arguments/start": act(
        FORMERS,
        YEAR,
        {"group": "=task_group", "projects": ["=project_running"], "started_on": TODAY},
        409,
    ),
    f"POST {Y}/arguments/checks": act(
        DESK,
        YEAR,
        {"projects": ["=project_running"], "kind": "land", "result": "met", "on": TODAY},
    ),
}

LIST_OPERATIONS = {
    f"GET {LIST}": Operation(SEE, READ, keys=LISTED),
    f"GET {LIST}/{{version}}": Operation(SEE, READ, keys=f"{LISTED} version=list_version"),
    f"GET {LIST}/{{version}}/ballot-order": Operation(
        SEE, READ, keys=f"{LISTED} version=list_version"
    ),
    f"POST {LIST}/open": act(CLERK, LISTED, {"reason": "名称写错"}, 201),
    f"POST {LIST}/arrange": act(CLERK, LISTED, {"entries": []}, 409),
    f"POST {LIST}/study": act(CLERK, LISTED, {"text": "同意"}, 409),
    f"POST {LIST}/determine": act(
        CLERK,
        LISTED,
        {"party_meeting": "甲", "on": TODAY, "minutes_number": "乙", "decisions": {}},
        409,
    ),
    f"POST {LIST}/freeze": act(CHAIR, LISTED, status=409),
    f"POST {LIST}/sent": act(CLERK, LISTED, {"on": "2026-01-01", "how": "会前发"}, 422),
    f"POST {LIST}/paper": Operation(FORMERS, "documents:write", 201, LISTED),
    f"POST {LIST}/publish": act(CLERK, LISTED, {}, 201),
}

OPERATIONS: dict[str, Operation] = ITEM_OPERATIONS | GROUP_OPERATIONS | LIST_OPERATIONS
