"""案件的流程: what became of a case stays in its chain after it was closed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from oversight.cases.models import ReviewOpinions
from oversight.cases.pages.chain import chain, opinions_word
from oversight.cases.pages.course import Course
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_closed_case_keeps_decision_report_hearing_and_vote():
    office = b.make_office()
    case = h.closing(office)
    before = chain(Course(office.place, case))
    h.actions.verify_closing(office.actor("reviewer"), office.place, case, text="属实。")
    after = chain(Course(office.place, b.fresh(case)))
    assert [step.name for step in after] == [step.name for step in before]
    assert [(step.on, step.url) for step in after[:-1]] == [
        (step.on, step.url) for step in before[:-1]
    ]
    assert {step.state for step in after} == {"done"}


def test_a_failed_vote_bears_no_tick_and_tracking_is_not_verified_while_an_opinion_is_open():
    office = b.make_office()
    case = h.failed(office)
    voted = next(step for step in chain(Course(office.place, case)) if step.name == "表决")
    assert (voted.state, voted.word) == ("late", "未通过")
    url = reverse("cases:case", args=[office.place.code, case.public_id])
    page = make.signed_in(office.grants["clerk"]).get(url).content.decode()
    assert "，未通过</span>" in page and page.count('aria-current="step"') == 1
    found = ReviewOpinions(state="verified", outcomes=["done", "partly"], items=["一", "二"])
    assert opinions_word(found) == "1 条没有全部落实"
    found.outcomes = ["done", "done"]
    assert opinions_word(found) == "已核实"


def test_both_sides_signed_on_the_day_of_the_place_not_of_the_server():
    office = b.make_office()
    case = h.closing(office)
    course = Course(office.place, case)
    for one in course.opinions:
        one.signed_at = datetime(2026, 11, 27, 18, 48, tzinfo=UTC)  # 02:48 the next day in China
    assert course.signed_on() == date(2026, 11, 28)
