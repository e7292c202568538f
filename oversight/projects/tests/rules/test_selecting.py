"""从建议到候选的规则: what is possible when, what an argument needs, whose place was moved. Pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.project_steps import BEFORE_THE_BALLOT
from oversight.projects.rules.selecting import (
    CHECKS,
    ArgumentFacts,
    displaced,
    list_permits,
    may_adopt_preliminary,
    may_finish,
    may_make,
    may_open_list,
    permits,
)

MET = dict.fromkeys(CHECKS, "met")


@pytest.mark.parametrize("act", sorted(BEFORE_THE_BALLOT))
def test_nothing_is_done_with_a_project_once_the_list_is_fixed(act: str):
    for state in ("candidate", "reserve"):
        verdict = permits(act, state, "candidate", "frozen")
        assert not verdict.allowed and verdict.code == "list_fixed"


AFTER = {"arrange": "drafting", "study": "studied", "determine": "determined", "freeze": "frozen"}


@given(st.lists(st.sampled_from(sorted([*AFTER, *BEFORE_THE_BALLOT])), max_size=40))
def test_a_list_is_frozen_after_its_steps_and_changes_no_more(acts: list[str]):
    state, course = "drafting", []
    for act in acts:
        if act in BEFORE_THE_BALLOT:
            allowed = permits(act, "candidate", "proposed", state).allowed
            assert state == "drafting" or not allowed
        elif list_permits(act, state).allowed:
            assert state != "frozen"
            state, course = AFTER[act], [*course, act]
    assert state != "frozen" or course[-3:] == ["study", "determine", "freeze"]


def test_a_candidate_can_be_changed_while_the_list_is_drafted_and_not_once_it_was_studied():
    assert permits("change", "candidate", "proposed", "drafting").allowed
    assert permits("change", "candidate", "proposed", "studied").code == "list_fixed"
    assert permits("change", "rejected", "collecting").code == "wrong_state"
    assert permits("screen", "preliminary", "voted").code == "wrong_stage"
    assert not may_make("candidate").allowed and may_make("collecting").allowed


def test_a_returned_project_is_argued_again():
    assert permits("argue", "returned", "proposed", "determining").allowed
    assert permits("argue", "argued", "proposed").code == "wrong_state"


def test_the_preliminary_list_needs_every_screening_and_something_that_passed():
    assert may_adopt_preliminary(1, 5).code == "unscreened"
    assert may_adopt_preliminary(0, 0).code == "nothing_passed"
    assert may_adopt_preliminary(0, 1).allowed


def test_an_argument_ends_with_all_checks_a_deputy_and_a_report():
    whole = ArgumentFacts(MET, 1, True)
    assert may_finish("feasible", whole).allowed
    assert may_finish("feasible", ArgumentFacts(MET, 0, True)).code == "no_deputy_left"
    assert may_finish("feasible", ArgumentFacts({"money": "met"}, 1, True)).code == "checks_missing"
    assert may_finish("feasible", ArgumentFacts(MET, 1, False)).code == "no_report"
    problem = ArgumentFacts({**MET, "land": "problem"}, 1, True)
    assert may_finish("feasible", problem).code == "problem_open"
    assert may_finish("with_conditions", problem).allowed


def test_one_list_is_worked_on_at_a_time_and_a_determined_one_gives_way_to_a_new_version():
    assert may_open_list(3, "").allowed
    assert may_open_list(0, "").code == "nothing_argued"
    assert may_open_list(3, "drafting").code == "list_open"
    for state in ("determining", "determined", "frozen"):
        assert may_open_list(3, state).allowed
    assert list_permits("arrange", "studied").allowed
    for act in ("arrange", "study", "determine", "freeze"):
        assert not list_permits(act, "frozen").allowed


def test_equal_marks_share_their_places_and_only_a_real_move_needs_a_reason():
    proposed = [("a", 1), ("b", 1), ("c", 3)]
    assert displaced(proposed, ["b", "a", "c"]) == frozenset()
    assert displaced(proposed, ["c", "a", "b"]) == {"c", "a", "b"} - {"a"}
    assert displaced(proposed, ["a", "c"]) == frozenset()
