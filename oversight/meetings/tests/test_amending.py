"""改动以后: plan changes that wait, meetings put off, units of an item, marks taken back – nothing is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.models import PlanItem
from oversight.meetings.rules.plan_text import PlanLine
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db: None) -> build.House:
    return build.make_house(members=3)


@pytest.fixture(scope="module")
def line(house: build.House) -> PlanItem:
    """A line of an adopted plan on which a change is proposed."""
    clerk, place = house.clerk, house.place
    plan = actions.import_plan(
        clerk, place, body=house.committee, year=2028, title="2028年要点",
        lines=[PlanLine("", "甲", "")],
    )  # fmt: skip
    actions.adopt_plan(clerk, place, plan, on=queries.today(), adopted_by="主任会议")
    found = read.plan_items_of(plan)[0]
    actions.propose_plan_change(
        clerk, place, found, kind="adjusted", text="改在九月", reason="主汛期提前"
    )
    return found


def met(house: build.House) -> actions.Met:
    build.sat(house, 5)
    return actions.Met(house.bodies["chairpersons_meeting"], 18, 5, queries.today())


def test_a_line_with_a_proposal_is_not_done_before_the_meeting_decides(house, line):
    clerk, place = house.clerk, house.place
    with pytest.raises(Refused) as refused:
        actions.set_plan_item(clerk, place, line, state="done", note="听取了")
    assert refused.value.code == "change_waits"
    with act("meetings.set_plan_item", actor=clerk, place=place.code, permitted=True):
        line.state = "done"
        line.save()
    asked = {"kind": "adjusted", "text": "改在九月", "reason": "已经完成", "met": met(house)}
    reviewer = house.actor("reviewer")
    with pytest.raises(Refused) as refused:
        actions.decide_plan_change(reviewer, place, line, **asked)
    assert refused.value.code == "line_ended"
    with pytest.raises(NotPermitted) as own:
        actions.decide_plan_change(clerk, place, line, adopted=False, **asked)
    assert own.value.code == "own_proposal"
    keys = [place.code, line.plan.public_id, line.public_id]
    address = reverse("meetings:decide_plan_change", args=keys)
    client = make.signed_in(house.grants["reviewer"])
    page = reverse("meetings:plan_item", args=keys)
    assert address in client.get(page).content.decode()
    first, proposer = reverse("portal:today", args=[place.code]), house.grants["clerk"]
    assert address in client.get(first).content.decode(), "it is due for who records the decision"
    assert address not in make.signed_in(proposer).get(first).content.decode()
    made = actions.decide_plan_change(reviewer, place, line, adopted=False, **asked)
    assert made.state == "declined" and address not in client.get(page).content.decode()
    assert read.plan_items_of(line.plan)[0].state == "done"


def test_the_deciding_meeting_is_held_here_or_comes_with_its_minutes(house):
    clerk, place, body = house.clerk, house.place, house.bodies["chairpersons_meeting"]
    plan = actions.import_plan(
        clerk, place, body=house.committee, year=2029, title="2029年要点",
        lines=[PlanLine("", "甲", "")],
    )  # fmt: skip
    today = queries.today()
    before = today - timedelta(days=3)
    actions.adopt_plan(clerk, place, plan, on=before, adopted_by="主任会议")
    line = read.plan_items_of(plan)[0]

    def decided(number: int, on: date, **more: Any) -> str:
        met = actions.Met(body, 18, number, on, **more)
        with pytest.raises(Refused) as refused:
            actions.decide_plan_change(
                clerk, place, line, kind="dropped", reason="合并办理", met=met
            )
        return refused.value.code

    assert decided(7, today) == "not_registered"
    assert decided(7, before) == "no_minutes"
    build.make_meeting(house, 0, "chairpersons_meeting", meeting_no=8)
    assert decided(8, today) == "not_held"
    build.sat(house, 5)
    assert decided(5, before) == "other_day"
    met = actions.Met(body, 18, 7, before, photo("纪要.png"), "主任会议纪要〔2026〕7号")
    made = actions.decide_plan_change(
        clerk, place, line, kind="dropped", reason="合并办理", met=met
    )
    assert (made.meeting, made.paper.confined) == (None, True)
    client, keys = make.signed_in(house.grants["chair"]), [place.code, plan.public_id]
    page = client.get(reverse("meetings:plan_item", args=[*keys, line.public_id]))
    file = reverse("meetings:plan_minutes", args=[*keys, line.public_id, made.public_id])
    assert file in page.content.decode() and client.get(file).status_code == 200


def test_what_was_proposed_stays_beside_what_the_meeting_decided(house, line):
    place = house.place
    made = actions.decide_plan_change(
        house.actor("chair"), place, line, kind="adjusted", text="改在十月", reason="九月另有会议",
        met=met(house),
    )  # fmt: skip
    assert made.meeting == build.sat(house, 5)
    assert (made.text, made.proposed_text, made.proposed_reason) == (
        "改在十月", "改在九月", "主汛期提前"
    )  # fmt: skip
    keys = [place.code, line.plan.public_id, line.public_id]
    page = make.signed_in(house.grants["clerk"]).get(reverse("meetings:plan_item", args=keys))
    assert "改在十月" in page.content.decode() and "改在九月" in page.content.decode()


def test_who_signed_in_before_a_meeting_was_put_off_has_no_time_of_signing_in(house):
    meeting = build.notified(house, build.make_meeting(house, 0, meeting_no=31))
    actions.convene(house.clerk, house.place, meeting)
    one = read.participants_of(meeting)[0]
    actions.record_attendance(house.clerk, house.place, meeting, marks={one.public_id: "present"})
    one.refresh_from_db()
    assert one.attendance_how and one.attendance_at
    later = queries.today() + timedelta(days=9)
    actions.change_meeting(
        house.clerk, house.place, meeting, starts_on=later, ends_on=later, reason="台风"
    )
    one.refresh_from_db()
    assert (one.attendance, one.attendance_how, one.attendance_at) == ("", "", None)


def test_the_units_of_an_item_are_corrected_until_it_is_considered(house):
    place, meeting = house.place, build.make_meeting(house, 12, meeting_no=32)
    first, second = make.make_unit(place), make.make_unit(place)
    item = build.make_item(house, meeting, units=[first.public_id])
    address = reverse("meetings:change_item", args=[place.code, meeting.public_id, item.public_id])
    client = make.signed_in(house.grants["clerk"])
    page = client.get(address).content.decode()
    assert re.search(rf'value="{first.public_id}"[^>]* checked', page)
    units = [first.public_id, second.public_id]
    answer = client.post(address, {"title": item.title, "units": units})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert sorted(item.units) == sorted(units)
    actions.change_item(house.clerk, place, item, title="报告")
    item.refresh_from_db()
    assert sorted(item.units) == sorted(units) and item.title == "报告"
    with pytest.raises(Invalid) as refused:
        actions.change_item(house.clerk, place, item, units=["nothing"])
    assert refused.value.code == "unknown_unit"


def test_sending_all_present_twice_keeps_what_can_be_taken_back(house):
    meeting = build.notified(house, build.make_meeting(house, 0, meeting_no=33))
    actions.convene(house.clerk, house.place, meeting)
    client = make.signed_in(house.grants["clerk"])
    address = reverse("meetings:desk", args=[house.place.code, meeting.public_id])
    client.post(address, {"act": "all"})
    client.post(address, {"act": "all"})
    assert 'value="undo"' in client.get(address).content.decode()
    client.post(address, {"act": "undo"})
    assert {one.attendance for one in read.participants_of(meeting)} == {""}
