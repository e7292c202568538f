"""权限表：议题里的询问、质询案、材料、任免。 A unit sees what was put to it; an asker what they asked."""

from __future__ import annotations

from tests.permissions.rows import DESK, READERS, UNIT, Operation, Page, button, form

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

OPEN_ONE, PUT_ONE, ANSWERED_ONE = "key=inquiry", "key=inquiry_decided", "key=inquiry_answered"
INQUIRIES = {
    "meetings:inquiries": Page(FOLLOWERS),
    "meetings:inquiry_new": form(MARKING),
    "meetings:inquiry": Page(FOLLOWERS | UNIT, PUT_ONE),
    "meetings:inquiry_scan": Page(FOLLOWERS | UNIT, f"{PUT_ONE} number=:1", get=404),
    "meetings:inquiry_signatures": Page(DESK - {"reviewer"}, f"{OPEN_ONE} signer=:none", get=404),
    "meetings:inquiry_sign": form(MARKING, OPEN_ONE),
    "meetings:inquiry_unsign": form(MARKING, OPEN_ONE),
    "meetings:inquiry_submit": form(MARKING, OPEN_ONE, get=409, post=409),
    "meetings:inquiry_decide": form(PRESIDING, OPEN_ONE, get=409),
    "meetings:inquiry_refuse": form(PRESIDING, OPEN_ONE, get=409),
    "meetings:inquiry_answer": form(MARKING, PUT_ONE),
    "meetings:inquiry_demand": form(PRESIDING, ANSWERED_ONE),
    "meetings:inquiry_accept": form(MARKING, ANSWERED_ONE, post=302),
    "meetings:inquiry_withdraw": form(MARKING, OPEN_ONE),
    "meetings:my_inquiries": Page(ASKERS),
    "meetings:my_inquiry_new": form(ASKERS),
    "meetings:my_inquiry": Page(MEMBER, OPEN_ONE, post=302, but={"deputy": 404}),
}

PAPER, COPY = "key=item_paper", "key=item_paper copy=paper_copy"
PAPERS = {
    "meetings:item_papers": Page(FOLLOWERS, "key=question_item"),
    "meetings:item_paper_new": form(MARKING, "key=question_item"),
    "meetings:item_paper": Page(FOLLOWERS, PAPER),
    "meetings:item_paper_file": Page(DESK, f"{PAPER} number=:1"),  # it must come back
    "meetings:item_paper_version": form(MARKING, PAPER),
    "meetings:item_paper_drop": form(MARKING, PAPER),
    "meetings:item_paper_copies": form(MARKING, PAPER),
    "meetings:copy_back": button(MARKING, COPY),
    "meetings:copy_lost": form(MARKING, COPY),
}

NAMED, PASSED = "key=appointment", "key=appointment_passed"
STOPPED = "key=appointment_dismissal"
APPOINTMENTS = {
    "meetings:appointments": Page(FOLLOWERS, "key=personnel_item"),
    "meetings:appointment_new": form(MARKING, "key=personnel_item"),
    "meetings:appointments_vote": form(PRESIDING, "key=personnel_item"),
    "meetings:appointments_paper": form(MARKING, "key=personnel_item"),
    "meetings:appointment": Page(FOLLOWERS, NAMED),
    "meetings:appointment_letter": Page(MARKING, NAMED),
    "meetings:appointment_introduce": form(MARKING, NAMED),
    "meetings:appointment_exam": form(MARKING, NAMED, get=409),
    "meetings:appointment_statement": form(MARKING, NAMED, get=409),
    "meetings:appointment_defence": form(MARKING, STOPPED),
    "meetings:appointment_announce": form(MARKING, PASSED),
    "meetings:appointment_certify": form(MARKING, PASSED),
    "meetings:appointment_oath": form(MARKING, PASSED, get=409),
    "meetings:appointment_withdraw": form(MARKING, NAMED),
    "meetings:appointment_paper": form(MARKING, f"{PASSED} kind=:certificate", post=302),
}

AUDITS = {
    "meetings:ledger": Page(FOLLOWERS, "key=audit_item"),
    "meetings:import_ledger": form(MARKING, "key=audit_item"),
    "meetings:audit_problem": form(MARKING, "key=audit_problem"),
}

PAGES: dict[str, Page] = {**QUESTIONS, **INQUIRIES, **PAPERS, **APPOINTMENTS, **AUDITS}

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

L = M + "/inquiries"
ONE = L + "/{key}"
NO_ORGAN = {
    "kind": "interpellation",
    "meeting": "=items_meeting",
    "unit": "=enterprise",
    "title": "甲",
    "questions": "乙",
}
DECISION = {"decided_by": "主任会议", "decided_on": "2026-07-01", "form": "written"}
HEAD = {"official": "甲", "official_title": "局长", "form": "oral", "text": "乙"}

