"""Grading keeps its promises: little is called strong by chance, and real rises are found."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hotline_analytics import grading
from hotline_analytics.dispersion import CAP, CAPPED_MEAN, estimate
from hotline_analytics.grading import GradingParameters, grade_all
from hotline_analytics.tails import beta_cdf, digamma, rise_p_value, trigamma, trigamma_inverse
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats


def load_simulation() -> Any:
    path = Path(__file__).resolve().parents[1] / "simulations" / "grading_power.py"
    spec = importlib.util.spec_from_file_location("grading_power", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["grading_power"] = module
    spec.loader.exec_module(module)
    return module


simulation = load_simulation()
Scenario = simulation.Scenario


# --- tail functions ------------------------------------------------------------------------


@given(st.floats(0.001, 0.999), st.floats(0.02, 5000), st.floats(0.02, 5000))
def test_the_incomplete_beta_agrees_with_scipy(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-7, abs=1e-13)


@given(st.integers(1, 200_000), st.integers(0, 200_000))
def test_at_dispersion_one_the_p_value_is_the_exact_binomial_tail(count: int, base: int) -> None:
    exact = stats.binom.sf(count - 1, count + base, 0.5)
    assert rise_p_value(count, base, 1.0) == pytest.approx(exact, rel=1e-6, abs=1e-13)


@given(st.floats(0.05, 1e6))
def test_polygammas_agree_with_scipy(x: float) -> None:
    assert digamma(x) == pytest.approx(special.digamma(x), rel=1e-9, abs=1e-9)
    assert trigamma(x) == pytest.approx(special.polygamma(1, x), rel=1e-9)
    assert trigamma_inverse(trigamma(x)) == pytest.approx(x, rel=1e-4)


@given(st.integers(1, 500), st.integers(1, 500), st.floats(1, 20))
def test_more_tickets_never_raise_the_p_value(count: int, base: int, dispersion: float) -> None:
    lower = rise_p_value(count + 1, base, dispersion)
    assert lower <= rise_p_value(count, base, dispersion) + 1e-12
    assert (
        rise_p_value(count, base + 1, dispersion) >= rise_p_value(count, base, dispersion) - 1e-12
    )


def test_the_mean_of_a_capped_square_is_right() -> None:
    root = CAP**0.5
    inside = special.gammainc(1.5, CAP / 2)
    assert pytest.approx(inside + CAP * 2 * stats.norm.sf(root), abs=1e-3) == CAPPED_MEAN


# --- the promises, in short form; the long form is simulations/grading_power.py --------------


@pytest.mark.long
@pytest.mark.parametrize("dispersion", [1, 3, 6, 10])
@pytest.mark.parametrize("mean", [6, 60, 600])
@pytest.mark.parametrize("units", [1, 40])
def test_at_most_two_percent_of_pure_noise_is_strong(
    mean: float, dispersion: float, units: int
) -> None:
    months = 1200 if units == 1 else 20
    found = simulation.measure(Scenario(mean, dispersion, units), months, seed=11)
    assert found.tested > 150
    assert found.double_rises > 0.15
    assert found.strong <= 0.02


@pytest.mark.long
def test_seasons_and_a_trend_do_not_make_noise_strong() -> None:
    for mean in (60, 600):
        world = Scenario(mean, 3, 40, season=True, trend=0.05)
        assert simulation.measure(world, 20, seed=3).strong <= 0.02


@pytest.mark.long
@pytest.mark.parametrize(
    ("mean", "rise", "least"), [(60, 2.0, 0.75), (600, 1.4, 0.9)], ids=["doubling", "forty"]
)
@pytest.mark.parametrize("planted", [1, 20])
def test_planted_rises_are_found(mean: float, rise: float, least: float, planted: int) -> None:
    world = Scenario(mean, 1, 40, 33, rise, planted)
    assert simulation.measure(world, 60 if planted == 1 else 5, seed=5).found >= least


def test_a_month_in_which_everything_rises_is_said_so() -> None:
    import numpy as np

    world = Scenario(600, 1, 40, shock=1.3)
    counts = simulation.draw_counts(world, np.random.default_rng(2)).tolist()
    tested = [grading.Tested(str(i), c[-1], c[-1], c[-2], c[-13]) for i, c in enumerate(counts)]
    histories = {str(i): tuple(c[:-1]) for i, c in enumerate(counts)}
    plain = grade_all(tested, histories, GradingParameters())
    assert plain.shock is not None and plain.shock.everything_rose
    graded = list(plain.groups.values())
    codes = {reason.code for one in graded for reason in one.reasons}
    assert "share_not_up" in codes
    strict = grade_all(tested, histories, replace(GradingParameters(), share_required=True))
    held = [one for one in strict.groups.values() if one.grade == "strong"]
    assert len(held) <= 0.02 * len(tested) < sum(one.grade == "strong" for one in graded)


# --- single judgments ------------------------------------------------------------------------


STEADY = (60, 55, 64, 58, 61, 66, 52, 63, 57, 60, 59, 65) * 3


def test_a_clear_rise_is_strong_and_says_whose_fluctuation_was_used() -> None:
    found = grade_all([grading.Tested("a", 140, 140, 60, 62)], {"a": STEADY}, GradingParameters())
    graded = found.groups["a"]
    assert (graded.grade, graded.own_dispersion) == ("strong", True)
    assert [reason.code for reason in graded.reasons] == ["p_value", "own_dispersion"]


def test_under_two_years_of_history_the_pool_decides_and_the_reasons_say_so() -> None:
    found = grade_all(
        [grading.Tested("a", 140, 140, 60, 62)], {"a": STEADY[:13]}, GradingParameters()
    )
    assert not found.groups["a"].own_dispersion
    assert "pool_dispersion" in [reason.code for reason in found.groups["a"].reasons]


def test_few_tickets_or_a_small_ratio_are_never_strong() -> None:
    big = tuple(value * 10_000 for value in STEADY)
    tested = [
        grading.Tested("few", 9, 9, 1, 1),
        grading.Tested("big", 690_000, 690_000, 600_000, 600_000),
    ]
    found = grade_all(tested, {"few": (1,) * 36, "big": big}, GradingParameters())
    codes = {name: {r.code for r in one.reasons} for name, one in found.groups.items()}
    assert all(one.grade != "strong" for one in found.groups.values())
    assert "ratio_below" in codes["big"] or found.groups["big"].p > 0.05


def test_only_double_rises_are_graded_but_all_are_tested() -> None:
    tested = [grading.Tested("up", 70, 70, 60, 61), grading.Tested("down", 50, 50, 60, 40)]
    found = grade_all(tested, {"up": STEADY, "down": STEADY}, GradingParameters())
    assert found.groups["up"].grade in {"weak", "noise"}
    assert found.groups["down"].grade is None
    assert set(found.groups) == {"up", "down"}


def test_one_flood_month_does_not_hide_the_next_rise() -> None:
    calm = estimate(STEADY, {})
    flooded = estimate((*STEADY[:20], 600, *STEADY[21:]), {})
    assert calm is not None and flooded is not None
    assert flooded.value < 5


def test_the_parameters_have_a_stable_hash_that_changes_with_each_of_them() -> None:
    plain = GradingParameters()
    assert plain.sha256 == GradingParameters().sha256
    assert (
        len({plain.sha256, replace(plain, min_count=11).sha256, replace(plain, fdr=0.1).sha256})
        == 3
    )


def test_the_document_states_every_parameter_as_it_is() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "hotline-grading.md").read_text("utf-8")
    for name, value in asdict(GradingParameters()).items():
        assert f"| `{name}` | {value} |" in text


def test_the_document_holds_tables_of_every_mean_and_dispersion_asked_for() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "hotline-grading.md").read_text("utf-8")
    tables = text.split(simulation.BEGIN)[1].split(simulation.END)[0]
    for dispersion in simulation.DISPERSIONS:
        for mean in simulation.MEANS:
            assert f"\n| {dispersion} | {mean} | " in tables
    assert "| 60 | ×2 | 1 |" in tables and "| 600 | ×1.4 | 1 |" in tables
