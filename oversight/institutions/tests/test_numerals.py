"""汉字数目: worked examples, and that no two numbers are written alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.institutions.rules.numerals import chinese_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (36, "三十六"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1006, "一千零六"),
    ],
)
def test_as_the_law_counts(number: int, written: str):
    assert chinese_number(number) == written


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_no_two_numbers_are_written_alike(first: int, second: int):
    assert (chinese_number(first) == chinese_number(second)) == (first == second)


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_what_is_no_ordinal(number: int):
    with pytest.raises(ValueError, match="no ordinal"):
        chinese_number(number)
