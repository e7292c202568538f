"""到期提醒: each stage once, the unit at every stage, the office once it is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from oversight.audit.actors import operator
from oversight.audit.scoping import Scope
from oversight.followups import actions as followups
from oversight.inbox.models import Notice
from oversight.institutions.tests import builders as make
from oversight.portal.reminders import remind_place, stage_of
from oversight.rulebooks.sections import Overdue

pytestmark = pytest.mark.django_db
DUE = date(2030, 6, 30)


def told(account) -> list[str]:
    rows = Notice.objects.in_scope(Scope.everywhere("a test reads them all"))
    found = rows.filter(account=account, key__startswith="reminder:").order_by("pk")
    return [notice.key.rpartition(":")[2] for notice in found]


@pytest.fixture
def world():
    place = make.make_place()
    unit = make.make_unit(place)
    people = {
        "liaison": make.make_grant(place, "liaison", unit=unit).account,
        "clerk": make.make_grant(place, "clerk").account,
        "stranger": make.make_grant(place, "liaison", unit=make.make_unit(place)).account,
    }
    followup = followups.assign(
        operator(),
        place,
        kind="rectification",
        unit=unit,
        title="修好路灯",
        requirement="全部修好",
        due=DUE,
    )
    return place, people, followup


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (40, ""),
        (30, "30"),
        (11, "30"),
        (10, "10"),
        (4, "10"),
        (3, "3"),
        (0, "3"),
        (-1, "late"),
        (-89, "late"),
        (-90, "long_overdue"),
    ],
)
def test_the_stage_reached(left: int, stage: str):
    assert stage_of(DUE, DUE - timedelta(days=left), Overdue()) == stage


def test_each_stage_reaches_the_unit_once(world):
    place, people, _followup = world
    for left in (40, 30, 29, 10, 3, 2):
        remind_place(place, DUE - timedelta(days=left))
    assert told(people["liaison"]) == ["30", "10", "3"]
    assert told(people["clerk"]) == []
    assert told(people["stranger"]) == []


def test_what_is_late_reaches_the_office_too(world):
    place, people, _followup = world
    for late in (1, 2, 90, 91):
        remind_place(place, DUE + timedelta(days=late))
    assert told(people["liaison"]) == told(people["clerk"]) == ["late", "long_overdue"]


def test_what_is_withdrawn_reminds_nobody(world):
    place, people, followup = world
    followups.withdraw(operator(), place, followup=followup, reason="重复交办")
    assert remind_place(place, DUE) == 0
    assert told(people["liaison"]) == []
