"""附加条件: off unless adopted; a guard never adds a unit, and what cannot be computed is judged by hand."""

from __future__ import annotations

import pytest

from oversight.hotline.rules.guards import Facts, Guards, judge, three_months


@pytest.mark.parametrize(
    ("guards", "facts", "direction", "code"),
    [
        (Guards(), Facts(1, 0.01, 0.01), "yes", ""),
        (Guards(count=10), Facts(9, 0.5, 0.5), "no", "below_count"),
        (Guards(count=10), Facts(10, 0.5, 0.5), "yes", ""),
        (Guards(rate=0.1), Facts(50, 0.1, 0.2), "yes", ""),
        (Guards(rate=0.1), Facts(50, 0.09, 0.2), "no", "below_rate"),
        (Guards(rate=0.1), Facts(50, None, 0.2), "manual", "rate_unknown"),
        (Guards(rolling=True), Facts(50, 0.2, 0.2, 100, 99), "yes", ""),
        (Guards(rolling=True), Facts(50, 0.2, 0.2, 99, 99), "no", "below_rolling"),
        (Guards(rolling=True), Facts(50, 0.2, 0.2, 99, None), "manual", "rolling_unknown"),
    ],
)
def test_a_guard(guards: Guards, facts: Facts, direction: str, code: str):
    found = judge(guards, facts)
    assert (found.direction, found.code) == (direction, code)


def test_three_months_are_known_only_where_the_data_reach():
    series = {24: 1, 23: 2, 22: 3, 12: 4, 11: 5, 10: 6}
    assert three_months(series, 24, (10, 24)) == (6, 15)
    assert three_months(series, 24, (11, 24)) == (6, None)
    assert three_months(series, 24, None) == (None, None)
