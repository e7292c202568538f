"""听取以后的各月: what a case is told of the frozen months after its hearing (config/case_figures.py).

Seen is counted from each month's own newest freeze. Expected is what the last month frozen up to the
hearing made one expect, so nothing that came later moves the range; names follow the register, so that a
merged unit is found under its successor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hotline_analytics.tickets import format_month, parse_month
from hotline_analytics.trends import Expectations

from oversight.cases.figures import MonthAfter
from oversight.hotline import queries, queries_months
from oversight.hotline.models import MonthFreeze
from oversight.hotline.questions import Question
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction


def months_after(place: Jurisdiction, facts: Mapping[str, Any], heard_on: date) -> list[MonthAfter]:
    """Every frozen month after the month of the hearing, oldest first, beside its range."""
    heard = queries.month_of(heard_on)
    names = names_of(place, str(facts["unit_name"]))
    base = base_freeze(place, facts, heard)
    if base is None:
        return []
    expectations = Expectations.of(analysis_at(place, base, facts))
    found: dict[int, MonthFreeze] = {}
    for freeze in queries.freezes_of(place).filter(month__gt=heard):
        found.setdefault(freeze.month, freeze)
    return [month_of(place, found[month], facts, expectations, names) for month in sorted(found)]


def names_of(place: Jurisdiction, name: str) -> list[str]:
    """The unit as the case knows it, and who carries its duties today."""
    became = institutions.successors_on(place, institutions.today()).get(name, name)
    return list(dict.fromkeys([name, became] if became else [name]))


def base_freeze(place: Jurisdiction, facts: Mapping[str, Any], heard: int) -> MonthFreeze | None:
    """The last month frozen before that of the hearing; the one that gave rise to the case at the least."""
    newest = queries.freezes_of(place).filter(month__lt=heard).first()
    origin = queries.latest_freeze(place, parse_month(str(facts["month"])))
    return newest or origin


def question(month: int, facts: Mapping[str, Any]) -> Question:
    """The month alone, of the kinds that the case is about."""
    kinds = str(facts.get("kinds", "all"))
    return Question(month, "unit", "month", None if kinds == "all" else frozenset(kinds.split(",")))


def analysis_at(place: Jurisdiction, freeze: MonthFreeze, facts: Mapping[str, Any]) -> Any:
    """The analysis of a frozen month: series up to it, dispersions as known then."""
    view = queries_months.month_view(place, question(freeze.month, facts), version=freeze.version)
    return queries_months.analysis_of(place, view)


def month_of(
    place: Jurisdiction,
    freeze: MonthFreeze,
    facts: Mapping[str, Any],
    expectations: Expectations,
    names: list[str],
) -> MonthAfter:
    """One month: the unit's count at its newest freeze, and what was expected of it."""
    view = queries_months.month_view(place, question(freeze.month, facts), version=freeze.version)
    seen = sum(row["count"] for row in view.answer["rows"] if row["name"] in names)
    wanted = expectations.projected(str(facts["unit_name"]), freeze.month, seen)
    return MonthAfter(
        month=format_month(freeze.month),
        seen=seen,
        expected=rounded(wanted.expected),
        low=rounded(wanted.low),
        high=rounded(wanted.high),
        version=freeze.version,
        sha256=freeze.sha256,
    )


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
