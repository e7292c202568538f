"""期限、备案和未采纳的说明."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules import filing
from oversight.projects.rules.deadlines import (
    Days,
    filing_due,
    may_close_collecting,
    papers,
    progress_due,
)
from oversight.projects.rules.reports import Proposal, Proposer, may_tell, numbers, untold, way

DAYS = Days()


def test_collecting_is_public_for_thirty_days():
    opened = date(2026, 9, 1)
    assert may_close_collecting(opened, date(2026, 9, 30), 30).code == "collecting_too_short"
    assert may_close_collecting(opened, date(2026, 10, 1), 30).allowed
    assert may_close_collecting(None, date(2026, 10, 1), 30).code == "not_collecting"
    assert may_close_collecting(opened, opened, 0).allowed


def test_the_candidate_sheet_is_with_the_deputies_before_the_meeting():
    found = papers(date(2026, 12, 20), date(2026, 12, 14), DAYS, done={"notice"})
    assert not found.feasible
    assert found.earliest_meeting == date(2026, 12, 21)
    assert papers(date(2026, 12, 20), date(2026, 12, 13), DAYS).feasible


def test_a_meeting_moved_by_weather_gives_the_days_anew():
    moved = papers(date(2026, 12, 27), date(2026, 12, 14), DAYS)
    assert moved.feasible and {step.due for step in moved.steps} == {date(2026, 12, 20)}


def test_filing_is_counted_from_the_announcement_and_ends_on_a_working_day():
    found = filing_due(date(2026, 12, 23), DAYS)  # + 10 days: Saturday 2 January 2027
    assert found.nominal == date(2027, 1, 2)
    assert found.due == date(2027, 1, 4)


def test_progress_of_december_is_reported_in_january():
    assert progress_due(2026, 12, DAYS) == date(2027, 1, 5)
    assert progress_due(2026, 8, DAYS) == date(2026, 9, 7)  # the 5th is a Saturday


FACTS = filing.FilingFacts("draft", "announced", attachments=2)


def test_filing_goes_from_the_report_to_filed_and_a_return_asks_for_completion():
    state = "draft"
    for act in ("submit", "acknowledge", "send_back", "submit", "acknowledge", "file"):
        facts = replace(FACTS, state=state, reason="缺计票报告单")
        assert filing.permits(act, facts).allowed, act
        state = filing.after(act)
    assert state == "filed"


@pytest.mark.parametrize(
    ("act", "values", "code"),
    [
        ("submit", {"year_state": "voted"}, "no_result"),
        ("submit", {"attachments": 0}, "no_attachments"),
        ("send_back", {"state": "received"}, "no_reason"),
        ("file", {"state": "returned"}, "wrong_state"),
        ("file", {"state": "submitted"}, "wrong_state"),
    ],
)
def test_what_is_not_ready_is_not_filed(act, values, code):
    assert filing.permits(act, replace(FACTS, **values)).code == code


@pytest.mark.parametrize(
    ("proposer", "same", "expected"),
    [
        (Proposer("online", has_code=True, has_phone=True), 1, "code"),
        (Proposer("station", has_phone=True, has_address=True), 1, "call"),
        (Proposer("station", has_address=True), 1, "letter"),
        (Proposer("station", has_phone=True), 10, "meeting"),
        (Proposer("forum", has_phone=True), 1, "meeting"),
        (Proposer("station"), 1, "meeting"),
    ],
)
def test_the_way_by_which_a_rejected_proposer_gets_the_reason(proposer, same, expected):
    assert way(proposer, same) == expected
    assert may_tell(expected, proposer, "不属于当年可完工").allowed


def test_a_way_must_reach_the_proposer_and_a_reason_must_say_something():
    assert may_tell("letter", Proposer("online", has_code=True), "理由").code == "not_reached"
    assert may_tell("code", Proposer("online", has_code=True), " ").code == "no_reason"
    assert may_tell("pigeon", Proposer("online"), "理由").code == "no_way"


@given(
    st.lists(
        st.builds(
            Proposal,
            st.sampled_from(["open", "taken", "merged", "rejected", "withdrawn", "referred"]),
            st.sampled_from(["", "not_needed", "not_affordable"]),
            st.booleans(),
            st.integers(1, 5),
        ),
        max_size=30,
    )
)
def test_public_numbers_of_taken_and_not_add_up(proposals):
    found = numbers(proposals)
    fates = (found.taken, found.merged, found.rejected, found.withdrawn, found.referred, found.open)
    assert found.received == sum(fates) == len(proposals)
    assert sum(count for _reason, count in found.why) == found.rejected
    assert found.told + untold(proposals) == found.rejected
