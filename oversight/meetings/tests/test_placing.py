"""列入议程: by a body that may decide so, several at once, and with a warning where lead times are no longer kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import Invalid
from oversight.audit.queries import entries_of
from oversight.institutions import queries as institutions
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.forms.items import ItemForm, WithdrawForm
from oversight.meetings.rules import placing
from oversight.meetings.tests import builders as build
from oversight.rulebooks.tests.builders import make_adopted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
URL = "meetings:place_items"


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house()


def signed_in(house: build.House, role: str = "clerk") -> Client:
    client = Client()
    client.force_login(house.grants[role].account)
    return client


def codes(item) -> list[str]:
    return [one.code for one in read.missed_by(item)]


def test_a_report_placed_too_late_is_warned_of_on_every_page_and_kept_in_the_record(house):
    meeting = build.make_meeting(house, 9)
    item = build.make_item(house, meeting, "听取养老服务工作报告")
    other = build.make_item(house, meeting, "关于供水的决定", kind="decision")
    assert codes(item) == ["too_early", "too_early"] and not codes(other)
    client, keys = signed_in(house), [house.place.code, meeting.public_id]
    page = client.get(reverse("meetings:place_item", args=[*keys, item.public_id]))
    text = page.content.decode()
    assert "赶不上的会前时限" in text and "会前 20 天" in text and "第十五条" in text
    assert "会前 7 天" not in text
    done = actions.place_item(house.clerk, house.place, item)
    entry = entries_of(house.place.code).filter(code="meetings.place_item").latest("pk")
    assert done.placed_by == house.bodies["chairpersons_meeting"].name
    assert entry.facts["late"] == ["too_early", "too_early"] and entry.rule == placing.CODE
    actions.call_members(house.clerk, house.place, meeting)
    assert "会前 10 天" in client.get(reverse("meetings:notify", args=keys)).content.decode()
    assert "赶不上会前时限" in client.get(reverse("meetings:meeting", args=keys)).content.decode()
    actions.notify(house.clerk, house.place, meeting)
    entry = entries_of(house.place.code).filter(code="meetings.notify").latest("pk")
    assert entry.facts["late"] == [item.public_id]


def test_the_numbers_and_the_waiver_are_those_of_the_rulebook(module_db):
    house = build.make_house()
    meeting = build.make_meeting(house, 25)
    item = build.make_item(house, meeting)
    assert codes(item) == []
    steps = [
        {"code": "draft", "days": 30, "text": "初稿", "basis": "本级议事规则"},
        {"code": "final", "days": 10, "text": "修改稿", "basis": "监督法"},
        {"code": "members", "days": 7, "text": "送组成人员", "basis": "监督法"},
    ]
    make_adopted(house.place, lead_times={"steps": steps})
    assert codes(item) == ["too_early"] and read.missed_by(item)[0].basis == "本级议事规则"
    free = build.make_house()
    waived = {"steps": steps, "waiver": True, "waiver_basis": "条例第十三条"}
    make_adopted(free.place, lead_times=waived)
    item = build.make_item(free, build.make_meeting(free, 25))
    assert [(one.code, one.basis) for one in read.missed_by(item)] == [("waived", "条例第十三条")]


def test_only_a_body_that_decides_on_the_agenda_places_and_consents(house):
    meeting = build.make_meeting(house, 40)
    offered = read.placers_of(meeting)
    assert [one.kind for one in offered] == ["chairpersons_meeting", "standing_committee"]
    item = build.make_item(house, meeting)
    with pytest.raises(Invalid) as refused:
        actions.place_item(house.clerk, house.place, item, placed_by="办公室")
    assert refused.value.code == "wrong_placer" and offered[0].name in refused.value.text
    item = actions.place_item(house.clerk, house.place, item, placed_by=offered[1].code)
    assert item.placed_by == house.committee.name
    form = WithdrawForm({"reason": "情况变化"}, place=house.place, item=item)
    assert set(form.errors) == {"consent"}
    with pytest.raises(Invalid):
        actions.withdraw_item(house.clerk, house.place, item, reason="变化", consent="某人")
    item = actions.withdraw_item(
        house.clerk, house.place, item, reason="变化", consent=offered[0].word
    )
    assert item.consent == offered[0].name
    congress = build.make_meeting(house, 41, "congress")
    assert read.placers_of(congress)[0].name == "主席团"


def test_several_items_are_placed_by_one_decision_or_none(house):
    meeting = build.make_meeting(house, 50)
    items = [build.make_item(house, meeting, f"报告{n}") for n in range(3)]
    client, url = signed_in(house), reverse(URL, args=[house.place.code, meeting.public_id])
    page = client.get(reverse("meetings:meeting", args=[house.place.code, meeting.public_id]))
    assert url in page.content.decode() and client.get(url).status_code == 200
    keys = [one.public_id for one in items]
    with pytest.raises(Invalid):
        actions.place_items(house.clerk, house.place, meeting, items=[*keys, "nothing"])
    chosen = {"items": keys[:2], "placed_by": read.placers_of(meeting)[0].kind}
    assert client.post(url, chosen).status_code == 302
    assert [one.state for one in read.items_of(meeting)] == ["placed", "placed", "proposed"]
    assert client.post(url, {"items": [keys[0]]}).status_code == 422  # it is on the agenda already


def test_an_item_is_proposed_about_several_units_and_shows_them(house):
    meeting = build.make_meeting(house, 60)
    units = [make.make_unit(house.place) for _n in range(2)]
    said = {
        "title": "听取两个部门的报告",
        "kind": "special_work_report",
        "units": [one.public_id for one in units],
    }
    form = ItemForm(said, place=house.place, meeting=meeting)
    assert form.is_valid(), form.errors
    item = actions.propose_item(house.clerk, house.place, meeting=meeting, **form.cleaned_data)
    assert sorted(item.units) == sorted(said["units"])
    args = [house.place.code, meeting.public_id, item.public_id]
    text = signed_in(house).get(reverse("meetings:item", args=args)).content.decode()
    for unit in units:
        assert reverse("institutions:unit", args=[house.place.code, unit.public_id]) in text
    assert meeting.starts_on - institutions.today() == timedelta(days=60)
