"""一个发现的事实: what a case keeps of the frozen month – figures, range, comparison, flows, categories.

Handed over as values; the case never reads the hotline again. Everything comes from the stored result and
the cubes of the freeze.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from hotline_analytics.lineage import Lineage
from hotline_analytics.tickets import format_month

from oversight.hotline import queries, queries_cells
from oversight.hotline.findings import Finding, Findings
from oversight.hotline.models import FlowCell, MonthFreeze
from oversight.hotline.pages import words
from oversight.institutions import queries as institutions

MOST_COMPARED, MOST_CATEGORIES = 20, 5
KEPT = ("count", "previous", "last_year", "mom", "yoy")


def origin_facts(found: Findings, finding: Finding) -> dict[str, Any]:
    """The snapshot that a case opened for the finding keeps."""
    freeze, row = found.freeze, finding.row
    answer = found.view.answer
    return {
        "freeze": freeze.public_id,
        "month": format_month(freeze.month),
        "version": freeze.version,
        "sha256": freeze.sha256,
        "tickets": freeze.tickets,
        "frozen_at": freeze.frozen_at.isoformat(),
        "frozen_by": freeze.frozen_by,
        "rule": freeze.rule,
        "parameters_sha256": freeze.parameters_sha256,
        "rulebook": found.book.reference,
        "rulebook_sha256": found.book.sha256,
        "window": found.section.window,
        "kinds": found.question.kinds_code,
        "unit_name": finding.name,
        "unit_id": finding.unit.public_id if finding.unit else "",
        "month_count": row.get("month_count", row["count"]),
        **{name: row[name] for name in KEPT},
        "direction": finding.direction,
        "grade": row["grade"],
        "reasons": [dict(one) for one in row["reasons"]],
        "notes": list(finding.notes),
        "range": range_of(found, finding.name),
        "units_tested": answer["units_tested"],
        "expected_by_chance": answer["expected_by_chance"],
        "double_rises": sum(1 for one in answer["rows"] if one["double_rise"] == "yes"),
        "comparison": comparison(found, finding),
        "categories": categories(found, finding.name),
        "flows": flow_notes(found, finding.name),
    }


def range_of(found: Findings, name: str) -> dict[str, float] | None:
    """The unit's own 95 % range and expectation, rounded; None under six months of history."""
    seen = found.range_of(name)
    if seen.expected is None or seen.low is None or seen.high is None:
        return None
    return {
        "expected": round(seen.expected, 1),
        "low": round(seen.low, 1),
        "high": round(seen.high, 1),
    }


def comparison(found: Findings, finding: Finding) -> dict[str, Any]:
    """Units of the same kind that did not rise on both counts (未入选的同类单位), and all of them together."""
    kinds = dict(institutions.units_of(found.place).values_list("name", "kind"))
    kind = kinds.get(finding.name, "department")
    rows = [
        row
        for row in found.view.answer["rows"]
        if row["double_rise"] == "no" and kinds.get(row["name"]) == kind
    ]
    rows.sort(key=lambda row: -row["count"])
    return {
        "kind": kind,
        "units": len(rows),
        "rows": [
            {"name": row["name"], **{name: row[name] for name in KEPT}}
            for row in rows[:MOST_COMPARED]
        ],
        "total": total(rows),
    }


def total(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All compared units with both bases, taken together."""
    known = [row for row in rows if row["previous"] is not None and row["last_year"] is not None]
    sums = {name: sum(row[name] for row in known) for name in ("count", "previous", "last_year")}
    return {
        **sums,
        "units": len(known),
        "mom": change(sums["count"], sums["previous"]),
        "yoy": change(sums["count"], sums["last_year"]),
    }


def change(count: int, base: int) -> float | None:
    return (count - base) / base if base else None


def generation_of(freeze: MonthFreeze) -> int | None:
    """The cubes of the freeze; the present ones where it was frozen before they were built."""
    if freeze.cube_generation is not None:
        return int(freeze.cube_generation)
    return queries.state_of(freeze.jurisdiction).cube_generation


def names_of(found: Findings, name: str) -> frozenset[str]:
    """Under which names the unit's tickets are stored."""
    known = queries.successions(found.place)
    lineage = Lineage(known, queries.unit_validity(found.place), found.freeze.month)
    return frozenset({name, *lineage.predecessors(name)})


def categories(found: Findings, name: str) -> list[dict[str, Any]]:
    """The unit's largest categories with their counts."""
    generation = generation_of(found.freeze)
    if generation is None:
        return []
    sums: dict[str | None, int] = {}
    for one in names_of(found, name):
        for category, count in queries_cells.categories_of(
            found.place, generation, found.question, one
        ):
            sums[category] = sums.get(category, 0) + count
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    return [
        {"name": words.group(category), "key": category, "count": count}
        for category, count in ordered[:MOST_CATEGORIES]
    ]


def flow_notes(found: Findings, name: str) -> list[str]:
    """How the unit's tickets changed kind and unit between intake and freeze (查改类、改派)."""
    generation = generation_of(found.freeze)
    if generation is None:
        return []
    names = names_of(found, name)
    cells = queries_cells.cells(FlowCell, found.place, generation, [found.freeze.month], None)
    return [*kind_notes(cells.filter(unit__in=names)), *move_notes(cells, names)]


def kind_notes(cells: models.QuerySet[FlowCell]) -> list[str]:
    """Between kinds: complaints that became something else and the other way round."""
    moved = cells.exclude(kind_at_intake=None).exclude(kind_at_intake=models.F("kind"))
    rows = moved.values("kind_at_intake", "kind").annotate(n=models.Sum("count")).order_by("-n")
    text = _("受理时登记为%(before)s、现为%(after)s的 %(count)d 件。")
    return [
        text
        % {
            "before": words.kind(row["kind_at_intake"]),
            "after": words.kind(row["kind"]),
            "count": row["n"],
        }
        for row in rows[:3]
        if "complaint" in (row["kind_at_intake"], row["kind"])
    ]


def move_notes(cells: models.QuerySet[FlowCell], names: frozenset[str]) -> list[str]:
    """Between units: tickets first sent to another unit, and those that left this one."""
    known = cells.exclude(first_unit=None)
    came = known.filter(unit__in=names).exclude(first_unit__in=names)
    left = known.filter(first_unit__in=names).exclude(unit__in=names)
    found = []
    for rows, text in (
        (came, _("其中 %(count)d 件首派给别的单位，后来改派到本单位。")),
        (left, _("另有 %(count)d 件首派本单位，后来改派给别的单位。")),
    ):
        count = rows.aggregate(n=models.Sum("count"))["n"] or 0
        if count:
            found.append(text % {"count": count})
    return found
