"""演示的日子: what the demonstration does lies on working days, with its time, and nothing waits for a worker."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from oversight.audit import queries as audit
from oversight.audit.models import Outbox
from oversight.config.demo import days, hearings, projects
from oversight.institutions.tests import builders as make
from oversight.meetings.models import Question


def test_no_act_lies_on_a_day_off():
    festival = date(2026, 9, 25)  # 中秋节, a Friday
    assert days.before(date(2026, 11, 27), 62) == days.before(festival, 0) == date(2026, 9, 24)
    assert days.before(date(2026, 10, 5), 0) == date(2026, 9, 30)
    assert days.after(date(2026, 10, 1), 0) == date(2026, 10, 8)
    assert days.after(date(2026, 11, 27), 1) == date(2026, 11, 30)


@pytest.mark.parametrize("today", [date(2026, 11, 27), date(2026, 3, 2)])
def test_the_plan_is_of_the_january_in_which_the_case_begins(today):
    adopted = hearings.planned_on(today)
    assert adopted.month == 1
    assert adopted.year == days.before(today, hearings.OPENED).year


@pytest.mark.parametrize("day", range(0, 366, 5))
def test_a_year_of_projects_lies_in_order_before_the_day_of_loading(day):
    today = date(2026, 1, 1) + timedelta(days=day)
    found = projects.days_from(today)
    steps = [one for one, _step in [*projects.choosing(found), *projects.building(found)]]
    assert projects.begins_on(today) < steps[0]
    assert steps == sorted(steps)
    assert steps[-1] < today
    assert found.new_due > found.at(9, 28)
    assert found.year in {today.year, today.year - 1}


@pytest.mark.django_db
def test_a_day_holds_for_every_clock_and_what_follows_is_done():
    clock = timezone.now
    with days.on(date(2026, 9, 24), 15):
        place = make.make_place("linxi")
        assert Outbox.objects.exists()
        asked = timezone.localtime(Question().filed_at)
    assert (asked.date(), asked.hour) == (date(2026, 9, 24), 15)
    assert not Outbox.objects.exists()
    made = audit.last_entry(place.code, "institutions.create_place")
    assert timezone.localdate(made.at) == date(2026, 9, 24)
    assert timezone.now is clock
    assert abs(Question().filed_at - clock()) < timedelta(minutes=1)
