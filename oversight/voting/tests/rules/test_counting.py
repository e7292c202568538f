"""计票规则: the worked cases of law and practice, and what must hold for every sheet."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.voting.rules.bases import RULES, at_least_half, more_than_half, two_thirds_or_more
from oversight.voting.rules.counting import Count, count
from oversight.voting.rules.sheets import Item, Sheet

PLAIN = RULES["more_than_half_of_all"]
COMMITTEE = RULES["committee_more_than_half_of_all"]
CONGRESS = RULES["congress_more_than_half_of_all"]


def keypad(base: int, present: int, yes: int, no: int, abstain: int, not_pressed: int = 0) -> Sheet:
    items = (Item("报告", yes, no, abstain),)
    return Sheet("keypad", base, present, items, not_pressed=not_pressed)


def paper(base: int, ballots: int, *yes: int, **more: int) -> Sheet:
    """Every item with its yes; the rest of the ballots say no."""
    items = tuple(Item(f"项目{n}", each, ballots - each) for n, each in enumerate(yes, 1))
    figures = {"present": ballots, "issued": ballots, "returned": ballots, "valid": ballots, **more}
    return Sheet("paper", base, items=items, **figures)


def codes(result: Count) -> list[str]:
    return [reason.code for reason in result.reasons]


def test_more_than_half_of_those_present_is_not_more_than_half_of_all():
    result = count(keypad(45, 38, 22, 10, 6), COMMITTEE)
    assert (result.status, result.passed, codes(result)) == ("valid", (), ["no_majority"])


def test_one_more_yes_passes():
    assert count(keypad(45, 38, 23, 9, 6), COMMITTEE).passed == ("报告",)


def test_exactly_half_of_an_even_base_fails():
    assert count(keypad(40, 40, 20, 20, 0), COMMITTEE).passed == ()


def test_who_did_not_press_stays_in_the_base():
    result = count(keypad(45, 38, 22, 10, 4, not_pressed=2), COMMITTEE)
    assert (result.status, result.passed) == ("valid", ())
    result = count(keypad(45, 38, 23, 10, 3, not_pressed=2), COMMITTEE)
    assert result.passed == ("报告",)


def test_the_keypad_vote_of_2012_passes():
    assert count(keypad(2872, 2872, 2639, 160, 57, 16), CONGRESS).passed == ("报告",)


@pytest.mark.parametrize(("present", "status"), [(40, "valid"), (39, "refused")])
def test_two_thirds_include_the_number(present: int, status: str):
    assert count(paper(60, present, 31), CONGRESS).status == status


def test_more_returned_than_issued_is_void():
    result = count(paper(60, 40, 31, returned=41, valid=41), CONGRESS)
    assert (result.status, codes(result)) == ("void", ["returned_above_issued"])
    sheet = Sheet("paper", 60, 40, (Item("项目", 31, 8),), 40, 39, 39, 0)
    assert count(sheet, CONGRESS).passed == ("项目",)


def test_the_tenth_and_eleventh_are_voted_on_again():
    yes = [50, 48, 46, 44, 42, 40, 38, 36, 34, 33, 33, 20]
    result = count(paper(60, 60, *yes), CONGRESS, k=10)
    assert len(result.passed) == 9
    assert (result.tied, result.open_places) == (("项目10", "项目11"), 1)


def test_only_eight_pass_leaves_two_places_open():
    result = count(paper(60, 60, *([40] * 8), 30, 20, 10, 5), CONGRESS, k=10)
    assert (len(result.passed), result.tied, result.open_places) == (8, (), 2)


def test_a_tie_inside_the_places_is_none():
    result = count(paper(60, 60, 50, 40, 40, 35), CONGRESS, k=3)
    assert (result.passed, result.tied) == (("项目1", "项目2", "项目3"), ())


def test_everything_tied_across_the_cut_passes_nothing():
    result = count(paper(60, 60, 40, 40, 40), CONGRESS, k=2)
    assert (result.passed, len(result.tied), result.open_places) == ((), 3, 2)


def test_the_row_of_122_of_222_refuses_to_lock():
    items = (Item("一", 200, 22), Item("二", 95, 27, 0))
    result = count(Sheet("paper", 300, 222, items, 222, 222, 222, 0), PLAIN)
    assert (result.status, codes(result)) == ("refused", ["item_does_not_add_up"])
    assert (result.reasons[0].where, result.reasons[0].values["gap"]) == ("items[1]", 100)


def test_every_broken_sum_is_named():
    sheet = Sheet("paper", 60, 61, (Item("一", 10, 10),), 62, 50, 30, 10)
    expected = [
        "present_above_base",
        "issued_above_present",
        "returned_is_not_valid_and_invalid",
        "item_does_not_add_up",
    ]
    assert codes(count(sheet, PLAIN)) == expected


def test_half_or_more_and_more_than_half_differ_at_the_half_alone():
    assert (at_least_half(20, 40), more_than_half(20, 40)) == (True, False)
    assert two_thirds_or_more(40, 60) and not two_thirds_or_more(39, 60)


SHEETS = st.builds(
    lambda base, absent, yes: paper(
        base, base - absent, *(min(each, base - absent) for each in yes)
    ),
    st.integers(20, 200),
    st.integers(0, 6),
    st.lists(st.integers(0, 200), min_size=1, max_size=14),
)


@given(SHEETS, st.integers(1, 12), st.randoms())
def test_the_order_of_items_never_matters(sheet: Sheet, k: int, chance: random.Random):
    items = list(sheet.items)
    chance.shuffle(items)
    shuffled = Sheet(**{**vars(sheet), "items": tuple(items)})
    first, second = count(sheet, CONGRESS, k), count(shuffled, CONGRESS, k)
    assert (set(first.passed), set(first.tied)) == (set(second.passed), set(second.tied))


@given(SHEETS, st.integers(1, 12))
def test_never_more_than_k_and_everything_above_a_tie_passes(sheet: Sheet, k: int):
    result = count(sheet, CONGRESS, k)
    if result.status != "valid":
        return
    yes = {item.name: item.yes for item in sheet.items}
    assert len(result.passed) <= k and result.open_places == k - len(result.passed)
    assert len({yes[name] for name in result.tied}) <= 1
    if result.tied:
        assert len(result.passed) + len(result.tied) > k
        assert all(yes[name] > yes[result.tied[0]] for name in result.passed)
    ordered = [yes[name] for name in result.passed]
    assert ordered == sorted(ordered, reverse=True)
    assert all(2 * yes[name] > sheet.base for name in (*result.passed, *result.tied))
