"""格式. Figures, rates, days and check values are written as the look prescribes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from oversight.ui import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [(1486, "1,486"), (0, "0"), (-3, "−3"), (None, "–"), (1234567.0, "1,234,567")],
)
def test_a_figure_has_thousands_and_a_true_minus(value, text):
    assert formats.figure(value) == text


def test_figure_and_unit_are_never_broken():
    assert formats.count(1486, "件") == "1,486\u00a0件"
    assert formats.count(None, "件") == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.455, "+45.5%"), (-0.0321, "−3.2%"), (0.0, "0.0%"), (-0.0001, "0.0%"), (None, "–")],
)
def test_a_change_carries_its_sign(value, text):
    assert formats.signed(value) == text


def test_a_rate_shows_its_parts():
    rate = {"value": 0.95509, "numerator": 35902, "denominator": 37590, "excluded": 624}
    assert formats.rate(rate) == "95.5%（35,902 ÷ 37,590，不计入 624）"
    assert formats.rate({**rate, "excluded": 0}) == "95.5%（35,902 ÷ 37,590）"


def test_a_rate_without_base_says_so_in_words():
    nothing = {"value": None, "numerator": 0, "denominator": 0, "excluded": 12}
    assert formats.rate(nothing) == "没有可计入的件（不计入 12）"
    assert formats.rate(None) == "来源没有这一项"


def test_days_and_months():
    assert formats.day(date(2026, 7, 5)) == "2026年7月5日"
    assert formats.short_day("2026-07-05") == "7月5日"
    assert formats.month(2026 * 12 + 5) == formats.month("2026-06") == "2026年6月"
    assert formats.short_month(date(2026, 6, 1)) == "6月"
    assert formats.weekday(date(2026, 7, 8)) == "星期三"


def test_moments_are_shown_in_local_time():
    at = datetime(2026, 7, 3, 1, 12, tzinfo=UTC)
    assert formats.moment(at) == "2026年7月3日 09:12"
    assert formats.short_moment("2026-07-02T20:30:00+00:00") == "7月3日 04:30"


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (date(2026, 7, 8), "今天到期"),
        (date(2026, 7, 26), "还有 18 天"),
        (date(2026, 7, 4), "逾期 4 天"),
    ],
)
def test_a_deadline_says_by_how_much(due, text):
    assert formats.days_left(due, today=date(2026, 7, 8)) == text


def test_a_check_value_stands_in_groups_of_four():
    value = "9f3c61d2" + "0" * 52 + "a71e"
    assert formats.check_value(value) == "9f3c 61d2 … a71e"
    assert formats.check_value(value, full=True).replace(" ", "") == value
    assert formats.check_value("9f3c61d2") == "9f3c 61d2"
