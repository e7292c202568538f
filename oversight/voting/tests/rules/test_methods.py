"""排序票、双人录入: worked examples and what must always hold."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from oversight.voting.rules.entries import compare, differences
from oversight.voting.rules.ranking import Ranked, rank_table, tally

ITEMS = ("路", "灯", "广场")


def rank(ballots: list[tuple[str, ...]], items: tuple[str, ...], places: int) -> Ranked:
    """Ballots by way of the count sheet."""
    return rank_table(tally(ballots, items, places).counts, places)


def test_ranked_ballots():
    ballots = [("路", "灯"), ("路", "广场"), ("灯", "路"), ("路", "路"), ("桥",)]
    found, result = tally(ballots, ITEMS, 2), rank(ballots, ITEMS, 2)
    assert (found.counts["路"], found.valid, found.invalid) == ((2, 1), 3, 2)
    assert result.points == {"路": 5, "灯": 3, "广场": 1}
    assert (result.chosen, result.tied) == (("路", "灯"), ())


def test_a_place_left_open_is_no_mistake_and_an_empty_ballot_is_invalid():
    found = tally([("", "灯"), ("", ""), ()], ITEMS, 2)
    assert (found.counts["灯"], found.valid, found.invalid) == ((0, 1), 1, 2)


def test_a_tie_at_the_last_place_is_not_broken():
    result = rank([("路", "灯"), ("路", "广场")], ITEMS, 2)
    assert (result.chosen, result.tied, result.open_places) == (("路",), ("灯", "广场"), 1)


def test_what_differs_between_two_entries():
    cells = compare({"valid": 56, "items[0].yes": 40}, {"valid": 56, "items[0].yes": 41})
    assert [cell.where for cell in differences(cells)] == ["items[0].yes"]
    assert differences(compare({"valid": None}, {"valid": None})) != []


BALLOTS = st.lists(
    st.permutations(["甲", "乙", "丙", "丁"]).map(lambda b: tuple(b[:3])), max_size=30
)


@given(BALLOTS, st.randoms())
def test_the_order_of_ballots_never_matters(ballots: list[tuple[str, ...]], chance: random.Random):
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    items = ("甲", "乙", "丙", "丁")
    assert rank(ballots, items, 3) == rank(shuffled, items, 3)
