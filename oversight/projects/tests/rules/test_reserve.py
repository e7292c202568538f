"""补选: by a decision alone, for a place that is free (procedures §4 e, by-vote)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.reserve import Vacancy, may_ask, may_open, may_replace

FREE = Vacancy(places=10, filled=9)


@pytest.mark.parametrize(
    ("state", "year", "vacancy", "code"),
    [
        ("reserve", "voted", FREE, "wrong_stage"),
        ("reserve", "rated", FREE, "wrong_stage"),
        ("reserve", "implementing", Vacancy(10, 10), "no_place_free"),
        ("reserve", "implementing", Vacancy(10, 9, to_vote=1), "no_place_free"),
        ("reserve", "implementing", Vacancy(10, 9, asked=1), "no_place_free"),
        ("struck", "implementing", FREE, "project_ended"),
        ("candidate", "implementing", FREE, "wrong_state"),
        ("chosen", "implementing", FREE, "wrong_state"),
        ("reserve", "announced", FREE, ""),
        ("not_chosen", "implementing", FREE, ""),
    ],
)
def test_only_what_the_ballot_left_takes_a_place_that_is_free(state, year, vacancy, code):
    assert may_ask(state, year, vacancy).code == code


def test_only_an_ended_project_gives_up_its_place():
    assert may_replace("terminated").allowed
    assert may_replace("suspended").code == "not_ended"


@given(*[st.integers(0, 30)] * 4)
def test_no_more_is_asked_for_than_the_measure_has_places(places, filled, to_vote, asked):
    vacancy = Vacancy(places, filled, to_vote, asked)
    assert 0 <= vacancy.free <= places
    if vacancy.free:
        assert filled + to_vote + asked + vacancy.free == places
        assert may_open("implementing", vacancy).allowed
