"""状态机: every act posted in every wrong state and by every wrong role; only what the table allows passes.

The table is written by hand beside the rules. Everything else is refused: 403 for the wrong role, 409 in a
wrong state. The role is judged before the state, so roles are tried in a state that would do. The world is
built once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from oversight.institutions.tests.builders import signed_in
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.tests import builders as b

ROLES = (
    "clerk", "reviewer", "chair", "office", "member", "deputy", "liaison", "unit_head", "auditor",
)  # fmt: skip
CLERK, RUN, PROPOSE = {"clerk"}, {"clerk", "chair"}, {"clerk", "office"}
STATES = (
    "planned",
    "ready",
    "notified",
    "convened",
    "quorate",
    "in_session",
    "decided",
    "closed",
    "cancelled",
)
BEFORE = {"planned", "ready", "notified", "convened", "quorate"}
RUNNING = BEFORE | {"in_session", "decided"}
SIGN_IN = {"convened", "quorate", "in_session", "decided"}
TOLD = RUNNING - {"planned", "ready"}
REASON = {"reason": "情况有变"}
DAY = str(date.today())
# act: (who may, in which states, what the form says)
MEETING: Mapping[str, tuple[set[str], set[str], dict[str, Any]]] = {
    "change_meeting": (CLERK, RUNNING | {"closed"}, {"starts_on": DAY, "place_text": "一楼"}),
    "notify": (CLERK, {"ready"}, {}),
    "convene": (RUN, {"notified"}, {}),
    "open_session": (RUN, {"quorate"}, {}),
    "close_meeting": (RUN, {"decided"}, {}),
    "cancel_meeting": (CLERK, BEFORE, REASON),
    "archive_meeting": (CLERK, set(), {"retention": "永久"}),
    "draft_notice": (CLERK, RUNNING, {}),
    "draft_minutes": (CLERK, {"closed"}, {}),
    "propose_item": (PROPOSE, RUNNING, {"title": "甲", "kind": "decision"}),
    "add_participant": (CLERK, RUNNING, {"capacity": "gallery", "name": "市民", "mode": "hall"}),
    "call_members": (CLERK, RUNNING, {}),
    "sign_in_by_code": (CLERK, SIGN_IN, {"code": "CARD"}),
    "add_group": (CLERK, RUNNING, {"name": "第九组"}),
    "link_meeting": (
        CLERK,
        RUNNING | {"closed"},
        {"level": "upper", "place_name": "市", "title": "会"},
    ),
}
PERSON: Mapping[str, tuple[set[str], set[str], dict[str, Any]]] = {
    "change_participant": (CLERK, RUNNING, {"capacity": "attend", "mode": "video"}),
    "remove_participant": (CLERK, RUNNING, REASON),
    "record_receipt": (CLERK, TOLD, {"state": "acknowledged"}),
    "ask_leave": (CLERK, TOLD, REASON),
}
ITEM_STATES = ("proposed", "placed", "considered", "put_to_vote", "not_put", "adopted", "withdrawn")
VOTE = {"kind": "vote", "rule": "committee_more_than_half_of_all", "method": "paper"}
ITEM: Mapping[str, tuple[set[str], set[str], dict[str, Any]]] = {
    "change_item": (PROPOSE, {"proposed", "placed"}, {"title": "乙"}),
    "place_item": (RUN, {"proposed"}, {}),
    "start_consideration": (RUN, {"placed"}, {}),
    "put_to_vote": (RUN, {"considered"}, VOTE),
    "count_present": (RUN, {"put_to_vote"}, {}),
    "vote_again": (RUN, set(), {}),
    "settle_item": (RUN, set(), REASON),
    "decide_item_without_vote": (RUN, {"considered"}, {"adopted": "yes", "text": "会议同意。"}),
    "do_not_put": (RUN, {"placed", "considered"}, REASON),
    "withdraw_item": (
        PROPOSE,
        {"proposed", "placed", "considered"},
        {**REASON, "consent": "chairpersons_meeting"},
    ),
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "many_requests")]


class World:
    """One meeting a state, one item a state, a client a role."""

    def __init__(self) -> None:
        self.house = b.make_house(members=5)
        self.meetings = {state: self.meeting(state, n) for n, state in enumerate(STATES, start=1)}
        self.items = {state: self.item(state) for state in ITEM_STATES}
        self.clients = {role: signed_in(self.house.grants[role]) for role in ROLES}

    def meeting(self, state: str, number: int) -> Meeting:
        """A meeting brought to a state by its acts."""
        house, clerk, place = self.house, self.house.clerk, self.house.place
        meeting = b.make_meeting(house, 0, meeting_no=number)
        if state == "cancelled":
            return actions.cancel_meeting(clerk, place, meeting, reason="冲突")
        if state == "planned":
            self.guest(meeting)
            return meeting
        actions.call_members(clerk, place, meeting)
        b.placed(house, meeting)
        if state == "ready":
            return meeting
        meeting = actions.notify(clerk, place, meeting)
        if state == "notified":
            return meeting
        meeting = actions.convene(clerk, place, meeting)
        if state == "convened":
            return meeting
        b.present(house, meeting, 4)
        if state == "quorate":
            return meeting
        meeting = actions.open_session(clerk, place, meeting)
        if state == "in_session":
            return meeting
        for item in read.items_of(meeting):
            actions.start_consideration(clerk, place, item)
            actions.decide_item_without_vote(clerk, place, item, adopted=True, text="会议同意。")
        return meeting if state == "decided" else actions.close_meeting(clerk, place, meeting)

    def guest(self, meeting: Meeting) -> None:
        """Somebody in the gallery, so that there is one to act on."""
        rows = [{"capacity": "gallery", "name": "市民"}]
        actions.add_participants(self.house.clerk, self.house.place, meeting, rows=rows)

    def item(self, state: str) -> AgendaItem:
        """An item of the sitting meeting, brought to a state by its acts."""
        house, clerk, place = self.house, self.house.clerk, self.house.place
        item = b.make_item(house, self.meetings["in_session"], f"议题 {state}")
        if state == "proposed":
            return item
        if state == "withdrawn":
            return actions.withdraw_item(clerk, place, item, reason="不提了")
        item = actions.place_item(clerk, place, item)
        if state == "placed":
            return item
        if state == "not_put":
            return actions.do_not_put(clerk, place, item, reason="再研究")
        item = actions.start_consideration(clerk, place, item)
        if state == "put_to_vote":
            actions.put_to_vote(clerk, place, item)
        if state == "adopted":
            actions.decide_item_without_vote(clerk, place, item, adopted=True, text="同意。")
        return item

    def someone(self, meeting: Meeting) -> Participant | None:
        """One who is called and has not signed in."""
        return read.participants_of(meeting).filter(attendance="").first()

    def post(self, role: str, name: str, data: dict[str, Any], *keys: str) -> int:
        """The status of the form sent, all undone again."""
        client: Client = self.clients[role]
        url = reverse(f"meetings:{name}", args=[self.house.place.code, *keys])
        with transaction.atomic():
            status = client.post(url, data).status_code
            transaction.set_rollback(True)
        return status


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    return World()


def pairs(who: set[str], when: set[str], states: Sequence[str]) -> list[tuple[str, str]]:
    """Every state by one who may, every role in a state in which it is possible: (role, state)."""
    right = next((state for state in states if state in when), states[0])
    first = next(role for role in ROLES if role in who)
    return [(first, state) for state in states] + [(role, right) for role in ROLES if role != first]


def expected(role: str, state: str, who: set[str], when: set[str]) -> int:
    if role not in who:
        return 403
    return 302 if state in when else 409


@pytest.mark.parametrize("name", MEETING)
def test_every_act_on_a_meeting(world: World, name: str) -> None:
    (who, when, data), wrong = MEETING[name], []
    for role, state in pairs(who, when, STATES):
        meeting, sent = world.meetings[state], dict(data)
        if name == "sign_in_by_code" and (one := world.someone(meeting)):
            sent["code"] = one.card_code
        got, wanted = (
            world.post(role, name, sent, meeting.public_id),
            expected(role, state, who, when),
        )
        wrong += [f"{state} {role}: {got}, expected {wanted}"] if got != wanted else []
    assert wrong == []


@pytest.mark.parametrize("name", PERSON)
def test_every_act_on_one_who_is_called(world: World, name: str) -> None:
    (who, when, data), wrong = PERSON[name], []
    for role, state in pairs(who, when, STATES[:-1]):  # nobody is called to the one given up
        meeting = world.meetings[state]
        one = world.someone(meeting) or read.participants_of(meeting)[0]
        sent = {**data, "capacity": one.capacity} if "capacity" in data else data
        got = world.post(role, name, sent, meeting.public_id, one.public_id)
        wanted = expected(role, state, who, when)
        wrong += [f"{state} {role}: {got}, expected {wanted}"] if got != wanted else []
    assert wrong == []


@pytest.mark.parametrize("name", ITEM)
def test_every_act_on_an_item(world: World, name: str) -> None:
    (who, when, data), wrong = ITEM[name], []
    key = world.meetings["in_session"].public_id
    for role, state in pairs(who, when, ITEM_STATES):
        got = world.post(role, name, data, key, world.items[state].public_id)
        wanted = expected(role, state, who, when)
        wrong += [f"{state} {role}: {got}, expected {wanted}"] if got != wanted else []
    assert wrong == []


def test_an_office_takes_back_what_is_not_on_the_agenda_yet_only(world: World) -> None:
    key, data = world.meetings["in_session"].public_id, ITEM["withdraw_item"][2]
    for state, wanted in (("proposed", 302), ("placed", 409), ("considered", 409)):
        item = world.items[state].public_id
        assert world.post("office", "withdraw_item", data, key, item) == wanted


def test_no_item_is_touched_once_the_meeting_is_closed(world: World) -> None:
    meeting = world.meetings["closed"]
    item = read.items_of(meeting)[0]
    for name, (_who, _when, data) in ITEM.items():
        assert world.post("clerk", name, data, meeting.public_id, item.public_id) == 409
