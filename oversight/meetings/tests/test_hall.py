"""会场大屏: what it shows by itself and by hand; nothing of a result before the announcement; who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import Refused
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.actions import questions
from oversight.meetings.hall.picture import picture
from oversight.meetings.hall.values import part_of, squares
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.queries import hall as queries
from oversight.meetings.queries.running import states_running
from oversight.meetings.rules.scenes import HallFacts, automatic, permits, shown
from oversight.meetings.tests import builders as build
from oversight.voting import actions as voting
from oversight.voting import queries as polls
from oversight.voting.models import Poll
from oversight.voting.tests import builders as ballots

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
DECISION = "关于加强物业监督的决定"


@dataclass
class World:
    """A meeting that sits with one item taken up."""

    house: build.House
    meeting: Meeting
    item: AgendaItem

    @property
    def place(self) -> Any:
        return self.house.place

    def client(self, role: str = "clerk") -> Client:
        return make.signed_in(self.house.grants[role])

    def url(self, name: str = "hall") -> str:
        return reverse(f"meetings:{name}", args=[self.place.code, self.meeting.public_id])

    def poll(self, method: str = "keypad", **more: Any) -> Poll:
        item = self.fresh_item()
        return actions.put_to_vote(self.house.clerk, self.place, item, method=method, **more)

    def fresh_item(self) -> AgendaItem:
        found = read.item_by_id(self.place, self.item.public_id)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    house = build.make_house(members=5)
    meeting = build.in_session(house, build.make_meeting(house, 0), 4)
    return World(house, meeting, build.considered(house, meeting, DECISION, kind="decision"))


SCRUTINEERS = [{"name": "秦望川", "chief": True}, {"name": "沈清和"}]


@pytest.mark.parametrize(
    ("facts", "scene"),
    [
        (HallFacts("planned"), "agenda"),
        (HallFacts("convened"), "attendance"),
        (HallFacts("in_session"), "agenda"),
        (HallFacts("in_session", "considered"), "item"),
        (HallFacts("in_session", "considered", question=True), "question"),
        (HallFacts("in_session", "put_to_vote", poll="opened"), "vote"),
        (HallFacts("in_session", "put_to_vote", poll="signed"), "vote"),
        (HallFacts("in_session", "put_to_vote", poll="void"), "item"),
        (HallFacts("in_session", "adopted", poll="announced"), "result"),
        (HallFacts("closed", "adopted", poll="announced"), "agenda"),
    ],
)
def test_the_wall_follows_the_meeting(facts: HallFacts, scene: str) -> None:
    assert automatic(facts) == scene
    assert shown("auto", facts) == scene


def test_a_chosen_scene_without_anything_to_show_gives_way() -> None:
    waiting = HallFacts("in_session", "put_to_vote", poll="signed")
    assert not permits("result", waiting).allowed
    assert shown("result", waiting) == "vote"
    assert shown("question", HallFacts("in_session", "considered")) == "item"
    assert shown("agenda", waiting) == "agenda"


def test_an_item_under_consideration_is_shown_with_what_comes_next(world: World) -> None:
    found = picture(world.meeting)
    assert (found.scene, found.title) == ("item", DECISION)
    page = world.client().get(world.url()).content.decode()
    assert DECISION in page
    assert 'http-equiv="refresh"' in page  # complete without script
    assert "<nav" not in page


def test_a_question_is_shown_with_capacity_and_addressee(world: World) -> None:
    unit = make.make_unit(world.place, "县住建局")
    asked = questions.file_question(
        world.house.clerk,
        world.place,
        world.fresh_item(),
        text="漏雨的小区什么时候修完？",
        unit=unit,
        capacity="member",
        person=world.house.people[0],
    )
    questions.ask_question(world.house.clerk, world.place, asked)
    page = world.client().get(world.url("hall_picture")).content.decode()
    assert "组成人员01询问" in page
    assert "组成人员" in page
    assert "县住建局" in page
    assert "漏雨的小区什么时候修完？" in page


def test_nothing_of_a_result_stands_on_the_wall_before_the_announcement(world: World) -> None:
    poll = world.poll(scrutineers=SCRUTINEERS)
    clerk, chair = world.house.clerk, world.house.actor("chair")
    rows = [(4, 0, 0, 0)]  # three are enough, four are there

    def wall(state: str) -> str:
        found = ballots.fresh(poll)
        assert found.state == state
        with pytest.raises(Refused) as refused:
            actions.show_on_wall(
                clerk, world.place, world.meeting, scene="result", item=world.fresh_item()
            )
        assert refused.value.code == "not_announced"
        seen = picture(world.meeting)
        assert seen.scene == "vote"
        return world.client().get(world.url("hall_picture")).content.decode()

    assert "准备表决" in wall("prepared")
    voting.open_poll(clerk, world.place, poll)
    opened = wall("opened")
    for word in ("赞成", "反对", "弃权", "check-lg", "x-lg", "dash-lg"):
        assert word in opened
    voting.close_poll(clerk, world.place, ballots.fresh(poll))
    wall("closed")
    voting.declare_collected(chair, world.place, ballots.fresh(poll), issued=None, returned=None)
    wall("collected")
    ballots.entered(world.house, ballots.fresh(poll), ballots.figures(poll, rows))  # type: ignore[arg-type]
    seen = wall("counted")
    ballots.signed(world.house, ballots.fresh(poll))  # type: ignore[arg-type]
    signed = wall("signed")
    for page in (seen, signed):
        assert "hall-result" not in page
        assert "<b>4</b> 票" not in page
        assert "通过。" not in page.split("hall-figures")[1]
    ballots.announced(world.house, ballots.fresh(poll))  # type: ignore[arg-type]
    assert picture(world.meeting).scene == "result"
    page = world.client().get(world.url("hall_picture")).content.decode()
    assert f"{DECISION}：通过" in page
    assert "<b>4</b> 票" in page
    assert polls.outcome_of(ballots.fresh(poll)) is not None


def test_a_paper_vote_shows_ballots_once_they_are_declared(world: World) -> None:
    poll = world.poll("paper", scrutineers=SCRUTINEERS)
    ballots.collected(world.house, poll, 4, 4)  # type: ignore[arg-type]
    seen = picture(world.meeting)
    assert (seen.show.issued, seen.show.returned) == (4, 4)
    assert seen.word == "计票中"
    assert "收回票" in world.client().get(world.url("hall_picture")).content.decode()


def test_a_cancelled_vote_is_called_so_on_wall_and_item(world: World) -> None:
    assert states_running(world.place) == {"in_session"}
    poll = world.poll(scrutineers=SCRUTINEERS)
    voting.cancel_poll(world.house.clerk, world.place, poll, reason="表决器故障")
    pages = [
        world.client().get(world.url("hall_picture")),
        world.client().get(
            reverse(
                "meetings:item",
                args=[world.place.code, world.meeting.public_id, world.item.public_id],
            )
        ),
    ]
    for page in pages:
        text = page.content.decode()
        assert "表决已取消" in text and "已付表决" not in text


def test_the_office_chooses_and_lets_the_wall_follow_again(world: World) -> None:
    client = world.client()
    answer = client.post(world.url("hall_control"), {"show": "attendance"})
    assert answer.status_code == 302
    seen = picture(world.meeting)
    assert seen.scene == "attendance"
    page = client.get(world.url()).content.decode()
    assert "达到法定人数（3 人）" in page
    assert "应到 5" in page
    control = client.get(world.url("hall_control")).content.decode()
    assert "正在使用" in control
    actions.show_on_wall(world.house.clerk, world.place, world.meeting, scene="auto")
    assert picture(world.meeting).scene == "item"
    screen = queries.screen_of(world.meeting)
    assert screen is not None
    assert screen.scene == "auto"


def test_a_picture_is_told_from_every_other_page_by_its_header(world: World) -> None:
    answer = world.client("chair").get(world.url("hall_picture"))
    assert answer["X-Picture"] == world.meeting.public_id
    assert answer["Cache-Control"] == "no-store"
    assert Client().get(world.url("hall_picture")).status_code == 302
    assert world.client("member").get(world.url()).status_code == 403


def test_a_long_agenda_is_shown_in_parts_turned_by_the_clock() -> None:
    rows = list(range(9))
    first, second = (
        part_of(rows, 7, datetime(2026, 7, 1, 9, 0, seconds, tzinfo=UTC)) for seconds in (0, 20)
    )
    assert {first.number, second.number} == {1, 2}
    assert sorted([*first.rows, *second.rows]) == rows
    assert squares(3, 5).done == 3  # type: ignore[union-attr]
    assert squares(300, 400) is None
