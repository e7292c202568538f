"""回避与手写签字的规则: who leaves which denominator; what is a drawn signature and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.voting.rules import drawing, rating
from oversight.voting.rules.recusal import Rater, found, leaving, merged, recusal, silent
from oversight.voting.rules.results import result
from oversight.voting.rules.sheet_checks import checks, may_be_locked
from oversight.voting.rules.sheet_form import Part, SheetForm, columns

RATERS = [
    Rater("p1", "程予安", {"u1": "副局长"}, present=True),
    Rater("p2", "顾怀远", {"u2": "联络员"}, present=False),
    Rater("p3", "葛青禾", {}, present=True, mode="video"),
    Rater("", "沈清和", {}, present=True),
]
RATED = {"县民政局": frozenset({"u1"}), "县水利局": frozenset({"u2"})}


def test_by_rule_whoever_belongs_to_what_is_rated_and_whoever_is_rated():
    rows = found(RATERS, RATED)
    assert [(one.option, one.name, one.detail) for one in rows] == [
        ("县民政局", "程予安", "副局长"),
        ("县水利局", "顾怀远", "联络员"),
    ]
    own = found(RATERS, {"沈清和": frozenset(), "县水利局": frozenset()}, ["p3"])
    assert [one.name for one in own] == ["沈清和"]
    one = found(RATERS, {"述职测评": frozenset()}, ["p3"])
    assert [each.name for each in one] == ["葛青禾"], "the one candidate of a single option"


def test_declared_ones_join_once_and_only_of_people_on_the_roll():
    declared = [
        recusal("县民政局", RATERS[0], "亲属"),
        recusal("县民政局", RATERS[2], "亲属"),
        recusal("县民政局", Rater("p9", "旁人", {}), "亲属"),
    ]
    rows = merged(RATERS, found(RATERS, RATED), declared)
    assert leaving(rows, list(RATED)) == (2, 1)
    assert silent(rows, list(RATED), frozenset({"hall"})) == (1, 0)
    assert silent(rows, list(RATED), frozenset({"hall", "video"})) == (2, 0)


def sheet(present: int, recused: int, base: int) -> SheetForm:
    part = Part("paper", "纸质票", present, (recused,))
    return SheetForm(
        "satisfaction", ("县民政局",), columns("satisfaction"), (part,), base, present,
        issued=present, returned=present, recused=(recused,),
    )  # fmt: skip


@given(st.integers(1, 30), st.integers(0, 10), st.integers(0, 30), st.data())
def test_a_row_never_has_more_grades_than_others_are_there(
    others: int, recused: int, absent: int, data: st.DataObject
):
    form = sheet(others + recused, recused, others + recused + absent)
    graded = data.draw(st.integers(0, others + recused))
    row = {"satisfied": graded, "basically_satisfied": 0, "dissatisfied": 0}
    row["silent"] = others + recused - graded
    figures = {f"paper.0.{code}": count for code, count in row.items()}
    figures |= {"paper.valid": others + recused, "paper.invalid": 0}
    assert may_be_locked(form, figures) == (graded <= others)
    codes = [check.code for check in checks(form, figures)]
    assert ("recused" in codes) == bool(recused)
    grade = result(form, figures, "half_of_all_counts").grades["县民政局"]
    assert (grade == "satisfied") == (2 * graded >= others + absent)


def test_a_unit_that_everybody_must_leave_has_no_result():
    nobody = rating.grade(rating.CODES["half_of_all_counts"], rating.Rating(0, 0, 0, 0))
    assert nobody.grade is None and nobody.reasons[0][0] == "nobody_may_rate"


@pytest.mark.parametrize("code", sorted(rating.CODES))
def test_below_the_least_number_neither_grade_nor_rate_is_told(code: str):
    rule = rating.adopted(code, {"least_raters": 5})
    few = rating.grade(rule, rating.Rating(30, 4, 0, 0, unknown=9))
    assert (few.grade, few.satisfied_rate, few.broad_rate) == (None, None, None)
    assert [code for code, _text, _values in few.reasons] == ["too_few_raters"]
    assert rating.grade(rule, rating.Rating(9, 5, 0, 0)).satisfied_rate == 1


def test_the_limits_of_a_share_are_the_bodys_own_and_an_older_vote_keeps_80_and_50():
    seven_of_ten = rating.Rating(10, 7, 3, 0)
    own = rating.adopted("by_share", {"satisfied_from": 70, "basically_from": 40})
    assert rating.grade(own, seven_of_ten).grade == "satisfied"
    for code in ("by_share", "share_80_50"):
        assert rating.grade(rating.adopted(code, {}), seven_of_ten).grade == "basically_satisfied"


LINE = [[[10, 10], [600, 10]]]


@pytest.mark.parametrize(
    ("given_strokes", "code"),
    [
        ([], "nothing_drawn"),
        ([[[5, 5]]], "nothing_drawn"),
        ([[[5, 5], [100, 5]]], "nothing_drawn"),
        ("x", "unreadable_drawing"),
        ([[]], "unreadable_drawing"),
        ([[[5, 5, 5]]], "unreadable_drawing"),
        ([[[5, 400], [900, 5]]], "unreadable_drawing"),
        ([[[True, 5], [900, 5]]], "unreadable_drawing"),
        ([[[1.5, 5], [900, 5]]], "unreadable_drawing"),
        (LINE * 2001, "drawing_too_large"),
    ],
)
def test_what_is_no_drawn_signature(given_strokes, code: str):
    with pytest.raises(drawing.NoDrawing) as error:
        drawing.read(given_strokes)
    assert error.value.code == code


def test_a_drawn_signature_is_kept_as_it_was_drawn():
    strokes = drawing.read([*LINE, [[7, 7]]])
    assert drawing.path(strokes) == "M10 10L600 10M7 7L7 7"
    assert drawing.check_value(strokes) == drawing.check_value([*LINE, [[7, 7]]])
    assert drawing.check_value(strokes) != drawing.check_value(LINE)
