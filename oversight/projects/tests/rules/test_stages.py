"""项目年度: the way of a year and of a project; what is refused, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules import project_steps
from oversight.projects.rules.stages import (
    FROZEN,
    PROJECT_STATES,
    UNDER_WAY,
    YEAR_STATES,
    YEAR_STEPS,
    after,
    permits,
    possible,
)
from oversight.projects.rules.year_facts import YearFacts

WAY = (
    ("open_collecting", "collecting"),
    ("take_proposal", "collecting"),
    ("adopt_preliminary", "preliminary"),
    ("adopt_proposed", "proposed"),
    ("fix_candidates", "candidate"),
    ("consider", "considered"),
    ("adopt_measure", "measure_adopted"),
    ("record_vote", "voted"),
    ("announce_result", "announced"),
    ("file_result", "filed"),
    ("start_building", "implementing"),
    ("start_supervision", "supervised"),
    ("report_year", "completed"),
    ("record_rating", "rated"),
)


def test_a_year_goes_from_the_notice_to_the_rating():
    facts = YearFacts("prepared", filing="received")
    for act, state in WAY:
        assert permits(act, facts).allowed, act
        assert after(act, facts) == state
        facts = replace(facts, state=state)
        if act == "file_result":
            facts = replace(facts, filing="filed")
    assert possible(facts) == ()


@pytest.mark.parametrize(
    ("act", "state", "facts", "code"),
    [
        ("adopt_preliminary", "collecting", {"collected_enough": False}, "collecting_too_short"),
        ("adopt_preliminary", "collecting", {"undecided": 1}, "undecided_proposals"),
        ("adopt_preliminary", "collecting", {"untold": 1}, "proposers_untold"),
        ("adopt_proposed", "preliminary", {"unargued": 2}, "unargued"),
        ("adopt_measure", "considered", {"quorate": False}, "not_quorate"),
        ("adopt_measure", "considered", {"majority": False}, "measure_not_passed"),
        ("record_vote", "considered", {}, "wrong_stage"),
        ("record_vote", "measure_adopted", {"poll_announced": False}, "not_announced"),
        ("announce_result", "voted", {"tied": 2, "open_places": 1}, "still_tied"),
        ("announce_result", "voted", {"open_places": 2}, "still_open"),
        ("vote_again", "voted", {}, "nothing_open"),
        ("file_result", "announced", {"filing": "submitted"}, "not_received"),
        ("file_result", "supervised", {"filing": "filed"}, "already_filed"),
        ("start_building", "announced", {"planned": False}, "plans_missing"),
        ("report_year", "supervised", {"unverified": 2, "unexplained": 1}, "unexplained"),
        ("record_rating", "unfinished", {"rating_fixed": False}, "rating_rule_open"),
    ],
)
def test_what_is_not_ready_is_refused_with_its_reason(act, state, facts, code):
    verdict = permits(act, YearFacts(state, **facts))
    assert (verdict.allowed, verdict.code) == (False, code)
    assert verdict.text and verdict.basis


def test_a_deputy_leaves_before_the_second_round_and_the_quorum_is_gone():
    facts = YearFacts("voted", tied=2, open_places=1, quorate=False)
    assert permits("vote_again", facts).code == "not_quorate"
    assert permits("vote_again", replace(facts, quorate=True)).allowed


def test_building_need_not_wait_for_filing_and_filing_may_come_later():
    assert permits("start_building", YearFacts("announced")).allowed
    for state in ("supervised", "unfinished", "rated"):
        late = YearFacts(state, filing="received")
        assert permits("file_result", late).allowed
        assert after("file_result", late) == state


def test_two_unfinished_of_57_leave_the_year_unfinished_and_it_is_rated_all_the_same():
    facts = YearFacts("supervised", unverified=2)
    assert after("report_year", facts) == "unfinished"
    assert permits("record_rating", replace(facts, state="unfinished")).allowed


def test_a_later_change_of_the_list_repeats_the_steps():
    for state in ("candidate", "considered"):
        facts = YearFacts(state)
        assert after("reopen_candidates", facts) == "proposed"
        assert permits("reopen_candidates", facts).allowed
    assert not permits("reopen_candidates", YearFacts("measure_adopted")).allowed
    assert permits("consider", YearFacts("proposed")).code == "wrong_stage"


@given(st.lists(st.sampled_from(sorted(YEAR_STEPS)), max_size=40))
def test_a_list_once_fixed_leaves_the_frozen_states_only_by_reopening(acts):
    facts = YearFacts("prepared", filing="received", tied=1)
    for act in acts:
        if not permits(act, facts).allowed:
            continue
        state = after(act, facts)
        assert state in YEAR_STATES
        if facts.state in FROZEN and state not in FROZEN:
            assert act == "reopen_candidates"
        if facts.state in FROZEN:
            assert act not in {"take_proposal", "adopt_preliminary", "adopt_proposed"}
        facts = replace(facts, state=state)


def test_one_table_leads_from_a_project_that_was_made_to_every_state():
    reached = {"preliminary"}
    while (
        more := {
            state
            for step in project_steps.STEPS.values()
            if step.sources & reached
            for state in step.targets
        }
        - reached
    ):
        reached |= more
    assert reached == set(PROJECT_STATES)


def test_places_left_open_are_voted_on_while_the_others_are_built():
    for state in ("announced", "filed", "implementing", "supervised"):
        facts = YearFacts(state, open_places=1)
        assert permits("vote_open_places", facts).allowed
        assert after("vote_open_places", facts) == state
        assert permits("vote_open_places", replace(facts, open_places=0)).code == "nothing_open"
    for state in ("voted", "completed", "rated"):
        assert permits("vote_open_places", YearFacts(state, open_places=1)).code == "wrong_stage"


def test_adjusting_and_ending_a_project_need_the_congress():
    for act, state in (
        ("adjust", "implementing"),
        ("suspend", "implementing"),
        ("resume", "suspended"),
        ("terminate", "suspended"),
        ("take_from_reserve", "reserve"),
    ):
        assert project_steps.permits(act, state).code == "congress_decides"
        assert project_steps.permits(act, state, decided_by_congress=True).allowed


def test_completed_but_not_accepted_and_reported_but_not_verified_are_different_states():
    assert project_steps.permits("accept", "self_reported_done").code == "wrong_state"
    assert project_steps.after("verify", "self_reported_done") == "verified_done"
    assert project_steps.after("accept", "verified_done") == "accepted"


def test_a_report_sent_back_returns_to_where_the_project_was():
    assert project_steps.after("return_report", "self_reported_done") == "implementing"
    carried = project_steps.after("return_report", "self_reported_done", carried_over=True)
    assert carried == "unfinished_tracking"
    assert project_steps.after("adjust", "suspended") == "suspended"


@given(
    st.lists(st.tuples(st.sampled_from(sorted(project_steps.STEPS)), st.booleans()), max_size=60)
)
def test_a_chosen_project_is_under_way_until_verified_accepted_or_ended(acts):
    state, chosen = "candidate", False
    for act, decided in acts:
        if not project_steps.permits(act, state, decided_by_congress=decided).allowed:
            continue
        state = project_steps.after(act, state)
        chosen = chosen or state == "chosen"
        assert state in PROJECT_STATES
        if chosen:
            assert state in UNDER_WAY | {"verified_done", "accepted", "terminated"}
