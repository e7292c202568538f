"""权限表：票决、公告、报备。What the state of the year does not allow yet is answered 409 to whoever may."""

from __future__ import annotations

from tests.permissions.rows import CLERK, HOTLINE, OFFICE, Operation, Page, form

SEE = HOTLINE | {"deputy", "liaison", "unit_head"}
READ_FILING = HOTLINE | {"deputy"}
RUN = frozenset({"clerk", "chair"})
NOBODY: frozenset[str] = frozenset()  # a county files its own result with nobody
START, DRAFTED = "year=ballot_start", "year=ballot_drafted"
SENT, RECEIVED = "key=filing_sent", "key=filing_received"


def act(who: frozenset[str], keys: str = START, post: int = 409) -> Page:
    """The form of one act on a year."""
    return form(who, keys, post)


PAGES: dict[str, Page] = {
    "projects:ballot": Page(SEE, START),
    "projects:print_ballots": Page(OFFICE, START, get=404),
    "projects:result_poster": Page(SEE, START, get=404),
    "projects:draft_measure": act(CLERK, START, 422),
    "projects:change_measure": act(CLERK, DRAFTED, 422),
    "projects:draft_measure_paper": act(CLERK, DRAFTED, 302),
    "projects:table_measure": act(CLERK, DRAFTED, 422),
    "projects:table_list": act(CLERK, START, 422),
    "projects:put_to_vote": form(RUN, START, 409, data={"method": "paper"}),
    "projects:vote_again": act(RUN),
    "projects:settle_ballot": act(RUN),
    "projects:table_chosen": act(RUN),
    "projects:draft_announcement": act(CLERK),
    "projects:draft_brief": act(CLERK),
    "projects:propose_result": act(CLERK),
    "projects:announce_result": act(CLERK),
    "projects:filing": Page(READ_FILING, START),
    "projects:submit_filing": act(NOBODY),
    "projects:filing_file": Page(READ_FILING, f"{START} key=:nothing", get=404),
    "projects:received_filings": Page(HOTLINE),
    "projects:received_filings_print": Page(HOTLINE),
    "projects:received_filings_export": Page(HOTLINE, "form=:xlsx"),
    "projects:received_filing": Page(HOTLINE, SENT),
    "projects:received_file": Page(HOTLINE, f"{SENT} file_key=filing_file"),
    "projects:acknowledge_filing": form(CLERK, SENT, 302),
    "projects:return_filing": form(CLERK, RECEIVED),
    "projects:file_result": form(CLERK, RECEIVED),
}

Y = "/projects/{place}/{year}"
B = Y + "/ballot"
R = "/projects/{place}/received-filings"
READ, WRITE = "projects:read", "projects:write"


def does(
    who: frozenset[str], keys: str = START, status: int = 409, body: dict[str, object] | None = None
) -> Operation:
    """An act by token."""
    return Operation(who, WRITE, status, keys, body)


MEETING: dict[str, object] = {"meeting": "nothing"}
OPERATIONS = {
    f"GET {B}": Operation(SEE, READ, keys=START),
    f"POST {B}/measure": does(CLERK, START, 201, {}),
    f"PUT {B}/measure": does(CLERK, DRAFTED, 200, {"too_few": "accept_fewer"}),
    f"POST {B}/measure/paper": does(CLERK, DRAFTED, 201),
    f"POST {B}/measure/table": does(CLERK, DRAFTED, 404, MEETING),
    f"POST {B}/table": does(CLERK, START, 404, MEETING),
    f"POST {B}/vote": does(RUN, body={}),
    f"POST {B}/vote/again": does(RUN),
    f"POST {B}/settle": does(RUN),
    f"POST {B}/chosen": does(RUN),
    f"POST {B}/announcement": does(CLERK),
    f"POST {B}/brief": does(CLERK),
    f"POST {B}/publish": does(CLERK, body={}),
    f"POST {B}/announced": does(CLERK),
    f"GET {Y}/filing": Operation(READ_FILING, READ, 404, START),
    f"POST {Y}/filing": does(NOBODY, body={}),
    f"GET {R}": Operation(HOTLINE, READ),
    f"POST {R}/{{key}}/acknowledge": does(CLERK, SENT, 200),
    f"POST {R}/{{key}}/return": does(CLERK, RECEIVED, 200, {"reason": "补会议纪要"}),
    f"POST {R}/{{key}}/file": does(CLERK, RECEIVED, 409, {"number": "备〔2026〕1号"}),
}
