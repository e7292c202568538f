"""办会: the sittings of one session, groups by delegation, the telephone list by one press, papers still lacking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as known
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.rules.expected_papers import EXPECTED, missing
from oversight.meetings.rules.kinds import KINDS
from oversight.meetings.tests import builders as build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house(deputies=5)


def test_a_session_shows_its_sittings_and_begins_further_ones(house: build.House):
    client, place = make.signed_in(house.grants["clerk"]), house.place
    session = build.make_meeting(house, 30, "congress", meeting_no=4)
    page = client.get(reverse("meetings:meeting", args=[place.code, session.public_id]))
    new = f"{reverse('meetings:plan_meeting', args=[place.code])}?of={session.public_id}&kind="
    asked = [act.url for act in page.context["more_sittings"]]
    assert asked == [f"{new}preparatory", f"{new}presidium"]
    form = client.get(f"{new}presidium").context["form"]
    assert form.initial["meeting_no"] == 4 and form.initial["kind"] == "presidium"
    for number in (1, 2):
        build.make_meeting(house, 30, "congress", meeting_no=4, kind="presidium", sitting_no=number)
    prepared = build.make_meeting(house, 29, "congress", meeting_no=4, kind="preparatory")
    assert client.get(f"{new}presidium").context["form"].initial["sitting_no"] == 3
    page = client.get(reverse("meetings:meeting", args=[place.code, session.public_id]))
    assert [one.kind for one, _badge in page.context["sittings"]] == [
        "preparatory", "presidium", "presidium",
    ]  # fmt: skip
    assert [act.url for act in page.context["more_sittings"]] == [f"{new}presidium"]
    assert session in read.sittings_of(prepared)


def test_every_delegation_gets_its_group_at_once_and_a_group_is_mended(house: build.House):
    place, clerk = house.place, house.clerk
    term = known.current_term(place)
    names = ("第二代表团", "第一代表团")
    for name in names:
        institutions.create_delegation(make.operator(), place, term=term, name=name)
    meeting = build.make_meeting(house, 40, "congress", meeting_no=5)
    actions.call_members(clerk, place, meeting)
    client = make.signed_in(house.grants["clerk"])
    keys = [place.code, meeting.public_id]
    url = reverse("meetings:add_delegations", args=keys)
    assert url in client.get(reverse("meetings:groups", args=keys)).content.decode()
    assert client.post(url).status_code == 302
    first, second = read.groups_of(meeting)
    assert [first.name, second.name] == ["第一代表团", "第二代表团"]
    with pytest.raises(Refused) as refused:
        actions.add_delegations(clerk, place, meeting)
    assert refused.value.code == "no_delegation"
    change = reverse("meetings:arrange_group", args=[*keys, first.public_id])
    said = {"name": "第一代表团", "convener": "张三", "recorder": "李四", "place_text": "一楼"}
    assert client.post(change, said).status_code == 302
    assert read.group_by_id(meeting, first.public_id).convener == "张三"
    with pytest.raises(Invalid):
        actions.arrange_group(clerk, place, second, name="第一代表团")


def test_a_call_is_recorded_by_one_press_and_leads_back_to_the_list(house: build.House):
    meeting = build.notified(house, build.make_meeting(house, 3))
    client = make.signed_in(house.grants["clerk"])
    keys = [house.place.code, meeting.public_id]
    listed = reverse("meetings:calls", args=keys)
    one = read.calls_of(meeting)[0]
    press = reverse("meetings:record_receipt", args=[*keys, one.public_id]) + "?from=calls"
    assert press in client.get(listed).content.decode()
    assert client.post(press, {"state": "phoned"}).url == listed
    assert one.public_id not in {row.public_id for row in read.calls_of(meeting)}


def test_what_an_item_lacks_is_listed_with_the_form_that_registers_it(house: build.House):
    assert set(EXPECTED) <= set(KINDS)
    assert [one.kind for one in missing("final_accounts", ["report", "draft"])] == [
        "opinion", "draft",
    ]  # fmt: skip
    assert missing("other", []) == ()
    meeting = build.make_meeting(house, 50)
    item = build.make_item(house, meeting, "审议决定", kind="decision")
    client = make.signed_in(house.grants["clerk"])
    page = client.get(reverse("meetings:item_papers", args=[house.place.code, item.public_id]))
    assert page.context["leads"] == []
    title, url = page.context["lacking"][1]
    assert title == "关于草案的说明"
    assert client.get(url).context["form"].initial["kind"] == "explanation"


def test_people_and_heads_of_units_are_called_together_and_a_presidium_as_it_last_sat(house):
    place = house.place
    client = make.signed_in(house.grants["clerk"])
    unit, other = make.make_unit(place), make.make_unit(place)
    head = make.make_person(place, "许局长")
    institutions.add_post(
        make.operator(), place, unit=unit, person=head, title="局长", is_head=True
    )
    first = build.make_meeting(house, 60, "congress", meeting_no=6, kind="presidium")
    build.make_item(house, first, "听取报告", kind="decision", units=[unit.public_id])
    url = reverse("meetings:add_participants", args=[place.code, first.public_id])
    assert client.get(url).context["form"].initial["units"] == [unit.public_id]
    assert client.post(url, {}).status_code == 422
    people = [one.public_id for one in house.people[:3]]
    assert client.post(url, {"people": people}).status_code == 422
    said = {
        "people": people, "capacity": "attend", "units": [unit.public_id, other.public_id],
        "must_attend": "on", "must_reason": "回答询问",
    }  # fmt: skip
    assert client.post(url, said).status_code == 302
    called = list(read.participants_of(first))
    assert [one.capacity for one in called] == ["attend"] * 3 + ["sit_in"] * 2
    heads = [(one.name, one.title, one.must_reason) for one in called[3:]]
    assert heads == [("许局长", "局长", "回答询问"), ("主要负责人", "", "回答询问")]
    second = build.make_meeting(house, 61, "congress", meeting_no=6, kind="presidium", sitting_no=2)
    again = reverse("meetings:add_participants", args=[place.code, second.public_id])
    assert sorted(client.get(again).context["form"].initial["people"]) == sorted(people)


def test_number_and_presider_follow_the_body_and_the_register(house: build.House):
    client, place = make.signed_in(house.grants["clerk"]), house.place
    bodies = {one.kind: one for one in known.bodies_of(place)}
    committee, congress = bodies["standing_committee"], bodies["congress"]
    for number in (1, 2):
        build.make_meeting(house, 60 + number, "congress", meeting_no=20 + number)
    url = reverse("meetings:plan_meeting", args=[place.code])
    form = client.get(url).context["form"]
    kept, following = form["meeting_no"].initial, read.next_number(place, congress)
    assert (form["counted"].initial, following) == (committee.public_id, 23)
    page = client.get(url).content.decode()
    assert f'data-number="{following}"' in page and read.next_name(place, congress, 23) in page
    assert (
        client.get(f"{url}?body={congress.public_id}").context["form"].initial["meeting_no"] == 23
    )
    seated = house.people[0]
    sent = {
        "body": congress.public_id, "kind": "session", "meeting_no": kept, "sitting_no": 1,
        "counted": committee.public_id, "starts_on": str(known.today() + timedelta(days=90)), "chair": seated.public_id,
    }  # fmt: skip
    twice = client.post(url, {**sent, "chair": "", "chair_other": seated.name})
    assert "chair_other" in twice.context["form"].errors
    assert client.post(url, sent).status_code == 302
    made = read.meetings_of(place).get(meeting_no=23, body=congress)
    assert made.chair == seated.name
    change = reverse("meetings:change_meeting", args=[place.code, made.public_id])
    assert client.get(change).context["form"].initial["chair"] == seated
    chair = house.grants["chair"].account
    by_office = make.make_person(place, chair.display_name)
    institutions.link_account(operator(), place, person=by_office, account=chair)
    assert by_office in client.get(url).context["form"].fields["chair"].queryset
    typed = {**sent, "meeting_no": 31, "chair": "", "chair_other": "外请的主持人"}
    assert client.post(url, typed).status_code == 302
    assert read.meetings_of(place).get(meeting_no=31, body=congress).chair == "外请的主持人"
    program = actions.plan_meeting(
        house.clerk,
        place,
        body=congress,
        starts_on=known.today() + timedelta(days=95),
        chair=f"主任{seated.name}",
    )
    assert (program.meeting_no, program.chair) == (32, seated.name)
