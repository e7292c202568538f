"""满意度测评: real tables reproduced, the case of exactly one half, and what must hold for every rating."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.voting.rules.rating import (
    Rating,
    by_share,
    half_of_all,
    rates_only,
)

ORDER = {"satisfied": 2, "basically_satisfied": 1, "dissatisfied": 0}
ZHENHAI = (
    (28, 1, 0),
    (20, 8, 1),
    (26, 3, 0),
    (29, 0, 0),
    (17, 11, 1),
    (26, 3, 0),
    (17, 11, 1),
    (28, 1, 0),
)


def zhenhai(base: int, exactly_half: str) -> list[str | None]:
    rows = (Rating(base, *row) for row in ZHENHAI)
    return [half_of_all(row, exactly_half=exactly_half).grade for row in rows]


@pytest.mark.parametrize(("base", "exactly_half"), [(34, "counts"), (33, "does_not")])
def test_the_eight_items_of_zhenhai_2022_are_all_satisfied(base: int, exactly_half: str):
    assert zhenhai(base, exactly_half) == ["satisfied"] * 8


def test_with_a_base_of_35_the_fifth_and_seventh_are_basically_satisfied():
    for exactly_half in ("counts", "does_not"):
        grades = zhenhai(35, exactly_half)
        assert [n for n, grade in enumerate(grades, 1) if grade != "satisfied"] == [5, 7]
    assert zhenhai(34, "does_not")[4] == "basically_satisfied"


@pytest.mark.parametrize(
    ("exactly_half", "grade"), [("counts", "satisfied"), ("does_not", "basically_satisfied")]
)
def test_exactly_half_is_what_the_adopted_rule_says(exactly_half: str, grade: str):
    result = half_of_all(Rating(30, 15, 10, 3), exactly_half=exactly_half)
    assert result.grade == grade
    assert "exactly_half" in [code for code, _text, _values in result.reasons]


def test_longyou_2018():
    result = rates_only(Rating(182, 152, 30, 0))
    assert (result.satisfied_rate, result.broad_rate) == (Fraction(152, 182), Fraction(1))


def test_neither_reaches_half():
    assert half_of_all(Rating(30, 5, 5, 15), exactly_half="counts").grade == "dissatisfied"


def test_who_does_not_know_leaves_the_denominator_or_stays_as_said():
    rating = Rating(30, 10, 5, 5, unknown=5)
    assert rates_only(rating).satisfied_rate == Fraction(10, 20)
    assert rates_only(rating, unknown_counts=True).satisfied_rate == Fraction(10, 25)


def test_no_raters_are_no_result():
    assert half_of_all(Rating(30, 0, 0, 0), exactly_half="counts", least_raters=5).grade is None
    limits = {"satisfied_from": Fraction(8, 10), "basically_from": Fraction(1, 2)}
    assert by_share(Rating(30, 0, 0, 0), **limits).grade is None


@pytest.mark.parametrize(
    ("row", "grade"),
    [((8, 2, 0), "satisfied"), ((5, 5, 0), "basically_satisfied"), ((4, 6, 0), "dissatisfied")],
)
def test_limits_of_a_share_are_included(row: tuple[int, int, int], grade: str):
    limits = {"satisfied_from": Fraction(8, 10), "basically_from": Fraction(1, 2)}
    assert by_share(Rating(10, *row), **limits).grade == grade


RATINGS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))


@given(RATINGS, st.integers(0, 20), st.sampled_from(["counts", "does_not"]))
def test_a_worse_rating_never_has_a_better_grade(
    row: tuple[int, int, int], absent: int, exactly_half: str
):
    satisfied, basically, dissatisfied = row
    base = sum(row) + absent
    before = half_of_all(Rating(base, *row), exactly_half=exactly_half)
    for worse in (
        (satisfied - 1, basically + 1, dissatisfied),
        (satisfied - 1, basically, dissatisfied + 1),
        (satisfied, basically - 1, dissatisfied + 1),
    ):
        if min(worse) >= 0:
            after = half_of_all(Rating(base, *worse), exactly_half=exactly_half)
            assert ORDER[after.grade] <= ORDER[before.grade]