INQUIRY_OPERATIONS = {
    f"GET {L}": Operation(FOLLOWERS, READ),
    f"POST {L}": act(MARKING | ASKERS, "", NO_ORGAN, 409),
    f"GET {ONE}": Operation(FOLLOWERS | UNIT, READ, keys=PUT_ONE),
    f"POST {ONE}/signatures": act(
        MARKING | MEMBER, OPEN_ONE, {"people": ["=person"], "paper": "=file"}
    ),
    f"POST {ONE}/signatures/drop": act(MARKING | MEMBER, OPEN_ONE, {}, 409),
    f"POST {ONE}/submit": act(MARKING, OPEN_ONE, None, 409),
    f"POST {ONE}/decide": act(PRESIDING, OPEN_ONE, DECISION, 409),
    f"POST {ONE}/refuse": act(PRESIDING, OPEN_ONE, {"decided_by": "甲", "reason": "乙"}, 409),
    f"POST {ONE}/answers": act(MARKING, PUT_ONE, HEAD, 201),
    f"POST {ONE}/demand": act(PRESIDING, ANSWERED_ONE, {"unsatisfied": 1, "decided_by": "甲"}, 409),
    f"POST {ONE}/accept": act(MARKING, ANSWERED_ONE, {}),
    f"POST {ONE}/withdraw": act(MARKING, OPEN_ONE, {"reason": "不提了"}),
}

P = M + "/item-papers/{key}"
OF_ITEM = M + "/agenda/{key}/papers"
REPORT = {"kind": "report", "title": "供水报告", "file": "=file", "lead_code": "members"}

PAPER_OPERATIONS = {
    f"GET {OF_ITEM}": Operation(FOLLOWERS, READ, keys="key=question_item"),
    f"POST {OF_ITEM}": act(MARKING, "key=question_item", REPORT, 201),
    f"GET {P}": Operation(FOLLOWERS, READ, keys=PAPER),
    f"GET {P}/versions/{{number}}": Operation(DESK, READ, keys=f"{PAPER} number=:1"),
    f"POST {P}/versions": act(MARKING, PAPER, {"file": "=file"}, 201),
    f"POST {P}/drop": act(MARKING, PAPER, {"reason": "换新稿"}),
    f"POST {P}/copies": act(MARKING, PAPER, {"holders": ["甲"]}, 201),
    f"POST {P}/copies/{{one}}/back": act(MARKING, f"{PAPER} one=paper_copy", {}),
}

PERSONS = M + "/agenda/{key}/appointments"
PERSON = M + "/appointments/{key}"
NOMINATION = {"kind": "appoint", "name": "沈清和", "post": "局长", "nominator": "县长"}
DAY = "2024-07-01"

APPOINTMENT_OPERATIONS = {
    f"GET {PERSONS}": Operation(FOLLOWERS, READ, keys="key=personnel_item"),
    f"POST {PERSONS}": act(MARKING, "key=personnel_item", NOMINATION, 201),
    f"POST {PERSONS}/vote": act(PRESIDING, "key=personnel_item", {}, 409),
    f"GET {PERSON}": Operation(FOLLOWERS, READ, keys=NAMED),
    f"POST {PERSON}/introduce": act(MARKING, NAMED, {"introduced_by": "甲", "text": "乙"}),
    f"POST {PERSON}/exam": act(MARKING, NAMED, {"passed": True, "on": DAY}, 409),
    f"POST {PERSON}/statement": act(MARKING, NAMED, {"text": "甲"}, 409),
    f"POST {PERSON}/defence": act(MARKING, STOPPED, {"how": "declined"}),
    f"POST {PERSON}/announce": act(MARKING, PASSED, {"number": "第12号", "on": DAY}),
    f"POST {PERSON}/certify": act(MARKING, PASSED, {"number": "任字7号", "on": DAY}),
    f"POST {PERSON}/oath": act(MARKING, PASSED, {"on": DAY, "leader": "甲"}, 409),
    f"POST {PERSON}/papers": act(MARKING, PASSED, {"kind": "certificate"}, 201),
    f"POST {PERSON}/withdraw": act(MARKING, NAMED, {"reason": "提请机关撤回"}),
}

LEDGER = M + "/agenda/{key}/ledger"

AUDIT_OPERATIONS = {
    f"GET {LEDGER}": Operation(FOLLOWERS, READ, keys="key=audit_item"),
    f"GET {M}/ledger/{{key}}": Operation(FOLLOWERS, READ, keys="key=audit_problem"),
    f"GET {LEDGER}/workbook": Operation(FOLLOWERS, READ, keys="key=audit_item"),
    f"POST {LEDGER}/workbook": Operation(MARKING, WRITE, 422, "key=audit_item", files=("file",)),
}

OPERATIONS: dict[str, Operation] = {
    **AUDIT_OPERATIONS,
    **QUESTION_OPERATIONS,
    **INQUIRY_OPERATIONS,
    **PAPER_OPERATIONS,
    **APPOINTMENT_OPERATIONS,
}
