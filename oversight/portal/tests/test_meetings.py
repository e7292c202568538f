"""今日的会议: one under way stands there with its next act, for those who do it."""

from __future__ import annotations

import pytest

from oversight.institutions.queries import today
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.tests import builders as build
from oversight.portal.matters.meetings import course_matters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


def told(house: build.House, role: str) -> list[str]:
    found = course_matters(house.actor(role), house.place, today())
    return [str(one.matter.act.label) for one in found]


def test_a_meeting_under_way_says_what_comes_next():
    house = build.make_house()
    meeting = build.notified(house, build.make_meeting(house, 0))
    assert told(house, "clerk") == ["办会"]
    actions.convene(house.clerk, house.place, meeting)
    assert told(house, "clerk") == ["签到台"]
    build.present(house, meeting, 4)
    assert told(house, "clerk") == ["开会"]
    meeting = actions.open_session(house.clerk, house.place, meeting)
    assert (told(house, "clerk"), told(house, "reviewer")) == (["开始审议"], ["看会议"])
    item = read.items_of(meeting)[0]
    actions.do_not_put(house.clerk, house.place, item, reason="另行安排")
    assert told(house, "clerk") == ["闭会"]
