"""进度: five colours by the plan of the day, lateness against the published node, money against the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.progress import ORDER, Limits, Node, Standing, progress
from oversight.projects.rules.stages import PROJECT_STATES

NODES = (
    Node(date(2026, 4, 30), 20, "招标"),
    Node(date(2026, 7, 31), 60, "主体"),
    Node(date(2026, 10, 31), 100, "完工"),
)


def standing(done: int, today: date = date(2026, 8, 15), **values) -> Standing:
    return Standing("implementing", done, NODES, date(2026, 10, 31), today, **values)


@pytest.mark.parametrize(
    ("done", "colour"),
    [(17, "red"), (18, "orange"), (35, "orange"), (36, "yellow"), (53, "yellow"), (54, "green")],
)
def test_colours_by_what_the_plan_asks_by_the_day(done, colour):
    """60 % were planned: red below 18, orange below 36, yellow below 54."""
    assert progress(standing(done)).colour == colour


def test_blue_is_accepted_and_nothing_else():
    assert progress(replace(standing(100), state="accepted")).colour == "blue"
    assert progress(replace(standing(100), state="verified_done")).colour == "green"
    assert progress(replace(standing(100), state="self_reported_done")).colour == "green"


def test_before_the_first_node_nothing_is_asked_and_nothing_is_late():
    found = progress(standing(0, date(2026, 4, 29)))
    assert (found.colour, found.planned_percent, found.ratio, found.late_days) == (
        "green", 0, None, 0,
    )  # fmt: skip


def test_suspended_and_ended_projects_have_no_colour():
    for state in ("suspended", "terminated", "chosen"):
        assert progress(replace(standing(10), state=state)).colour == ""


def test_lateness_is_told_from_the_first_published_node_that_is_missed_and_asks_for_a_reason():
    found = progress(standing(50))
    assert (found.late_node.text, found.late_days) == ("主体", 15)
    assert [one.code for one in found.missing] == ["late_reason_missing"]
    assert "主体" in found.reasons[1].chinese
    assert progress(standing(50, late_reason="连续降雨")).missing == ()
    assert progress(standing(60)).late_days == 0
    assert progress(standing(50, date(2026, 7, 31))).late_days == 0  # the day itself is not late


def test_a_plan_without_a_last_node_asks_for_all_of_it_by_the_published_day():
    found = replace(standing(90, date(2026, 11, 5)), nodes=NODES[:1])
    assert (progress(found).planned_percent, progress(found).late_days) == (100, 5)


def test_cost_over_estimate_is_told_and_asks_for_a_reason():
    found = progress(
        standing(60, budget=Decimal(100), spent=Decimal(40), contract=Decimal("112.5"))
    )
    assert (found.over_cost, found.paid) == (Decimal("12.5"), Fraction(2, 5))
    assert [one.code for one in found.missing] == ["cost_reason_missing"]
    assert "over_estimate" in [one.code for one in found.reasons]
    explained = standing(60, budget=Decimal(100), spent=Decimal(101), cost_reason="材料涨价")
    assert progress(explained).missing == ()


limits = st.lists(st.integers(1, 100), min_size=3, max_size=3, unique=True).map(
    lambda rows: Limits(*sorted(rows))
)
plans = st.lists(
    st.builds(Node, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 100)), max_size=5
).map(tuple)


@given(
    plans,
    limits,
    st.dates(date(2026, 1, 1), date(2027, 3, 1)),
    st.integers(0, 100),
    st.integers(0, 100),
    st.sampled_from(["implementing", "unfinished_tracking", "self_reported_done"]),
)
def test_worse_progress_never_improves_the_colour_or_the_delay(
    plan, given_limits, day, one, two, state
):
    low, high = sorted((one, two))
    worse, better = (
        progress(Standing(state, done, plan, date(2026, 12, 1), day), given_limits)
        for done in (low, high)
    )
    assert ORDER.index(worse.colour) <= ORDER.index(better.colour)
    assert worse.late_days >= better.late_days


@given(plans, st.dates(date(2026, 1, 1), date(2027, 3, 1)), st.sampled_from(PROJECT_STATES))
def test_every_state_and_day_has_a_reason(plan, day, state):
    found = progress(Standing(state, 40, plan, date(2026, 12, 1), day))
    assert found.reasons and found.reasons[0].code
    assert (found.colour == "blue") == (state == "accepted")
