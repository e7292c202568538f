"""听取和结案的规则: late marks, consequences that never soften, the next meeting, what a closing needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.cases.rules import closing, hearing
from oversight.cases.rules.closing import Answers, ClosingFacts, MonthSeen
from oversight.cases.rules.methods import Offer
from oversight.voting.rules.bases import RULES
from oversight.voting.rules.counting import count
from oversight.voting.rules.sheets import Item, Sheet

TODAY = date(2026, 7, 20)
MEETING = date(2026, 8, 27)


@pytest.mark.parametrize(("days", "late"), [(-3, 0), (0, 0), (1, 1), (12, 12)])
def test_a_version_is_late_by_the_days_after_its_day(days: int, late: int):
    due = date(2026, 8, 7)
    found = hearing.lateness(due + timedelta(days=days), due)
    assert (found.days, found.late) == (late, late > 0)
    assert not hearing.lateness(TODAY, None).late


def test_the_draft_comes_first_then_the_final_version():
    assert hearing.step_of([]) == "draft"
    assert hearing.step_of(["draft"]) == hearing.step_of(["draft", "final"]) == "final"


def voted(base: int, present: int, yes: int) -> str:
    """The result of a keypad vote by the rule of the hearing; who is not in favour is against."""
    rest = present - yes
    sheet = Sheet("keypad", base, present, (Item("报告和答复", yes, rest, 0, 0),))
    found = count(sheet, RULES["committee_more_than_half_of_all"])
    return hearing.result_of(found.status, found.passed, {})


def test_22_of_45_fail_although_more_than_half_of_those_present_and_23_pass():
    assert voted(45, 38, 22) == "failed"
    assert voted(45, 38, 23) == "passed"
    assert voted(40, 40, 20) == "failed"


def test_a_void_poll_or_one_that_nobody_rated_has_no_result():
    assert hearing.result_of("void", ["甲"], {}) == ""
    assert hearing.result_of("valid", [], {"甲": None}) == ""
    assert hearing.result_of("valid", ["甲"], {"甲": "basically_satisfied"}) == "passed"
    assert hearing.result_of("valid", [], {"甲": "dissatisfied"}) == "failed"


@given(st.integers(3, 60), st.data())
def test_fewer_in_favour_never_soften_a_consequence(base: int, data: st.DataObject):
    present = data.draw(st.integers(base // 2 + 1, base))
    yes = data.draw(st.integers(1, present))
    failed_before = data.draw(st.integers(0, 3))
    more = hearing.consequence(voted(base, present, yes), failed_before)
    fewer = hearing.consequence(voted(base, present, yes - 1), failed_before)
    assert fewer.rank >= more.rank
    later = hearing.consequence(voted(base, present, yes), failed_before + 1)
    assert later.rank >= more.rank


def test_a_second_hearing_is_at_the_next_meeting_or_says_why_not():
    failed_on, following = MEETING, date(2026, 10, 29)
    why = hearing.refuse_meeting(failed_on, TODAY, failed_on, following)
    assert why is not None and why.code == "same_meeting"
    later = date(2026, 12, 24)
    why = hearing.refuse_meeting(later, TODAY, failed_on, following)
    assert why is not None and why.code == "not_next"
    assert hearing.refuse_meeting(later, TODAY, failed_on, following, "赶不上会前二十日") is None
    assert hearing.refuse_meeting(following, TODAY, failed_on, following) is None
    why = hearing.refuse_meeting(TODAY - timedelta(days=1), TODAY)
    assert why is not None and why.code == "meeting_past"


def test_only_methods_with_a_basis_become_options_and_none_is_about_a_person():
    offers = [
        Offer("interpellation", "质询", True),
        Offer("inquiry_commission", "特定问题调查", False),
        Offer("dismissal_motion", "撤职案", True),
    ]
    assert [one.code for one in hearing.options(offers)] == ["interpellation", "report_up"]


GOOD = ClosingFacts(
    verified=True,
    deputies=Answers(3, 1, 1),
    callers=Answers(20, 5, 3),
    months=tuple(MonthSeen(f"2026-{n}", 9, 15.0, 8.0, 24.0) for n in ("10", "11", "12")),
)


def test_a_closing_needs_all_of_it():
    assert closing.may_close(closing.checks(GOOD))
    lacking = {
        "not_verified": replace(GOOD, verified=False),
        "not_done": replace(GOOD, not_done=1),
        "deputies_missing": replace(GOOD, deputies=Answers()),
        "deputies_unsolved": replace(GOOD, deputies=Answers(1, 0, 2)),
        "callers_missing": replace(GOOD, callers=Answers()),
        "callers_unsolved": replace(GOOD, callers=Answers(1, 1, 3)),
        "months_few": replace(GOOD, months=GOOD.months[:2]),
        "months_above": replace(GOOD, months=(*GOOD.months, MonthSeen("2027-01", 99, 1, 0, 2))),
    }
    for code, facts in lacking.items():
        failing = [one.code for one in closing.checks(facts) if not one.holds]
        assert failing == [code]


def test_without_complaints_neither_callers_nor_figures_are_asked():
    facts = ClosingFacts(True, 0, Answers(3), asks_callers=False, asks_figures=False)
    assert closing.may_close(closing.checks(facts))


def test_fewer_than_three_deputies_are_not_counted_as_before_version_two():
    facts = ClosingFacts(True, 0, Answers(1), asks_callers=False, asks_figures=False)
    failing = [one.code for one in closing.checks(facts) if not one.holds]
    assert failing == ["deputies_few"]
    assert closing.may_close(closing.checks(facts, "case_closing@1"))


def test_each_way_must_reach_three_and_the_counts_are_sealed_before_a_closing():
    phone, batch = Answers(0, 0, 2), Answers(1, 2, 0)
    assert closing.counted([phone, batch]) == batch
    facts = replace(GOOD, deputies=batch, answered=5, sealed=True)
    found = closing.check_deputies(facts)
    assert (found.code, found.values) == ("deputies_sealed", (("total", 5),))
    few = closing.check_deputies(replace(facts, deputies=closing.counted([phone])))
    assert few.code == "deputies_few" and not few.holds


ANSWERS = st.builds(Answers, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))


@given(ANSWERS, ANSWERS, st.lists(st.integers(0, 60), min_size=0, max_size=5), st.integers(0, 4))
def test_worse_counts_never_make_a_closing_possible(
    deputies: Answers, callers: Answers, seen: list[int], which: int
):
    months = tuple(MonthSeen(f"m{n}", one, 15.0, 8.0, 24.0) for n, one in enumerate(seen))
    facts = ClosingFacts(True, 0, deputies, callers, months=months)
    worse = [
        replace(facts, not_done=1),
        replace(facts, deputies=replace(deputies, unsolved=deputies.unsolved + 1)),
        replace(facts, callers=replace(callers, unsolved=callers.unsolved + 1)),
        replace(facts, months=tuple(replace(one, seen=one.seen + 5) for one in months)),
        replace(facts, verified=False),
    ][which]
    if deputies.total and callers.total and not closing.may_close(closing.checks(facts)):
        assert not closing.may_close(closing.checks(worse))
