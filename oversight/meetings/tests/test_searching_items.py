"""检索询问: found once it was put, by whoever may open it, with the answer's words."""

from __future__ import annotations

import pytest

from oversight.institutions import queries as places
from oversight.institutions.tests import builders as make
from oversight.meetings.actions import questions as actions
from oversight.meetings.searching_items import QUESTIONS, first_words
from oversight.meetings.tests.hearings import Hearing, make_hearing
from oversight.search.tests.builders import follow_all, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
TEXT = "老旧管网什么时候换完？"


@pytest.fixture(scope="module")
def hearing(module_db) -> Hearing:
    return make_hearing()


def test_a_question_is_found_once_it_was_put_and_by_its_answer(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    question = hearing.file(text=TEXT, unit=hearing.unit)
    follow_all()
    assert titles(clerk, place, "老旧管网", "question") == []
    assert QUESTIONS.entry(place, question.public_id) is None
    hearing.consider()
    actions.ask_question(clerk, place, question)
    hearing.answered(question)
    follow_all()
    assert titles(clerk, place, "老旧管网", "question") == [TEXT]
    assert titles(clerk, place, "四十公里", "question") == [TEXT]


def test_it_is_readable_for_office_unit_and_asker_alone(hearing):
    place, house = hearing.house.place, hearing.house
    question = hearing.file(hearing.deputy, text=TEXT, unit=hearing.unit)
    hearing.consider()
    actions.ask_question(house.clerk, place, question)
    key = question.public_id
    other = make.make_unit(place, "县教育局")

    def address(actor) -> str:
        return QUESTIONS.url(actor, place, key) if QUESTIONS.readable(actor, place, key) else ""

    head = places.actor_for(make.make_grant(place, "unit_head", unit=hearing.unit))
    stranger = places.actor_for(make.make_grant(place, "unit_head", unit=other))
    own = places.actor_for(make.make_grant(place, "deputy"))
    assert address(house.clerk).endswith(f"/questions/{key}/")
    assert address(head).endswith(f"/questions/{key}/")
    assert address(hearing.deputy).endswith(f"/my-questions/{key}/")
    assert address(stranger) == address(own) == ""
    assert [one.public_id for one in QUESTIONS.entries(place)] == [key]


def test_the_title_is_the_first_words():
    assert first_words("甲 \n乙") == "甲 乙"
    assert first_words("问" * 41) == "问" * 40 + "……"
