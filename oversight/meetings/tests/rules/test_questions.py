"""询问规则: who may ask, when, and what follows."""

from __future__ import annotations

import pytest

from oversight.meetings.rules import asking, questions
from oversight.meetings.rules.asking import AskerFacts, Capacity
from oversight.meetings.rules.questions import QuestionFacts

DEPUTY = Capacity(before=True, live=True, follow_up=True, invited=True, basis="濮阳办法")
EXPERT = Capacity(before=False, live=True, follow_up=False, invited=True, basis="本级规定")


def code(found: questions.Refusal | None) -> str:
    return found.code if found else ""


@pytest.mark.parametrize(
    ("row", "facts", "moment", "follow_up", "expected"),
    [
        (None, AskerFacts(True, True), "live", False, "capacity_may_not_ask"),
        (DEPUTY, AskerFacts(False, True), "live", False, "capacity_not_held"),
        (DEPUTY, AskerFacts(True, False), "before", False, "not_invited"),
        (DEPUTY, AskerFacts(True, True), "before", False, ""),
        (DEPUTY, AskerFacts(True, True), "live", True, ""),
        (EXPERT, AskerFacts(True, True), "before", False, "not_before"),
        (EXPERT, AskerFacts(True, True), "live", False, ""),
        (EXPERT, AskerFacts(True, True), "live", True, "no_follow_up"),
    ],
)
def test_who_may_ask_is_what_the_rulebook_says(row, facts, moment, follow_up, expected):
    found = asking.refusal(row, facts, moment, follow_up=follow_up)
    assert code(found) == expected
    assert found is None or row is None or found.basis == row.basis


@pytest.mark.parametrize("state", questions.STATES)
def test_every_state_allows_what_it_should_and_says_why_not_the_rest(state):
    facts = QuestionFacts(state)
    for act, states in questions.STEPS.items():
        found = questions.refusal(act, facts)
        assert (found is None) == (state in states)
        assert found is None or found.text


def test_one_question_is_open_at_a_time():
    assert code(questions.refusal("ask", QuestionFacts("ordered", other_asked=True))) == (
        "another_open"
    )
    assert questions.refusal("defer", QuestionFacts("asked", other_asked=True)) is None


def test_a_follow_up_is_asked_once_and_only_after_an_answer():
    assert questions.refusal("follow_up", QuestionFacts("answered")) is None
    assert code(questions.refusal("follow_up", QuestionFacts("asked"))) == "already_asked"
    assert code(questions.refusal("follow_up", QuestionFacts("answered", followed_up=True))) == (
        "followed_up"
    )
    assert code(questions.refusal("follow_up", QuestionFacts("answered", is_follow_up=True))) == (
        "follow_up_of_follow_up"
    )


@pytest.mark.parametrize(
    ("state", "before", "live"),
    [
        ("placed", "", "not_considered"),
        ("considered", "before_closed", ""),
        ("adopted", "item_ended", "item_ended"),
    ],
)
def test_before_the_consideration_one_files_during_it_one_asks(state, before, live):
    assert code(questions.before_refusal(state)) == before
    assert code(questions.live_refusal(state)) == live


def test_a_pending_case_is_a_ground_to_block_with_its_article():
    ground = questions.GROUNDS["pending_case"]
    assert "案件" in ground.text and "代表法" in ground.basis


def test_the_chairs_order_keeps_what_it_does_not_name():
    assert questions.in_order(("a", "b", "c"), ("c", "x", "a")) == ("c", "a", "b")
    assert questions.moved(("a", "b", "c"), "c", -1) == ("a", "c", "b")
    assert questions.moved(("a", "b", "c"), "a", -1) == ("a", "b", "c")
    assert questions.moved(("a", "b", "c"), "x", 1) == ("a", "b", "c")
