"""会议的决定: quorum and majority are of all members; exactly half fails."""

from __future__ import annotations

import pytest

from oversight.cases.rules.deciding import CASE_DECISION, MeetingFacts, as_list


def code_of(body: str, members: int, present: int, yes: int | None = None) -> str:
    return CASE_DECISION.judge(MeetingFacts(body, members, present, yes)).refusal.code


def test_more_than_half_of_the_members_make_a_chairpersons_meeting():
    assert CASE_DECISION.judge(MeetingFacts("chairpersons_meeting", 9, 5)).valid
    assert code_of("chairpersons_meeting", 9, 4) == "not_quorate"


def test_exactly_half_is_not_more_than_half():
    assert code_of("chairpersons_meeting", 8, 4) == "not_quorate"
    assert code_of("chairpersons_meeting", 8, 8, 4) == "not_carried"
    assert CASE_DECISION.judge(MeetingFacts("chairpersons_meeting", 8, 8, 5)).valid


def test_the_majority_is_of_all_members_not_of_those_present():
    assert code_of("presidium", 9, 6, 4) == "not_carried"
    assert CASE_DECISION.judge(MeetingFacts("presidium", 9, 6, 5)).valid


def test_a_presidium_counts_its_votes():
    assert code_of("presidium", 9, 9) == "yes_missing"


@pytest.mark.parametrize("body", ["street_committee", "working_office", "party_group"])
def test_no_other_body_decides_on_a_case(body: str):
    assert code_of(body, 9, 9, 9) == "body_may_not_decide"


@pytest.mark.parametrize(("members", "present", "yes"), [(0, 0, None), (5, 6, None), (9, 6, 7)])
def test_numbers_that_cannot_be_are_refused(members: int, present: int, yes: int | None):
    assert code_of("chairpersons_meeting", members, present, yes) == "numbers_wrong"


def test_the_reasons_are_kept_with_their_numbers():
    outcome = CASE_DECISION.judge(MeetingFacts("chairpersons_meeting", 9, 8))
    codes = [one["code"] for one in as_list(outcome.reasons)]
    assert codes == ["body_may_decide", "numbers_right", "quorate", "by_agreement"]
    assert as_list(outcome.reasons)[2]["values"] == {"members": 9, "present": 8}
