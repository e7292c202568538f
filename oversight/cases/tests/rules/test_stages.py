"""状态机: what is possible in which state; the whole table, written down a second time by hand."""

from __future__ import annotations

import pytest

from oversight.cases.rules.next_step import next_step
from oversight.cases.rules.stages import ENDED, TESTS, CaseFacts, permits

BOTH = frozenset({"general", "committee"})
STATES = {
    "new": CaseFacts("judging"),
    "written": CaseFacts("judging", written=BOTH),
    "half": CaseFacts("judging", written=BOTH, signed=frozenset({"general"})),
    "judged": CaseFacts("judged", written=BOTH, signed=BOTH),
    "pending": CaseFacts("judged", written=BOTH, signed=BOTH, pending=True),
    "decided": CaseFacts("decided", BOTH, BOTH, decided_action=True, unreported=True),
    "drafted": CaseFacts("decided", BOTH, BOTH, decided_action=True, notice="drafted"),
    "notified": CaseFacts("notified", BOTH, BOTH, decided_action=True, notice="acknowledged"),
    "closed": CaseFacts("closed", BOTH, BOTH, unreported=True),
    "withdrawn": CaseFacts("withdrawn"),
    "merged": CaseFacts("merged", unreported=True),
}
ALLOWED = {
    ("write_opinion", "general"): {"new", "written"},
    ("write_opinion", "committee"): {"new", "written", "half"},
    ("sign_opinion", "general"): {"written"},
    ("sign_opinion", "committee"): {"written", "half"},
    ("record_decision", "action"): {"judged", "decided", "drafted", "notified"},
    ("record_decision", "no_action"): {"judged"},
    ("record_decision", "back"): {"judged"},
    ("record_decision", "withdraw"): {
        "new", "written", "half", "judged", "decided", "drafted", "notified"
    },
    ("record_decision", "merge"): {
        "new", "written", "half", "judged", "decided", "drafted", "notified"
    },
    ("confirm_decision", ""): {"pending"},
    ("refuse_decision", ""): {"pending"},
    ("draft_notice", ""): {"decided"},
    ("withdraw_notice", ""): {"drafted"},
    ("remind_unit", ""): {"drafted", "notified"},
    ("draft_judgment_sheet", ""): {"judged", "pending", "decided", "drafted", "notified", "closed"},
    ("draft_minutes_extract", ""): {"decided", "drafted", "notified", "closed", "merged"},
    ("draft_report_up", ""): {"decided", "closed", "merged"},
    ("add_evidence", ""): STATES.keys() - ENDED,
    ("reassign", ""): STATES.keys() - ENDED,
    ("retract", ""): {"new", "written", "half", "judged"},
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
        ("closed", "report_up"),
    ],
)
def test_a_case_waits_for_one_step(state: str, code: str):
    step = next_step(STATES[state], reports=True)
    assert step is not None and step.code == code


def test_without_a_report_the_action_is_carried_out_and_an_ended_case_waits_for_nothing():
    found = next_step(STATES["notified"], reports=False)
    assert found is not None and found.code == "carry_out"
    assert next_step(STATES["withdrawn"], reports=True) is None


def test_the_acts_of_each_step_are_possible_when_the_case_waits_for_it():
    for name, kind in (("written", "committee"), ("judged", "action"), ("pending", "")):
        step = next_step(STATES[name], reports=True)
        assert step is not None and permits(step.acts[0], STATES[name], kind).allowed
