"""各镇汇总: one need in several towns, one work counted twice, sums of what was published."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules import rollup
from oversight.projects.rules.rollup import Line


def line(place: str, key: str, title: str, **more: object) -> Line:
    return Line(place, f"{place}镇", key, title, **{"category": "roads", **more})  # type: ignore[arg-type]


LINES = [
    line("a", "1", "背街小巷路灯更换"),
    line("b", "1", "主街背街小巷路灯更换工程"),
    line("c", "1", "村卫生室设备更新", category="health"),
    line("a", "2", "背街小巷路灯维护"),
]


def test_the_same_need_in_two_towns_is_shown_once_with_both():
    (need,) = rollup.same_needs(LINES)
    assert need.places == ("a镇", "b镇")
    assert any("路灯" in word for word in need.shared)


def test_two_projects_of_one_town_are_no_need_of_several():
    assert rollup.same_needs([LINES[0], LINES[3]]) == ()


def test_another_category_is_another_need():
    other = line("b", "9", "背街小巷路灯更换", category="culture")
    assert rollup.same_needs([LINES[0], other]) == ()


def test_the_same_project_chosen_at_county_and_town_level_is_pointed_out():
    own = [line("county", "7", "背街小巷路灯更换", category="other")]
    found = rollup.counted_twice(own, LINES)
    assert (found[0].first.place, found[0].second.id) == ("county", "a/1")
    assert found[0].score == 1.0
    assert rollup.counted_twice([], LINES) == ()


def contents(chosen: int, verified: int, late: int | None) -> dict[str, object]:
    totals = {"chosen": chosen, "verified": verified, "under_way": chosen - verified}
    return {"totals": totals, "late": late, "money": {"budget_yuan": chosen}}


def test_sums_hold_over_the_six_towns():
    rows = [contents(n, n - (n == 9), 0) for n in (10, 10, 10, 9, 9, 9)]
    found = rollup.total(rows)
    assert (found.towns, found.chosen, found.verified, found.under_way) == (6, 57, 54, 3)
    assert found.chosen == found.verified + found.under_way + found.terminated


def test_what_was_not_published_adds_nothing():
    assert rollup.total([{"totals": None, "late": None}, {}]).chosen == 0


TITLES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["修路", "修路灯", "建食堂", "路灯更换"])),
    max_size=8,
)


@given(TITLES)
def test_the_order_of_towns_never_matters(rows: list[tuple[str, str]]):
    lines = [line(place, str(n), title) for n, (place, title) in enumerate(rows)]

    def groups(given: list[Line]) -> set[frozenset[str]]:
        return {frozenset(one.id for one in need.lines) for need in rollup.same_needs(given)}

    assert groups(lines) == groups(lines[::-1])
