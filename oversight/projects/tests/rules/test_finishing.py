"""完成、验收和未完成: another person verifies, the congress decides on changes, the unfinished stays visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.finishing import (
    Decision,
    Report,
    Verifier,
    Work,
    carried_over,
    may_accept,
    may_change,
    may_declare_unfinished,
    may_report_done,
    may_verify,
    to_rate,
    totals,
    visible,
)
from oversight.projects.rules.stages import PROJECT_STATES, UNDER_WAY

TODAY = date(2026, 11, 1)
REPORT = Report("self_reported_done", frozenset({7}), frozenset({"proposing", "building"}))
DECISION = Decision("congress", "二十届四次", "人大〔2026〕9号", TODAY, "policy_change")


def test_self_reported_is_not_verified_and_needs_evidence():
    assert may_report_done("implementing", 0).code == "no_evidence"
    assert may_report_done("implementing", 1).allowed
    assert may_report_done("self_reported_done", 1).code == "wrong_state"


@pytest.mark.parametrize(
    ("verifier", "code"),
    [
        (Verifier(8), ""),
        (Verifier(7), "own_report"),
        (Verifier(8, frozenset({"building"})), "own_unit"),
        (Verifier(8, frozenset({"proposing"})), "own_unit"),
        (Verifier(7, chair_of_small_office=True), ""),
        (Verifier(7, frozenset({"building"}), chair_of_small_office=True), "own_unit"),
    ],
)
def test_neither_the_proposing_nor_the_building_unit_nor_who_reported_verifies(verifier, code):
    assert may_verify(REPORT, verifier).code == code


def test_completed_but_not_accepted():
    verified = replace(REPORT, state="verified_done")
    assert may_accept(REPORT, Verifier(8), certificate="验〔2026〕1号").code == "wrong_state"
    assert may_accept(verified, Verifier(8), certificate="").code == "no_certificate"
    assert (
        may_accept(verified, Verifier(8, frozenset({"building"})), certificate="1").code
        == "own_unit"
    )
    assert may_accept(verified, Verifier(8), certificate="验〔2026〕1号").allowed


def test_unfinished_needs_an_explanation_and_a_new_day():
    assert may_declare_unfinished("implementing", "", TODAY, TODAY).code == "no_explanation"
    assert may_declare_unfinished("implementing", "降雨", TODAY, TODAY).code == "no_new_day"
    assert may_declare_unfinished("implementing", "降雨", date(2027, 5, 1), TODAY).allowed
    assert may_declare_unfinished("verified_done", "降雨", None, TODAY).code == "wrong_state"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, ""),
        ({"body_kind": "presidium"}, "congress_decides"),
        ({"paper": ""}, "no_reference"),
        ({"decided_on": date(2026, 12, 1)}, "not_yet"),
        ({"ground": ""}, "no_ground"),
    ],
)
def test_a_mid_year_adjustment_is_decided_by_the_congress_alone(values, code):
    decision = replace(DECISION, **values)
    for act, state in (("adjust", "implementing"), ("terminate", "suspended")):
        assert may_change(act, state, decision, TODAY).code == code


def test_a_terminated_project_is_replaced_from_the_reserve_only_by_a_new_decision():
    assert may_change("take_from_reserve", "reserve", None, TODAY).code == "congress_decides"
    assert may_change("take_from_reserve", "reserve", replace(DECISION, ground=""), TODAY).allowed
    party = replace(DECISION, body_kind="party_committee")
    assert may_change("take_from_reserve", "reserve", party, TODAY).code == "congress_decides"


def test_57_chosen_55_verified_2_unfinished_and_both_appear_next_year():
    works = [Work(f"p{number}", 2023, "verified_done") for number in range(55)]
    works += [Work(f"u{number}", 2023, "unfinished_tracking", True) for number in range(2)]
    found = totals(works)
    assert (found.chosen, found.verified, found.under_way, found.unexplained) == (57, 55, 2, 0)
    assert (
        [one.id for one in visible(works, 2024)]
        == ["u0", "u1"]
        == [one.id for one in carried_over(works, 2024)]
    )


def test_a_postponed_project_is_still_on_next_years_rating():
    works = [Work("a", 2025, "unfinished_tracking"), Work("b", 2026, "verified_done")]
    assert {one.id for one in to_rate(works, 2026)} == {"a", "b"}


works = st.lists(
    st.builds(
        Work,
        st.uuids().map(str),
        st.integers(2023, 2027),
        st.sampled_from(PROJECT_STATES),
        st.booleans(),
    ),
    max_size=20,
)


@given(works, st.integers(2023, 2028))
def test_an_unfinished_project_is_always_visible_until_verified_or_ended(listed, year):
    shown = set(visible(listed, year))
    for work in listed:
        if work.year <= year and work.state in UNDER_WAY:
            assert work in shown
            assert work in to_rate(listed, year)


@given(works)
def test_the_numbers_add_up(listed):
    found = totals(listed)
    assert found.chosen == found.verified + found.under_way + found.terminated
    assert found.accepted <= found.verified and found.unexplained <= found.under_way
