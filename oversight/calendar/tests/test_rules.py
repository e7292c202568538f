"""Pure rules: working days, periods, the ladder, lead times; worked examples and properties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.calendar import shipped
from oversight.calendar.queries import days_off_of
from oversight.calendar.rules import deadlines, ladder, lead_times, workdays
from oversight.calendar.rules.ladder import Standing
from oversight.calendar.rules.workdays import WEEKENDS_ONLY, DaysOff

KNOWN = days_off_of([d for days in shipped.years().values() for d in days], shipped.years())
DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))
OFF_SETS = st.builds(
    lambda off, on: DaysOff(frozenset(off) - frozenset(on), frozenset(on)),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20),
)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        # 3 working days for a receipt, over National Day 2026; 10 October is an adjusted working day
        (date(2026, 9, 30), 3, "working_days", date(2026, 10, 10)),
        (date(2026, 7, 3), 3, "working_days", date(2026, 7, 8)),
        # three months to answer a suggestion (代表法 art. 51)
        (date(2026, 1, 15), 3, "months", date(2026, 4, 15)),
        (
            date(2025, 11, 30),
            3,
            "months",
            date(2026, 2, 28),
        ),  # no 30 February; an adjusted Saturday
        (date(2024, 1, 31), 1, "months", date(2024, 2, 29)),
        (date(2026, 1, 31), 8, "months", date(2026, 9, 30)),
        (
            date(2026, 7, 1),
            3,
            "months",
            date(2026, 10, 8),
        ),  # 1 October is off to the 7th (art. 203)
        # the day of the event is not counted (art. 201)
        (date(2026, 7, 1), 1, "days", date(2026, 7, 2)),
        (date(2026, 7, 1), 3, "days", date(2026, 7, 6)),  # 4 July is a Saturday
        (date(2026, 1, 25), 20, "days", date(2026, 2, 14)),  # a Saturday that is worked
    ],
)
def test_worked_examples_of_periods(start: date, amount: int, unit: str, due: date) -> None:
    assert deadlines.due_day(start, amount, unit, KNOWN) == due
    assert deadlines.count(start, amount, unit, KNOWN).due == due


def test_a_period_says_why_it_ends_when_it_ends() -> None:
    counted = deadlines.count(date(2026, 7, 1), 3, "months", KNOWN)
    assert [reason.code for reason in counted.reasons] == ["start", "same_day", "rolled"]
    assert counted.rolled and counted.nominal == date(2026, 10, 1)
    assert "2026年10月8日" in counted.reasons[-1].chinese
    assert counted.reasons[-1].basis == "《民法典》第二百零三条"


def test_a_year_without_its_notice_is_counted_by_weekends_and_says_so() -> None:
    counted = deadlines.count(date(2026, 12, 20), 1, "months", KNOWN)
    assert counted.unknown_years == (2027,)
    assert counted.reasons[-1].code == "year_unknown"


def test_month_end_is_said() -> None:
    codes = [r.code for r in deadlines.count(date(2026, 1, 31), 1, "months", KNOWN).reasons]
    assert "month_end" in codes


@pytest.mark.parametrize(
    ("start", "amount", "unit", "code"),
    [
        (date(2026, 1, 1), 0, "days", "bad_amount"),
        (date(2026, 1, 1), 121, "months", "bad_amount"),
        (date(2026, 1, 1), 3, "weeks", "bad_unit"),
        (date(1900, 1, 1), 3, "days", "bad_start"),
    ],
)
def test_what_cannot_be_counted(start: date, amount: int, unit: str, code: str) -> None:
    with pytest.raises(deadlines.BadTerm) as refused:
        deadlines.due_day(start, amount, unit, KNOWN)
    assert refused.value.code == code and refused.value.reason.chinese


def test_the_trace_numbers_the_days_that_count() -> None:
    counted = deadlines.count(date(2026, 9, 30), 3, "working_days", KNOWN)
    days = deadlines.trace(counted, KNOWN)
    assert [day.number for day in days if day.number] == [1, 2, 3]
    assert days[0].why == "国庆节" and days[-1].day == counted.due
    natural = deadlines.count(date(2026, 7, 1), 3, "days", KNOWN)
    assert [d.number for d in deadlines.trace(natural, KNOWN)] == [1, 2, 3, None, None]


@given(DAYS, st.integers(1, 300), st.sampled_from(deadlines.UNITS))
def test_a_due_day_is_a_working_day_after_the_start(start: date, amount: int, unit: str) -> None:
    if unit == "months":
        amount = min(amount, 60)
    due = deadlines.due_day(start, amount, unit, KNOWN)
    assert due > start and workdays.is_working_day(due, KNOWN)
    assert deadlines.due_day(start, amount + 1, unit, KNOWN) >= due


@given(DAYS, st.integers(1, 60), OFF_SETS)
def test_working_days_are_counted_one_by_one(start: date, amount: int, off: DaysOff) -> None:
    due = workdays.add_working_days(start, amount, off)
    first = start + timedelta(days=1)
    assert workdays.working_days_between(first, due, off) == amount
    assert workdays.is_working_day(due, off)
    back = workdays.add_working_days(due, -amount, off)
    assert workdays.working_days_between(back, due - timedelta(days=1), off) == amount


@given(DAYS, OFF_SETS)
def test_next_and_previous_working_day_lie_around(day: date, off: DaysOff) -> None:
    assert workdays.previous_working_day(day, off) <= day <= workdays.next_working_day(day, off)


@pytest.mark.parametrize(
    ("left", "standing", "days"),
    [
        (11, Standing.ON_TIME, 11),
        (10, Standing.DUE_SOON, 10),
        (1, Standing.DUE_SOON, 1),
        (0, Standing.DUE_TODAY, 0),
        (-1, Standing.LATE, 1),
        (-89, Standing.LATE, 89),
        (-90, Standing.LONG_OVERDUE, 90),
    ],
)
def test_the_ladder(left: int, standing: Standing, days: int) -> None:
    today = date(2026, 7, 8)
    stand = ladder.standing(today + timedelta(days=left), today)
    assert (stand.standing, stand.days) == (standing, days)
    assert stand.is_late == (left < 0)


def test_the_words_of_the_ladder() -> None:
    today = date(2026, 7, 8)
    assert ladder.standing(date(2026, 7, 4), today).words == "逾期 4 天"
    assert ladder.standing(date(2026, 7, 26), today).words == "还有 18 天"
    assert ladder.standing(None, today).words == "没有定期限"


@pytest.mark.parametrize(
    ("left", "stage"),
    [(31, None), (30, 30), (11, 30), (10, 10), (4, 10), (3, 3), (0, 3), (-1, None)],
)
def test_reminders_30_10_3(left: int, stage: int | None) -> None:
    today = date(2026, 7, 8)
    assert ladder.reminder_stage(today + timedelta(days=left), today) == stage


@given(DAYS, DAYS, DAYS)
def test_waiting_never_improves_a_standing(due: date, one: date, other: date) -> None:
    order = [
        Standing.ON_TIME,
        Standing.DUE_SOON,
        Standing.DUE_TODAY,
        Standing.LATE,
        Standing.LONG_OVERDUE,
    ]
    earlier, later = sorted((one, other))
    before, after = ladder.standing(due, earlier), ladder.standing(due, later)
    assert order.index(before.standing) <= order.index(after.standing)


def test_analysis_on_the_5th_cannot_meet_the_24th() -> None:
    found = lead_times.plan(date(2026, 7, 24), lead_times.STATUTORY, date(2026, 7, 5))
    assert not found.feasible and found.earliest_meeting == date(2026, 7, 25)
    assert [reason.code for reason in found.reasons] == ["too_early"]
    assert "2026年7月25日" in found.reasons[0].chinese and "7月4日" in found.reasons[0].chinese


def test_the_20_10_7_days_before_the_meeting_of_late_august() -> None:
    found = lead_times.plan(
        date(2026, 8, 27), lead_times.STATUTORY, date(2026, 7, 8), days_off=KNOWN
    )
    assert found.feasible and found.earliest_meeting == date(2026, 7, 28)
    assert [step.due for step in found.steps] == [
        date(2026, 8, 7),
        date(2026, 8, 17),
        date(2026, 8, 20),
    ]
    assert not any(step.missed for step in found.steps)


def test_a_step_on_a_day_off_is_delivered_on_the_working_day_before() -> None:
    found = lead_times.plan(
        date(2026, 10, 24), lead_times.STATUTORY, date(2026, 9, 1), days_off=KNOWN
    )
    assert (found.steps[0].due, found.steps[0].deliver_by) == (
        date(2026, 10, 4),
        date(2026, 9, 30),
    )


def test_what_is_done_no_longer_stands_in_the_way() -> None:
    meeting, today = date(2026, 7, 24), date(2026, 7, 8)
    assert not lead_times.plan(meeting, lead_times.STATUTORY, today).feasible
    done = lead_times.plan(meeting, lead_times.STATUTORY, today, done={"draft"})
    assert done.feasible and done.earliest_meeting == date(2026, 7, 18)


def test_a_waiver_lets_an_ad_hoc_topic_in_with_its_basis() -> None:
    found = lead_times.plan(
        date(2026, 7, 24), lead_times.STATUTORY, date(2026, 7, 8), waiver="省条例第十三条"
    )
    assert found.feasible and found.waived and found.reasons[0].basis == "省条例第十三条"
    past = lead_times.plan(
        date(2026, 7, 1), lead_times.STATUTORY, date(2026, 7, 8), waiver="省条例第十三条"
    )
    assert not past.feasible


@given(DAYS, DAYS)
def test_the_earliest_meeting_is_feasible_and_the_day_before_is_not(today: date, _other: date):
    found = lead_times.plan(_other, lead_times.STATUTORY, today)
    earliest = found.earliest_meeting
    assert lead_times.plan(earliest, lead_times.STATUTORY, today).feasible
    before = lead_times.plan(earliest - timedelta(days=1), lead_times.STATUTORY, today)
    assert not before.feasible
    assert found.feasible == (_other >= earliest)


def test_the_first_meeting_that_leaves_time() -> None:
    meetings = [date(2026, 8, 27), date(2026, 7, 24), date(2026, 10, 29)]
    found = lead_times.first_feasible(meetings, lead_times.STATUTORY, date(2026, 7, 8))
    assert found == date(2026, 8, 27)
    assert lead_times.first_feasible([], lead_times.STATUTORY, date(2026, 7, 8)) is None


def test_weekends_only_knows_no_year() -> None:
    assert workdays.unknown_years(date(2026, 1, 1), date(2027, 1, 1), WEEKENDS_ONLY) == (2026, 2027)
