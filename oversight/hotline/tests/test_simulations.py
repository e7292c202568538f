"""双升规则的模拟: a draft's parameters over the frozen months, from stored counts, without a ticket."""

from __future__ import annotations

from datetime import date

import pytest
from hotline_analytics.tickets import parse_month

from oversight.hotline import actions, queries, warehouse
from oversight.hotline.simulations import counted, outcome, simulate_double_rise
from oversight.hotline.tests.builders import clerk, make_import, make_place, spread, two_years
from oversight.hotline.tests.pages import refresh
from oversight.institutions.tests.builders import make_grant, signed_in
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import DoubleRise
from oversight.rulebooks.tests.builders import change, make_draft

pytestmark = pytest.mark.django_db
MAY, JUNE = parse_month("2026-05"), parse_month("2026-06")


@pytest.fixture(scope="module")
def place(module_db, folder):
    place = make_place()
    rows = two_years({"城管局": 20, "水务局": 18, "供电公司": 8}, last_factor=3.0)
    make_import(place, folder, [*rows, *spread("2026-06", "新设局", 5)])
    for month in (MAY, JUNE):
        actions.freeze_month(clerk(place), place, month=month)
    refresh(place)
    return place


def draft(**values) -> DoubleRise:
    """The template's section with some values changed."""
    return DoubleRise.from_dict({**DoubleRise().to_dict(), **values})


@pytest.fixture
def no_tickets(monkeypatch):
    """Nobody opens the ticket store."""

    def refuse(*args, **kwargs):
        raise AssertionError("a simulation reads no ticket")

    monkeypatch.setattr(warehouse, "connection", refuse)
    monkeypatch.setattr(queries, "files_at", refuse)


def test_the_rules_in_force_give_what_was_frozen(place):
    freeze = queries.latest_freeze(place, JUNE)
    stored = freeze.results.get(by="unit", window="month", kinds="all").result
    found = outcome(freeze, DoubleRise())
    assert found.grades == {r["name"]: r["grade"] for r in stored["rows"] if r["grade"]}
    assert found.by_hand == {r["name"] for r in stored["rows"] if r["double_rise"] == "manual"}


def test_other_grading_changes_grades_and_names_the_units(place, no_tickets):
    found = simulate_double_rise(place, draft(min_count=30))
    assert "2 个月中有 1 个月" in found.title
    june, may = found.lines
    assert may.changes == () or list(may.changes) == []
    assert june.cells == ["3", "3 → 2", "0 → 1", "0", "1"]
    assert list(june.changes) == ["供电公司：双升，强 → 双升，弱"]


def test_guards_take_units_out_and_leave_the_others(place, no_tickets):
    june = simulate_double_rise(place, draft(guard_count=50)).lines[0]
    assert june.cells == ["3 → 2", "3 → 2", "0", "0", "1"]
    assert list(june.changes) == ["供电公司：双升，强 → 不提请"]
    rolling = simulate_double_rise(place, draft(guard_rolling=True)).lines[0]
    assert rolling.changes == () or list(rolling.changes) == []


def test_the_same_rules_change_nothing(place, no_tickets):
    found = simulate_double_rise(place, draft())
    assert "2 个月的结果都不变" in found.title and not any(line.changes for line in found.lines)


def test_a_window_of_the_year_to_date_is_counted_too(place, no_tickets):
    freeze = queries.latest_freeze(place, JUNE)
    assert counted(freeze, draft(window="ytd")).request.window == "ytd"


def test_without_a_frozen_month_it_says_so():
    assert simulate_double_rise(make_place(), draft()).lines == []


def test_the_page_shows_the_draft_against_what_is_in_force(place):
    version = change(make_draft(place), "double_rise", min_count=30)
    client = signed_in(make_grant(place, "clerk"))
    url = f"/w/{place.code}/rulebooks/{version.public_id}/simulate/"
    page = client.get(url + "double_rise/")
    text = page.content.decode()
    assert page.status_code == 200 and "供电公司：双升，强 → 双升，弱" in text
    assert client.get(url + "overdue/").status_code == 404
    assert rulebooks.in_force(place, date(2026, 7, 1)).template
