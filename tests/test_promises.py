"""询问里的承诺: what an official promised becomes a followup of the unit by an act of the office."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.outbox import run_pending
from oversight.config.reactions import REACTIONS
from oversight.followups import queries as followups
from oversight.meetings.actions import questions
from oversight.meetings.queries import questions as queries
from oversight.meetings.tests.hearings import make_hearing

pytestmark = pytest.mark.django_db


def test_a_promise_becomes_a_followup_by_an_act_of_the_office():
    hearing = make_hearing()
    place, clerk = hearing.house.place, hearing.client("clerk")
    hearing.consider()
    asked = hearing.file(unit=hearing.unit)
    questions.ask_question(hearing.house.clerk, place, asked)
    hearing.answered(asked)
    own = reverse("meetings:question", args=[place.code, asked.public_id])
    mark = reverse("meetings:question_promise", args=[place.code, asked.public_id])
    data = {"text": "明年六月底前换完四十公里", "unit": hearing.unit.public_id}
    assert clerk.post(mark, {**data, "due": "2099-06-30"}).status_code == 302
    line = clerk.get(own).context["promises"][0]
    form = clerk.get(line.assign_url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields if name != "co_units"}
    assert (filled["kind"], filled["unit"]) == ("promise", hearing.unit.public_id)
    sent = {name: value for name, value in filled.items() if value not in ("", False)}
    assert clerk.post(line.assign_url, sent).status_code == 302
    made = followups.followups_about(place, "question", asked.public_id).get()
    run_pending(REACTIONS, limit=1000)
    run_pending(REACTIONS, limit=1000)
    promise = queries.promises_of(hearing.item).get()
    assert (promise.followup, promise.followup_code) == (made.public_id, made.code)
    assert made.code in clerk.get(own).content.decode()
