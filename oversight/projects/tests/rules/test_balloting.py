"""票决结果: ties, open places, void votes, second rounds, and sums that hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversight.projects.rules.balloting import (
    Measure,
    Outcome,
    confirmed,
    decide,
    decide_ranked,
    first_round,
    joined,
    next_round,
)
from oversight.voting.rules.sheets import Item, Sheet

MEASURE = Measure("approve_each", places=10)


def sheet(yes: Mapping[str, int], base: int = 60, present: int = 60, **values: int) -> Sheet:
    """Everybody present voted, who was not for an item was against."""
    given = {"issued": present, "returned": present, "valid": present, "invalid": 0, **values}
    items = tuple(Item(name, count, given["valid"] - count) for name, count in yes.items())
    return Sheet("paper", base, present, items, **given)


def names(count: int) -> list[str]:
    return [f"项目{number:02d}" for number in range(1, count + 1)]


def test_a_tie_at_the_tenth_place_is_voted_on_again_among_the_two_alone():
    """Procedures §12, 7: choose 10 of 12; 11 above half, the 10th and 11th both 33."""
    yes = dict(zip(names(12), [50, 49, 48, 47, 46, 45, 44, 43, 42, 33, 33, 20], strict=True))
    found = decide(MEASURE, sheet(yes))
    assert (len(found.chosen), found.tied, found.next) == (9, ("项目10", "项目11"), "revote_tied")
    held = next_round(found)
    assert (held.names, held.places) == (("项目10", "项目11"), 1)
    second = decide(MEASURE, sheet({"项目10": 25, "项目11": 28}, present=55), held)
    whole = joined(found, held, second)
    assert whole.chosen[-1] == "项目11" and len(whole.chosen) == 10
    assert (whole.reserve, whole.not_chosen) == (("项目10",), ("项目12",))
    assert (whole.open_places, whole.may_be_announced) == (0, True)


def test_among_the_tied_more_votes_win_and_half_of_all_is_not_asked_again():
    yes = {"a": 40, "b": 35, "c": 35}
    measure = replace(MEASURE, places=2)
    found = decide(measure, sheet(yes))
    held = next_round(found)
    assert decide(measure, sheet({"b": 20, "c": 19}), held).chosen == ("b",)
    again = decide(measure, sheet({"b": 20, "c": 20}), held)
    assert (again.chosen, again.tied, again.next) == ((), ("b", "c"), "revote_tied")


@pytest.mark.parametrize(
    ("rule", "chosen", "left", "open_places"),
    [("all_tied", ("a", "b", "c"), (), 0), ("fewer", ("a",), ("b", "c"), 1)],
)
def test_the_measure_may_settle_a_tie_otherwise(rule, chosen, left, open_places):
    measure = replace(MEASURE, places=2, tie_rule=rule)
    found = decide(measure, sheet({"a": 40, "b": 35, "c": 35}))
    assert (found.chosen, found.reserve, found.open_places) == (chosen, left, open_places)
    assert found.may_be_announced


@pytest.mark.parametrize(
    ("rule", "announced"), [("vote_again", False), ("next_meeting", True), ("accept_fewer", True)]
)
def test_fewer_pass_than_places(rule, announced):
    """Procedures §12, 8: only 8 pass, two places stay open."""
    yes = dict(zip(names(12), [40] * 8 + [30] * 4, strict=True))
    found = decide(replace(MEASURE, too_few_rule=rule), sheet(yes))
    assert (len(found.chosen), found.open_places, len(found.not_chosen)) == (8, 2, 4)
    assert found.may_be_announced is announced
    assert found.still_open == (0 if announced else 2)


def test_the_second_round_for_open_places_asks_for_half_of_all_again():
    yes = dict(zip(names(4), [40, 40, 30, 30], strict=True))
    measure = replace(MEASURE, places=3)
    found = decide(measure, sheet(yes))
    held = next_round(found)
    assert (held.kind, held.names, held.places) == ("open", ("项目03", "项目04"), 1)
    second = decide(measure, sheet({"项目03": 31, "项目04": 30}), held)
    whole = joined(found, held, second)
    assert (whole.chosen, whole.not_chosen) == (("项目01", "项目02", "项目03"), ("项目04",))


def test_returned_above_issued_voids_the_whole_vote_and_nothing_is_chosen():
    found = decide(MEASURE, sheet({"a": 40}, present=40, issued=40, returned=41, valid=41))
    assert (found.status, found.chosen, found.next) == ("void", (), "redo")
    assert found.reasons[0].code == "returned_above_issued"


def test_a_void_second_round_leaves_the_first_as_it_was():
    first = decide(replace(MEASURE, places=1), sheet({"a": 35, "b": 35}))
    held = next_round(first)
    void = decide(MEASURE, sheet({"a": 35, "b": 25}, issued=50, returned=51, valid=51), held)
    whole = joined(first, held, void)
    assert (whole.chosen, whole.tied, whole.next) == ((), ("a", "b"), "revote_tied")


def test_attendance_just_at_two_thirds_and_one_leaves():
    yes = {"a": 35, "b": 20}
    measure = replace(MEASURE, places=1)
    assert decide(measure, sheet(yes, present=40)).status == "valid"
    refused = decide(measure, sheet(yes, present=39))
    assert (refused.status, refused.next) == ("refused", "mend_sheet")
    assert "not_quorate" in [one.code for one in refused.reasons]


def test_a_fresh_roll_in_the_second_round_has_its_own_base():
    """A deputy resigned between the rounds: 30 of 59 is more than half, 30 of 60 is not."""
    measure = replace(MEASURE, places=1)
    first = decide(measure, sheet({"a": 30, "b": 30}))
    held = next_round(first)
    assert first.chosen == () and held.kind == "open"
    assert decide(measure, sheet({"a": 30, "b": 29}, base=59, present=59), held).chosen == ("a",)


def test_abstentions_and_blank_lines_are_not_yes_and_stay_in_the_base():
    rows = (Item("a", 30, 0, 20, 10), Item("b", 31, 0, 20, 9))
    found = decide(replace(MEASURE, places=1), Sheet("paper", 60, 60, rows, 60, 60, 60, 0))
    assert (found.chosen, found.not_chosen) == (("b",), ("a",))


def test_a_row_that_does_not_add_up_refuses_the_sheet():
    rows = (Item("a", 31, 10, 0, 0), Item("b", 31, 29, 0, 0))
    found = decide(replace(MEASURE, places=1), Sheet("paper", 60, 60, rows, 60, 60, 60, 0))
    assert [one.code for one in found.reasons] == ["item_does_not_add_up"]


def test_another_name_than_on_the_frozen_list_is_refused():
    held = first_round(MEASURE, ["修路", "建桥"])
    found = decide(MEASURE, sheet({"修路": 40, "建大桥": 40}), held)
    assert [one.code for one in found.reasons] == ["other_names"]


def test_choices_add_up_to_no_more_than_each_ballot_allows():
    up_to = Measure("choose_up_to_k", places=2)
    assert decide(up_to, sheet({"a": 50, "b": 40, "c": 31})).reasons[0].code == "too_many_choices"
    assert decide(up_to, sheet({"a": 50, "b": 40, "c": 20})).status == "valid"
    exactly = Measure("exactly_k", places=2)
    assert decide(exactly, sheet({"a": 50, "b": 40, "c": 20})).reasons[0].code == "too_few_choices"
    assert decide(exactly, sheet({"a": 50, "b": 40, "c": 30})).status == "valid"


def test_a_ranked_list_is_ordered_by_points_and_adopted_by_half_of_all():
    measure = Measure("rank", places=2)
    counts = {"a": (30, 10), "b": (20, 30), "c": (10, 20)}
    ballots = sheet({})
    found = decide_ranked(measure, ballots, counts)
    assert (found.points, found.chosen, found.next) == (
        {"a": 70, "b": 70, "c": 40}, ("a", "b"), "confirm",
    )  # fmt: skip
    assert confirmed(measure, found, sheet({"名单": 31})).may_be_announced
    lost = confirmed(measure, found, sheet({"名单": 30}))
    assert (lost.chosen, set(lost.not_chosen), lost.next) == ((), {"a", "b", "c"}, "vote_again")


def test_a_place_given_more_often_than_there_are_ballots_refuses_a_ranking():
    found = decide_ranked(Measure("rank", places=1), sheet({}), {"a": (40,), "b": (30,)})
    assert [one.code for one in found.reasons] == ["place_given_too_often"]


def test_a_tie_across_the_last_place_of_a_ranking_is_voted_on_again():
    found = decide_ranked(Measure("rank", places=1), sheet({}), {"a": (20,), "b": (20,), "c": (0,)})
    assert (found.tied, found.not_chosen, found.next) == (("a", "b"), ("c",), "revote_tied")
    held = next_round(found)
    second = decide(Measure("rank", places=1), sheet({"a": 25, "b": 20}), held)
    whole_list = joined(found, held, second)
    assert (whole_list.chosen, whole_list.next) == (("a",), "confirm")
    assert whole_list.points == {"a": 20, "b": 20, "c": 0}


measures = st.builds(
    Measure,
    st.just("approve_each"),
    st.integers(1, 6),
    tie_rule=st.sampled_from(["revote_tied", "fewer", "all_tied"]),
    too_few_rule=st.sampled_from(["vote_again", "next_meeting", "accept_fewer"]),
    reserve=st.booleans(),
)
BALLOT = st.lists(st.sampled_from(["yes", "no", "abstain", "blank"]), min_size=6, max_size=6)


def counted(ballots: Sequence[Sequence[str]], order: Sequence[int] = range(6)) -> Sheet:
    """Ballots on six items counted; ``order`` is that of the items on the sheet."""
    rows = []
    for item in order:
        said = [ballot[item] for ballot in ballots]
        counts = [said.count(word) for word in ("yes", "no", "abstain", "blank")]
        rows.append(Item(f"项目{item}", *counts))
    cast = len(ballots)
    return Sheet("paper", cast, cast, tuple(rows), cast, cast, cast, 0)


def whole(found: Outcome) -> tuple[frozenset[str], ...]:
    """The four lists, whatever their order."""
    lists = (found.chosen, found.tied, found.reserve, found.not_chosen)
    return tuple(frozenset(one) for one in lists)


@given(measures, st.lists(BALLOT, min_size=3, max_size=12))
@settings(max_examples=50)
def test_every_candidate_is_in_just_one_list_and_rows_add_up(measure, ballots):
    found = decide(measure, counted(ballots))
    lists = [*found.chosen, *found.tied, *found.reserve, *found.not_chosen]
    assert sorted(lists) == [f"项目{number}" for number in range(6)]
    assert all(item.sum == len(ballots) for item in counted(ballots).items)
    if measure.tie_rule != "all_tied":
        assert len(found.chosen) + found.open_places == measure.places
    if found.may_be_announced:
        assert not found.tied


@given(measures, st.lists(BALLOT, min_size=3, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_ballots_and_of_items_never_matters(measure, ballots, chance):
    found = decide(measure, counted(ballots))
    mixed, order = list(ballots), list(range(6))
    chance.shuffle(mixed)
    chance.shuffle(order)
    other = decide(measure, counted(mixed, order))
    assert whole(other) == whole(found)
    assert (other.next, other.open_places) == (found.next, found.open_places)


@given(measures, st.lists(BALLOT, min_size=3, max_size=9), st.lists(BALLOT, min_size=3, max_size=9))
@settings(max_examples=50)
def test_after_a_second_round_every_candidate_is_still_in_just_one_list(measure, one, two):
    first = decide(measure, counted(one))
    held = next_round(first)
    if held is None:
        return
    numbers = [int(name[-1]) for name in held.names]
    second = decide(measure, counted(two, numbers), held)
    found = joined(first, held, second)
    lists = [*found.chosen, *found.tied, *found.reserve, *found.not_chosen]
    assert sorted(lists) == [f"项目{number}" for number in range(6)]
    assert set(first.chosen) <= set(found.chosen)
