"""小数遮盖: no hidden count can be worked out from what is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oversight.hotline.rules.suppression import (
    THRESHOLD,
    hidden_names,
    shown,
    total_may_be_shown,
)

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=12)


def test_one_small_count_takes_the_smallest_other_with_it():
    assert shown({"a": 3, "b": 9, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_two_small_counts_that_add_up_to_enough_need_no_other():
    assert shown({"a": 3, "b": 4, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_two_small_counts_that_add_up_to_little_need_another():
    assert shown({"a": 1, "b": 1, "c": 7, "d": 8}) == {"a": None, "b": None, "c": None, "d": 8}


def test_zero_and_large_counts_are_shown():
    assert shown({"a": 0, "b": 5}) == {"a": 0, "b": 5}


def test_a_total_that_would_give_the_only_count_away_is_not_shown():
    counts = {"a": 3, "b": 0}
    assert not total_may_be_shown(counts, hidden_names(counts))


@given(COUNTS)
def test_every_small_count_is_hidden(counts):
    assert all(
        value is None for name, value in shown(counts).items() if 0 < counts[name] < THRESHOLD
    )


@given(COUNTS)
def test_with_the_total_every_hidden_count_could_be_zero_or_at_least_the_threshold(counts):
    hidden = hidden_names(counts)
    if hidden and total_may_be_shown(counts, hidden):
        rest = sum(counts.values()) - sum(v for v in shown(counts).values() if v is not None)
        assert len(hidden) >= 2 and rest >= THRESHOLD


@given(COUNTS)
def test_names_without_tickets_change_nothing(counts):
    positive = {name: count for name, count in counts.items() if count}
    assert hidden_names(counts) == hidden_names(positive)


@given(COUNTS)
def test_no_more_is_hidden_than_needed(counts):
    small = [count for count in counts.values() if 0 < count < THRESHOLD]
    assert len(hidden_names(counts)) <= len(small) + 1 + (len(small) == 1)
