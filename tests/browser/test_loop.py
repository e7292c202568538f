"""听取的全程: a report, a question, a vote that fails, research, a second vote that passes, review opinions."""

from __future__ import annotations

import pytest

from tests.browser import case_steps
from tests.browser import loop_steps as steps
from tests.browser.case_steps import DESK, UNIT
from tests.browser.hands import Mouse, by_hands
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser

PRESENT = 24
ON_PAPER = {
    "paper.0.yes": 12, "paper.0.no": 9, "paper.0.abstain": 1, "paper.0.silent": 1,
    "paper.valid": 23, "paper.invalid": 1,
}  # fmt: skip
BY_KEYPAD = {"keypad.0.yes": 26, "keypad.0.no": 2, "keypad.0.abstain": 1, "keypad.0.silent": 1}


@pytest.fixture
def people(visitor, hand):
    return case_steps.People(visitor, hand)


@pytest.fixture
def told(site):
    """A case whose unit was told, two meetings to come: made by the acts of those people."""
    lines = run_python(site.home, "tests.browser.prepare", "told").splitlines()
    return dict(line.split(maxsplit=1) for line in lines)


@by_hands(Mouse)
def test_a_report_fails_is_researched_and_passes_at_the_next_meeting(people, told):
    case = told["case"]
    steps.report(people["liaison"], people["head"], case, "一、基本情况。二、下一步措施。")
    the_first_vote_fails(people, told)
    steps.find(people["office"], people["liaison"], case)
    steps.report(people["liaison"], people["head"], case, "七个小区已全部排期。")
    the_second_vote_passes(people, told)
    paper = steps.draft_opinions(people["clerk"], case)
    assert "加快排期，公布名单。" in people["clerk"].text()
    others_see_what_they_may(people, case, paper)


def the_first_vote_fails(people, told):
    """With a quorum, on paper, 12 of 45: the case goes to research."""
    clerk, reviewer, chair = people["clerk"], people["reviewer"], people["chair"]
    meeting = steps.place(clerk, told["case"])
    assert meeting == told["first"]
    chief, second = steps.sign_in(clerk, meeting, PRESENT)[-2:]
    steps.open_session(clerk, meeting)
    steps.ask(clerk, UNIT)
    vote = steps.put_to_vote(clerk, meeting, "paper")
    steps.name_scrutineers(clerk, f"{chief}、{second}")
    steps.hold(clerk, chair, vote, PRESENT)
    steps.enter(clerk, vote, ON_PAPER)
    nothing_is_seen_before(chair, vote)
    steps.enter(reviewer, vote, ON_PAPER | {"paper.0.no": 8})
    steps.correct(reviewer, vote, 9, chief)
    steps.lock(clerk, vote)
    steps.sign_by_telephone(clerk, people.telephone(), vote, chief, second)
    steps.sign(clerk, vote)
    steps.sign(reviewer, vote)
    steps.announce(chair, vote, "未通过")
    steps.wait_for(clerk, told["case"], "组织专题调研")


def nothing_is_seen_before(chair, vote):
    """Not even the chair sees a figure of the count before it is signed."""
    chair.open(f"{DESK}voting/{vote}/count/", status=403)


def the_second_vote_passes(people, told):
    """At the next meeting, by keypad, 26 of 45."""
    clerk, reviewer, chair = people["clerk"], people["reviewer"], people["chair"]
    meeting = steps.place(clerk, told["case"])
    assert meeting == told["second"]
    steps.bring_forward(clerk, meeting)
    steps.open_session(clerk, meeting)
    vote = steps.put_to_vote(clerk, meeting, "keypad")
    steps.hold(clerk, chair, vote)
    steps.enter(clerk, vote, BY_KEYPAD)
    steps.enter(reviewer, vote, BY_KEYPAD)
    steps.lock(clerk, vote)
    steps.sign(clerk, vote)
    steps.sign(reviewer, vote)
    steps.announce(chair, vote, "，通过。")
    steps.wait_for(clerk, told["case"], "起草审议意见")


def others_see_what_they_may(people, case, paper):
    """A member reads both results; the unit does not yet read the opinions."""
    member, liaison = people["member"], people["liaison"]
    member.open(f"{DESK}cases/{case}/hearings/")
    assert "第 1 次听取" in member.text() and "第 2 次听取" in member.text()
    liaison.open(f"{DESK}received/{paper}/", status=404)
