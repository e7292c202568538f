"""导出 Pabulib 文件: read again it says the same, and the format's own checker accepts it."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabulib.checker import Checker

from oversight.projects.rules.exporting import ExportedProject, ExportedYear, budget_of, write
from oversight.projects.rules.instances import BadInstance, read
from oversight.projects.rules.selection import tally

PROJECTS = (
    ExportedProject("a1", "中心小学门口；红绿灯", 125_000, 55, True),
    ExportedProject("b2", 'G206 "李家段" 护栏', 300_000, 41, True),
    ExportedProject("c3", "文化广场", 888_000, 30, False),
)
YEAR = ExportedYear(
    "西湖镇", 2023, date(2023, 1, 12), "approve_each", 2, 58, PROJECTS, frame=600_000
)


def errors(text: str) -> dict:
    """What the format's own checker finds wrong."""
    found = Checker().process_files([text])
    (name,) = [key for key in found if key not in {"metadata", "summary"}]
    return found[name]["results"] if isinstance(found[name], dict) else found[name]


def test_a_written_year_is_read_with_its_votes_costs_and_chosen():
    found = read(StringIO(write(YEAR)))
    assert [(one.id, one.cost, one.votes, one.selected) for one in found.projects] == [
        ("a1", 125_000, 55, True), ("b2", 300_000, 41, True), ("c3", 888_000, 30, False),
    ]  # fmt: skip
    assert found.projects[1].name == 'G206 "李家段" 护栏'
    assert found.budget == 888_000  # no single project may cost more than there is
    assert "nobody's ballots" in found.meta["comment"]
    counted = tally(found)
    assert (counted.votes, dict(counted.scores)) == (58, {"a1": 55, "b2": 41, "c3": 30})
    assert counted.mismatches == ()


def test_a_ranking_is_written_as_points():
    projects = (
        ExportedProject("a", "路", 10_000, 0, True, (3, 1)),
        ExportedProject("b", "桥", 10_000, 0, False, (1, 2)),
    )
    year = ExportedYear("西湖镇", 2023, date(2023, 1, 12), "rank", 2, 5, projects)
    found = tally(read(StringIO(write(year))))
    assert dict(found.scores) == {"a": 7, "b": 4}
    assert found.mismatches == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"id": "a,b"}, "project_without_id"),
        ({"id": "b2"}, "project_twice"),
        ({"cost": 0}, "no_number"),
        ({"yes": 59}, "no_number"),
    ],
)
def test_what_no_reader_would_take_is_not_written(values, code):
    given_values = {"id": "x", "name": "路", "cost": 10_000, "yes": 1, "selected": False}
    odd = ExportedProject(**{**given_values, **values})
    with pytest.raises(BadInstance) as refused:
        write(ExportedYear("镇", 2023, date(2023, 1, 1), "approve_each", 1, 58, (PROJECTS[1], odd)))
    assert refused.value.code == code


def test_the_formats_checker_accepts_approvals_and_rankings():
    ranks = tuple(
        ExportedProject(f"p{number}", f"项目{number}", 100_000 + number, 0, number < 2, row)
        for number, row in enumerate([(20, 5), (10, 20), (3, 8)])
    )
    by_rank = ExportedYear("西湖镇", 2023, date(2023, 1, 12), "rank", 2, 40, ranks, 300_000)
    for year in (YEAR, by_rank):
        assert errors(write(year)).get("errors", {}) == {}


@st.composite
def years(draw) -> ExportedYear:
    """A year of any kind whose figures hold."""
    kind = draw(st.sampled_from(["approve_each", "choose_up_to_k", "rank"]))
    valid, places = draw(st.integers(1, 40)), draw(st.integers(1, 4))
    projects = []
    left = valid * places
    for number in range(draw(st.integers(1, 6))):
        most = min(valid, left) if kind == "choose_up_to_k" else valid
        yes = draw(st.integers(0, most))
        left -= yes
        row = draw(st.lists(st.integers(0, valid // places), min_size=places, max_size=places))
        name = draw(st.text(alphabet='路;"桥 ,\n', min_size=1, max_size=6)) + str(number)
        cost = draw(st.integers(1, 5_000_000))
        chosen = draw(st.booleans())
        projects.append(ExportedProject(f"p{number}", name, cost, yes, chosen, tuple(row)))
    frame = draw(st.none() | st.integers(0, 9_000_000))
    return ExportedYear("镇", 2026, date(2026, 2, 3), kind, places, valid, tuple(projects), frame)


@given(years())
@settings(max_examples=60)
def test_what_is_written_is_read_back_and_adds_up(year):
    found = read(StringIO(write(year)))
    if found.ballots:
        assert errors(write(year)).get("errors", {}) == {}
    counted = tally(found)
    assert counted.mismatches == ()
    assert counted.votes <= year.valid and found.budget == budget_of(year)
    for one in year.projects:
        (same,) = [project for project in found.projects if project.id == one.id]
        assert (same.cost, same.selected) == (one.cost, one.selected)
        assert same.name == " ".join(one.name.split())
        if year.ballot_type != "rank":
            assert counted.scores[one.id] == one.yes
    if year.ballot_type == "choose_up_to_k":
        assert all(len(ballot.choices) <= year.places for ballot in found.ballots)
