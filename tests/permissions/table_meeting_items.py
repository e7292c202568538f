"""权限表：议题里的询问、质询案、材料、任免。 A unit sees what was put to it; an asker what they asked."""

from __future__ import annotations

from tests.permissions.rows import READERS, UNIT, Operation, Page, button, form

FOLLOWERS = READERS - {"admin"}
ASKERS = frozenset({"member", "deputy"})
ENTERING = frozenset({"clerk", "office", "chair"})
PRESIDING = frozenset({"clerk", "chair"})
MARKING = frozenset({"clerk", "office"})
MEMBER = frozenset({"member"})  # whose account is the asker's
FILED, ANSWERED, DEFERRED = "key=question", "key=question_answered", "key=question_deferred"

QUESTIONS = {
    "meetings:questions": Page(FOLLOWERS, "key=question_item"),
    "meetings:question_new": button(ENTERING, "key=question_item", post=422),
    "meetings:questions_order": button(PRESIDING, "key=question_item"),
    "meetings:question": Page(FOLLOWERS | UNIT, DEFERRED),
    "meetings:question_ask": button(PRESIDING, FILED),
    "meetings:question_answer": form(ENTERING | UNIT, DEFERRED),
    "meetings:question_follow_up": form(PRESIDING, ANSWERED),
    "meetings:question_block": form(PRESIDING, FILED),
    "meetings:question_defer": form(PRESIDING, FILED),
    "meetings:question_withdraw": form(PRESIDING, FILED, post=302),
    "meetings:question_change": form(ENTERING, FILED),
    "meetings:question_promise": form(MARKING, ANSWERED),
    "meetings:promise_drop": form(MARKING, f"{ANSWERED} promise=promise"),
    "meetings:my_questions": Page(ASKERS),
    "meetings:my_question_new": form(ASKERS, "key=question_item"),
    "meetings:my_question": Page(MEMBER, FILED, post=302),
}

PAGES: dict[str, Page] = {**QUESTIONS}

M = "/meetings/{place}"
ITEM = M + "/agenda/{key}/questions"
Q = M + "/questions/{key}"
READ, WRITE = "meetings:read", "meetings:write"


def act(
    who: frozenset[str], keys: str, body: dict[str, object] | None = None, status: int = 200
) -> Operation:
    """An act on a record of the world."""
    return Operation(who, WRITE, status, keys, body)


NOT_YET = {"text": "甲", "name": "甲", "capacity": "member", "moment": "live"}
ANSWER = {"unit": "=liaison_unit", "official": "甲", "official_title": "局长", "text": "乙"}

QUESTION_OPERATIONS = {
    f"GET {ITEM}": Operation(FOLLOWERS, READ, keys="key=question_item"),
    f"GET {M}/my-questions": Operation(ASKERS, READ),
    f"POST {ITEM}": act(ENTERING | ASKERS, "key=question_item", NOT_YET, 409),
    f"POST {ITEM}/order": act(PRESIDING, "key=question_item", {"order": ["nothing"]}),
    f"GET {Q}": Operation(FOLLOWERS | UNIT, READ, keys=DEFERRED),
    f"PATCH {Q}": act(ENTERING | MEMBER, FILED, {"text": "乙"}),
    f"POST {Q}/ask": act(PRESIDING, FILED, None, 409),
    f"POST {Q}/follow-up": act(PRESIDING, ANSWERED, {"text": "再问"}, 201),
    f"POST {Q}/answers": act(ENTERING | UNIT, DEFERRED, ANSWER, 201),
    f"POST {Q}/block": act(PRESIDING, FILED, {"ground": "pending_case"}),
    f"POST {Q}/defer": act(PRESIDING, FILED, {"reason": "没有问到", "unit": "=unit"}),
    f"POST {Q}/withdraw": act(PRESIDING | MEMBER, FILED, {}),
    f"POST {Q}/promises": act(MARKING, ANSWERED, {"text": "明年办完"}, 201),
    f"POST {Q}/promises/{{promise}}/drop": act(
        MARKING, f"{ANSWERED} promise=promise", {"reason": "记错了"}, 204
    ),
}

OPERATIONS: dict[str, Operation] = {**QUESTION_OPERATIONS}
