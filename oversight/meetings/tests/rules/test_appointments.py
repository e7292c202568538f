"""任免规则: one by one, and the right of defence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oversight.meetings.rules import appointments
from oversight.meetings.rules.appointments import AppointmentFacts

DISMISSAL = AppointmentFacts("dismissal", "introduced", heard=True, method="paper")


def code(found) -> str:
    return found.code if found else ""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ""),
        ({"heard": False}, "defence_not_heard"),
        ({"reasons": False}, "no_reasons"),
        ({"method": "keypad"}, "not_by_keypad"),
        ({"method": "hands"}, "not_by_keypad"),
        ({"secret": False}, "not_by_keypad"),
        ({"state": "nominated"}, "not_introduced"),
    ],
)
def test_a_dismissal_is_voted_in_secret_after_the_defence(changed, expected):
    found = appointments.refusal("put_to_vote", replace(DISMISSAL, **changed))
    assert code(found) == expected
    if expected in ("defence_not_heard", "not_by_keypad"):
        assert "第六十二条" in found.basis


def test_an_appointment_waits_for_examination_and_statement_where_they_are_asked_for():
    facts = AppointmentFacts("appoint", "introduced", needs_exam=True, needs_statement=True)
    assert code(appointments.refusal("put_to_vote", facts)) == "no_exam"
    facts = replace(facts, state="examined", examined=True)
    assert code(appointments.refusal("put_to_vote", facts)) == "no_statement"
    facts = replace(facts, state="stated", stated=True)
    assert appointments.refusal("put_to_vote", facts) is None


def test_only_who_is_appointed_swears():
    for act in ("examine", "state", "certify", "swear"):
        facts = AppointmentFacts("remove", "adopted")
        assert code(appointments.refusal(act, facts)) == "only_appointed"


def test_the_oath_comes_after_the_certificate_and_the_announcement_once():
    facts = AppointmentFacts("appoint", "adopted")
    assert code(appointments.refusal("swear", facts)) == "not_certified"
    assert appointments.refusal("swear", replace(facts, state="certified")) is None
    assert code(appointments.refusal("announce", replace(facts, announced=True))) == (
        "already_announced"
    )


@pytest.mark.parametrize("state", appointments.STATES)
def test_every_refusal_says_why(state):
    for act in appointments.STEPS:
        found = appointments.refusal(act, AppointmentFacts("appoint", state))
        assert found is None or found.text
