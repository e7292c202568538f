"""状态机: what is possible in which state; the whole table, written down a second time by hand."""

from __future__ import annotations

from typing import Any

import pytest

from oversight.cases.rules.next_step import next_step
from oversight.cases.rules.stages import ENDED, TESTS, CaseFacts, permits

BOTH = frozenset({"general", "committee"})
TOLD: dict[str, Any] = {
    "state": "notified",
    "written": BOTH,
    "signed": BOTH,
    "decided_action": True,
    "notice": "acknowledged",
    "heard": True,
    "reported": True,
}
AGENDA = {**TOLD, "state": "placed", "report": "drafted", "handed_in": True}
FAILED = {**TOLD, "state": "failed"}
TRACKED = {**TOLD, "state": "tracking", "announced": 1}
STATES = {
    "new": CaseFacts("judging"),
    "written": CaseFacts("judging", written=BOTH),
    "half": CaseFacts("judging", written=BOTH, signed=frozenset({"general"})),
    "judged": CaseFacts("judged", written=BOTH, signed=BOTH),
    "pending": CaseFacts("judged", written=BOTH, signed=BOTH, pending=True),
    "decided": CaseFacts("decided", BOTH, BOTH, decided_action=True, unreported=True),
    "drafted": CaseFacts("decided", BOTH, BOTH, decided_action=True, notice="drafted"),
    "notified": CaseFacts(**TOLD),
    "reported": CaseFacts(**TOLD, report="submitted", handed_in=True, unsent=1, findings=1),
    "placed": CaseFacts(**AGENDA, item="placed", unanswered=1),
    "heard": CaseFacts(**AGENDA, item="considered", unanswered=1),
    "failed": CaseFacts(**FAILED, announced=1),
    "researched": CaseFacts(
        **FAILED, announced=1, found_after=1, handed_in=True, report="submitted"
    ),
    "failed_twice": CaseFacts(**{**TOLD, "state": "failed_twice"}, announced=2),
    "passed": CaseFacts(**{**TOLD, "state": "passed"}, announced=1, unreported=True),
    "tracking": CaseFacts(**TRACKED, opinions="sent", reply="drafted", asks_figures=True),
    "replied": CaseFacts(**TRACKED, opinions="replied", reply="submitted"),
    "verified": CaseFacts(**TRACKED, opinions="verified", reply="submitted"),
    "closing": CaseFacts(**TRACKED, opinions="verified", closing=True),
    "resolved": CaseFacts("resolved", BOTH, BOTH, decided_action=True, announced=1, reported=True),
    "closed": CaseFacts("closed", BOTH, BOTH, unreported=True),
    "withdrawn": CaseFacts("withdrawn"),
    "merged": CaseFacts("merged", unreported=True),
}
BEFORE = {"notified", "reported", "placed", "failed", "researched"}
TRACKING = {"tracking", "replied", "verified", "closing"}
TOLD_OF = BEFORE | TRACKING | {"heard", "failed_twice", "passed"}
AFTER_JUDGMENT = {"judged", "pending", "decided", "drafted", "closed", "resolved"} | TOLD_OF
ALLOWED = {
    ("write_opinion", "general"): {"new", "written"},
    ("write_opinion", "committee"): {"new", "written", "half"},
    ("sign_opinion", "general"): {"written"},
    ("sign_opinion", "committee"): {"written", "half"},
    ("record_decision", "action"): {
        "judged", "decided", "drafted", "notified", "reported", "failed_twice", *TRACKING
    },
    ("record_decision", "no_action"): {"judged"},
    ("record_decision", "back"): {"judged"},
    ("record_decision", "withdraw"): {
        "new", "written", "half", "judged", "decided", "drafted", "notified", "reported"
    },
    ("record_decision", "merge"): {
        "new", "written", "half", "judged", "decided", "drafted", "notified", "reported"
    },
    ("record_decision", "finish"): {"notified", "reported", "failed_twice", *TRACKING},
    ("confirm_decision", ""): {"pending"},
    ("refuse_decision", ""): {"pending"},
    ("draft_notice", ""): {"decided"},
    ("withdraw_notice", ""): {"drafted"},
    ("remind_unit", ""): {"drafted"} | TOLD_OF,
    ("draft_judgment_sheet", ""): AFTER_JUDGMENT,
    ("draft_minutes_extract", ""): {"decided", "drafted", "closed", "merged", "resolved"} | TOLD_OF,
    ("draft_report_up", ""): {"decided", "closed", "merged", "passed"},
    ("add_evidence", ""): STATES.keys() - ENDED,
    ("reassign", ""): STATES.keys() - ENDED,
    ("retract", ""): {"new", "written", "half", "judged"},
    ("draft_report", ""): BEFORE | {"tracking"},
    ("submit_report", ""): {"placed", "tracking"},
    ("enter_report", ""): BEFORE | {"tracking"},
    ("return_report", ""): {"reported", "placed", "researched", "replied"},
    ("record_finding", ""): BEFORE,
    ("send_findings", ""): {"reported"},
    ("answer_finding", ""): {"placed"},
    ("place_hearing", ""): {"reported", "researched"},
    ("distribute_report", ""): {"placed", "heard"},
    ("draft_opinions", ""): {"passed"},
    ("pass_opinions", ""): set(),
    ("verify_reply", ""): {"replied"},
    ("give_view", ""): TRACKING,
    ("enter_view", ""): TRACKING,
    ("record_calls", ""): TRACKING,
    ("take_figures", ""): {"tracking"},
    ("propose_closing", ""): TRACKING - {"closing"},
    ("verify_closing", ""): {"closing"},
    ("refuse_closing", ""): {"closing"},
    ("propose_publication", "result"): {
        "failed", "researched", "failed_twice", "passed", "resolved", *TRACKING
    },
    ("propose_publication", "opinions"): TRACKING,
    ("propose_publication", "followup"): {"verified", "closing"},
}  # fmt: skip


def test_every_act_of_the_rules_is_in_the_table():
    assert {act for act, _kind in ALLOWED} == TESTS.keys()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("act", "kind"), ALLOWED)
def test_each_act_in_each_state(act: str, kind: str, state: str):
    verdict = permits(act, STATES[state], kind)
    assert verdict.allowed is (state in ALLOWED[act, kind])
    assert verdict.allowed or (verdict.code and verdict.text)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("new", "judge"),
        ("half", "judge"),
        ("judged", "decide"),
        ("pending", "confirm"),
        ("decided", "notify"),
        ("drafted", "receipt"),
        ("notified", "report"),
        ("reported", "place"),
        ("placed", "hear"),
        ("failed", "research"),
        ("researched", "rehear"),
        ("failed_twice", "choose"),
        ("passed", "opinions"),
        ("tracking", "reply"),
        ("replied", "verify"),
        ("verified", "close"),
        ("closing", "verify_closing"),
        ("closed", "report_up"),
    ],
)
def test_a_case_waits_for_one_step(state: str, code: str):
    step = next_step(STATES[state], reports=True)
    assert step is not None and step.code == code


def test_without_a_report_the_action_is_carried_out_and_an_ended_case_waits_for_nothing():
    found = next_step(CaseFacts("notified"), reports=False)
    assert found is not None and found.code == "carry_out"
    assert next_step(STATES["withdrawn"], reports=True) is None


def test_the_acts_of_each_step_are_possible_when_the_case_waits_for_it():
    for name, kind in (("written", "committee"), ("judged", "action"), ("pending", "")):
        step = next_step(STATES[name], reports=True)
        assert step is not None and permits(step.acts[0], STATES[name], kind).allowed
