"""图形. Positions stay on the drawing, start at zero and tell the same numbers as the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oversight.ui import charts, drawing

UNIT = charts.Interval(seen=1486, expected=1080, low=970, high=1190, grade="strong")


def test_the_interval_says_its_three_numbers():
    assert (
        UNIT.words() == "实有 1,486\u00a0件，预期 1,080\u00a0件，正常波动范围 970 至 1,190\u00a0件"
    )
    assert UNIT.words() in drawing.interval(UNIT)


def test_a_dot_beyond_the_scale_becomes_an_arrow():
    scale = charts.Scale(low=0.6, high=1.4, ticks=(1.0,))
    inside = charts.Interval(seen=1100, expected=1080, low=970, high=1190)
    assert "<circle" in drawing.interval(inside, scale)
    assert "<polygon" in drawing.interval(UNIT, charts.Scale(low=0.6, high=1.2, ticks=(1.0,)))


def test_without_expectation_there_is_no_bar():
    assert "svg" not in drawing.interval(charts.Interval(3, 0, 0, 0))


numbers = st.floats(min_value=0, max_value=1e6)


@given(st.lists(st.tuples(numbers, st.floats(1, 1e5), numbers, numbers), max_size=20))
def test_a_common_scale_holds_one_and_stays_in_the_drawing(rows):
    scale = charts.Scale.fit(charts.Interval(*row) for row in rows)
    assert scale.low <= 0.7 and 1.3 <= scale.high <= 3.5
    assert 1.0 in scale.ticks
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
    for seen, expected, *_rest in rows:
        assert 0 <= scale.x(seen / expected) <= charts.WIDTH


@given(st.floats(min_value=0.5, max_value=1e7))
def test_an_axis_begins_at_zero_and_holds_the_highest(highest):
    top, step = charts.round_top(highest)
    assert top >= highest
    assert 1 <= round(top / step) <= 10


def test_a_trend_breaks_where_a_month_is_unknown_and_labels_the_last():
    values = [10, 20, None, 40, 1486]
    points = [charts.TrendPoint(f"{n}月", v, 5, 30) for n, v in enumerate(values, start=1)]
    drawn = charts.draw(charts.Trend(points))
    assert [len(line.split()) for line in drawn.lines] == [2, 2]
    assert drawn.grid[0] == (drawn.floor, "0")
    assert drawn.last is not None and drawn.last[2] == "1,486\u00a0件"


def test_an_empty_trend_draws_nothing_but_its_axis():
    drawn = charts.draw(charts.Trend(()))
    assert (drawn.lines, drawn.bands, drawn.last) == ([], [], None)


def test_every_unit_is_one_square_and_chance_is_marked():
    squares = charts.Squares(strong=2, weak=4, noise=21, rest=49, expected=25.3)
    drawn = charts.draw_squares(squares, columns=38)
    assert len(drawn.squares) == 76
    assert len(set(drawn.squares)) == 76
    assert drawn.mark == (25 * charts.PITCH - 2, 0)
    assert "强 2 个" in squares.words() and "约 25 个" in squares.words()
