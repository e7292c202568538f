"""够不够票: how many are enough, and when no ballot can change that nothing passes."""

from __future__ import annotations

from oversight.voting.rules.reach import out_of_reach, votes_needed


def test_what_is_enough_and_what_can_never_be():
    rule = "congress_more_than_half_of_all"
    assert votes_needed("vote", rule, 40) == votes_needed("choose", rule, 41) == 21
    assert votes_needed("ranking", "by_points", 40) is None
    assert votes_needed("satisfaction", "half_of_all_counts", 40) is None
    assert out_of_reach(7, 21) and out_of_reach(20, 21) and not out_of_reach(21, 21)
    assert not out_of_reach(None, 21) and not out_of_reach(7, None)
