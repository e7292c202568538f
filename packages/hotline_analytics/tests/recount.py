"""The figures of a monthly analysis, recounted in plain Python, ten lines a figure."""

from __future__ import annotations

from typing import Any

from hotline_analytics import monthly

DAY = 24 * 3600 * 1_000_000


def recount(tickets: list[dict[str, Any]], request: monthly.MonthlyRequest, sources: Any) -> Any:
    """Every figure of the contract, in plain Python."""
    of_sources = [t for t in tickets if sources is None or t["source"] in sources]
    chosen = [t for t in of_sources if request.kinds is None or t["kind"] in request.kinds]
    month, months = request.month, {t["month"] for t in of_sources}
    start = month if request.window == "month" else month - month % 12
    window = range(start, month + 1)
    known = lambda m: bool(months) and min(months) <= m <= max(months)  # noqa: E731
    base_months = [m - 12 for m in window]
    rows = []
    groups: dict[Any, list[Any]] = {}
    for t in (t for t in chosen if t["month"] >= month - 24):
        groups.setdefault(t[request.by], []).append(t)
    near = [t for t in chosen if month - 16 <= t["month"] <= month]
    for name, mine in groups.items():
        now = [t for t in mine if t["month"] in window]
        before = [t for t in mine if t["month"] == month - 1]
        year = [t for t in mine if t["month"] in base_months]
        if now or before or year:
            previous = len(before) if known(month - 1) else None
            last_year = len(year) if all(map(known, base_months)) else None
            rows.append(one_row(name, now, previous, last_year, near, request))
    return sorted(rows, key=lambda r: (r["name"] is None, -r["count"], r["name"] or ""))


def one_row(
    name: Any, now: list[Any], previous: Any, last_year: Any, chosen: list[Any], request: Any
) -> dict[str, Any]:
    count, as_of = len(now), request.as_of
    month_count = sum(t["month"] == request.month for t in now)
    rise = [(month_count, previous), (count, last_year)]
    if count == 0 or any(b is not None and v <= b for v, b in rise):
        double = "no"
    else:
        double = "yes" if all(b for _, b in rise) else "manual"
    closed = [t for t in now if t["closed_at"] is not None and t["closed_at"] <= as_of]
    due = [t for t in now if t["due_at"] is not None]
    on_time = [t for t in closed if t["due_at"] is not None and t["closed_at"] <= t["due_at"]]
    late = [t for t in closed if t["due_at"] is not None and t["closed_at"] > t["due_at"]]
    overdue = [t for t in due if t not in closed and t["due_at"] < as_of]
    row = {"name": name, "count": count, "previous": previous, "last_year": last_year}
    row |= {"mom": (month_count - previous) / previous if previous else None}
    row |= {"yoy": (count - last_year) / last_year if last_year else None}
    row |= {"double_rise": double, "closed": len(closed), "due": len(due)}
    row |= {"on_time": len(on_time), "late": len(late), "overdue_open": len(overdue)}
    return row | {"rates": rates(now, closed, row, chosen), "month_count": month_count}


def rates(now: list[Any], closed: list[Any], row: Any, chosen: list[Any]) -> dict[str, Any]:
    having = lambda key, *values: sum(t[key] in values for t in now)  # noqa: E731
    callers = [t for t in now if t["caller"] is not None]
    again = [t for t in callers if any(is_repeat(t, other) for other in chosen)]
    good, fair, bad = "satisfied", "basically_satisfied", "dissatisfied"
    deadline = row["on_time"] + row["late"] + row["overdue_open"]
    return {
        "closing": (len(closed), len(now)),
        "on_time": (row["on_time"], deadline),
        "response": (sum(t["first_response_at"] is not None for t in now), len(now)),
        "resolution": (having("resolved", "yes"), having("resolved", "yes", "partly", "no")),
        "satisfaction": (having("satisfaction", good), having("satisfaction", good, fair, bad)),
        "satisfaction_broad": (
            having("satisfaction", good, fair),
            having("satisfaction", good, fair, bad),
        ),
        "repeat": (len(again), len(callers)),
        "reopen": (sum((t["reopened"] or 0) >= 1 for t in closed), len(closed)),
    }


def is_repeat(t: Any, other: Any) -> bool:
    same = other["caller"] == t["caller"] and other["category"] == t["category"]
    return same and t["received_at"] - 90 * DAY <= other["received_at"] < t["received_at"]


NEEDED = {
    "closing": {"closed_at"},
    "on_time": {"due_at", "closed_at"},
    "response": {"first_response_at"},
    "resolution": {"resolved"},
    "satisfaction": {"satisfaction"},
    "satisfaction_broad": {"satisfaction"},
    "repeat": {"caller"},
    "reopen": {"reopened", "closed_at"},
}


def assert_equal(analysis: monthly.Analysis, expected: list[dict[str, Any]]) -> None:
    """The analysis says what the recount says; rates by their parts, null without their column."""
    found = [row.as_dict("ytd") for row in analysis.rows]
    for row in found:
        del row["grade"], row["reasons"]
        row["rates"] = {
            name: rate and (rate["numerator"], rate["denominator"])
            for name, rate in row["rates"].items()
        }
    for row in expected:
        row["rates"] = {
            name: parts if NEEDED[name] <= analysis.present else None
            for name, parts in row["rates"].items()
        }
    assert found == expected
    both = [row for row in expected if row["previous"] and row["last_year"]]
    assert analysis.units_tested == len(both)
    assert analysis.expected_by_chance == len(both) / 3
    graded = {row.name for row in analysis.rows if row.grade is not None}
    assert graded == {row["name"] for row in expected if row["double_rise"] == "yes"}
