"""公开摘要: what a frozen month tells the public – counts by unit and category, quality of the whole place.

No personal name, no text of a ticket. Counts under 5 are hidden together with a complementary one; a change
is left out where it would give a hidden count away. Built from the stored results of the freeze alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.hotline.models import FrozenResult, MonthFreeze
from oversight.hotline.rules.suppression import (
    THRESHOLD,
    hidden_names,
    total_may_be_shown,
)
from oversight.institutions.models import Jurisdiction

FORMAT = "hotline-summary-1"
COLUMNS = ("count", "previous", "last_year")
RATES = {
    "closing": "办结率",
    "on_time": "按期办结率",
    "response": "响应率",
    "resolution": "解决率",
    "satisfaction": "满意率（仅“满意”）",
    "satisfaction_broad": "满意率（含“基本满意”）",
}


def summary_content(place: Jurisdiction, freeze: MonthFreeze) -> dict[str, Any]:
    """The public summary of a frozen month as canonical JSON content."""
    by_unit = frozen_rows(place, freeze, "unit")
    by_category = frozen_rows(place, freeze, "category")
    return {
        "format": FORMAT,
        "place": place.code,
        "place_name": place.name,
        "month": format_month(freeze.month),
        "version": freeze.version,
        "sha256": freeze.sha256,
        "frozen_at": freeze.frozen_at.isoformat(),
        "rule": freeze.rule,
        "threshold": THRESHOLD,
        "tickets": freeze.tickets if freeze.tickets >= THRESHOLD else None,
        "units_tested": tested(place, freeze),
        **double_rises(place, freeze, by_unit),
        "units": suppressed_rows(by_unit),
        "totals": suppressed_totals(by_unit),
        "categories": suppressed_rows(by_category, columns=("count",)),
        "quality": quality(by_unit),
    }


def double_rises(
    place: Jurisdiction, freeze: MonthFreeze, rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """How many rose on both counts, how many chance alone would give, how many stand out."""
    result = frozen_result(place, freeze, "unit") or {}
    return {
        "expected_by_chance": round(result.get("expected_by_chance", 0)),
        "double_rises": sum(1 for row in rows if row["double_rise"] == "yes"),
        **{
            grade: sum(1 for row in rows if row["grade"] == grade)
            for grade in ("strong", "weak", "noise")
        },
    }


def quality(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rates of the whole place with their names, in the order in which they are read."""
    rates = place_rates(rows)
    return [{"name": name, "label": label, "rate": rates[name]} for name, label in RATES.items()]


def frozen_result(place: Jurisdiction, freeze: MonthFreeze, by: str) -> dict[str, Any] | None:
    """The stored result over all kinds for the month alone."""
    found = (
        FrozenResult.objects.in_scope(Scope.of(place))
        .filter(freeze=freeze, by=by, window="month", kinds="all")
        .first()
    )
    return found.result if found else None


def frozen_rows(place: Jurisdiction, freeze: MonthFreeze, by: str) -> list[dict[str, Any]]:
    """Its rows; none where the month was not analysed that way."""
    result = frozen_result(place, freeze, by)
    if result is None and by == "unit":
        raise Invalid("no_result", _("这一版没有保存分析结果。"))
    return result["rows"] if result else []


def tested(place: Jurisdiction, freeze: MonthFreeze) -> int:
    """How many units the rule could be tried on."""
    result = frozen_result(place, freeze, "unit")
    return int(result["units_tested"]) if result else 0


def suppressed_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = COLUMNS
) -> list[dict[str, Any]]:
    """The rows as published; ``hidden`` names the columns whose count is not shown."""
    hidden = {name: hidden_names(by_name(rows, name)) for name in columns}
    return [
        published(row, [name for name in columns if key(row) in hidden[name]], columns)
        for row in rows
    ]


def key(row: Mapping[str, Any]) -> str:
    """The name of a row for the rule; the row without a category sorts first."""
    return row["name"] if row["name"] is not None else ""


def by_name(rows: Sequence[Mapping[str, Any]], name: str) -> dict[str, int]:
    """One column of known counts by name."""
    return {key(row): row[name] for row in rows if row[name] is not None}


def published(
    row: Mapping[str, Any], hidden: Sequence[str], columns: Sequence[str]
) -> dict[str, Any]:
    """One row: counts that may be shown, and what follows only from such counts."""
    shown: dict[str, Any] = {"name": row["name"], "hidden": list(hidden)}
    for name in columns:
        shown[name] = None if name in hidden else row[name]
    if "previous" in columns:
        shown["mom"] = None if {"count", "previous"} & set(hidden) else row["mom"]
        shown["yoy"] = None if {"count", "last_year"} & set(hidden) else row["yoy"]
        shown["double_rise"] = None if hidden else row["double_rise"]
        shown["grade"] = None if hidden else row["grade"]
    return shown


def suppressed_totals(rows: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    """The totals of the columns; none where it would give a hidden count away."""
    totals: dict[str, int | None] = {}
    for name in COLUMNS:
        counts = by_name(rows, name)
        open_total = total_may_be_shown(counts, hidden_names(counts))
        totals[name] = sum(counts.values()) if counts and open_total else None
    return totals


def place_rates(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The rates of the whole place, from the parts of its units; null where under the threshold."""
    rates: dict[str, Any] = {}
    for name in RATES:
        parts = [row["rates"][name] for row in rows]
        if not parts or any(part is None for part in parts):
            rates[name] = None
            continue
        above = sum(part["numerator"] for part in parts)
        below = sum(part["denominator"] for part in parts)
        few = min(above, below - above) < THRESHOLD and 0 < above < below
        enough = below >= THRESHOLD and not few
        rates[name] = (
            {"value": above / below, "numerator": above, "denominator": below} if enough else None
        )
    return rates
