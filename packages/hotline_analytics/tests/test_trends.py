"""Expected ranges hold what they promise, and follow season and level."""

from __future__ import annotations

import numpy as np
import pytest
from hotline_analytics.tickets import month_index
from hotline_analytics.trends import Expectations

MONTH = month_index(2026, 6)
FIRST = MONTH - 47


def world(counts: np.ndarray) -> dict[str | None, dict[int, int]]:
    return {
        f"u{unit}": {FIRST + i: int(n) for i, n in enumerate(row)}
        for unit, row in enumerate(counts)
    }


@pytest.mark.parametrize("mean", [6, 60, 600])
@pytest.mark.parametrize("dispersion", [1, 4])
def test_about_95_percent_of_noise_lies_within_its_range(mean: float, dispersion: float) -> None:
    rng = np.random.default_rng(4)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(48) / 12)
    expected = np.tile(mean * season, (300, 1))
    if dispersion > 1:
        expected = rng.gamma(expected / (dispersion - 1)) * (dispersion - 1)
    series = world(rng.poisson(expected))
    told = Expectations(series, MONTH, dict.fromkeys(series, dispersion), (FIRST, MONTH))
    found = [told.at(name, MONTH) for name in series]
    inside = sum(one.low <= one.seen <= one.high for one in found) / len(found)  # type: ignore[operator]
    assert 0.91 <= inside <= 0.99
    centre = np.mean([one.expected for one in found])
    assert centre == pytest.approx(mean * season[-1], rel=0.06)


def test_a_doubling_is_very_high_and_a_silence_is_low() -> None:
    steady = np.full((6, 48), 100)
    steady[0, -1], steady[1, -1] = 200, 40
    series = world(steady)
    told = Expectations(series, MONTH, dict.fromkeys(series, 1.0), (FIRST, MONTH))
    heat = told.heat(["u0", "u1", "u2"])
    assert [heat[name][-1].band for name in ("u0", "u1", "u2")] == ["very_high", "low", "normal"]
    doubled = told.at("u0", MONTH)
    assert doubled.ratio == pytest.approx(2.0)
    assert doubled.low_ratio < 1 < doubled.high_ratio  # type: ignore[operator]


def test_a_trend_covers_the_months_there_are() -> None:
    series = world(np.full((6, 48), 50))
    told = Expectations(series, MONTH, {}, (FIRST, MONTH))
    trend = told.trend("u0")
    assert [point.month for point in trend] == list(range(MONTH - 35, MONTH + 1))
    assert all(point.expected == pytest.approx(50) for point in trend)


def test_without_half_a_year_of_history_nothing_is_expected() -> None:
    series: dict[str | None, dict[int, int]] = {"u": {MONTH - 2: 5, MONTH - 1: 6, MONTH: 9}}
    point = Expectations(series, MONTH, {}, (MONTH - 2, MONTH)).at("u", MONTH)
    assert (point.seen, point.expected, point.band, point.ratio) == (9, None, None, None)


def test_what_came_after_the_month_judged_moves_no_projection() -> None:
    rng = np.random.default_rng(7)
    series = world(rng.poisson(40, (3, 48)))
    later = {name: {**counts, MONTH + 1: 900, MONTH + 2: 0} for name, counts in series.items()}
    known = Expectations(series, MONTH, {}, (FIRST, MONTH))
    after = Expectations(later, MONTH, {}, (FIRST, MONTH))
    for months in (1, 2, 6):
        found = known.projected("u0", MONTH + months, 5)
        assert found == after.projected("u0", MONTH + months, 5)
        assert found.seen == 5 and found.low < found.expected < found.high  # type: ignore[operator]


def test_without_half_a_year_of_history_nothing_is_projected() -> None:
    told = Expectations({"new": {MONTH - 2: 3, MONTH: 4}}, MONTH, {}, (FIRST, MONTH))
    assert told.projected("new", MONTH + 2, 9).expected is None
