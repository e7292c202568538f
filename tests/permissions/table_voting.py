"""权限表：表决。"""

from __future__ import annotations

from tests.permissions.rows import EVERYBODY, HOTLINE, OFFICE, Operation, Page, form

READ = HOTLINE | {"deputy"}
CHAIR = frozenset({"chair"})
VOTERS = frozenset({"chair", "member", "deputy"})  # all three are on the roll of the vote by name
TELLERS = frozenset({"clerk", "reviewer", "office"})
PROPOSED = "poll_proposed correction=correction_proposed"
ANSWERS = frozenset({"reviewer"})  # whose entry the clerk would correct
ENTERED = frozenset({"clerk", "reviewer"})  # who entered the counts of the world


def act(who: frozenset[str], record: str = "poll", post: int = 422, **more: object) -> Page:
    """The form of one act on a poll."""
    return form(who, f"key={record}", post, **more)


PAGES: dict[str, Page] = {
    "voting:polls": Page(READ),
    "voting:polls_print": Page(READ),
    "voting:export": Page(READ, "form=:csv"),
    "voting:prepare_poll": form(OFFICE),
    "voting:poll": Page(READ, "key=poll"),
    "voting:result_print": Page(READ, "key=poll_announced"),
    "voting:ballot": Page(READ, "key=poll"),
    "voting:count_form": Page(READ, "key=poll"),
    "voting:name_scrutineers": act(OFFICE, post=302),
    "voting:cancel_poll": act(OFFICE),
    "voting:hold_again": act(OFFICE, "poll_void"),
    "voting:open_poll": act(OFFICE, post=302),
    "voting:close_poll": act(OFFICE, "poll_opened", 302),
    "voting:declare_recusal": act(OFFICE),
    "voting:withdraw_recusal": act(OFFICE),
    "voting:name_presider": act(OFFICE),
    "voting:declare_collected": act(OFFICE, "poll_closed"),  # the chair of the world has no account
    "voting:order_recount": act(OFFICE, "poll_counted"),
    "voting:announce": act(CHAIR, "poll_signed", 302),
    "voting:cast_by_name": act(VOTERS, "poll_named"),
    "voting:enter_by_name": act(OFFICE, "poll_named"),
    "voting:count": Page(ENTERED, "key=poll_counted"),
    "voting:count_print": Page(ENTERED, "key=poll_counted"),
    "voting:enter_counts": act(TELLERS, "poll_collected"),
    "voting:enter_file": act(TELLERS, "poll_collected"),
    "voting:entry_template": Page(TELLERS, "key=poll_collected form=:csv"),
    "voting:correct_cell": act(ENTERED, "poll_counted", query="cell=paper.0.yes"),
    "voting:confirm_correction": act(ANSWERS, PROPOSED, 302),
    "voting:refuse_correction": act(ANSWERS, PROPOSED),
    "voting:lock_sheet": act(ENTERED, "poll_counted", 302),
    "voting:issue_signing_code": form(OFFICE, "key=poll_locked", 422),
    "voting:signing": Page(EVERYBODY, post=422),
    "voting:signing_link": Page(EVERYBODY, "code=:0000", get=302),
    "voting:sign_sheet": act(ENTERED, "poll_locked"),
    "voting:scan": Page(READ, "key=poll_announced signature=poll_signature"),
}
V = "/voting/{place}"
K = V + "/{key}"
ROLL = [{"name": f"委员{n}", "present": True} for n in range(1, 6)]
PREPARE = {
    "title": "关于供水情况的报告",
    "kind": "vote",
    "options": ["关于供水情况的报告"],
    "rule": "committee_more_than_half_of_all",
    "method": "keypad",
    "roll": ROLL,
}
NAMED = {"option": "关于供水价格的决定", "choice": "yes"}
FIGURES = {
    **{f"paper.{row}.yes": 30 for row in range(3)},
    **{f"paper.{row}.{code}": 5 for row in range(3) for code in ("no", "abstain")},
    **{f"paper.{row}.silent": 0 for row in range(3)},
    "paper.valid": 40,
    "paper.invalid": 0,
}
CORRECTION = {
    "side": "first",
    "cell": "paper.0.yes",
    "value": 29,
    "reason": "看原票",
    "witness": "秦望川",
}


def does(
    who: frozenset[str],
    record: str = "poll",
    status: int = 200,
    body: dict[str, object] | None = None,
    **more: object,
) -> Operation:
    """An act on a poll."""
    return Operation(who, "voting:write", status, f"key={record}", body, **more)  # type: ignore[arg-type]


OPERATIONS: dict[str, Operation] = {
    f"GET {V}": Operation(READ, "voting:read"),
    f"POST {V}": Operation(OFFICE, "voting:write", 201, body=PREPARE),
    f"GET {K}": Operation(READ, "voting:read", keys="key=poll"),
    f"GET {K}/count": Operation(READ, "voting:read", keys="key=poll_announced"),
    f"POST {K}/scrutineers": does(
        OFFICE, body={"scrutineers": [{"name": "秦望川", "chief": True}]}
    ),
    f"POST {K}/recusals": does(
        OFFICE,
        "poll_rating",
        body={"name": "委员1", "options": ["县民政局"], "reason": "亲属任该单位负责人"},
    ),
    f"POST {K}/recusals/withdraw": does(
        OFFICE,
        "poll_rating",
        body={"name": "委员2", "option": "县民政局", "reason": "登记有误"},
    ),
    f"POST {K}/presider": does(OFFICE, body={"name": "程予安"}),
    f"POST {K}/open": does(OFFICE),
    f"POST {K}/close": does(OFFICE, "poll_opened"),
    f"POST {K}/cancel": does(OFFICE, body={"reason": "会期有变"}),
    f"POST {K}/declare": does(OFFICE, "poll_closed", body={"issued": 40, "returned": 40}),
    f"POST {K}/announce": does(CHAIR, "poll_signed"),
    f"POST {K}/again": does(OFFICE, "poll_void", 201, {"roll": ROLL}),
    f"GET {K}/votes": Operation(READ, "voting:read", keys="key=poll_named"),
    f"POST {K}/votes": does(VOTERS, "poll_named", body=NAMED),
    f"POST {K}/votes/called": does(OFFICE, "poll_named", body={**NAMED, "name": "委员1"}),
    f"POST {K}/entries": does(TELLERS, "poll_collected", body={"figures": FIGURES}),
    f"POST {K}/entries/file": does(TELLERS, "poll_collected", 422, files=("file",)),
    f"POST {K}/corrections": does(ENTERED, "poll_counted", body=CORRECTION),
    f"POST {K}/corrections/{{correction}}/confirm": does(ANSWERS, PROPOSED),
    f"POST {K}/corrections/{{correction}}/refuse": does(
        ANSWERS, PROPOSED, body={"reason": "原票是 30"}
    ),
    f"POST {K}/lock": does(ENTERED, "poll_counted"),
    f"POST {K}/signing-codes": does(OFFICE, "poll_locked", 201, {"name": "秦望川"}),
    f"POST {K}/signatures": does(
        TELLERS | {"member", "deputy"},  # each may sign the own name, none of them is asked to here
        "poll_locked",
        422,
        {"capacity": "teller", "name": "旁人"},
    ),
    f"POST {K}/signatures/scan": does(TELLERS, "poll_locked", 422, files=("file",)),
    f"POST {K}/recount": does(
        OFFICE, "poll_counted", body={"reason": "总数不符", "ordered_by": "秦望川"}
    ),
}
