"""期限和备案."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oversight.projects.rules import filing
from oversight.projects.rules.deadlines import (
    Days,
    delivered,
    filing_due,
    may_table,
    may_vote,
    papers,
    progress_due,
)

DAYS = Days()


def test_the_candidate_sheet_is_with_the_deputies_before_the_meeting():
    found = papers(date(2026, 12, 20), date(2026, 12, 14), DAYS, done={"notice"})
    assert not found.feasible
    assert found.earliest_meeting == date(2026, 12, 21)
    assert papers(date(2026, 12, 20), date(2026, 12, 13), DAYS).feasible


def test_a_meeting_moved_by_weather_gives_the_days_anew():
    moved = papers(date(2026, 12, 27), date(2026, 12, 14), DAYS)
    assert moved.feasible and {step.due for step in moved.steps} == {date(2026, 12, 20)}


def test_notice_and_candidates_too_late_are_refused_or_explained():
    """Seven days before: in time, on the last day, a day late; what was not sent counts from today."""
    days, meeting = Days(notice=7, candidates=7), date(2026, 9, 15)
    last = date(2026, 9, 8)
    for on, late in ((date(2026, 9, 1), 0), (last, 0), (date(2026, 9, 9), 1)):
        found = delivered(meeting, date(2026, 9, 10), days, {"notice": last, "candidates": on})
        assert [one.late for one in found.steps] == [0, late]
        assert may_vote(found, "").code == ("delivered_late" if late else "")
        assert may_vote(found, "连日大雨，村里送不到。").allowed
    unsent = delivered(meeting, date(2026, 9, 10), days, {"notice": last, "candidates": None})
    assert (may_table(unsent, "").code, unsent.earliest) == ("delivered_late", date(2026, 9, 17))
    ahead = delivered(meeting, date(2026, 9, 1), days, {"notice": None, "candidates": None})
    assert (may_table(ahead, "").allowed, may_vote(ahead, "").code) == (True, "candidates_not_sent")


def test_a_rulebook_without_notice_days_asks_for_none():
    found = delivered(date(2026, 9, 15), date(2026, 9, 14), Days(notice=0, candidates=1), {})
    assert [one.code for one in found.steps] == ["candidates"]
    assert not found.late


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


def test_what_was_filed_is_added_to_only_by_a_new_result():
    facts = filing.FilingFacts("filed", "implementing", attachments=2)
    assert filing.sending("filed") == "supplement"
    assert filing.permits("supplement", facts).code == "nothing_new"
    assert filing.permits("supplement", replace(facts, unfiled=1)).allowed
    assert filing.permits("submit", replace(facts, unfiled=1)).code == "wrong_state"
    assert filing.after("supplement") == "submitted"
