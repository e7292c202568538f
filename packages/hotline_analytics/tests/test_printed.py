"""Printed numbers: what their digits leave open, and what is no number at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hotline_analytics.printed import Interval, parse_number
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "value", "half"),
    [
        ("98.5", Fraction("98.5"), Fraction(1, 20)),
        ("98.50", Fraction("98.5"), Fraction(1, 200)),
        ("2,843", Fraction(2843), Fraction(0)),
        ("２８４３件", Fraction(2843), Fraction(0)),
        ("1.2万", Fraction(12000), Fraction(500)),
        ("3万件", Fraction(30000), Fraction(5000)),
        ("↓3.5%", Fraction("-3.5"), Fraction(1, 20)),
        ("下降 3.5％", Fraction("-3.5"), Fraction(1, 20)),
        ("−41", Fraction(-41), Fraction(0)),
        (12.0, Fraction(12), Fraction(0)),
        (98.53000000000001, Fraction("98.53"), Fraction(1, 200)),
        (7, Fraction(7), Fraction(0)),
    ],
)
def test_a_printed_number_keeps_its_value_and_its_precision(written, value, half):
    number = parse_number(written)
    assert (number.value, number.half) == (value, half)


@pytest.mark.parametrize("blank", ["", "  ", "—", "-", "/", "无", "N/A", None, float("nan")])
def test_a_blank_is_no_number_and_no_error(blank):
    assert parse_number(blank) is None


@pytest.mark.parametrize(
    "text", ["abc", "12,34", "1e9", "=1+1", "1.2.3", "九十", "9" * 1_000_000, True, float("inf")]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        parse_number(text)


def test_a_percent_sign_is_kept():
    assert parse_number("98.53%").percent_sign
    assert not parse_number("98.53").percent_sign


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 4))
def test_a_quotient_lies_in_the_interval_of_its_own_rounding(top, bottom, places):
    percent = Fraction(100 * top, bottom)
    digits = f"{round(percent * 10**places):0{places + 1}d}"
    printed = parse_number(f"{digits[:-places]}.{digits[-places:]}")
    assert printed.interval.meets(Interval.exact(percent))


@given(
    *[st.fractions(-50, 50, max_denominator=20)] * 2, *[st.fractions(1, 9, max_denominator=20)] * 2
)
def test_arithmetic_of_intervals_holds_every_point(a, b, c, d):
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    for point, result in (
        (a + c, left + right), (a - c, left - right), (a / c, left.over(right)), (a * -3, left.times(-3)),
    ):  # fmt: skip
        assert result.low <= point <= result.high
