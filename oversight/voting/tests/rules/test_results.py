"""计票报告单与结果: real tables, broken sums, and what must hold for every sheet."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oversight.voting.rules.results import result, sheet_of
from oversight.voting.rules.sheet_checks import checks, may_be_locked
from oversight.voting.rules.sheet_form import SheetForm, columns, parts, row_sums

ZHENHAI = (
    (28, 1, 0), (20, 8, 1), (26, 3, 0), (29, 0, 0), (17, 11, 1), (26, 3, 0), (17, 11, 1), (28, 1, 0),
)  # fmt: skip
ORDER = {None: 0, "dissatisfied": 0, "basically_satisfied": 1, "satisfied": 2}


def form(kind: str, options: int, base: int, ballots: int, places: int = 0) -> SheetForm:
    """A paper sheet; everybody present returned a ballot."""
    names = tuple(f"第{n}项" for n in range(1, options + 1))
    return SheetForm(
        kind, names, columns(kind, places=places), parts("paper", ballots, 0), base, ballots,
        issued=ballots, returned=ballots,
    )  # fmt: skip


def cells(sheet: SheetForm, rows: list[tuple[int, ...]], valid: int) -> dict[str, int]:
    """Rows without the silent column, which takes what is left of the valid ballots."""
    found = {"paper.valid": valid, "paper.invalid": sheet.returned - valid}
    for number, row in enumerate(rows):
        whole = (*row, valid - sum(row))
        for column, count in zip(sheet.columns, whole, strict=True):
            found[f"paper.{number}.{column.code}"] = count
    return found


def grades(base: int, rule: str) -> list[str | None]:
    sheet = form("satisfaction", len(ZHENHAI), base, 29)
    return list(result(sheet, cells(sheet, list(ZHENHAI), 29), rule).grades.values())


@pytest.mark.parametrize(
    ("base", "rule", "all_satisfied"),
    [
        (34, "half_of_all_counts", True),
        (34, "half_of_all_does_not", False),
        (33, "half_of_all_does_not", True),
        (35, "half_of_all_counts", False),
    ],
)
def test_the_table_of_zhenhai_2022_through_the_count_sheet(base: int, rule: str, all_satisfied):
    found = grades(base, rule)
    assert (found == ["satisfied"] * 8) is all_satisfied
    if not all_satisfied:
        assert [found[4], found[6]] == ["basically_satisfied"] * 2


def test_longyou_2018_through_the_count_sheet():
    sheet = form("satisfaction", 1, 182, 182)
    found = result(sheet, cells(sheet, [(152, 30, 0)], 182), "rates_only")
    assert [round(float(rate), 4) for rate in found.rates["第1项"]] == [0.8352, 1.0]
    assert found.grades["第1项"] is None


def test_the_keypad_vote_of_2012_through_the_count_sheet():
    sheet = SheetForm("vote", ("报告",), columns("vote"), parts("keypad", 2872, 0), 2980, 2872)
    figures = dict(
        zip(sheet.cells(), (2639, 160, 57, 16), strict=True),
    )
    assert may_be_locked(sheet, figures)
    assert result(sheet, figures, "congress_more_than_half_of_all").passed == ("报告",)


def test_thirty_six_of_thirty_eight_pressed_and_the_base_stays():
    sheet = SheetForm("vote", ("报告",), columns("vote"), parts("keypad", 38, 0), 45, 38)
    figures = dict(zip(sheet.cells(), (22, 10, 4, 2), strict=True))
    assert may_be_locked(sheet, figures)
    assert result(sheet, figures, "committee_more_than_half_of_all").passed == ()


def test_the_row_of_ninghai_2021_keeps_the_sheet_open_and_names_the_gap():
    sheet = form("vote", 2, 300, 222)
    figures = cells(sheet, [(200, 22, 0), (95, 27, 0)], 222) | {"paper.1.silent": 0}
    broken = [row for row in row_sums(sheet, figures) if not row.holds]
    assert [(row.row, row.sum, row.gap) for row in broken] == [(1, 122, 100)]
    assert not may_be_locked(sheet, figures)


def test_valid_ballots_have_no_more_choices_than_allowed():
    sheet = replace(form("choose", 3, 45, 39), places=2)
    rows = [(30, 5, 3), (24, 11, 3), (24, 12, 2)]
    assert may_be_locked(sheet, cells(sheet, rows, 39))
    rows[2] = (25, 11, 2)
    broken = [check.code for check in checks(sheet, cells(sheet, rows, 39)) if not check.holds]
    assert broken == ["choices"]


def test_two_by_video_have_a_record_of_their_own_and_one_total():
    sheet = SheetForm("vote", ("报告",), columns("vote"), parts("mixed", 36, 2), 45, 38)
    assert [part.present for part in sheet.parts] == [36, 2]
    figures = dict(zip(sheet.cells(), (22, 8, 5, 1, 1, 1, 0, 0), strict=True))
    assert may_be_locked(sheet, figures)
    assert result(sheet, figures, "committee_more_than_half_of_all").passed == ("报告",)
    total = sheet_of(sheet, figures)
    assert (total.present, total.items[0].yes, total.items[0].blank) == (38, 23, 1)
    broken = figures | {"hands.0.yes": 2}
    assert not may_be_locked(sheet, broken)
    assert [(row.part, row.gap) for row in row_sums(sheet, broken) if not row.holds] == [
        ("hands", -1)
    ]


def test_the_checks_of_the_ballots_are_named():
    sheet = replace(form("vote", 1, 60, 40), issued=41, returned=42)
    figures = cells(form("vote", 1, 60, 40), [(30, 5, 5)], 40)
    found = {check.code: check.holds for check in checks(sheet, figures)}
    assert found == {"issued": False, "returned": False, "valid": False, "rows": True}


def test_ranking_points_from_the_counts_of_every_place():
    sheet = form("ranking", 3, 34, 29, places=2)
    figures = cells(sheet, [(20, 8), (9, 11), (0, 1)], 29)
    found = result(sheet, figures, "points", 2)
    assert found.points == {"第1项": 48, "第2项": 29, "第3项": 1}
    assert found.passed == ("第1项", "第2项")


def test_a_place_with_more_votes_than_ballots_is_refused():
    sheet = form("ranking", 2, 34, 29, places=1)
    figures = cells(sheet, [(20,), (20,)], 29)
    assert [check.code for check in checks(sheet, figures) if not check.holds] == ["places"]


SATISFACTION = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8
)
RULES = st.sampled_from(["half_of_all_counts", "half_of_all_does_not", "share_80_50"])


@given(SATISFACTION, RULES, st.randoms())
def test_the_order_of_options_never_matters(rows, rule: str, chance: random.Random):
    sheet = form("satisfaction", len(rows), 60, 60)
    order = list(range(len(rows)))
    chance.shuffle(order)
    shuffled = replace(sheet, options=tuple(sheet.options[n] for n in order))
    first = result(sheet, cells(sheet, rows, 60), rule)
    second = result(shuffled, cells(shuffled, [rows[n] for n in order], 60), rule)
    assert first.grades == second.grades
    assert set(first.passed) == set(second.passed)


@given(SATISFACTION, st.integers(0, 7), RULES)
def test_worse_counts_never_soften_a_grade(rows, at: int, rule: str):
    at %= len(rows)
    satisfied, basically, dissatisfied = rows[at]
    assume(satisfied + basically > 0)
    worse = list(rows)
    worse[at] = (
        (satisfied - 1, basically, dissatisfied + 1)
        if satisfied
        else (0, basically - 1, dissatisfied + 1)
    )
    sheet = form("satisfaction", len(rows), 60, 60)
    name = sheet.options[at]
    before = result(sheet, cells(sheet, rows, 60), rule).grades[name]
    after = result(sheet, cells(sheet, worse, 60), rule).grades[name]
    assert ORDER[after] <= ORDER[before]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8), st.integers(1, 6), st.data())
def test_fewer_yes_never_let_an_item_in(yes: list[int], k: int, data: st.DataObject):
    at = data.draw(st.integers(0, len(yes) - 1))
    assume(yes[at] > 0)
    sheet = form("choose", len(yes), 60, 40)
    rule = "congress_more_than_half_of_all"
    before = result(sheet, cells(sheet, [(n, 0, 0) for n in yes], 40), rule, k)
    fewer = [n - (place == at) for place, n in enumerate(yes)]
    after = result(sheet, cells(sheet, [(n, 0, 0) for n in fewer], 40), rule, k)
    if sheet.options[at] not in (*before.passed, *before.tied):
        assert sheet.options[at] not in (*after.passed, *after.tied)
