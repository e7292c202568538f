"""决定的会议: its term is one of the place's that runs on the day, by act, page and API alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid
from oversight.cases import queries
from oversight.cases.tests.builders import decide, judged, make_case, make_office, met
from oversight.institutions import actions as institutions
from oversight.institutions.queries import terms_of, today
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_decision_names_a_term_of_the_place_that_runs_on_the_day():
    office = make_office()
    assert [term.term_no for term in terms_of(office.place)] == [18]
    case = judged(office, make_case(office))
    for wrong in ({"term_no": 17}, {"term_no": 0}, {"meeting_no": 0}):
        with pytest.raises(Invalid) as error:
            decide(office, case, met=met(office, **wrong))
        assert error.value.where in wrong
    assert queries.pending_decision(case) is None
    decide(office, case)


def test_the_form_says_at_the_field_which_term_it_is_not():
    office = make_office()
    case = judged(office, make_case(office))
    form = {
        "kind": "no_action",
        "body": office.deciding.public_id,
        "term_no": 17,
        "meeting_no": 7,
        "on": today().isoformat(),
        "members": 9,
        "present": 8,
        "text": "不采取监督措施。",
    }
    address = reverse("cases:record_decision", args=[office.place.code, case.public_id])
    answer = make.signed_in(office.grants["clerk"]).post(address, form)
    assert answer.status_code == 422
    assert "term_no" in answer.context["form"].errors


def test_a_place_without_registered_terms_records_its_meetings_all_the_same():
    office = make_office()
    term = terms_of(office.place).get()
    later = today() + timedelta(days=400)
    institutions.correct_term(operator(), office.place, term=term, valid_from=later)
    case = judged(office, make_case(office))
    decide(office, case, kind="no_action", met=met(office, term_no=17))
    other = judged(office, make_case(office))
    with pytest.raises(Invalid) as error:
        decide(office, other, kind="no_action", met=met(office, term_no=18))
    assert error.value.code == "outside_term"
