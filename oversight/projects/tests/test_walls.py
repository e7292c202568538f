"""墙上的画面: one page a topic turned by the clock; picture and page alike, never kept; before a result it waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from oversight.projects.pages.promise import promise_of
from oversight.projects.pages.walls import parts, promise_wall
from oversight.projects.tests import builders_building as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
AT = datetime(2026, 7, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


def test_rows_stand_in_equal_parts_that_fit():
    assert [len(each) for each in parts(range(7), 3)] == [3, 3, 1]
    assert [len(each) for each in parts(range(8), 5)] == [4, 4]
    assert parts([], 5) == []


def test_before_a_result_the_wall_waits(town):
    page = Client().get(f"/p/{town.place.code}/projects/wall/")
    assert page.status_code == 200
    assert page.context["picture"].template == "waiting"


def test_every_project_is_on_the_wall_once_and_pages_follow_the_clock(town):
    with b.on(b.JULY):
        b.under_way(town)
        promise = promise_of(town.place, {})
        assert promise is not None
        first = promise_wall(promise, AT)
        shown = [promise_wall(promise, AT + timedelta(seconds=20 * n)) for n in range(first.pages)]
        assert sorted(one.number for one in shown) == list(range(1, first.pages + 1))
        listed = [row.project.pk for one in shown if one.template != "promise" for row in one.rows]
        assert sorted(listed) == sorted(row.project.pk for row in promise.rows)
        base = f"/p/{town.place.code}/projects/wall/"
        for address in (base, f"{base}picture/"):
            answer = Client().get(address)
            assert answer["X-Picture"] and answer["Cache-Control"] == "no-store"
        assert b"data-hall-lost" not in answer.content
