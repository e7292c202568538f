"""初选: the four principles, and the one exception."""

from __future__ import annotations

import pytest

from oversight.projects.rules.screening import PRINCIPLES, Answer, MultiYear, screen

ALL = {code: Answer(True, "符合") for code in PRINCIPLES}
ALLOWED = MultiYear("镇党委扩大会议", "2026-10-20", "完成一期 2 公里管网")


def but(code: str) -> dict[str, Answer]:
    return {**ALL, code: Answer(False, "不符合的理由")}


def test_all_four_make_a_preliminary_project():
    found = screen(ALL)
    assert (found.outcome, found.problems) == ("preliminary", ())
    assert [one.code for one in found.reasons] == list(PRINCIPLES)


@pytest.mark.parametrize("code", list(PRINCIPLES))
def test_one_principle_that_fails_rejects_with_its_reason(code):
    found = screen(but(code))
    assert found.outcome == "rejected"
    (failing,) = [one for one in found.reasons if one.code == f"not_{code}"]
    assert "不符合的理由" in failing.chinese


def test_a_multi_year_project_is_an_exception_that_names_who_allowed_it_and_this_years_goal():
    found = screen(but("done_this_year"), ALLOWED)
    assert found.outcome == "exception"
    assert found.reasons[-1].code == "multi_year"
    assert "镇党委扩大会议" in found.reasons[-1].chinese
    assert screen(but("affordable"), ALLOWED).outcome == "rejected"
    two = {**but("done_this_year"), "needed": Answer(False, "没有需求")}
    assert screen(two, ALLOWED).outcome == "rejected"


def test_what_is_not_filled_in_is_named_and_nothing_is_concluded():
    answers = {**ALL, "needed": Answer(True, " ")}
    del answers["affordable"]
    found = screen(answers, MultiYear("", "", ""))
    assert found.outcome == "open"
    assert [one.code for one in found.problems] == [
        "no_reason", "unanswered", "no_allower", "no_day", "no_goal",
    ]  # fmt: skip
