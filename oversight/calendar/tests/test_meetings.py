"""Planned meetings: acts, lead times shown, lists, the file for phones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.calendar import actions, ical, queries
from oversight.calendar.tests.builders import make_meeting
from oversight.institutions import actions as institutions
from oversight.institutions.queries import body_of_kind, terms_of, today
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Any:
    return make.make_place("meeting-county")


def ahead(days: int) -> date:
    return today() + timedelta(days=days)


def test_a_meeting_is_planned_moved_and_given_up(place: Any):
    meeting = make_meeting(place, ahead(40), 36, note="听取专项工作报告")
    assert str(meeting).endswith("第十八届人大常委会第三十六次会议")
    actions.move_meeting(operator(), place, meeting=meeting, on=ahead(50), reason="防汛")
    entry = last_entry(place.code, "calendar.move_meeting")
    assert entry is not None and entry.note == "防汛"
    assert entry.facts == {"from": str(ahead(40)), "to": str(ahead(50))}
    assert (meeting.on, meeting.revision) == (ahead(50), 1)
    actions.cancel_meeting(operator(), place, meeting=meeting, reason="并入下次")
    assert not queries.next_meetings(place).exists()
    with pytest.raises(Refused) as refused:
        actions.move_meeting(operator(), place, meeting=meeting, on=ahead(60), reason="再开")
    assert refused.value.code == "meeting_cancelled"
    make_meeting(place, ahead(60), 36)  # the number is free again


def test_next_meetings_of_a_body(place: Any):
    later, soon = make_meeting(place, ahead(80), 37), make_meeting(place, ahead(20), 36)
    make_meeting(place, ahead(5), 1, kind="chairpersons_meeting")
    found = queries.next_meetings(place, "standing_committee")
    assert [meeting.pk for meeting in found] == [soon.pk, later.pk]
    assert list(queries.next_meetings(place, "standing_committee", ahead(21))) == [later]


def test_what_cannot_be_planned(place: Any):
    make_meeting(place, ahead(40), 36)
    office = make.make_office(place)
    for given, code in (
        ({"number": 36}, "meeting_exists"),
        ({"number": 37, "on": ahead(39)}, "out_of_order"),
        ({"number": 35, "on": ahead(41)}, "out_of_order"),
        ({"number": 0}, "bad_number"),
        ({"number": 37, "on": date(2015, 1, 1)}, "no_term"),
        ({"number": 37, "term_no": 17}, "outside_term"),
    ):
        with pytest.raises(Invalid) as refused:
            make_meeting(place, **given)
        assert refused.value.code == code, given
    with pytest.raises(Invalid) as refused:
        actions.plan_meeting(operator(), place, body=office, on=ahead(40), meeting_no=1)
    assert refused.value.code == "no_meetings"


def test_a_meeting_does_not_move_out_of_its_term(place: Any):
    meeting = make_meeting(place, ahead(40), 36)
    institutions.correct_term(operator(), place, term=terms_of(place).get(), valid_to=ahead(50))
    with pytest.raises(Invalid) as refused:
        actions.move_meeting(operator(), place, meeting=meeting, on=ahead(51), reason="防汛")
    assert refused.value.code == "outside_term"


def test_moving_needs_a_reason_and_another_day_in_order(place: Any):
    meeting = make_meeting(place, ahead(40), 36)
    make_meeting(place, ahead(60), 37)
    for on, reason, code in (
        (ahead(40), "防汛", "same_day"),
        (ahead(41), " ", "no_reason"),
        (ahead(61), "防汛", "out_of_order"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.move_meeting(operator(), place, meeting=meeting, on=on, reason=reason)
        assert refused.value.code == code
        meeting.refresh_from_db()
    assert meeting.on == ahead(40)


def test_only_the_clerk_plans(place: Any):
    meeting = make_meeting(place)
    for role in ("chair", "office", "member", "liaison"):
        with pytest.raises(NotPermitted):
            actions.cancel_meeting(
                make.make_actor(place, role), place, meeting=meeting, reason="改"
            )


def test_the_list_shows_what_must_arrive_before_each_meeting(place: Any):
    make_meeting(place, ahead(15), 36)
    make_meeting(place, ahead(60), 37)
    make_meeting(place, ahead(3), 9, kind="chairpersons_meeting")
    shown = make.clerk_of(place).get(f"/w/{place.code}/calendar/meetings/").content.decode()
    assert "会前 20 天" in shown and "来不及新列专项工作报告" in shown
    assert "没有法定节点" in shown and "存到手机日历" in shown


def test_the_list_is_filtered_by_its_address(place: Any):
    make_meeting(place, ahead(40), 36, note="听取养老服务报告")
    gone = make_meeting(place, ahead(50), 37)
    actions.cancel_meeting(operator(), place, meeting=gone, reason="并入下次")
    client, address = make.clerk_of(place), f"/w/{place.code}/calendar/meetings/"
    assert "第37次" not in client.get(address).content.decode()
    assert "并入下次" in client.get(address, {"state": "cancelled"}).content.decode()
    assert "没有符合条件的会期" in client.get(address, {"q": "教育"}).content.decode()
    assert "养老" in client.get(address, {"q": "养老", "sort": "-on"}).content.decode()
    chairs = body_of_kind(place, "chairpersons_meeting")
    assert "没有符合条件" in client.get(address, {"body": chairs.public_id}).content.decode()
    csv = client.get(f"/w/{place.code}/calendar/meetings.csv", {"state": "all"}).content.decode()
    assert csv.count("\n") == 3 and "并入下次" in csv


def test_an_empty_list_says_what_to_do(place: Any):
    shown = make.clerk_of(place).get(f"/w/{place.code}/calendar/meetings/").content.decode()
    assert "还没有登记以后的会期" in shown and "登记会期" in shown


def test_a_meeting_that_comes_too_early_names_the_next(place: Any):
    early, later = make_meeting(place, ahead(15), 36), make_meeting(place, ahead(60), 37)
    client = make.clerk_of(place)
    shown = client.get(f"/w/{place.code}/calendar/meetings/{early.public_id}/").content.decode()
    assert "已经过了" in shown and "《监督法》第十五条" in shown and str(later) in shown
    assert "会议改期" in shown
    shown = make.clerk_of(place, "member").get(
        f"/w/{place.code}/calendar/meetings/{early.public_id}/"
    )
    assert "会议改期" not in shown.content.decode()


def test_a_meeting_is_planned_and_moved_by_its_forms(place: Any):
    make.make_bodies(place)
    make.make_term(place)
    body = body_of_kind(place, "standing_committee")
    client = make.clerk_of(place)
    address = f"/w/{place.code}/calendar/meetings/new/"
    assert 'value="1"' in client.get(address).content.decode()
    sent = {"body": body.public_id, "on": str(ahead(40)), "meeting_no": "36"}
    answer = client.post(address, sent)
    assert answer.status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 422 and "已经登记过会期" in again.content.decode()
    assert 'value="37"' in client.get(address).content.decode()
    moved = client.post(answer["Location"] + "move/", {"on": str(ahead(42)), "reason": "防汛"})
    assert moved.status_code == 302
    assert "防汛" in client.get(answer["Location"]).content.decode()
    gone = client.post(answer["Location"] + "cancel/", {"reason": "并入下次"})
    assert gone.status_code == 302
    assert "不再召开" in client.get(answer["Location"]).content.decode()


def test_the_file_for_phones(place: Any):
    make_meeting(
        place,
        ahead(40),
        36,
        note="听取报告，专题询问；视频连线，会场设在三楼会议室，联系人另行通知",
    )
    gone = make_meeting(place, ahead(50), 37)
    actions.cancel_meeting(operator(), place, meeting=gone, reason="并入下次")
    answer = make.clerk_of(place, "office").get(f"/w/{place.code}/calendar/meetings.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    text = answer.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 5  # two meetings, three days before the standing one
    assert f"DTSTART;VALUE=DATE:{ahead(40):%Y%m%d}" in text
    assert f"DTSTART;VALUE=DATE:{ahead(20):%Y%m%d}" in text
    assert "STATUS:CANCELLED" in text and "SEQUENCE:1" in text
    assert "会场设在三楼会议室" in text


def test_values_of_the_file_are_escaped():
    assert ical.escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    assert ical.folded("x" * 75) == "x" * 75
    assert ical.folded("x" * 76).split("\r\n") == ["x" * 75, " x"]
