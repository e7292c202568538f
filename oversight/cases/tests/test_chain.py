"""案件的流程: what became of a case stays in its chain after it was closed."""

from __future__ import annotations

import pytest

from oversight.cases.pages.chain import chain
from oversight.cases.pages.course import Course
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h

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
