"""汉字数目: worked examples, and that no two numbers are written alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.institutions.rules.numerals import (
    chinese_number,
    in_natural_order,
    number_of,
)


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


def test_delegations_and_constituencies_stand_as_people_count_them():
    names = ["第十代表团", "第二代表团", "第十一代表团", "第一代表团", "第三代表团"]
    assert sorted(names, key=in_natural_order) == [
        "第一代表团", "第二代表团", "第三代表团", "第十代表团", "第十一代表团"
    ]  # fmt: skip
    assert sorted(["第10选区", "第9选区", "第1选区"], key=in_natural_order) == [
        "第1选区", "第9选区", "第10选区"
    ]  # fmt: skip
    for number in (1, 10, 11, 20, 21, 105, 110, 999, 1010):
        assert number_of(chinese_number(number)) == number
    assert (number_of("一二"), number_of("12")) == (12, 12)
