"""一项议题的询问: a sitting meeting with a member and an invited deputy who sign in, and a unit with its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.audit.actors import Actor, operator
from oversight.files.tests.builders import picture
from oversight.institutions import actions as institutions
from oversight.institutions.models import Unit
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.actions import answers, questions
from oversight.meetings.models import AgendaItem, Answer, Meeting, Question
from oversight.meetings.tests import builders as build


def photo(name: str = "报告.png") -> SimpleUploadedFile:
    """An upload that passes the inspection of files."""
    return SimpleUploadedFile(name, picture("PNG"), content_type="image/png")


@dataclass
class Hearing:
    """An item on the agenda of a meeting that sits."""

    house: build.House
    meeting: Meeting
    item: AgendaItem
    unit: Unit
    member: Actor
    deputy: Actor

    def client(self, role: str) -> Any:
        return make.signed_in(self.house.grants[role])

    def file(
        self, actor: Actor | None = None, text: str = "老旧管网什么时候换完？", **more: Any
    ) -> Question:
        return questions.file_question(
            actor or self.member, self.house.place, self.item, text=text, **more
        )

    def consider(self) -> None:
        meetings.start_consideration(self.house.clerk, self.house.place, self.item)
        self.item.refresh_from_db()

    def answered(self, question: Question, **more: Any) -> Answer:
        return answers.record_answer(
            self.house.clerk,
            self.house.place,
            question,
            unit=self.unit,
            official="陆景行",
            official_title="局长",
            text="明年六月底前换完四十公里。",
            **more,
        )


def make_hearing() -> Hearing:
    """The whole of it, by acts of users."""
    house = build.make_house(members=5)
    place = house.place
    unit = make.make_unit(place, "县水利局")
    head = make.make_person(place, "陆景行")
    institutions.add_post(operator(), place, person=head, unit=unit, title="局长", is_head=True)
    deputy = make.make_deputy(place, "李松和").person
    for person, role in ((house.people[0], "member"), (deputy, "deputy")):
        account = house.grants[role].account
        institutions.link_account(operator(), place, person=person, account=account)
    meeting = build.make_meeting(house)
    item = build.placed(house, meeting)
    called = [
        {"person": deputy, "capacity": "sit_in", "title": "县人大代表"},
        {"name": "周知行", "capacity": "sit_in", "title": "经济专家"},
    ]
    meetings.add_participants(house.clerk, place, meeting, rows=called)
    build.in_session(house, meeting)
    item.refresh_from_db()
    return Hearing(house, meeting, item, unit, house.actor("member"), house.actor("deputy"))
