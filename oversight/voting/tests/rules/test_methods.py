"""两种方式、排序票、双人录入: worked examples and what must always hold."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from oversight.voting.rules.bases import RULES
from oversight.voting.rules.counting import count
from oversight.voting.rules.entries import compare, differences
from oversight.voting.rules.mixed import Part, broken_parts, total
from oversight.voting.rules.ranking import rank
from oversight.voting.rules.sheets import Item

COMMITTEE = RULES["committee_more_than_half_of_all"]


def test_two_members_by_video_vote_by_hand_and_one_total_counts():
    hall = Part("keypad", 36, (Item("报告", 22, 8, 5),), silent=1)
    video = Part("hands", 2, (Item("报告", 1, 1, 0),))
    assert broken_parts([hall, video]) == []
    sheet = total(45, [hall, video])
    assert (sheet.present, sheet.items[0].yes, sheet.not_pressed) == (38, 23, 1)
    assert count(sheet, COMMITTEE).passed == ("报告",)


def test_a_part_that_does_not_add_up_is_named():
    hall = Part("keypad", 36, (Item("报告", 22, 8, 5),))
    video = Part("hands", 2, (Item("另一件", 2),))
    codes = [finding.code for finding in broken_parts([hall, video])]
    assert codes == ["parts_differ", "part_does_not_add_up"]


def test_ranked_ballots():
    ballots = [("路", "灯"), ("路", "广场"), ("灯", "路"), ("路", "路"), ("桥",)]
    result = rank(ballots, ("路", "灯", "广场"), 2)
    assert result.points == {"路": 5, "灯": 3, "广场": 1}
    assert (result.chosen, result.tied, result.invalid) == (("路", "灯"), (), 2)


def test_a_tie_at_the_last_place_is_not_broken():
    result = rank([("路", "灯"), ("路", "广场")], ("路", "灯", "广场"), 2)
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
