"""汇总: pages get the very figures of the tickets, and never a half-built generation."""

from __future__ import annotations

import pytest
from django.utils import timezone
from hotline_analytics.tickets import parse_month

from oversight.audit.actors import system
from oversight.audit.errors import NotPermitted
from oversight.hotline import (
    actions,
    analyses,
    cube_builds,
    queries,
    queries_cells,
    queries_months,
)
from oversight.hotline.actions.store import switch
from oversight.hotline.models import CubeMonth, UnitCell
from oversight.hotline.questions import Question, Standing
from oversight.hotline.tests.builders import (
    clerk,
    make_import,
    make_place,
    ticket,
    two_years,
)

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")
MIXED = [
    ticket(1, "2026-06-01 08:00", caller="甲", category="路灯", closed="2026-06-01 08:30"),
    ticket(2, "2026-06-09 08:00", caller="甲", category="路灯", kind="咨询", kind_first="投诉"),
    ticket(3, "2026-04-20 08:00", caller="乙", category="路灯"),
    ticket(4, "2026-06-11 08:00", "水务局", caller="乙", category="路灯", due="2026-06-12 08:00"),
    ticket(5, "2026-06-12 08:00", "水务局", satisfaction="满意", first_unit="城管局"),
]


@pytest.fixture(scope="module")
def place(module_db, folder):
    place = make_place()
    make_import(place, folder, two_years({"城管局": 6, "水务局": 4}) + MIXED)
    actions.refresh_cubes(system(), place)
    return place


QUESTIONS = [
    Question(JUNE, by, window, kinds, sources)
    for by in ("unit", "category")
    for window in ("month", "ytd")
    for kinds in (None, frozenset({"complaint"}))
    for sources in (None, frozenset({"12345"}))
]


def test_cubes_answer_as_tickets_do(place):
    for question in QUESTIONS:
        view = queries_months.month_view(place, question)
        assert view.fresh and view.generation == 1
        standing = Standing(queries.state_of(place).revision, view.as_of)
        expected = analyses.analysis(place, question, standing).as_dict()
        answer = {key: value for key, value in view.answer.items() if key != "snapshot"}
        assert answer == expected and answer["rows"], question


def test_readers_keep_the_old_generation_until_the_new_one_is_whole(place, tmp_path):
    make_import(place, tmp_path, [ticket("new", "2026-06-20 08:00")])
    view = queries_months.month_view(place, Question(JUNE))
    before = view.answer["rows"]
    assert not view.fresh
    state, now = queries.state_of(place), timezone.now()
    made = cube_builds.build(place, 2, 2, [JUNE], now)
    assert UnitCell.derived.filter(cube__in=made).exists()
    assert queries_months.month_view(place, Question(JUNE)).answer["rows"] == before
    switch(system(), place, state, made, 2, None)
    view = queries_months.month_view(place, Question(JUNE))
    assert view.fresh and sum(row["count"] for row in view.answer["rows"]) == 15


def test_what_a_killed_build_left_is_removed_by_the_next(place, tmp_path):
    make_import(place, tmp_path, [ticket("new", "2026-06-20 08:00")])
    left = cube_builds.build(place, 2, 2, [JUNE - 1, JUNE], timezone.now())
    assert actions.refresh_cubes(system(), place) == 2
    assert not CubeMonth.derived.filter(pk__in=[cube.pk for cube in left]).exists()
    months = queries_cells.cube_months(place, 2).values_list("month", flat=True)
    assert len(months) == len(set(months)) == 24


def test_nothing_changed_nothing_built(place):
    assert actions.refresh_cubes(system(), place) == 1


def test_generations_that_nobody_reads_are_dropped(place):
    for _again in range(3):
        actions.refresh_cubes(system(), place, months=[JUNE])
    cubes = CubeMonth.derived.filter(jurisdiction=place, month=JUNE)
    assert sorted(cube.since for cube in cubes) == [3, 4]


def test_flows_show_what_was_relabelled_and_moved(place):
    kinds = queries_cells.flow(place, 1, Question(JUNE), "kind")
    assert kinds.counts["complaint", "consultation"] == 1
    units = queries_cells.flow(place, 1, Question(JUNE), "unit")
    assert units.counts["城管局", "水务局"] == 1
    quick = {row["unit"]: row for row in queries_cells.quick_closings(place, 1, Question(JUNE))}
    assert quick["城管局"]["closed_within_hour"] == 1


def test_a_units_categories_trend_and_heat(place):
    assert queries_cells.categories_of(place, 1, Question(JUNE), "水务局") == [
        ("路灯", 1),
        (None, 5),
    ]
    view = queries_months.month_view(place, Question(JUNE))
    trend = queries_months.trend(place, view, "水务局")
    assert [one.seen for one in trend][-2:] == [4, 6] and trend[-1].month == JUNE
    assert set(queries_months.heat(place, view)) == {"城管局", "水务局"}


def test_an_answer_is_remembered_only_until_something_changes(place, django_assert_num_queries):
    queries_months.month_view(place, Question(JUNE))
    with django_assert_num_queries(8):
        queries_months.month_view(place, Question(JUNE))


def test_only_the_system_builds(place):
    with pytest.raises(NotPermitted):
        actions.refresh_cubes(clerk(place), place)


def test_the_list_of_months(place):
    lines = queries_months.months_of(place)
    assert (lines[0].month, lines[0].tickets, lines[0].freezes) == (JUNE, 14, ())
    assert len(lines) == 24


def test_a_freeze_keeps_a_generation_of_its_own_instant(place, tmp_path):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    actions.refresh_cubes(system(), place)
    freeze.refresh_from_db()
    assert freeze.cube_generation == 2
    make_import(place, tmp_path, [ticket("new", "2026-06-20 08:00")])
    actions.refresh_cubes(system(), place)
    asked = Question(JUNE, kinds=frozenset({"consultation"}))
    view = queries_months.month_view(place, asked)
    assert (view.generation, view.as_of) == (2, freeze.frozen_at)
    standing = Standing(freeze.revision, freeze.frozen_at, freeze)
    expected = analyses.analysis(place, asked, standing).as_dict()
    assert {k: v for k, v in view.answer.items() if k != "snapshot"} == expected
    assert queries_months.month_view(place, asked, frozen=False).generation == 3
