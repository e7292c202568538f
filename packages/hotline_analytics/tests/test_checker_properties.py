"""Consistent random tables yield no finding; one corrupted figure in an identity is found."""

from __future__ import annotations

from fractions import Fraction

from hotline_analytics.checker import check
from hotline_analytics.table_mapping import load_table_mapping
from hotline_analytics.table_rows import read_rows
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from .table_makers import mapping_for

COLUMNS = [
    "unit", "month", "count", "new", "carried_over", "valid", "invalid", "due", "closed", "on_time",
    "visited", "satisfied", "basically_satisfied", "dissatisfied", "resolved", "unresolved",
    "previous", "last_year", "difference_previous", "mom", "yoy", "closing_rate", "on_time_rate",
    "resolution_rate", "satisfaction_rate", "dissatisfied_rate",
]  # fmt: skip
COUNTS = COLUMNS[2:19]
MONTHS = ("2026-05", "2026-06", "2026-07")
DECLARED = """
[rates]
closing_rate = "closed/due"
on_time_rate = "on_time/due"
resolution_rate = "resolved/(resolved+unresolved)"
satisfaction_rate = "(satisfied+basically_satisfied)/visited"
dissatisfied_rate = "dissatisfied/visited"
"""
MAPPING = load_table_mapping(mapping_for(COLUMNS, DECLARED))
UNDECLARED = load_table_mapping(mapping_for(COLUMNS))
SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def percent(top: int, bottom: int, places: int) -> str:
    """A quotient as an office prints it: percent, rounded half up; blank without a base."""
    if bottom == 0:
        return ""
    scaled = Fraction(100 * top * 10**places, bottom)
    whole = abs(scaled) + Fraction(1, 2)
    digits = f"{whole.numerator // whole.denominator:0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if scaled < 0 and text.strip("0.") else text


@st.composite
def unit_months(draw, previous: int | None):
    """The counts of one unit in one month, true to every identity."""
    up_to = lambda n: draw(st.integers(0, n))  # noqa: E731
    row = {"new": up_to(draw(st.sampled_from([3, 40, 900, 30_000]))), "carried_over": up_to(50)}
    row["count"] = row["new"] + row["carried_over"]
    row["valid"] = up_to(row["count"])
    row["invalid"] = row["count"] - row["valid"]
    row["due"] = up_to(row["count"])
    row["closed"] = up_to(row["due"])
    row["on_time"] = up_to(row["closed"])
    row["visited"] = up_to(row["closed"])
    row["satisfied"] = up_to(row["visited"])
    row["basically_satisfied"] = up_to(row["visited"] - row["satisfied"])
    row["dissatisfied"] = row["visited"] - row["satisfied"] - row["basically_satisfied"]
    row["resolved"] = up_to(row["closed"])
    row["unresolved"] = up_to(row["closed"] - row["resolved"])
    row["previous"] = up_to(2_000) if previous is None else previous
    row["last_year"] = up_to(2_000)
    row["difference_previous"] = row["count"] - row["previous"]
    return row


def printed(row: dict[str, int], places: int) -> dict[str, str]:
    """The row's rates as printed."""
    change = row["count"] - row["previous"]
    answered = row["resolved"] + row["unresolved"]
    good = row["satisfied"] + row["basically_satisfied"]
    return {
        "mom": percent(change, row["previous"], places),
        "yoy": percent(row["count"] - row["last_year"], row["last_year"], places),
        "closing_rate": percent(row["closed"], row["due"], places),
        "on_time_rate": percent(row["on_time"], row["due"], places),
        "resolution_rate": percent(row["resolved"], answered, places),
        "satisfaction_rate": percent(good, row["visited"], places),
        "dissatisfied_rate": percent(row["dissatisfied"], row["visited"], places),
    }


@st.composite
def tables(draw):
    """A consistent table of several units and months with totals, as cells by row."""
    units = [f"单位{number}" for number in range(draw(st.integers(1, 5)))]
    months = MONTHS[: draw(st.integers(1, 3))]
    before: dict[str, int | None] = dict.fromkeys(units)
    lines: list[dict[str, str]] = []
    for month in months:
        rows = {unit: draw(unit_months(before[unit])) for unit in units}
        before = {unit: row["count"] for unit, row in rows.items()}
        total = {name: sum(row[name] for row in rows.values()) for name in COUNTS}
        for unit, row in [*rows.items(), ("合计", total)]:
            cells = {name: str(row[name]) for name in COUNTS} | printed(
                row, draw(st.integers(0, 3))
            )
            lines.append({"unit": unit, "month": month} | cells)
    return lines


def findings(lines: list[dict[str, str]], mapping=MAPPING):
    sheet = [(1, COLUMNS), *((n, [line[c] for c in COLUMNS]) for n, line in enumerate(lines, 2))]
    return check(read_rows(sheet, mapping))


@SLOW
@given(tables())
def test_a_consistent_table_yields_no_finding(lines):
    assert [finding.text for finding in findings(lines)] == []


@SLOW
@given(tables())
def test_nor_does_it_when_no_formula_is_declared(lines):
    assert [finding.text for finding in findings(lines, UNDECLARED)] == []


@SLOW
@given(tables(), st.data())
def test_one_corrupted_count_is_found(lines, data):
    line = data.draw(st.sampled_from(lines))
    name = data.draw(st.sampled_from(COUNTS))
    change = data.draw(st.integers(1, 1_000))
    line[name] = str(int(line[name]) + change)
    assert findings(lines)


@SLOW
@given(tables(), st.data())
def test_one_corrupted_rate_is_found(lines, data):
    names = [
        "mom",
        "yoy",
        "closing_rate",
        "on_time_rate",
        "resolution_rate",
        "satisfaction_rate",
        "dissatisfied_rate",
    ]
    line, name = data.draw(st.sampled_from(lines)), data.draw(st.sampled_from(names))
    assume(line[name])
    old = Fraction(line[name])
    new = data.draw(st.integers(-90, 90)) + old
    places = len(line[name].partition(".")[2])
    step = Fraction(1, 10**places)
    assume(abs(new - old) > step)
    line[name] = percent(new.numerator, 100 * new.denominator, places)
    assert any(finding.where.unit == line["unit"] for finding in findings(lines))


@SLOW
@given(tables(), st.data())
def test_a_row_repeated_with_another_figure_is_found(lines, data):
    line = dict(data.draw(st.sampled_from(lines)))
    line["visited"] = str(int(line["visited"]) + 1)
    assert "unit_twice" in {finding.code for finding in findings([*lines, line])}


@SLOW
@given(tables(), st.data())
def test_findings_do_not_depend_on_the_order_of_rows(lines, data):
    line = data.draw(st.sampled_from(lines))
    line["count"] = str(int(line["count"]) + 1)

    def found(rows):
        return sorted((f.code, f.where.unit or "", f.where.month or 0) for f in findings(rows))

    assert found(lines) == found(data.draw(st.permutations(lines)))
