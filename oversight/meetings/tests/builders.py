"""会议测试的样例: an office with members and deputies, meetings in every state – by real acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.models import Body, Jurisdiction, Person, RoleGrant
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.models import AgendaItem, Meeting, Participant

NUMBERS = count(1)
ROLES = (
    "clerk",
    "reviewer",
    "chair",
    "office",
    "member",
    "deputy",
    "liaison",
    "unit_head",
    "auditor",
)


@dataclass
class House:
    """一个人大机关: place, bodies, people with seats, a grant for every role."""

    place: Jurisdiction
    bodies: dict[str, Body]
    people: list[Person] = field(default_factory=list)
    grants: dict[str, RoleGrant] = field(default_factory=dict)

    def actor(self, role: str = "clerk") -> Actor:
        return queries.actor_for(self.grants[role])

    @property
    def clerk(self) -> Actor:
        return self.actor("clerk")

    @property
    def committee(self) -> Body:
        return self.bodies["standing_committee"]


def make_house(kind: str = "county", members: int = 5, deputies: int = 0, **more: Any) -> House:
    """A place whose standing committee has so many members and whose congress so many deputies."""
    place = make.make_place(f"meeting-place-{next(NUMBERS)}", kind, **more)
    house = House(place, make.make_bodies(place))
    make.make_term(place)
    for role in ROLES:
        house.grants[role] = make.make_grant(place, role)
    for number in range(max(members, deputies)):
        house.people.append(make.make_person(place, f"组成人员{number + 1:02d}"))
    for person in house.people[:members]:
        if "standing_committee" in house.bodies:
            institutions.add_membership(operator(), place, person=person, body=house.committee)
    term = queries.current_term(place)
    for person in house.people[:deputies]:
        institutions.add_deputyship(operator(), place, person=person, term=term)
    return house


def make_meeting(
    house: House, days: int = 0, body: str = "standing_committee", **more: Any
) -> Meeting:
    """A planned meeting so many days from today, which is also its number."""
    more.setdefault("meeting_no", days + 1)
    return actions.plan_meeting(
        house.clerk,
        house.place,
        body=house.bodies[body],
        starts_on=queries.today() + timedelta(days=days),
        place_text="机关六楼会议厅",
        **more,
    )


def make_item(
    house: House, meeting: Meeting, title: str = "听取专项工作报告", **more: Any
) -> AgendaItem:
    """A proposed item."""
    more.setdefault("kind", "special_work_report")
    return actions.propose_item(house.clerk, house.place, meeting=meeting, title=title, **more)


def placed(
    house: House, meeting: Meeting, title: str = "听取专项工作报告", **more: Any
) -> AgendaItem:
    """An item on the agenda."""
    return actions.place_item(house.clerk, house.place, make_item(house, meeting, title, **more))


def notified(house: House, meeting: Meeting) -> Meeting:
    """Everybody called and told."""
    actions.call_members(house.clerk, house.place, meeting)
    if not read.items_of(meeting).exists():
        placed(house, meeting)
    return actions.notify(house.clerk, house.place, meeting)


def present(house: House, meeting: Meeting, how_many: int) -> None:
    """So many of those with a vote are there, the others not."""
    rows = [one for one in read.participants_of(meeting) if one.capacity == "attend"]
    marks = {one.public_id: "present" for one in rows[:how_many]}
    actions.record_attendance(house.clerk, house.place, meeting, marks=marks)


def in_session(house: House, meeting: Meeting, how_many: int = 4) -> Meeting:
    """The meeting sits with so many."""
    if meeting.state == "planned":
        meeting = notified(house, meeting)
    meeting = actions.convene(house.clerk, house.place, meeting)
    present(house, meeting, how_many)
    return actions.open_session(house.clerk, house.place, meeting)


def sat(house: House, meeting_no: int = 5, body: str = "chairpersons_meeting") -> Meeting:
    """A meeting of the leaders that sits today, so that it can decide."""
    found = read.meetings_of(house.place).filter(body=house.bodies[body], meeting_no=meeting_no)
    if found.exists():
        return found[0]
    leading(house)
    meeting = make_meeting(house, 0, body, meeting_no=meeting_no)
    placed(house, meeting, "讨论年度工作要点", kind="agenda")
    return in_session(house, meeting, 1)


def considered(
    house: House, meeting: Meeting, title: str = "关于供水的决定", **more: Any
) -> AgendaItem:
    """An item under consideration at a meeting that sits."""
    item = placed(house, meeting, title, **more)
    return actions.start_consideration(house.clerk, house.place, item)


def first(meeting: Meeting) -> Participant:
    """The first of those called."""
    found = read.participants_of(meeting).first()
    assert found is not None
    return found


def leading(house: House) -> Person:
    """The last member, who is secretary of the chairpersons' meeting and may approve leave."""
    person = house.people[-1]
    body = house.bodies["chairpersons_meeting"]
    if not queries.memberships_in(house.place).filter(person=person, body=body).exists():
        institutions.add_membership(
            operator(), house.place, person=person, body=body, role="secretary"
        )
    return person
