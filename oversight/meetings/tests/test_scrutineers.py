"""监票人: named where an item is put to the vote, from those called with a vote who are not voted on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.actions import appointments
from oversight.meetings.forms.scrutineers import WatchedForm
from oversight.meetings.models import AgendaItem, Participant
from oversight.meetings.tests import builders as build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    house = build.make_house(members=5)
    meeting = build.make_meeting(house)
    for kind, title in (("appointment", "人事任免"), ("decision", "关于供水的决定")):
        build.placed(house, meeting, title, kind=kind)
    build.in_session(house, meeting, how_many=4)
    guest = {"name": "周知行", "capacity": "sit_in", "title": "经济专家"}
    meetings.add_participants(house.clerk, house.place, meeting, rows=[guest])
    for item in build.read.items_in(house.place):
        meetings.start_consideration(house.clerk, house.place, item)
    return house


def item_of(house: build.House, kind: str) -> AgendaItem:
    return build.read.items_in(house.place).get(kind=kind)


def called(item: AgendaItem) -> list[Participant]:
    return [one for one in build.read.participants_of(item.meeting) if one.capacity == "attend"]


def test_only_who_is_there_may_be_chosen_to_watch(house):
    item = item_of(house, "decision")
    form = WatchedForm()
    form.offer(item)
    there = [one.pk for one in called(item) if one.is_present]
    assert len(there) == 4 < len(called(item))
    assert sorted(one.pk for one in form.fields["scrutineers"].queryset) == sorted(there)


def test_the_form_names_the_chief_and_the_others_once(house):
    item = item_of(house, "decision")
    chief, other, *_rest = called(item)
    url = reverse(
        "meetings:put_to_vote", args=[house.place.code, item.meeting.public_id, item.public_id]
    )
    client = make.signed_in(house.grants["clerk"])
    text = client.get(url).content.decode()
    assert "总监票人" in text and "周知行" not in text
    data = {"kind": "vote", "rule": "committee_more_than_half_of_all", "method": "paper"}
    alone = client.post(url, {**data, "scrutineers": [other.public_id]})
    assert alone.status_code == 409
    assert "须有一名总监票人" in alone.content.decode()
    both = [chief.public_id, other.public_id]
    answer = client.post(url, {**data, "chief": chief.public_id, "scrutineers": both})
    assert answer.status_code == 302
    [poll] = build.read.polls_of(item)
    assert [(one["name"], one["chief"]) for one in poll.scrutineers] == [
        (chief.name, True),
        (other.name, False),
    ]
    assert poll.scrutineers[0]["person"] == chief.person.public_id
    ballot = client.get(reverse("voting:ballot", args=[house.place.code, poll.public_id]))
    assert f"{item.meeting.title}：{poll.title}" in ballot.content.decode()


def test_who_is_voted_on_is_not_offered(house):
    item = item_of(house, "appointment")
    one, chief, *_rest = called(item)
    named = appointments.nominate(
        house.clerk,
        house.place,
        item,
        kind="appoint",
        name="",
        person=one.person,
        post="副主任",
        nominator="主任会议",
    )
    appointments.introduce(house.clerk, house.place, named, introduced_by="甲", text="乙")
    url = reverse("meetings:appointments_vote", args=[house.place.code, item.public_id])
    client = make.signed_in(house.grants["clerk"])
    form = client.get(url).context["form"]
    assert one not in form.fields["chief"].queryset and chief in form.fields["chief"].queryset
    refused = client.post(url, {"method": "paper", "chief": one.public_id})
    assert (refused.status_code, build.read.polls_of(item)) == (422, [])
    assert client.post(url, {"method": "paper", "chief": chief.public_id}).status_code == 302
    [poll] = build.read.polls_of(item)
    assert [row["name"] for row in poll.scrutineers] == [chief.name]
