"""今日：只列轮到自己的. Each matter once, for those who can act or answer for it; the clerk keeps the whole list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.institutions.queries import today
from oversight.institutions.tests import builders as make
from oversight.meetings.tests import builders as build
from oversight.portal import matters
from oversight.ui.page import Act, Due, Matter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


def told(house: build.House, role: str) -> list[str]:
    found = matters.due_matters(house.actor(role), house.place, today(), [])
    return [str(due.matter.act.label) for due in found]


def test_what_only_others_can_do_is_on_the_clerks_list_alone():
    house = build.make_house()
    build.make_meeting(house, 0)
    assert "办会" in told(house, "clerk")
    assert told(house, "auditor") == []


def test_only_who_imports_is_told_what_to_export():
    house = build.make_house()
    url = reverse("portal:today", args=[house.place.code])
    for role, told_so in (("clerk", True), ("member", False)):
        page = make.signed_in(house.grants[role]).get(url).content.decode()
        assert "还没有热线数据" in page and ("从 12345 平台导出" in page) is told_so


def test_one_act_that_two_apps_lead_to_stands_there_once():
    sign = Act("签发", "/paper/1/", main=True)
    first, second = (Due(Matter(what, "本人", sign), None) for what in ("通知待签发", "案件等签发"))
    assert matters.once([first, second]) == [first]
    look = Act("看进度", "/case/1/")
    assert matters.concerns(first) and not matters.concerns(Due(Matter("报告", "单位", look), None))
    assert matters.concerns(Due(Matter("报告", "单位", look), None, own=True))
