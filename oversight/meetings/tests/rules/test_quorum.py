"""法定人数: the cases of procedures §12 that are about who must be there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.meetings.rules.quorum import quorum

BODIES = ("congress", "standing_committee", "chairpersons_meeting", "presidium")


def test_town_with_60_deputies_has_a_quorum_with_40_and_none_with_39() -> None:
    assert quorum("congress", 60, 40).reached
    assert quorum("congress", 60, 40).needed == 40
    assert not quorum("congress", 60, 39).reached
    assert quorum("congress", 60, 39).missing == 1


def test_committee_of_45_needs_23_which_is_more_than_half() -> None:
    assert quorum("standing_committee", 45, 23).reached
    assert not quorum("standing_committee", 45, 22).reached


def test_exactly_half_of_an_even_committee_is_no_quorum() -> None:
    found = quorum("standing_committee", 40, 20)
    assert not found.reached
    assert found.needed == 21
    assert "第五十一条" in found.basis


def test_38_of_45_members_are_a_quorum_and_the_base_stays_45() -> None:
    found = quorum("standing_committee", 45, 38, by_video=2)
    assert found.reached
    assert (found.base, found.present, found.by_video) == (45, 38, 2)


def test_a_body_without_members_never_has_a_quorum() -> None:
    assert not quorum("congress", 0, 0).reached
    assert quorum("congress", 0, 0).text


def test_the_presidium_of_a_session_counts_its_own_members_by_more_than_half() -> None:
    assert quorum("congress", 11, 6, meeting_kind="presidium").reached
    assert not quorum("congress", 10, 5, meeting_kind="presidium").reached


@pytest.mark.parametrize("body", BODIES)
@given(base=st.integers(1, 500), present=st.integers(0, 500))
def test_needed_is_the_smallest_number_that_is_enough(body: str, base: int, present: int) -> None:
    found = quorum(body, base, present)
    assert found.reached == (present >= found.needed)
    assert 0 < found.needed <= base
